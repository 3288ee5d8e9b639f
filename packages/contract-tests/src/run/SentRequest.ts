// A request as a check sent it, so that a report can say how to repeat it. Nothing in it opens an account:
// keys, signatures and timestamps are left out, and what is left says how to make them.
import type { KeyKind } from "./Target.ts";

/** One request that a check sent, without its secrets. */
export interface SentRequest {
  readonly method: string;
  /** Where the API is served, without a slash at the end. */
  readonly base: string;
  readonly path: string;
  /** In the order sent and percent-encoded as sent; timestamp and signature left out. */
  readonly parameters: readonly (readonly [name: string, value: string])[];
  /** The timestamp's name, and how far it was from the target's clock; undefined where none, or no number, was sent. */
  readonly timestamp: { readonly name: string; readonly offsetMs: number } | undefined;
  /** The header of the key, and whose the key was; undefined where none was sent. */
  readonly key: { readonly name: string; readonly whose: "own" | "other" } | undefined;
  /** The signature's name, the kind of key that made it, and whether it was right; undefined where none was sent. */
  readonly signature:
    | { readonly name: string; readonly kind: KeyKind; readonly right: boolean }
    | undefined;
}
