// One request: sign, send, read the body, within one time limit.
import { readAnswer } from "./answer.ts";
import type { Answer } from "./answer.ts";
import { about, leftMs, nameOf } from "./call.ts";
import type { Call, Context } from "./call.ts";
import { ConfigError, ConnectionError, TimeoutError } from "./errors.ts";
import type { BinanceError } from "./errors.ts";
import { encodeValue } from "./query.ts";
import { redact } from "./redact.ts";

/** What became of one request: an answer, or the error that stood in its way. */
export type Outcome =
  | { readonly answer: Answer; readonly error?: BinanceError | undefined }
  | { readonly answer?: undefined; readonly error: BinanceError };

/** Sends one request. Rejects only with the caller's abort reason, or where nothing could be signed. */
export async function sendOnce(context: Context, call: Call): Promise<Outcome> {
  const { settings } = context;
  const { operation, signal, limits } = call;
  const query = operation.security === "signed" ? await sign(context, call) : call.query;
  // A signer may take its time, and nothing is sent for a caller who has left meanwhile.
  signal?.throwIfAborted();
  const url = `${settings.baseUrl}${operation.path}${query && `?${query}`}`;
  const headers: Record<string, string> = { ...call.headers };
  if (operation.security !== "none") headers["X-MBX-APIKEY"] = settings.apiKey;

  const left = leftMs(context, call);
  const limit = left < limits.timeoutMs ? "totalTimeoutMs" : "timeoutMs";
  const controller = new AbortController();
  const abort = (): void => controller.abort(signal?.reason);
  signal?.addEventListener("abort", abort, { once: true });
  let timedOut = false;
  const timer = setTimeout(
    () => {
      timedOut = true;
      controller.abort();
    },
    Math.min(left, limits.timeoutMs),
  );
  try {
    const exchange = async (): Promise<Answer> => {
      // Looked up at each call, so that an interceptor installed after import is used.
      const fetch = settings.fetch ?? globalThis.fetch;
      // A redirect is never followed: the signed query would travel to wherever it points.
      const init = {
        method: operation.method,
        headers,
        signal: controller.signal,
        redirect: "manual",
      } as const;
      return readAnswer(context, call, await fetch(url, init));
    };
    const answer = await orAbort(exchange(), controller.signal);
    return { answer, error: answer.error };
  } catch (thrown) {
    signal?.throwIfAborted();
    if (timedOut) {
      const message = `${nameOf(call)} took longer than ${limits[limit]} ms (option ${limit}).`;
      return { error: new TimeoutError(message, limit, limits[limit], about(context, call)) };
    }
    const cause = redact(thrown, call.secrets);
    const inner = (cause.cause ?? cause) as Error & { code?: string };
    const message = `${nameOf(call)} got no answer: ${inner.code ?? inner.message}`;
    return { error: new ConnectionError(message, about(context, call, cause)) };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  }
}

/** The whole query. Timestamp and signature go last; what stands before them is sent as it was encoded. */
async function sign(context: Context, call: Call): Promise<string> {
  const { settings, clock } = context;
  const query = `${call.query && `${call.query}&`}timestamp=${clock.now()}`;
  call.secrets = [query, settings.apiKey];
  let signature: unknown;
  try {
    signature = await settings.signer(query);
  } catch (thrown) {
    const cause = redact(thrown, call.secrets);
    throw new ConfigError(`The signer failed: ${cause.message}`, about(context, call, cause));
  }
  if (typeof signature !== "string" || signature === "")
    throw new ConfigError(
      "The signer must return the signature as a text; it returned none.",
      about(context, call),
    );
  call.secrets = [query, settings.apiKey, signature, encodeValue(signature)];
  return `${query}&signature=${encodeValue(signature)}`;
}

/** Settles with the work, or rejects on abort even where the work never ends. */
function orAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    // An abort from inside the work came before anybody could listen.
    // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- the caller's own reason
    if (signal.aborted) reject(signal.reason);
    // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- the caller's own reason
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}
