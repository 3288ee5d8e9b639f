// What the generated modules tell the client about an API. The descriptions in specs/ are the source.

/** What may be done after a refusal. `abort` is final, whatever code comes with it. */
export type Retry = "never" | "retry" | "wait" | "resync" | "abort";

/** A query parameter and the limits its description sets. */
export interface ParameterRule {
  readonly type: "string" | "integer" | "number" | "boolean" | "id";
  readonly required?: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
}

/** One call. */
export interface Operation {
  readonly method: string;
  readonly path: string;
  /** What a request must carry: key and signature, the key alone, or nothing. */
  readonly security: "signed" | "key" | "none";
  /** `[weight, ...parameters that must all be sent]`; the first rule that fits applies. */
  readonly weight: readonly (readonly [number, ...string[]])[];
  /** Where exact ids stand in the answer; `*` is each item of an array. */
  readonly exact: readonly string[];
  readonly answer: "array" | "object";
  /** Whether it changes nothing, so that it may be sent again after any failure. */
  readonly repeatable: boolean;
  readonly parameters: Readonly<Record<string, ParameterRule>>;
}

/** One API. */
export interface Api {
  readonly name: string;
  readonly baseUrl: string;
  readonly limit: { readonly weight: number; readonly intervalMs: number; readonly header: string };
  /** An unsigned call that tells the exchange's time in milliseconds, where there is one. */
  readonly clock?: { readonly path: string; readonly field: string };
  /** By status, `5XX` or `default`; holds where the code in the body says nothing else. */
  readonly retry: Readonly<Record<string, Retry>>;
  readonly operations: Readonly<Record<string, Operation>>;
}

/** code → name, meaning, remedy and, where the code decides it, what may be done. */
export type ErrorCodes = Readonly<
  Record<string, readonly [name: string, meaning: string, remedy: string, retry?: Retry]>
>;
