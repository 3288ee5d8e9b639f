// From an HTTP response to data, or to the error that names what is wrong with it.
import type { Operation } from "./api.ts";
import type { Clock } from "./clock.ts";
import {
  ApiError,
  RateLimitError,
  ResponseError,
  rejectionMessage,
  retryOfCode,
} from "./errors.ts";
import type { BinanceError, ErrorContext, ResponseErrorReason } from "./errors.ts";
import type { HttpHeaders, HttpResponse } from "./httpTransport.ts";
import { isObject, parseExact } from "./json.ts";
import type { IdPlan } from "./json.ts";
import { isoTime, pauseAfter } from "./pauses.ts";
import { redact, strike } from "./redact.ts";

/** What reading a response needs to know of its request. */
export interface SentRequest {
  /** Method and path: what messages call it. */
  readonly name: string;
  /** Where it was sent, with the port. */
  readonly host: string;
  readonly operation: Operation;
  /** Where ids stand in the response. */
  readonly plan: IdPlan;
  readonly maxBodyBytes: number;
  /** The interval of the weight limit, in milliseconds. */
  readonly intervalMs: number;
  readonly clock: Clock;
  /** What must not show in any message. */
  readonly secrets: readonly string[];
  /** What an error says of the call. */
  readonly errorContext: (cause?: unknown) => ErrorContext;
}

/** A response whose body has been read. */
export interface ParsedResponse {
  readonly status: number;
  readonly headers: HttpHeaders;
  /** The body as it stood on the wire. */
  readonly text: string;
  /** The parsed body with exact ids; only where there is no error. */
  readonly data?: unknown;
  /** Why the response is no success. */
  readonly error?: BinanceError;
}

/** Says what a response is. */
export function readResponse(request: SentRequest, response: HttpResponse): ParsedResponse {
  const { status, body } = response;
  const reader = new ResponseReader(request, response);
  if (body.kind === "text")
    return status >= 200 && status < 300 ? reader.success(body.text) : reader.rejected(body.text);
  if (body.kind === "redirect")
    return reader.unusable(
      "redirect",
      "a redirect. It was not followed, because the signed query would go with it.",
    );
  if (body.kind === "too-large")
    return reader.unusable(
      "too-large",
      `a body of more than ${request.maxBodyBytes} bytes (option maxBodyBytes).`,
    );
  // The status came whole, and may say more than the broken body: stop, wait.
  if (isRateLimit(status)) return reader.rejected("");
  const cause = redact(body.cause, request.secrets);
  return reader.unusable("truncated", "a body that broke off.", "", cause);
}

/** The same response, as the error that a validator's finding makes of it. */
export function invalidResponse(
  request: SentRequest,
  response: ParsedResponse,
  problem: string,
): ParsedResponse {
  const what = `data that the description does not allow: ${problem}`;
  return new ResponseReader(request, response).unusable("shape", what, response.text);
}

class ResponseReader {
  readonly #request: SentRequest;
  readonly #status: number;
  readonly #headers: HttpHeaders;

  constructor(request: SentRequest, { status, headers }: { status: number; headers: HttpHeaders }) {
    this.#request = request;
    this.#status = status;
    this.#headers = headers;
  }

  success(text: string): ParsedResponse {
    const { operation, plan } = this.#request;
    let data: unknown;
    try {
      data = parseExact(text, plan);
    } catch {
      return this.#unreadable(text, this.#syntaxError(text));
    }
    if (data === null || operation.result !== (Array.isArray(data) ? "array" : "object")) {
      const body = errorBodyIn(text);
      return body
        ? this.#withError(text, this.#apiError(body))
        : this.unusable("shape", `JSON that is not the described ${operation.result}.`, text);
    }
    return { status: this.#status, headers: this.#headers, text, data };
  }

  rejected(text: string): ParsedResponse {
    const body = errorBodyIn(text);
    if (body || isRateLimit(this.#status))
      return this.#withError(text, this.#apiError(body ?? {}, text));
    // A 503 says which kind it is in plain words.
    return (
      this.#notFromExchange(text) ?? this.#withError(text, this.#apiError({ msg: text.trim() }))
    );
  }

  unusable(reason: ResponseErrorReason, what: string, text = "", cause?: unknown): ParsedResponse {
    const status = this.#status;
    const message = `${this.#request.name} returned status ${status} and ${what}${this.#hint()}`;
    const response = { status, headers: this.#safeHeaders(), reason };
    return this.#withError(
      text,
      new ResponseError(message, response, this.#request.errorContext(cause)),
    );
  }

  /** What JSON.parse says of the text without its secrets: it quotes ten characters, maybe of a signature. */
  #syntaxError(text: string): Error {
    const { plan, secrets } = this.#request;
    try {
      parseExact(strike(text, secrets), plan);
    } catch (thrown) {
      return redact(thrown, secrets);
    }
    return new SyntaxError("The body is not JSON.");
  }

  /** A copy for an error: a redirect may quote the signed URL. */
  #safeHeaders(): Headers {
    const headers = new Headers();
    for (const [name, value] of this.#headers)
      headers.append(name, strike(value, this.#request.secrets));
    return headers;
  }

  #withError(text: string, error: BinanceError): ParsedResponse {
    // The path level hands both out.
    const safe = strike(text, this.#request.secrets);
    return { status: this.#status, headers: this.#safeHeaders(), text: safe, error };
  }

  /** What to do about a path that is not known. The exchange itself would say it with a code of its own. */
  #hint(): string {
    const { host } = this.#request;
    return this.#status === 404 ? ` ${host} does not know the path: is baseUrl right?` : "";
  }

  /** A body that cannot be the exchange's own. */
  #notFromExchange(text: string): ParsedResponse | undefined {
    if (text.trim() === "") return this.unusable("empty", "no body.", text);
    if (/^\s*<(?:!doctype|html|head|body)/i.test(text))
      return this.unusable(
        "html",
        "an HTML page. Something in front of the exchange sent it.",
        text,
      );
    const encoding = this.#safeHeaders().get("content-encoding");
    // The header stays when a fetch unpacks; what is still packed begins with bytes that no text has.
    if (encoding === null || !/[^\t\n\r -\ufffc]/.test(text.slice(0, 99))) return undefined;
    return this.unusable(
      "content-type",
      `a body packed as ${encoding}, which this fetch does not unpack.`,
      text,
    );
  }

  #unreadable(text: string, cause: Error): ParsedResponse {
    const notFromExchange = this.#notFromExchange(text);
    if (notFromExchange) return notFromExchange;
    if (/[\]}]\s*$/.test(text))
      return this.unusable("not-json", "a body that is not JSON.", text, cause);
    if (/^\s*[[{]/.test(text))
      return this.unusable("truncated", "a body that ends too early.", text, cause);
    const type = this.#safeHeaders().get("content-type") ?? "none";
    return this.unusable(
      "content-type",
      `a body that is not JSON (content type ${type}).`,
      text,
      cause,
    );
  }

  #apiError({ code, msg }: { code?: number; msg?: string }, text = msg): BinanceError {
    const { name, clock, intervalMs, secrets, errorContext } = this.#request;
    const status = this.#status;
    const headers = this.#safeHeaders();
    // A gateway may quote the request it did not like, signature and all. Cut only what has been
    // redacted: half a secret is not found any more.
    const rejected = { status, headers, code, msg: msg && strike(msg, secrets).slice(0, 200) };
    const hint = code === undefined ? this.#hint() : "";
    const message = `${rejectionMessage(name, rejected)}${hint}`;
    const isBanned = status === 418;
    if (!isRateLimit(status) && retryOfCode(code) !== "wait")
      return new ApiError(message, rejected, errorContext());
    const now = clock.exchange();
    const retryAfterMs = pauseAfter(status, headers, text, now, intervalMs);
    return new RateLimitError(
      isBanned
        ? `${message} This address is banned until ${isoTime(now + retryAfterMs)}.`
        : message,
      rejected,
      { retryAfterMs, banned: isBanned },
      errorContext(),
    );
  }
}

function errorBodyIn(text: string): { code: number; msg: string } | undefined {
  try {
    const body: unknown = JSON.parse(text);
    const { code, msg } = isObject(body) ? body : {};
    if (typeof code === "number" && typeof msg === "string") return { code, msg };
  } catch {
    // Not JSON: the caller looks at what else it may be.
  }
  return undefined;
}

function isRateLimit(status: number): boolean {
  return status === 429 || status === 418;
}
