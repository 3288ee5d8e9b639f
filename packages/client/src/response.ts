// From an HTTP response to data, or to the error that names what is wrong with it.
import { errorContext, nameOf } from "./call.ts";
import type { Call, Context } from "./call.ts";
import {
  ApiError,
  RateLimitError,
  ResponseError,
  rejectionMessage,
  retryOfCode,
} from "./errors.ts";
import type { BinanceError, ResponseErrorReason } from "./errors.ts";
import type { HttpHeaders, HttpResponse } from "./httpTransport.ts";
import { isObject, parseExact } from "./json.ts";
import { isoTime, pauseAfter } from "./pauses.ts";
import { redact, strike } from "./redact.ts";

/** A request that has left. */
export interface SentRequest {
  readonly context: Context;
  readonly call: Call;
  /** What must not show in any message. */
  readonly secrets: readonly string[];
  /** How many requests of the call were sent, this one included. */
  readonly attempts: number;
}

/** A response whose body has been read. */
export interface ParsedResponse {
  readonly status: number;
  readonly headers: HttpHeaders;
  /** The body as it stood on the wire; without secrets where there is an error. */
  readonly text: string;
  /** The parsed body with exact ids; only where there is no error. */
  readonly data?: unknown;
  /** Why the response is no success. */
  readonly error?: BinanceError;
}

/** Says what a response is. */
export function readResponse(request: SentRequest, response: HttpResponse): ParsedResponse {
  const { operation, plan } = request.call;
  const { status, headers, body } = response;
  if (body.kind === "text" && isSuccess(status)) {
    const { text } = body;
    try {
      const data = parseExact(text, plan);
      if (isObject(data) && operation.result === (Array.isArray(data) ? "array" : "object"))
        return { status, headers, text, data };
    } catch {
      // What is wrong is said below.
    }
  }
  return failedResponse(request, response);
}

/** The same response, as the error that a validator's finding makes of it. */
export function invalidResponse(
  request: SentRequest,
  { status, headers, text }: ParsedResponse,
  problem: string,
): ParsedResponse {
  const what = `data that the description does not allow: ${problem}`;
  return failedResponse(request, { status, headers, body: { kind: "text", text } }, [
    "shape",
    what,
  ]);
}

/** What makes a response none of the exchange's own. */
type Problem = readonly [reason: ResponseErrorReason, what: string, cause?: Error];

function failedResponse(
  request: SentRequest,
  response: HttpResponse,
  known?: Problem,
): ParsedResponse {
  const { context, call, secrets, attempts } = request;
  const { status, body } = response;
  // A gateway may quote the request it did not like, signature and all. The path level hands out headers and text.
  const headers = new Headers();
  for (const [name, value] of response.headers) headers.append(name, strike(value, secrets));
  const original = body.kind === "text" ? body.text : "";
  const text = strike(original, secrets);
  const name = nameOf(call);
  // The exchange itself would say it with a code of its own.
  const hint =
    status === 404 ? ` ${context.settings.host} does not know the path: is baseUrl right?` : "";

  const rejection = errorBodyIn(original);
  const problem = known ?? (rejection ? undefined : problemOf(request, response, headers, text));
  if (problem) {
    const [reason, what, cause] = problem;
    const message = `${name} returned status ${status} and ${what}${hint}`;
    const about = errorContext(context, call, attempts, cause);
    const error = new ResponseError(message, { status, headers, reason }, about);
    return { status, headers, text, error };
  }
  // A 503 says which kind it is in plain words.
  const { code, msg = isRateLimit(status) ? "" : text.trim() }: Partial<ErrorBody> =
    rejection ?? {};
  // Cut only what has been redacted: half a secret is not found any more.
  const rejected = { status, headers, code, msg: strike(msg, secrets).slice(0, 200) || undefined };
  const message = `${rejectionMessage(name, rejected)}${code === undefined ? hint : ""}`;
  const about = errorContext(context, call, attempts);
  if (!isRateLimit(status) && retryOfCode(code) !== "wait")
    return { status, headers, text, error: new ApiError(message, rejected, about) };
  const now = context.clock.exchange();
  const { intervalMs } = context.api.limit;
  const retryAfterMs = pauseAfter(status, headers, text, now, intervalMs);
  const banned = status === 418;
  const until = banned ? ` This address is banned until ${isoTime(now + retryAfterMs)}.` : "";
  const error = new RateLimitError(message + until, rejected, { retryAfterMs, banned }, about);
  return { status, headers, text, error };
}

/** Why a response without an error body of the exchange cannot be its own; nothing where it can. */
function problemOf(
  { context, call, secrets }: SentRequest,
  { status, body }: HttpResponse,
  headers: Headers,
  text: string,
): Problem | undefined {
  if (body.kind === "redirect")
    return [
      "redirect",
      "a redirect. It was not followed, because the signed query would go with it.",
    ];
  if (body.kind === "too-large") {
    const { maxBodyBytes } = context.settings;
    return ["too-large", `a body of more than ${maxBodyBytes} bytes (option maxBodyBytes).`];
  }
  // The status came whole, and may say more than a broken body: stop, wait.
  if (isRateLimit(status)) return undefined;
  if (body.kind === "broken")
    return ["truncated", "a body that broke off.", redact(body.cause, secrets)];
  if (text.trim() === "") return ["empty", "no body."];
  if (/^\s*<(?:!doctype|html|head|body)/i.test(text))
    return ["html", "an HTML page. Something in front of the exchange sent it."];
  const encoding = headers.get("content-encoding");
  // The header stays when a fetch unpacks; what is still packed begins with bytes that no text has.
  if (encoding !== null && /[^\t\n\r -\ufffc]/.test(text.slice(0, 99)))
    return ["content-type", `a body packed as ${encoding}, which this fetch does not unpack.`];
  if (!isSuccess(status)) return undefined;
  try {
    parseExact(text, call.plan);
    return ["shape", `JSON that is not the described ${call.operation.result}.`];
  } catch (thrown) {
    // Of the text without its secrets: it quotes ten characters, maybe of a signature.
    const cause = redact(thrown, secrets);
    if (thrown instanceof TypeError) return ["shape", `JSON in which ${cause.message}.`, cause];
    if (/[\]}]\s*$/.test(text)) return ["not-json", "a body that is not JSON.", cause];
    if (/^\s*[[{]/.test(text)) return ["truncated", "a body that ends too early.", cause];
    const type = headers.get("content-type") ?? "none";
    return ["content-type", `a body that is not JSON (content type ${type}).`, cause];
  }
}

interface ErrorBody {
  readonly code: number;
  readonly msg: string;
}

function errorBodyIn(text: string): ErrorBody | undefined {
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

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}
