// From an HTTP response to data, or to the error that names what is wrong with it.
import type { Operation } from "./api.ts";
import { ApiError, RateLimitError, ResponseError, refusalMessage, retryOfCode } from "./errors.ts";
import type { BinanceError, Circumstances, ResponseFault } from "./errors.ts";
import { parseExact } from "./json.ts";
import type { IdPlan } from "./json.ts";
import { redact, strike } from "./redact.ts";

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The body as it stood on the wire. */
  readonly text: string;
  /** The parsed body with exact ids; only where there is no error. */
  readonly data?: unknown;
  /** Why the answer is no success. */
  readonly error?: BinanceError;
}

export interface Reading {
  /** Method and path, for messages. */
  call: string;
  operation: Operation;
  plan: IdPlan;
  maxBodyBytes: number;
  /** How long to stay silent when the exchange does not say, in milliseconds. */
  defaultPauseMs: (status: number) => number;
  /** The exchange's time now, in milliseconds, for a Retry-After that names a date. */
  now: () => number;
  about: () => Circumstances;
  /** Holds the data against the description. Returns the first breach. */
  validate: ((data: unknown) => string | undefined) | undefined;
  /** What must not show in any message. */
  secrets: readonly string[];
}

/** Reads the body and says what it is. Never rejects. */
export async function readAnswer(response: Response, reading: Reading): Promise<Answer> {
  const { status, headers } = response;
  const fault = (kind: ResponseFault, what: string, text = "", cause?: unknown): Answer => {
    const about = { ...reading.about(), ...(cause !== undefined && { cause }) };
    const message = `${reading.call} was answered with status ${status} and ${what}`;
    return {
      status,
      headers,
      text,
      error: new ResponseError(
        message,
        { status, headers: new Headers(headers), fault: kind },
        about,
      ),
    };
  };
  if (response.type === "opaqueredirect" || (status >= 300 && status < 400)) {
    void response.body?.cancel();
    return fault(
      "redirect",
      "a redirect. It was not followed, because the signed query would travel with it.",
    );
  }
  let text: string | undefined;
  try {
    text = await readText(response, reading.maxBodyBytes);
  } catch (thrown) {
    // The status came whole, and may say more than the broken body: stop, wait.
    if (isRateLimit(status)) return readRefusal("", response, reading, fault);
    return fault("truncated", "a body that broke off.", "", redact(thrown, reading.secrets));
  }
  if (text === undefined)
    return fault(
      "too-large",
      `a body of more than ${reading.maxBodyBytes} bytes (option maxBodyBytes).`,
    );
  return status >= 200 && status < 300
    ? readSuccess(text, response, reading, fault)
    : readRefusal(text, response, reading, fault);
}

type Fault = (kind: ResponseFault, what: string, text?: string, cause?: unknown) => Answer;

function readSuccess(
  text: string,
  { status, headers }: Response,
  reading: Reading,
  fault: Fault,
): Answer {
  if (text.trim() === "") return fault("empty", "no body.", text);
  if (looksLikeHtml(text))
    return fault("html", "an HTML page. Something in front of the exchange sent it.", text);
  let data: unknown;
  try {
    data = parseExact(text, reading.plan);
  } catch (thrown) {
    const cause = redact(thrown, reading.secrets);
    if (/[\]}]\s*$/.test(text)) return fault("not-json", "a body that is not JSON.", text, cause);
    const type = headers.get("content-type") ?? "none";
    return /^\s*[[{]/.test(text)
      ? fault("truncated", "a body that ends too early.", text, cause)
      : fault("content-type", `a body that is not JSON (content type ${type}).`, text, cause);
  }
  if (reading.operation.answer === (Array.isArray(data) ? "array" : "object") && data !== null) {
    const breach = reading.validate?.(data);
    return breach === undefined
      ? { status, headers, text, data }
      : fault("shape", `data that the description does not allow: ${breach}`, text);
  }
  const refusal = refusalIn(text);
  if (refusal) return { status, headers, text, error: refuse(refusal, status, headers, reading) };
  return fault("shape", `JSON that is not the described ${reading.operation.answer}.`, text);
}

function readRefusal(
  text: string,
  { status, headers }: Response,
  reading: Reading,
  fault: Fault,
): Answer {
  const refusal = refusalIn(text);
  if (refusal || isRateLimit(status))
    return { status, headers, text, error: refuse(refusal ?? {}, status, headers, reading) };
  if (text.trim() === "") return fault("empty", "no body.", text);
  if (looksLikeHtml(text))
    return fault("html", "an HTML page. Something in front of the exchange sent it.", text);
  // A 503 says which kind it is in plain words.
  return {
    status,
    headers,
    text,
    error: refuse({ msg: text.trim().slice(0, 200) }, status, headers, reading),
  };
}

function refusalIn(text: string): { code: number; msg: string } | undefined {
  try {
    const body = JSON.parse(text) as { code?: unknown; msg?: unknown } | null;
    if (typeof body?.code === "number" && typeof body.msg === "string")
      return { code: body.code, msg: body.msg };
  } catch {
    // Not JSON: the caller looks at what else it may be.
  }
  return undefined;
}

function refuse(
  refusal: { code?: number; msg?: string },
  status: number,
  headers: Headers,
  reading: Reading,
): BinanceError {
  const { code, msg } = refusal;
  // A gateway may quote the request it did not like, signature and all.
  const whole = {
    status,
    headers: new Headers(headers),
    code,
    msg: msg && strike(msg, reading.secrets),
  };
  const message = refusalMessage(reading.call, whole);
  if (!isRateLimit(status) && retryOfCode(code) !== "wait")
    return new ApiError(message, whole, reading.about());
  const retryAfterMs = readRetryAfter(headers, reading.now()) ?? reading.defaultPauseMs(status);
  return new RateLimitError(
    message,
    whole,
    { retryAfterMs, banned: status === 418 },
    reading.about(),
  );
}

function isRateLimit(status: number): boolean {
  return status === 429 || status === 418;
}

/** RFC 9110 allows seconds or a date. */
function readRetryAfter(headers: Headers, now: number): number | undefined {
  const value = headers.get("retry-after")?.trim();
  if (!value) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function looksLikeHtml(text: string): boolean {
  return /^\s*<(?:!doctype|html|head|body)/i.test(text);
}

/** The body as text, or nothing when it is larger than allowed. */
async function readText(response: Response, maxBytes: number): Promise<string | undefined> {
  const length = Number(response.headers.get("content-length") ?? Number.NaN);
  // Of a compressed body the length says nothing, so it has to be counted as it comes.
  const counted = Number.isNaN(length) || response.headers.has("content-encoding");
  if (length > maxBytes) {
    void response.body?.cancel();
    return undefined;
  }
  if (!counted || !response.body) return response.text();
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > maxBytes) {
      void reader.cancel();
      return undefined;
    }
    text += decoder.decode(value, { stream: true });
  }
}
