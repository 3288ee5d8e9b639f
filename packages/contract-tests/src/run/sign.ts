// Encodes and signs as the exchange documents it, with nothing of the client's: a mistake there must not hide here.
import { createHmac, sign } from "node:crypto";
import type { KeyKind } from "./Target.ts";

/**
 * The signature of a query string, percent-encoded, ready to be appended.
 *
 * @param secret The HMAC secret, or the private key in PEM.
 */
export function signQuery(kind: KeyKind, secret: string, query: string): string {
  if (kind === "hmac") return createHmac("sha256", secret).update(query).digest("hex");
  const algorithm = kind === "rsa" ? "sha256" : null;
  return encodeURIComponent(sign(algorithm, Buffer.from(query), secret).toString("base64"));
}

/** Percent-encodes a value (RFC 3986) so that no URL parser rewrites it. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /['()*!]/gu,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** `name=value&…`, each percent-encoded. */
export function encodeQuery(parameters: Readonly<Record<string, string>>): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join("&");
}

/** What is done to a signature before it is sent: here, and by a command for `sh`. */
export const signatureEdits = {
  altered: {
    edit: (text: string) => text.replace(/.$/u, (last) => (last === "0" ? "1" : "0")),
    sh: "sed 's/0$/1/;t;s/.$/0/'",
  },
  shortened: { edit: (text: string) => text.slice(0, -2), sh: "sed 's/..$//'" },
  notHex: { edit: (text: string) => `g${text.slice(1)}`, sh: "sed 's/^./g/'" },
  upperCase: { edit: (text: string) => text.toUpperCase(), sh: "tr a-f A-F" },
} as const;
export type SignatureEdit = keyof typeof signatureEdits;
