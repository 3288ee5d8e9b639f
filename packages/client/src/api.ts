// What the generated modules say about an API. The descriptions in specs/ are the source.

/** What may be done after an error response. `abort` is final, whatever code comes with it. */
export type Retry = "never" | "retry" | "wait" | "resync" | "abort";

/** A parameter of the query or the path, and the limits its description sets. */
export interface ParameterRule {
  /** `list` is a list of `items`, sent as JSON. */
  readonly type: "string" | "integer" | "number" | "boolean" | "id" | "list";
  readonly items?: "string" | "integer" | "number" | "boolean" | "id";
  readonly required?: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** What a call costs. */
export interface WeightRule {
  readonly weight: number;
  /** Parameters that must all be sent for the rule to apply. */
  readonly whenSent?: readonly string[];
  /** The exchange may count more than `weight`: how much shows in its count only. */
  readonly estimate?: boolean;
}

/** One call. */
export interface Operation {
  readonly method: string;
  /** Names of its parameters stand in braces: `/orders/{orderId}`. */
  readonly path: string;
  /** What a request must carry: key and signature, the key alone, or nothing. */
  readonly security: "signed" | "key" | "none";
  /** The first rule whose parameters are all sent applies. */
  readonly weights: readonly WeightRule[];
  /** Where 64-bit integers stand in the response; `*` is each item of an array. */
  readonly int64Paths: readonly string[];
  readonly result: "array" | "object";
  /** Whether it changes nothing, so that it may be sent again after any failure. */
  readonly idempotent: boolean;
  readonly parameters: Readonly<Record<string, ParameterRule>>;
}

/** The field of an open order's item that plays each role; the word `x-order` of the descriptions. */
export interface OrderRoles {
  readonly id: string;
  readonly symbol: string;
  readonly side: string;
  readonly type: string;
  readonly status: string;
  readonly price: string;
  readonly quantity: string;
  readonly placedAt: string;
  readonly updatedAt: string;
  readonly clientId?: string;
  readonly triggerPrice?: string;
  readonly filledQuantity?: string;
  readonly becomes?: string;
}

/** One API. */
export interface Api {
  readonly name: string;
  readonly baseUrl: string;
  readonly limit: { readonly weight: number; readonly intervalMs: number; readonly header: string };
  /** The names by which a request carries its credentials. */
  readonly credentials: {
    /** The header with the API key. */
    readonly keyHeader: string;
    /** The query parameter with the signature. */
    readonly signature: string;
    /** The query parameter with the time of the request. */
    readonly timestamp: string;
  };
  /** The unsigned endpoint that returns the exchange's time in milliseconds, where there is one. */
  readonly timeEndpoint?: { readonly path: string; readonly field: string };
  /** By status, `5XX` or `default`; holds where the code in the body says nothing else. */
  readonly retry: Readonly<Record<string, Retry>>;
  readonly operations: Readonly<Record<string, Operation>>;
}

/** code → meaning and remedy, for people. */
export type ErrorTexts = Readonly<Record<string, readonly [meaning: string, remedy: string]>>;
