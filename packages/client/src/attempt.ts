// One request of a call: sign, send, read the body, within one time limit.
import { errorContext, timeoutError } from "./call.ts";
import type { Call, Context } from "./call.ts";
import { connectionFailure } from "./connectionFailure.ts";
import { deadlinePassed, withDeadline } from "./deadline.ts";
import { SigningError } from "./errors.ts";
import type { BinanceError } from "./errors.ts";
import type { Exchange } from "./httpTransport.ts";
import { encodeValue } from "./query.ts";
import { redact } from "./redact.ts";
import { invalidResponse, readResponse } from "./response.ts";
import type { ParsedResponse, SentRequest } from "./response.ts";

/** What became of one request. `sent` says whether it left: only then is weight spent. */
export type Outcome =
  /** A response came. `error` says why it is no success. */
  | {
      readonly sent: true;
      readonly response: ParsedResponse;
      readonly error?: BinanceError | undefined;
      readonly thrown?: undefined;
    }
  /** None came. */
  | {
      readonly sent: true;
      readonly response?: undefined;
      readonly error: BinanceError;
      readonly thrown?: undefined;
    }
  /**
   * The call ends with `thrown.reason` as it is: the caller's abort reason, an exception of a function of the
   * caller's, or a failed signer.
   */
  | {
      readonly sent: boolean;
      readonly response?: ParsedResponse | undefined;
      readonly error?: undefined;
      readonly thrown: { readonly reason: unknown };
    }
  /** While it was signed another response has paused the budget. */
  | {
      readonly sent: false;
      readonly paused: true;
      readonly response?: undefined;
      readonly error?: undefined;
      readonly thrown?: undefined;
    };

/** A request on its way to be sent, and once it was. */
interface Sending extends SentRequest {
  secrets: readonly string[];
  /** Set before the transport is called: an abort can come from within it. */
  wasSent?: boolean;
  exchange?: Exchange;
  /** The time is over, or the call was aborted: nobody waits for it any more. */
  hasEnded?: boolean;
}

/**
 * Signs and sends one request. Never rejects.
 *
 * @param sentBefore - How many requests of the call were sent already.
 * @param leftMs - What is left of the call's total limit, in milliseconds.
 */
export function attempt(
  context: Context,
  call: Call,
  sentBefore: number,
  leftMs: number,
): Promise<Outcome> {
  const { limits, signal } = call;
  const request: Sending = { context, call, attempts: sentBefore + 1, secrets: [] };
  const end = (reason: unknown): Outcome => {
    const { wasSent: sent = false } = request;
    request.hasEnded = true;
    request.exchange?.abort(reason);
    if (reason !== deadlinePassed) return { sent, thrown: { reason } };
    const limit = leftMs < limits.timeoutMs ? "totalTimeoutMs" : "timeoutMs";
    const what = sent || leftMs <= 0 ? "took longer than" : "was not signed within";
    const error = timeoutError(context, call, sentBefore + (sent ? 1 : 0), limit, what);
    // A signer that does not return would not return the next time either.
    return sent ? { sent, error } : { sent, thrown: { reason: error } };
  };
  if (leftMs <= 0) return Promise.resolve(end(deadlinePassed));
  // Ends by itself as well, because not every fetch obeys its signal.
  return withDeadline(() => signAndSend(request), Math.min(leftMs, limits.timeoutMs), signal, end);
}

/** Never rejects. In one function, because each further one that is waited for takes time of every call. */
async function signAndSend(request: Sending): Promise<Outcome> {
  const { context, call } = request;
  const { api, settings } = context;
  const { method, security } = call.operation;
  const { apiKey, validate } = settings;
  let { query } = call;
  let response: ParsedResponse | undefined;
  let tookTime = false;
  request.secrets = [apiKey];
  try {
    if (security === "signed") {
      // Timestamp and signature go last; what stands before them is sent as it was encoded.
      query = `${query && `${query}&`}${api.credentials.timestamp}=${context.clock.exchange()}`;
      let signature: unknown;
      try {
        signature = settings.signer(query);
        // As a rule it is there at once.
        tookTime = typeof signature !== "string";
        if (tookTime) signature = await signature;
      } catch (thrown) {
        return failSigning(request, query, "The signer failed", thrown);
      }
      if (typeof signature !== "string" || !signature || /\p{Surrogate}/u.test(signature)) {
        const found = typeof signature === "string" && signature ? "half a surrogate pair" : "none";
        const message = `The signer must return the signature as a string; it returned ${found}.`;
        return failSigning(request, query, message);
      }
      const encoded = encodeValue(signature);
      request.secrets = [query, apiKey, signature, encoded];
      query += `&${api.credentials.signature}=${encoded}`;
    }
    // A signer may take its time, and meanwhile another call may be rejected.
    if (request.hasEnded) throw callEnded;
    if (tookTime && settings.weightBudget.weightUsage.pausedForMs > 0)
      return { sent: false, paused: true };
    request.wasSent = true;
    request.exchange = settings.transport({
      method,
      url: `${settings.baseUrl}${call.path}${query && `?${query}`}`,
      headers: headersOf(context, call),
      maxBodyBytes: settings.maxBodyBytes,
    });
    if (request.hasEnded) request.exchange.abort(callEnded);
    try {
      response = readResponse(request, await request.exchange.response);
    } catch (thrown) {
      return { sent: true, error: connectionFailure(request, thrown) };
    }
    if (response.error || !validate) return { sent: true, response, error: response.error };
    const problem = validate(api.name, call.id, response.data);
    if (problem === undefined) return { sent: true, response };
    const invalid = invalidResponse(request, response, problem);
    return { sent: true, response: invalid, error: invalid.error };
  } catch (reason) {
    return { sent: request.wasSent ?? false, response, thrown: { reason } };
  }
}

const callEnded = /* @__PURE__ */ new Error("The call has ended.");

function failSigning(
  { context, call, attempts }: Sending,
  query: string,
  message: string,
  thrown?: unknown,
): Outcome {
  const cause = thrown === undefined ? undefined : redact(thrown, [query, context.settings.apiKey]);
  const what = cause ? `${message}: ${cause.message}` : message;
  const reason = new SigningError(what, errorContext(context, call, attempts - 1, cause));
  return { sent: false, thrown: { reason } };
}

/** The caller's own headers and the API key, which stands in one header, whatever case the caller's has. */
function headersOf({ api, settings }: Context, { operation, headers: own }: Call) {
  const headers: Record<string, string> = { ...own };
  if (operation.security === "none") return headers;
  const { keyHeader } = api.credentials;
  for (const name in own) if (name.toLowerCase() === keyHeader.toLowerCase()) delete headers[name];
  headers[keyHeader] = settings.apiKey;
  return headers;
}
