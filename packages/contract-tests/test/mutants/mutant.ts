// What a mutant is: an exchange, or a client, with one mistake, and the checks that must fail.
import { englishDescriptions } from "../../src/run/descriptions.ts";
import { matchPath } from "@open-orders/specs/model";
import type { Operation, RateLimit, SpecNode } from "@open-orders/specs/model";
import { createMockTarget } from "../../src/run/mockTarget.ts";
import type { MockTarget } from "../../src/run/mockTarget.ts";
import { signQuery } from "../../src/run/sign.ts";
import type { ClientModule, Descriptions, Fetch } from "../../src/index.ts";
import { alteredAt, apiOf } from "../operations.ts";

export interface Mutant {
  /** What is wrong with it. */
  readonly name: string;
  /** Rules, with their level, that must fail. */
  readonly breaks: readonly string[];
  /** Whether no other rule of the same suites may fail. @default false */
  readonly alone?: boolean;
  /** The exchange. @default one that is right */
  readonly target?: (() => Promise<MockTarget>) | undefined;
  /** What the checks are made from. @default the English descriptions */
  readonly descriptions?: Descriptions;
  /** The client's module. @default the real one */
  readonly client?: ClientModule | undefined;
}

/** Makes the mutants of one operation. */
export type Mutants = (operation: Operation) => readonly Mutant[];

/** The limits on weight of an operation's API. */
export function limitsOf(operation: Operation): readonly RateLimit[] {
  return apiOf(operation).rateLimits;
}

/** A right exchange whose way in or out is tampered with. */
export async function tampered(
  alter: (fetch: Fetch, target: MockTarget) => Fetch,
  descriptions = englishDescriptions,
): Promise<MockTarget> {
  const target = await createMockTarget({ descriptions });
  return { ...target, fetch: alter(target.fetch, target) };
}

/** An exchange that changes its responses to an operation. */
export function responding(
  { path }: Operation,
  alter: (response: Response) => Promise<Response> | Response,
  descriptions = englishDescriptions,
): () => Promise<MockTarget> {
  const altering = (fetch: Fetch): Fetch => {
    return async (input, init) => {
      const response = await fetch(input, init);
      return matchPath(path, new URL(input).pathname) ? alter(response) : response;
    };
  };
  return async () => tampered(altering, descriptions);
}

/** An exchange that changes the body of its successes; every digit stays, unless it is changed. */
export function returning(
  operation: Operation,
  alter: (items: Record<string, unknown>[]) => unknown,
): () => Promise<MockTarget> {
  return responding(operation, async (response) => {
    if (response.status !== Number(operation.success.status)) return response;
    const text = await response.text();
    if (!text.startsWith(operation.list ? "[" : "{")) return remade(response, { text });
    const value = parseRaw(text);
    const items = (operation.list ? value : [value]) as Record<string, unknown>[];
    const altered = alter(items);
    const one = !operation.list && Array.isArray(altered);
    return remade(response, { text: JSON.stringify(one ? altered[0] : altered) });
  });
}

/** The same response with another body, status or headers. */
export function remade(
  response: Response,
  change: { readonly text?: string; readonly status?: number; readonly headers?: Headers },
): Response {
  const { text, status = response.status, headers = response.headers } = change;
  return new Response(text ?? response.body, { status, headers });
}

/**
 * An exchange that rewrites queries, and then takes their signature for right.
 *
 * @param alter The parts to read in place of those that came; undefined leaves a request as it is.
 */
export function rewriting(
  operation: Operation,
  alter: (parts: readonly string[]) => readonly string[] | undefined,
): () => Promise<MockTarget> {
  const { path, key, signature } = operation;
  return async () =>
    tampered((fetch, { credentials }) => async (input, init) => {
      const url = new URL(input);
      const altered = matchPath(path, url.pathname)
        ? alter(url.search.slice(1).split("&"))
        : undefined;
      const headers = new Headers(init?.headers);
      const known = Object.values(credentials).map(({ apiKey }) => apiKey);
      const { hmac } = credentials;
      if (!altered || !hmac || (key && !known.includes(headers.get(key.name) ?? "")))
        return fetch(input, init);
      if (key) headers.set(key.name, hmac.apiKey);
      const payload = altered.filter((part) => nameOf(part) !== signature?.name).join("&");
      const signed = signature && `&${signature.name}=${signQuery("hmac", hmac.secret, payload)}`;
      return fetch(`${url.origin}${path}?${payload}${signed ?? ""}`, { ...init, headers });
    });
}

/** Leaves a request as it is unless something in it changes. */
export function whereChanged(
  alter: (parts: readonly string[]) => readonly string[],
): (parts: readonly string[]) => readonly string[] | undefined {
  return (parts) => {
    const altered = alter(parts);
    return altered.join("&") === parts.join("&") ? undefined : altered;
  };
}

/** An exchange built from a description in which one place says something else. */
export function described(
  operation: Operation,
  node: SpecNode | undefined,
  change: (holder: Record<string, unknown>, key: string) => void,
): () => Promise<MockTarget> {
  return async () =>
    createMockTarget({ mock: { descriptions: alteredAt(operation, node, change) } });
}

/** JSON.parse that keeps the text of every number. */
function parseRaw(text: string): unknown {
  const { rawJSON } = JSON as unknown as { readonly rawJSON: (text: string) => unknown };
  const keep = (_key: string, value: unknown, context?: { readonly source?: string }): unknown =>
    typeof value === "number" && context?.source !== undefined ? rawJSON(context.source) : value;
  return JSON.parse(text, keep);
}

/** The name in `name=value`. */
export function nameOf(part: string): string {
  return part.split("=")[0] ?? "";
}
