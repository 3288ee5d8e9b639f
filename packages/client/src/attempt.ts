// One request of a call: sign, send, read the body, within one time limit.
import { errorContext, timeoutError } from "./call.ts";
import type { Call, Context } from "./call.ts";
import { connectionFailure } from "./connectionFailure.ts";
import { withDeadline } from "./deadline.ts";
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
      readonly response?: ParsedResponse;
      readonly error?: undefined;
      readonly thrown: { readonly reason: unknown };
    };

/** A request on its way to be sent, and once it was. */
interface Sending extends SentRequest {
  secrets: readonly string[];
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
export async function attempt(
  context: Context,
  call: Call,
  sentBefore: number,
  leftMs: number,
): Promise<Outcome> {
  const { limits, signal } = call;
  const request: Sending = { context, call, attempts: sentBefore + 1, secrets: [] };
  if (leftMs > 0)
    try {
      // Ends by itself as well, because not every fetch obeys its signal.
      const ms = Math.min(leftMs, limits.timeoutMs);
      const outcome = await withDeadline(
        () => signAndSend(request),
        ms,
        signal,
        (reason) => {
          request.hasEnded = true;
          request.exchange?.abort(reason);
        },
      );
      if (outcome) return outcome;
    } catch (reason) {
      return { sent: request.exchange !== undefined, thrown: { reason } };
    }
  const sent = request.exchange !== undefined;
  const limit = leftMs < limits.timeoutMs ? "totalTimeoutMs" : "timeoutMs";
  const what = sent || leftMs <= 0 ? "took longer than" : "was not signed within";
  const error = timeoutError(context, call, sentBefore + (sent ? 1 : 0), limit, what);
  // A signer that does not return would not return the next time either.
  return sent ? { sent, error } : { sent, thrown: { reason: error } };
}

async function signAndSend(request: Sending): Promise<Outcome> {
  const { context, call } = request;
  const { api, settings } = context;
  const { method, security } = call.operation;
  let { query } = call;
  request.secrets = [settings.apiKey];
  if (security === "signed") {
    // Timestamp and signature go last; what stands before them is sent as it was encoded.
    const { timestamp, signature: name } = api.credentials;
    query = `${query && `${query}&`}${timestamp}=${context.clock.exchange()}`;
    const signature = await sign(request, query);
    const encoded = encodeValue(signature);
    request.secrets = [query, settings.apiKey, signature, encoded];
    query += `&${name}=${encoded}`;
  }
  // A signer may take its time.
  if (request.hasEnded) throw callEnded;
  request.exchange = settings.transport({
    method,
    url: `${settings.baseUrl}${call.path}${query && `?${query}`}`,
    headers: headersOf(context, call),
    maxBodyBytes: settings.maxBodyBytes,
  });
  let response: ParsedResponse;
  try {
    response = readResponse(request, await request.exchange.response);
  } catch (thrown) {
    return { sent: true, error: connectionFailure(request, thrown) };
  }
  const { validate } = settings;
  if (response.error || !validate) return { sent: true, response, error: response.error };
  try {
    const problem = validate(api.name, call.id, response.data);
    if (problem === undefined) return { sent: true, response };
    const invalid = invalidResponse(request, response, problem);
    return { sent: true, response: invalid, error: invalid.error };
  } catch (reason) {
    return { sent: true, response, thrown: { reason } };
  }
}

const callEnded = /* @__PURE__ */ new Error("The call has ended.");

async function sign(request: Sending, query: string): Promise<string> {
  const { context, call, attempts } = request;
  const { apiKey, signer } = context.settings;
  const failed = (message: string, thrown?: unknown): SigningError => {
    const cause = thrown === undefined ? undefined : redact(thrown, [query, apiKey]);
    const what = cause ? `${message}: ${cause.message}` : message;
    return new SigningError(what, errorContext(context, call, attempts - 1, cause));
  };
  let signature: unknown;
  try {
    signature = await signer(query);
  } catch (thrown) {
    throw failed("The signer failed", thrown);
  }
  if (typeof signature === "string" && signature !== "" && !/\p{Surrogate}/u.test(signature))
    return signature;
  const found = typeof signature === "string" && signature ? "half a surrogate pair" : "none";
  throw failed(`The signer must return the signature as a string; it returned ${found}.`);
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
