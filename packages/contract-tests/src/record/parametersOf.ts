// The parameters of a request that do not change from one time to the next.
import type { Operation } from "../spec/description.ts";

/** Names and values in the order sent, percent-encoded as sent; timestamp and signature left out. */
export function parametersOf(
  url: string,
  operation: Operation | undefined,
): readonly (readonly [name: string, value: string])[] {
  const left = new Set([operation?.timestamp?.name, operation?.signature?.name]);
  const [, query = ""] = url.split("?", 2);
  return query
    .split("&")
    .map((part) => {
      const [name = "", ...value] = part.split("=");
      return [name, value.join("=")] as const;
    })
    .filter(([name]) => name !== "" && !left.has(name));
}

/** A value without its percent-encoding; as it is where that is broken. */
export function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
