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
import { parseExact } from "./json.ts";
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

/** Reads the body and says what it is. Never rejects. */
export async function readAnswer(
  context: Context,
  call: Call,
  response: Response,
): Promise<Answer> {
  const { status } = response;
  const reader = new AnswerReader(context, call, response);
  if (response.type === "opaqueredirect" || (status >= 300 && status < 400)) {
    void response.body?.cancel();
    return reader.fault(
      "redirect",
      "a redirect. It was not followed, for the signed query would go with it.",
    );
  }
  const limit = context.settings.maxBodyBytes;
  try {
    const text = await readText(response, limit);
    if (text === undefined)
      return reader.fault("too-large", `a body of more than ${limit} bytes (option maxBodyBytes).`);
    return status >= 200 && status < 300 ? reader.success(text) : reader.refusal(text);
  } catch (thrown) {
    // The status came whole, and may say more than the broken body: stop, wait.
    if (isRateLimit(status)) return reader.refusal("");
    return reader.fault("truncated", "a body that broke off.", "", redact(thrown, call.secrets));
  }
}

class AnswerReader {
  readonly #context: Context;
  readonly #call: Call;
  readonly #status: number;
  readonly #headers: Headers;

  constructor(context: Context, call: Call, { status, headers }: Response) {
    this.#context = context;
    this.#call = call;
    this.#status = status;
    this.#headers = headers;
  }

  success(text: string): Answer {
    const { operation, plan, id } = this.#call;
    let data: unknown;
    try {
      data = parseExact(text, plan);
    } catch {
      return this.#unreadable(text, this.#syntaxError(text));
    }
    if (data === null || operation.result !== (Array.isArray(data) ? "array" : "object")) {
      const refusal = refusalIn(text);
      return refusal
        ? this.#answer(text, this.#refusal(refusal))
        : this.fault("shape", `JSON that is not the described ${operation.result}.`, text);
    }
    const { settings, api } = this.#context;
    const breach = settings.validate?.(api.name, id, data);
    if (breach !== undefined)
      return this.fault("shape", `data that the description does not allow: ${breach}`, text);
    return { status: this.#status, headers: this.#headers, text, data };
  }

  /** What JSON.parse says of the text without its secrets: it quotes ten characters, maybe of a signature. */
  #syntaxError(text: string): Error {
    const { plan, secrets } = this.#call;
    try {
      parseExact(strike(text, secrets), plan);
    } catch (thrown) {
      return redact(thrown, secrets);
    }
    return new SyntaxError("The body is not JSON.");
  }

  refusal(text: string): Answer {
    const refusal = refusalIn(text);
    if (refusal || isRateLimit(this.#status))
      return this.#answer(text, this.#refusal(refusal ?? {}));
    // A 503 says which kind it is in plain words.
    return this.#unlike(text) ?? this.#answer(text, this.#refusal({ msg: text.trim() }));
  }

  fault(reason: ResponseErrorReason, what: string, text = "", cause?: unknown): Answer {
    const status = this.#status;
    const message = `${nameOf(this.#call)} was answered with status ${status} and ${what}`;
    const answer = { status, headers: this.#safeHeaders(), reason };
    return this.#answer(
      text,
      new ResponseError(message, answer, errorContext(this.#context, this.#call, cause)),
    );
  }

  /** A copy for an error: a redirect may quote the signed URL. */
  #safeHeaders(): Headers {
    const pairs = [...this.#headers].map(([name, value]) => [
      name,
      strike(value, this.#call.secrets),
    ]);
    return new Headers(pairs as [string, string][]);
  }

  #answer(text: string, error: BinanceError): Answer {
    // The path level hands both out.
    const safe = strike(text, this.#call.secrets);
    return { status: this.#status, headers: this.#safeHeaders(), text: safe, error };
  }

  /** A body that is not even a text of the exchange. */
  #unlike(text: string): Answer | undefined {
    if (text.trim() === "") return this.fault("empty", "no body.", text);
    if (/^\s*<(?:!doctype|html|head|body)/i.test(text))
      return this.fault("html", "an HTML page. Something in front of the exchange sent it.", text);
    const encoding = this.#safeHeaders().get("content-encoding");
    // The header stays when a fetch unpacks; what is still packed begins with bytes that no text has.
    if (encoding === null || !/[^\t\n\r -\ufffc]/.test(text.slice(0, 99))) return undefined;
    return this.fault(
      "content-type",
      `a body packed as ${encoding}, which this fetch does not unpack.`,
      text,
    );
  }

  #unreadable(text: string, cause: Error): Answer {
    const unlike = this.#unlike(text);
    if (unlike) return unlike;
    if (/[\]}]\s*$/.test(text))
      return this.fault("not-json", "a body that is not JSON.", text, cause);
    if (/^\s*[[{]/.test(text))
      return this.fault("truncated", "a body that ends too early.", text, cause);
    const type = this.#safeHeaders().get("content-type") ?? "none";
    return this.fault(
      "content-type",
      `a body that is not JSON (content type ${type}).`,
      text,
      cause,
    );
  }

  #refusal({ code, msg }: { code?: number; msg?: string }): BinanceError {
    const call = this.#call;
    const status = this.#status;
    const headers = this.#safeHeaders();
    // A gateway may quote the request it did not like, signature and all. Cut only what has been
    // struck: half a secret is not found any more.
    const refusal = { status, headers, code, msg: msg && strike(msg, call.secrets).slice(0, 200) };
    const message = rejectionMessage(nameOf(call), refusal);
    const circumstances = errorContext(this.#context, call);
    if (!isRateLimit(status) && retryOfCode(code) !== "wait")
      return new ApiError(message, refusal, circumstances);
    const now = this.#context.clock.now();
    const retryAfterMs = readRetryAfter(headers, now) ?? this.#usualPauseMs(now);
    return new RateLimitError(
      message,
      refusal,
      { retryAfterMs, banned: status === 418 },
      circumstances,
    );
  }

  /** What to take a silent refusal for: the first ban lasts two minutes; a new minute brings new weight. */
  #usualPauseMs(now: number): number {
    const { intervalMs } = this.#context.api.limit;
    return this.#status === 418 ? 120_000 : intervalMs - (now % intervalMs);
  }
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

/** The body as text, or nothing when it is larger than allowed. */
async function readText(response: Response, maxBytes: number): Promise<string | undefined> {
  const { headers } = response;
  const announced = headers.get("content-length");
  if (announced !== null && Number(announced) > maxBytes) {
    void response.body?.cancel();
    return undefined;
  }
  // Of a compressed body the length says nothing, so it has to be counted as it comes.
  if (announced !== null && !headers.has("content-encoding")) return response.text();
  const reader = response.body?.getReader();
  if (!reader) return response.text();
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
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
