// One request: sign, send, read the body, within one time limit.
import type { Operation } from "./api.ts";
import { readAnswer } from "./answer.ts";
import type { Answer, Reading } from "./answer.ts";
import { ConfigError, ConnectionError, TimeoutError } from "./errors.ts";
import type { BinanceError } from "./errors.ts";
import type { Settings } from "./options.ts";
import { encodeValue } from "./query.ts";
import { redact } from "./redact.ts";

/** What became of one request: an answer, or the error that stood in its way. */
export type Outcome =
  | { readonly answer: Answer; readonly error?: BinanceError }
  | { readonly answer?: undefined; readonly error: BinanceError };

/** A request to make. */
export interface Attempt {
  operation: Operation;
  /** The encoded parameters, before timestamp and signature. */
  query: string;
  /** The exchange's time, in milliseconds. */
  timestamp: number;
  headers: Record<string, string>;
  /** The limit that ends it first, and when. */
  limit: { name: "timeoutMs" | "totalTimeoutMs"; ms: number; endsInMs: number };
  signal: AbortSignal | undefined;
  reading: Omit<Reading, "secrets">;
}

/** Sends one request. Rejects only with the caller's abort reason, or where nothing could be signed. */
export async function sendOnce(settings: Settings, attempt: Attempt): Promise<Outcome> {
  const { operation, signal, limit } = attempt;
  const { query, signature } = await sign(settings, attempt);
  const url = `${settings.baseUrl}${operation.path}${query && `?${query}`}`;
  const secrets = [url, query, signature, settings.apiKey];
  const reading: Reading = { ...attempt.reading, secrets };
  const headers = { ...attempt.headers };
  if (operation.security !== "none") headers["X-MBX-APIKEY"] = settings.apiKey;

  const controller = new AbortController();
  const abort = (): void => controller.abort(signal?.reason);
  signal?.addEventListener("abort", abort, { once: true });
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    controller.abort();
  }, limit.endsInMs);
  try {
    const exchange = async (): Promise<Answer> => {
      // Looked up at each call, so that an interceptor installed after import is used.
      const send = settings.fetch ?? globalThis.fetch;
      // A redirect is never followed: the signed query would travel to wherever it points.
      const init = {
        method: operation.method,
        headers,
        signal: controller.signal,
        redirect: "manual",
      } as const;
      return readAnswer(await send(url, init), reading);
    };
    const answer = await orAbort(exchange(), controller.signal);
    return answer.error ? { answer, error: answer.error } : { answer };
  } catch (thrown) {
    signal?.throwIfAborted();
    return {
      error: timedOut ? tookTooLong(limit, reading) : noAnswer(redact(thrown, secrets), reading),
    };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  }
}

/** Timestamp and signature go last, in this order; what stands before them is sent as it was encoded. */
async function sign(
  { signer, apiKey }: Settings,
  { operation, query, timestamp, reading }: Attempt,
): Promise<{ query: string; signature: string }> {
  if (operation.security !== "signed") return { query, signature: "" };
  const signed = `${query && `${query}&`}timestamp=${timestamp}`;
  let signature: unknown;
  try {
    signature = await signer(signed);
  } catch (thrown) {
    const cause = redact(thrown, [signed, apiKey]);
    throw new ConfigError(`The signer failed: ${cause.message}`, { ...reading.about(), cause });
  }
  if (typeof signature !== "string" || signature === "")
    throw new ConfigError(
      "The signer must return the signature as a text; it returned none.",
      reading.about(),
    );
  return { query: `${signed}&signature=${encodeValue(signature)}`, signature };
}

function tookTooLong({ name, ms }: Attempt["limit"], { call, about }: Reading): TimeoutError {
  return new TimeoutError(`${call} took longer than ${ms} ms (option ${name}).`, name, ms, about());
}

function noAnswer(cause: Error, { call, about }: Reading): ConnectionError {
  const inner = (cause.cause ?? cause) as Error & { code?: string };
  return new ConnectionError(`${call} got no answer: ${inner.code ?? inner.message}`, {
    ...about(),
    cause,
  });
}

/** Settles with the work, or rejects on abort even where the work never ends. */
function orAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- the caller's own reason
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}
