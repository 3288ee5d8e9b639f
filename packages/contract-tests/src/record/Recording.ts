// A recording: the responses of a target to the requests of one check, without what is secret or identifies the account.
// One JSON file each.
import type { Operation } from "@open-orders/specs/model";
import { matchPath } from "@open-orders/specs/model";
import type { KeyKind } from "../run/Target.ts";

/** One request and its response. */
export interface Exchange {
  readonly method: string;
  /** As it is described, with names in place of values. */
  readonly path: string;
  /** Of the path and of the query. Decoded; signature and timestamp left out. */
  readonly parameters: readonly (readonly [name: string, value: string])[];
  readonly status: number;
  /** The content type and the headers that the response is described with, in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Recording {
  readonly api: string;
  /** The operationId. */
  readonly operation: string;
  /** Name of the check. */
  readonly check: string;
  /** Kinds of keys the target had. */
  readonly keys: readonly KeyKind[];
  readonly exchanges: readonly Exchange[];
}

/** The parameters of a request that are the same each time, decoded, in the order sent. */
export function parametersIn(
  url: string,
  operation: Operation | undefined,
): Exchange["parameters"] {
  const left = new Set([operation?.timestamp?.name, operation?.signature?.name]);
  const { pathname, searchParams } = new URL(url);
  const inPath = [...(matchPath(operation?.path ?? pathname, pathname)?.values ?? [])];
  // In a path, a plus is a plus.
  const pairs = inPath.map(([name, value]) => `${name}=${value.replaceAll("+", "%2B")}`);
  return [...new URLSearchParams(pairs.join("&")), ...searchParams].filter(
    ([name]) => !left.has(name),
  );
}
