// One request: sign, send, read the body, within one time limit.
import { readAnswer } from "./answer.ts";
import type { Answer } from "./answer.ts";
import { errorContext, leftMs, nameOf } from "./call.ts";
import type { Call, Context } from "./call.ts";
import { ConnectionError, SigningError, TimeoutError } from "./errors.ts";
import type { BinanceError } from "./errors.ts";
import { encodeValue } from "./query.ts";
import { redact } from "./redact.ts";

/** What became of one request: an answer, or the error that stood in its way. */
export type Outcome =
  | { readonly answer: Answer; readonly error?: BinanceError | undefined }
  | { readonly answer?: undefined; readonly error: BinanceError };

/** A fetch may bring an AbortController of its own, where a whole one would cost it too much. */
type Fetch = typeof globalThis.fetch & { AbortController?: new () => AbortController };

/** Signs and sends one request. Rejects with the caller's abort reason, or where nothing could be signed. */
export async function sendOnce(context: Context, call: Call): Promise<Outcome> {
  const { settings } = context;
  const { operation, signal, limits, attempts } = call;
  const left = leftMs(context, call);
  const limit = left < limits.timeoutMs ? "totalTimeoutMs" : "timeoutMs";
  // Looked up at each call, so that an interceptor installed after import is used.
  const fetch: Fetch = settings.fetch ?? globalThis.fetch;
  const controller = new (fetch.AbortController ?? AbortController)();
  let ended = false;
  let timedOut = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let abort: (() => void) | undefined;

  const attempt = async (): Promise<Answer> => {
    const query = operation.security === "signed" ? await sign(context, call) : call.query;
    // A signer may take its time, and nothing is sent for a caller who has left meanwhile.
    if (ended) throw over;
    call.attempts += 1;
    const url = `${settings.baseUrl}${operation.path}${query && `?${query}`}`;
    return exchange(context, call, fetch, url, controller.signal);
  };
  try {
    const answer = await new Promise<Answer>((resolve, reject) => {
      // Rejects by itself as well, for not every fetch hears its signal. A listener of ours on that
      // signal would do the same, but Node keeps it, and the whole answer with it, for a long time.
      const stop = (reason: unknown): void => {
        ended = true;
        controller.abort(reason);
        // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- the caller's own reason
        reject(reason);
      };
      abort = () => stop(signal?.reason);
      signal?.addEventListener("abort", abort, { once: true });
      const onTimeout = (): void => {
        timedOut = true;
        stop(undefined);
      };
      timer = setTimeout(onTimeout, Math.min(left, limits.timeoutMs));
      attempt().then(resolve, reject);
    });
    return { answer, error: answer.error };
  } catch (thrown) {
    signal?.throwIfAborted();
    if (thrown instanceof SigningError) throw thrown;
    if (timedOut) {
      const isSent = call.attempts > attempts;
      const what = isSent ? "took longer than" : "was not signed within";
      const message = `${nameOf(call)} ${what} ${limits[limit]} ms (option ${limit}).`;
      const error = new TimeoutError(message, limit, limits[limit], errorContext(context, call));
      // A signer that does not answer would not answer the next time either.
      if (!isSent) throw error;
      return { error };
    }
    const cause = redact(thrown, call.secrets);
    const inner = (cause.cause ?? cause) as Error & { code?: string };
    const message = `${nameOf(call)} got no answer: ${inner.code ?? inner.message}`;
    return { error: new ConnectionError(message, errorContext(context, call, cause)) };
  } finally {
    clearTimeout(timer);
    if (abort) signal?.removeEventListener("abort", abort);
    // The global fetch of Node lets go of a request with a signal only at a major collection, unless
    // the signal is aborted. Nothing is under way any more, so nobody else notices.
    if (!settings.fetch) controller.abort(over);
  }
}

/** Made once: without a reason, each abort would make an exception with a stack. */
const over = /* @__PURE__ */ new Error("The call is over.");

async function exchange(
  context: Context,
  call: Call,
  fetch: Fetch,
  url: string,
  signal: AbortSignal,
): Promise<Answer> {
  const { method, security } = call.operation;
  const headers: Record<string, string> = { ...call.headers };
  if (security !== "none") headers[context.api.credentials.keyHeader] = context.settings.apiKey;
  // A redirect is never followed: the signed query would travel to wherever it points.
  const response = await fetch(url, { method, headers, signal, redirect: "manual" });
  return readAnswer(context, call, response);
}

/** The whole query. Timestamp and signature go last; what stands before them is sent as it was encoded. */
async function sign(context: Context, call: Call): Promise<string> {
  const { settings, clock } = context;
  const names = context.api.credentials;
  const query = `${call.query && `${call.query}&`}${names.timestamp}=${clock.now()}`;
  call.secrets = [query, settings.apiKey];
  let signature: unknown;
  try {
    signature = settings.signer(query);
    // As a rule it is there at once, and waiting for it would cost time.
    if (typeof signature !== "string") signature = await signature;
  } catch (thrown) {
    const cause = redact(thrown, call.secrets);
    throw new SigningError(
      `The signer failed: ${cause.message}`,
      errorContext(context, call, cause),
    );
  }
  if (typeof signature !== "string" || signature === "" || /\p{Surrogate}/u.test(signature)) {
    const found = typeof signature === "string" && signature ? "half a surrogate pair" : "none";
    const message = `The signer must return the signature as a string; it returned ${found}.`;
    throw new SigningError(message, errorContext(context, call));
  }
  const encoded = encodeValue(signature);
  call.secrets = [query, settings.apiKey, signature, encoded];
  return `${query}&${names.signature}=${encoded}`;
}
