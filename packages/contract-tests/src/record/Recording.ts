// A recording: what a target answered to the requests of one check, without what is secret or tells the
// account apart. One JSON file each.
import type { KeyKind } from "../run/Target.ts";

/** One request and its answer. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  /** Decoded; signature and timestamp left out. */
  readonly parameters: readonly (readonly [name: string, value: string])[];
  readonly status: number;
  /** The content type and the headers that the response is described with, in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What one check was answered. */
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
