// Everything the client throws: one class per kind of failure. No message, field or cause holds a
// key, a secret, a signature or a query string.
import type { ErrorTexts, Retry } from "./api.ts";
import { errorCodes } from "./generated/error-codes.ts";
import type { ErrorCodeName } from "./generated/error-codes.ts";
import { printable } from "./redact.ts";

/** Narrows a BinanceError to its class. */
export type ErrorKind =
  | "config"
  | "signing"
  | "connection"
  | "timeout"
  | "response"
  | "api"
  | "rate-limit";

/** What every error knows of the call it ended. */
export interface ErrorContext {
  /** The operation that was called; absent where no client was made yet. */
  operation?: string | undefined;
  /** How many requests were sent. */
  attempts?: number;
  /** From the call to the error, in milliseconds. */
  elapsedMs?: number;
  cause?: unknown;
}

/** Every error there is, so that a `switch` over `kind` knows them all. */
export type AnyBinanceError =
  | ConfigError
  | SigningError
  | ConnectionError
  | TimeoutError
  | ResponseError
  | (ApiError & { readonly kind: "api" })
  | RateLimitError;

/** What an instance of a class can be: those of AnyBinanceError that fit it; else the class itself. */
export type InstanceOf<C> = C extends { prototype: infer I }
  ? [Extract<AnyBinanceError, I>] extends [never]
    ? I
    : Extract<AnyBinanceError, I>
  : never;

const brand = Symbol.for("@open-orders/client/error");

/**
 * The base of all errors of this client. Narrow it by `kind`, or by `instanceof`: both work across
 * several copies of the package in one program.
 */
export abstract class BinanceError extends Error {
  /** @internal */
  protected static readonly kinds: readonly ErrorKind[] = [];

  /** Knows errors of this class from every copy of the package, and lets `kind` narrow them. */
  static override [Symbol.hasInstance]<C>(this: C, value: unknown): value is InstanceOf<C> {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the classes of this file have kinds, and a subclass of a caller has none
    const type = this as { kinds?: readonly ErrorKind[] };
    if (Function.prototype[Symbol.hasInstance].call(type, value)) return true;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- any value may be asked for the mark
    const kind = (value as Record<symbol, ErrorKind> | null | undefined)?.[brand];
    // A caller's own subclass has no kinds of its own: only its prototype tells.
    if (kind === undefined || !Object.hasOwn(type, "kinds")) return false;
    // The base has no kind of its own: every error is one.
    return !type.kinds?.length || type.kinds.includes(kind);
  }

  /** Tells the classes apart, as a literal to narrow on. */
  abstract readonly kind: ErrorKind;
  /** The operation that was called, for instance `listOpenOrders`. */
  declare readonly operation: string | undefined;
  /** How many requests were sent; 0 when the call ended before the first. */
  declare readonly attempts: number;
  /** From the call to the error, in milliseconds. */
  declare readonly elapsedMs: number;

  /** @internal */
  constructor(message: string, context: ErrorContext = {}) {
    const { operation, attempts = 0, elapsedMs = 0, cause } = context;
    // Words of others are part of it, and may hold what drives a terminal.
    super(printable(message), cause === undefined ? undefined : { cause });
    const kind = String(new.target.kinds[0]);
    Object.assign(this, { kind, operation, attempts, elapsedMs });
    const name = kind.replace(/(?:^|-)./g, (start) => start.slice(-1).toUpperCase());
    hide(this, "name", `${name}Error`);
    hide(this, brand, kind);
  }
}

/** Sets a property that neither `inspect` nor `JSON.stringify` shows. */
function hide(target: object, key: PropertyKey, value: unknown): void {
  Object.defineProperty(target, key, { value, configurable: true });
}

/** An option or a parameter cannot be used. Thrown before anything is sent. */
export class ConfigError extends BinanceError {
  /** @internal */
  protected static override readonly kinds: readonly ErrorKind[] = ["config"];
  /** Narrows a BinanceError to this class. */
  declare readonly kind: "config";
}

/** The signer failed, or returned no signature that can be sent. Nothing was sent. */
export class SigningError extends BinanceError {
  /** @internal */
  protected static override readonly kinds: readonly ErrorKind[] = ["signing"];
  /** Narrows a BinanceError to this class. */
  declare readonly kind: "signing";
}

/** No response came: the host was not found, or it refused or dropped the connection. */
export class ConnectionError extends BinanceError {
  /** @internal */
  protected static override readonly kinds: readonly ErrorKind[] = ["connection"];
  /** Narrows a BinanceError to this class. */
  declare readonly kind: "connection";
  /** @internal Whether the next attempt would fail alike. */
  declare readonly isFinal: boolean;

  /** @internal */
  constructor(message: string, context: ErrorContext, isFinal = false) {
    super(message, context);
    hide(this, "isFinal", isFinal);
  }
}

/** A time limit of the client ran out. */
export class TimeoutError extends BinanceError {
  /** @internal */
  protected static override readonly kinds: readonly ErrorKind[] = ["timeout"];
  /** Narrows a BinanceError to this class. */
  declare readonly kind: "timeout";
  /** Which limit it was: of one attempt, or of the call with all its attempts and pauses. */
  declare readonly limit: "timeoutMs" | "totalTimeoutMs";
  /** The limit, in milliseconds. */
  declare readonly limitMs: number;

  /** @internal */
  constructor(
    message: string,
    limit: "timeoutMs" | "totalTimeoutMs",
    limitMs: number,
    context: ErrorContext,
  ) {
    super(message, context);
    Object.assign(this, { limit, limitMs });
  }
}

/** What was wrong with a response that is not one of the exchange's own. */
export type ResponseErrorReason =
  | "html"
  | "empty"
  | "truncated"
  | "content-type"
  | "not-json"
  | "shape"
  | "too-large"
  | "redirect";

/** A response that does not have the exchange's own form: a gateway's page, half a body. */
export class ResponseError extends BinanceError {
  /** @internal */
  protected static override readonly kinds: readonly ErrorKind[] = ["response"];
  /** Narrows a BinanceError to this class. */
  declare readonly kind: "response";
  /** HTTP status. */
  declare readonly status: number;
  /** What was wrong with it. */
  declare readonly reason: ResponseErrorReason;
  /** Response headers. */
  declare readonly headers: Headers;

  /** @internal */
  constructor(
    message: string,
    response: { status: number; headers: Headers; reason: ResponseErrorReason },
    context: ErrorContext,
  ) {
    super(message, context);
    const { headers, ...shown } = response;
    Object.assign(this, shown);
    hide(this, "headers", headers);
  }
}

/** An error response of the exchange. */
export interface ErrorResponse {
  status: number;
  headers: Headers;
  /** The exchange's error code; absent when the body had none. */
  code?: number | undefined;
  /** The exchange's own words. */
  msg?: string | undefined;
}

/** The exchange rejected the request. `code` says why; `remedy` says what to do. */
export class ApiError extends BinanceError {
  /** @internal */
  protected static override readonly kinds: readonly ErrorKind[] = ["api", "rate-limit"];
  /** Narrows a BinanceError to this class, or to RateLimitError. */
  declare readonly kind: "api" | "rate-limit";
  /** HTTP status. */
  declare readonly status: number;
  /** The exchange's error code, for instance -1121; absent when the body had none. */
  declare readonly code: number | undefined;
  /** The exchange's name for the code, for instance `BAD_SYMBOL`; absent when it is not described. */
  declare readonly codeName: ErrorCodeName | undefined;
  /** The exchange's own words, which change without notice. */
  declare readonly msg: string | undefined;
  /** What the code means; absent when it is not described, or where a page could not load the texts. */
  declare readonly meaning: string | undefined;
  /** What to do about it; absent likewise. */
  declare readonly remedy: string | undefined;
  /** Response headers. */
  declare readonly headers: Headers;

  /** @internal */
  constructor(
    message: string,
    { status, code, msg, headers }: ErrorResponse,
    context: ErrorContext,
  ) {
    super(message, context);
    const codeName = errorCodes[String(code)]?.[0];
    Object.assign(this, { status, code, codeName, msg, meaning: undefined, remedy: undefined });
    hide(this, "headers", headers);
  }

  /** @internal Adds what the code means and what to do, also to the message. */
  addTexts(texts: ErrorTexts): void {
    const [meaning, remedy] = texts[String(this.code)] ?? [];
    Object.assign(this, { meaning, remedy });
    if (!remedy) return;
    const message = `${this.message} ${remedy}`;
    // V8 writes the message into the stack when an error is made, and prints the stack.
    if (this.stack) this.stack = this.stack.replace(this.message, () => message);
    this.message = message;
  }
}

/** The weight of this IP address is spent (429, or code -1003), or the address is banned because it went on sending (418). */
export class RateLimitError extends ApiError {
  /** @internal */
  protected static override readonly kinds: readonly ErrorKind[] = ["rate-limit"];
  /** Narrows a BinanceError to this class. */
  declare readonly kind: "rate-limit";
  /** How long to send nothing, in milliseconds. */
  declare readonly retryAfterMs: number;
  /** Whether the address is banned, so that every further call makes it worse. */
  declare readonly banned: boolean;

  /** @internal */
  constructor(
    message: string,
    response: ErrorResponse,
    limit: { retryAfterMs: number; banned: boolean },
    context: ErrorContext,
  ) {
    super(message, response, context);
    Object.assign(this, limit);
  }
}

/** What an error response says, in one line. */
export function rejectionMessage(
  call: string,
  { status, code, msg }: Omit<ErrorResponse, "headers">,
): string {
  const name = errorCodes[String(code)]?.[0];
  const reason = code === undefined ? "" : `, code ${code}${name ? ` ${name}` : ""}`;
  return `${call} was rejected: status ${status}${reason}${msg ? `: ${msg}` : "."}`;
}

/** What the description allows after a code; nothing where the code does not decide. */
export function retryOfCode(code: number | undefined): Retry | undefined {
  return errorCodes[String(code)]?.[1];
}
