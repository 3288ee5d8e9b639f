// The words a row of the fault matrix is written in.
import type { ErrorKind, ResponseErrorReason } from "@open-orders/client";
import type { Fault } from "@open-orders/mock-exchange";

/** One thing that goes wrong, and what becomes of the call it befalls. */
export interface FaultRow extends Consequence {
  /** What goes wrong, for people. */
  readonly fault: Text;
  readonly play: Play;
  /** Options of the client, where the defaults do not show it. */
  readonly options?: { readonly timeoutMs?: number; readonly totalTimeoutMs?: number };
  /** Where `createUndiciFetch()` makes a difference to the global fetch. */
  readonly overUndici?: Consequence;
}

export interface Consequence {
  readonly gets: Gets;
  /** How many requests were sent. */
  readonly attempts: number;
  /** The pauses between them. */
  readonly waits: readonly Wait[];
}

/** What the caller gets: orders (all of the account's, or these), or an error with these fields. */
export type Gets = { readonly orders: "all" | readonly object[] } | ErrorShape;

export interface ErrorShape {
  /** The class. */
  readonly error: string;
  readonly kind: ErrorKind;
  readonly status?: number;
  readonly code?: number;
  readonly reason?: ResponseErrorReason;
  readonly limit?: "timeoutMs" | "totalTimeoutMs";
  readonly limitMs?: number;
  readonly retryAfterMs?: number;
  readonly banned?: boolean;
}

/** Milliseconds: exactly so many, or any number below, by chance. */
export type Wait = number | { readonly below: number };

/**
 * How it is brought about: by a fault of the mock exchange that befalls every request unless it says
 * how many; by a server made for it; by the value of a parameter; by the exchange's clock.
 */
export type Play =
  | { readonly mock: Omit<Fault, "operationId"> }
  | { readonly server: ServerName }
  | { readonly parameter: string }
  | { readonly clockAheadMs: number };

/** Servers that do what the mock exchange does not. */
export type ServerName =
  | "none"
  | "large"
  | "largeUnannounced"
  | "gzipCutShort"
  | "quotesInPage"
  | "quotesInText"
  | "quotesInJson"
  | "quotesInRedirect";

/** A text in the languages of the documentation. */
export interface Text {
  readonly en: string;
  readonly "zh-CN": string;
}

/** Rows of one kind. */
export interface FaultGroup {
  readonly title: Text;
  readonly rows: readonly FaultRow[];
}

/** When the first request of each row is sent: 20 s into a minute, by which weight is counted. */
export const startMs = Date.UTC(2023, 10, 14, 22, 13, 20);

export const text = (en: string, chinese: string): Text => ({ en, "zh-CN": chinese });

/** Tried as often as the defaults allow, with pauses whose ceiling doubles. */
export const again = { attempts: 3, waits: [{ below: 250 }, { below: 500 }] } as const;
export const once = { attempts: 1, waits: [] } as const;

/** An answer that is none of the exchange's own. */
export function noAnswer(reason: ResponseErrorReason, status = 200): ErrorShape {
  return { error: "ResponseError", kind: "response", status, reason };
}

export function refused(status: number, code?: number): ErrorShape {
  return { error: "ApiError", kind: "api", status, ...(code !== undefined && { code }) };
}

export function limited(status: 429 | 418, retryAfterMs: number): ErrorShape {
  const banned = status === 418;
  return { error: "RateLimitError", kind: "rate-limit", status, code: -1003, retryAfterMs, banned };
}
