// Exchanges that look at keys and signatures wrongly, or not at all.
import { ownParameters } from "../../src/run/values.ts";
import { nameOf, rewriting, tampered } from "./mutant.ts";
import type { Mutant, Mutants } from "./mutant.ts";

export const securityMutants: Mutants = (operation) => {
  const { key, signature, timestamp } = operation;
  const added = ownParameters(operation).find(({ required }) => !required)?.name;
  if (!key || !signature) return [];
  const isSignature = (part: string): boolean => nameOf(part) === signature.name;
  const withoutSignature = (parts: readonly string[]): readonly string[] =>
    parts.filter((part) => !isSignature(part));
  const rejecting = (reject: (query: string, headers: Headers) => boolean): Mutant["target"] => {
    return async () =>
      tampered((fetch) => async (input, init) => {
        const url = new URL(input);
        const headers = new Headers(init?.headers);
        if (url.pathname !== operation.path || !reject(url.search, headers))
          return fetch(input, init);
        return fetch(`${url.href}0`, init);
      });
  };
  return [
    {
      name: "looks at no signature",
      breaks: [
        "no signature",
        "empty signature",
        "signature altered",
        "signature cut short",
        "signature not hex",
        "signature by another secret",
        "signature over other bytes",
        "signature over the decoded query",
        "signature not last",
        "rsa key, signature over other bytes",
        "ed25519 key, signature over other bytes",
      ].map((rule) => `security: ${rule} (raw)`),
      target: rewriting(operation, withoutSignature),
    },
    {
      name: "takes a signature anywhere",
      breaks: ["security: signature not last (raw)"],
      alone: true,
      target: rewriting(operation, (parts) =>
        isSignature(parts[0] ?? "") ? withoutSignature(parts) : undefined,
      ),
    },
    {
      name: "reads what comes after the signature",
      breaks: ["security: parameter after the signature (raw)"],
      target: rewriting(operation, (parts) =>
        isSignature(parts.at(-2) ?? "") ? withoutSignature(parts) : undefined,
      ),
    },
    {
      name: "lets parameters be added to what was signed",
      breaks: ["security: parameter added after signing (raw)"],
      alone: true,
      target: rewriting(operation, (parts) =>
        nameOf(parts.at(-2) ?? "") === added && nameOf(parts.at(-3) ?? "") === timestamp?.name
          ? parts.filter((part) => nameOf(part) !== added)
          : undefined,
      ),
    },
    {
      name: "wants its signatures in lower case",
      breaks: ["security: signature in upper case (raw)"],
      alone: true,
      target: rejecting((query) => /=[\dA-F]{64}$/u.test(query) && /[A-F]/u.test(query.slice(-64))),
    },
    {
      name: "wants the timestamp after the others",
      breaks: ["security: parameters in another order (raw)"],
      alone: true,
      target: rejecting(
        (query) =>
          query.startsWith(`?${operation.timestamp?.name}=`) &&
          query.includes("&", query.indexOf("&") + 1),
      ),
    },
    {
      name: "looks at no key",
      breaks: ["no key", "malformed key", "unknown key"].map((rule) => `security: ${rule} (raw)`),
      target: async () =>
        tampered((fetch, { credentials }) => async (input, init) => {
          const headers = new Headers(init?.headers);
          const known = Object.values(credentials).map(({ apiKey }) => apiKey);
          if (!known.includes(headers.get(key.name) ?? "")) headers.set(key.name, known[0] ?? "");
          return fetch(input, { ...init, headers });
        }),
    },
    ...(["rsa", "ed25519"] as const).map((kind) => ({
      name: `knows no ${kind} keys`,
      breaks: ["raw", "method", "http"].map((level) => `security: ${kind} key (${level})`),
      target: async () =>
        tampered((fetch, { credentials }) => async (input, init) => {
          const headers = new Headers(init?.headers);
          if (headers.get(key.name) === credentials[kind]?.apiKey) headers.delete(key.name);
          return fetch(input, { ...init, headers });
        }),
    })),
  ];
};
