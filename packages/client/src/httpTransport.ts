// How a request leaves and its response arrives: what the transports over fetch and over node:https have in common.

/** A request, ready to be sent. */
export interface HttpRequest {
  readonly method: string;
  /** Absolute, with a path, and with the query as it was signed. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Largest body that is read, in bytes, after unpacking. */
  readonly maxBodyBytes: number;
}

/** What of Headers is read here; real ones are made where a caller gets them. */
export interface HttpHeaders extends Iterable<[string, string]> {
  /** The value of a header, several joined by a comma. Names are in lower case. */
  get(name: string): string | null;
}

/** A response whose body has arrived, or has failed to. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: HttpHeaders;
  readonly body:
    | { readonly kind: "text"; readonly text: string }
    /** It was not followed. */
    | { readonly kind: "redirect" }
    /** More than `maxBodyBytes`; the rest was not read. */
    | { readonly kind: "too-large" }
    | { readonly kind: "broken"; readonly cause: unknown };
}

/** A request on its way. */
export interface Exchange {
  /** Rejects where no response came. */
  readonly response: Promise<HttpResponse>;
  /** Ends it, whatever has arrived. */
  abort(reason: unknown): void;
}

/** Sends a request. Follows no redirect: the signed query would travel to wherever it points. */
export interface Transport {
  (request: HttpRequest): Exchange;
  /** What requests to that base URL wait at; undefined where any number of them can leave at once. */
  gateOf?: (baseUrl: string) => Gate | undefined;
}

/**
 * Lets in as many requests as there are connections. What waits for one must not be signed yet: its timestamp would
 * age, and it would still be sent when the exchange has banned the address meanwhile.
 */
export interface Gate {
  /**
   * Returns nothing where a request may leave at once. Else waits for its turn, at most so many milliseconds, and says
   * whether it got one; rejects with the signal's reason.
   */
  enter(ms: number, signal: AbortSignal | undefined): Promise<boolean> | undefined;
  /** Ends what was entered. */
  leave(): void;
}

/** An agent of Node, such as `https.Agent`; the types of Node are not needed to read those of this package. */
export interface HttpAgent {
  destroy(): void;
}

/** What a transport is made of. */
export interface TransportOptions {
  readonly fetch: typeof globalThis.fetch | undefined;
  readonly agent: HttpAgent | undefined;
}
