// Finds secrets, or parts of them, in whatever an error, an event or a client can be made to show.
import { inspect } from "node:util";

/** What must not be seen of the calls of a client. */
export interface Secrets {
  readonly apiKey: string;
  readonly secret: string;
  /** The addresses that were asked for, as they were signed. */
  readonly urls: readonly string[];
}

/** So many characters of a secret in a row give it away. */
const partLength = 12;

/** One line for each secret that shows, with the way in which it does. */
export function findLeaks(value: unknown, { apiKey, secret, urls }: Secrets): string[] {
  const queries = urls.map((url) => new URL(url).searchParams);
  const values = (name: string): string[] => queries.map((query) => query.get(name) ?? "");
  const parts = Object.entries({
    "the key": partsOf(apiKey),
    "the secret": partsOf(secret),
    "a signature": values("signature").flatMap(partsOf),
    "a timestamp": values("timestamp").map((timestamp) => `timestamp=${timestamp}`),
  });
  return Object.entries(waysToShow(value)).flatMap(([way, shown]) =>
    parts
      .filter(([, given]) => given.some((part) => shown.includes(part)))
      .map(([what]) => `${what} shows by ${way}`),
  );
}

function partsOf(text: string): string[] {
  const count = Math.max(0, text.length - partLength + 1);
  return Array.from({ length: count }, (_unused, at) => text.slice(at, at + partLength));
}

function waysToShow(value: unknown): Record<string, string> {
  const depth = Number.POSITIVE_INFINITY;
  const shown = {
    String: String(value),
    inspect: inspect(value, { depth }),
    stringify: JSON.stringify(value) ?? "",
  };
  if (!(value instanceof Error)) return shown;
  return {
    ...shown,
    message: value.message,
    stack: value.stack ?? "",
    structuredClone: inspect(structuredClone(value), { depth }),
    cause: value.cause === undefined ? "" : Object.values(waysToShow(value.cause)).join("\n"),
  };
}
