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
      readonly response?: ParsedResponse;
      readonly error?: undefined;
      readonly thrown: { readonly reason: unknown };
    };

/** What a call that has ended meanwhile ends with. Nobody waits for it any more. */
const callEnded = /* @__PURE__ */ new Error("The call has ended.");

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
  const { settings } = context;
  const { operation, limits, signal } = call;
  if (leftMs <= 0) {
    const reason = timeoutError(context, call, sentBefore, "totalTimeoutMs", "took longer than");
    return { sent: false, thrown: { reason } };
  }
  let exchange: Exchange | undefined;
  let ended = false;

  const sendSigned = async ({ query, secrets }: SignedQuery): Promise<Outcome> => {
    // A signer may take its time. Nothing is sent once the call has ended meanwhile.
    if (ended) return { sent: false, thrown: { reason: callEnded } };
    exchange = settings.transport({
      method: operation.method,
      url: `${settings.baseUrl}${call.path}${query && `?${query}`}`,
      headers: headersOf(context, call),
      maxBodyBytes: settings.maxBodyBytes,
    });
    return receive({ context, call, secrets, attempts: sentBefore + 1 }, exchange);
  };
  const signAndSend = async (): Promise<Outcome> => {
    if (operation.security !== "signed")
      return sendSigned({ query: call.query, secrets: [settings.apiKey] });
    const signed = sign(context, call, sentBefore);
    // As a rule the signature is there at once, and waiting for it would cost time.
    return sendSigned("query" in signed ? signed : await signed);
  };
  try {
    // Ends by itself as well, because not every fetch obeys its signal.
    const ms = Math.min(leftMs, limits.timeoutMs);
    return await withDeadline(signAndSend, ms, signal, (reason) => {
      ended = true;
      exchange?.abort(reason);
    });
  } catch (reason) {
    const sent = exchange !== undefined;
    if (reason !== deadlinePassed) return { sent, thrown: { reason } };
    const limit = leftMs < limits.timeoutMs ? "totalTimeoutMs" : "timeoutMs";
    const what = sent ? "took longer than" : "was not signed within";
    const error = timeoutError(context, call, sentBefore + (sent ? 1 : 0), limit, what);
    // A signer that does not return would not return the next time either.
    return sent ? { sent, error } : { sent, thrown: { reason: error } };
  }
}

async function receive(request: SentRequest, exchange: Exchange): Promise<Outcome> {
  const { context, call } = request;
  const { validate } = context.settings;
  let response: ParsedResponse;
  try {
    response = readResponse(request, await exchange.response);
  } catch (thrown) {
    return { sent: true, error: connectionFailure(request, thrown) };
  }
  if (response.error || !validate) return { sent: true, response, error: response.error };
  try {
    const problem = validate(context.api.name, call.id, response.data);
    if (problem === undefined) return { sent: true, response };
    const invalid = invalidResponse(request, response, problem);
    return { sent: true, response: invalid, error: invalid.error };
  } catch (reason) {
    return { sent: true, response, thrown: { reason } };
  }
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

/** What is sent, and what of it must not show in any message. */
interface SignedQuery {
  readonly query: string;
  readonly secrets: readonly string[];
}

/** The whole query. Timestamp and signature go last; what stands before them is sent as it was encoded. */
function sign(context: Context, call: Call, attempts: number): SignedQuery | Promise<SignedQuery> {
  const { settings, clock, api } = context;
  const query = `${call.query && `${call.query}&`}${api.credentials.timestamp}=${clock.exchange()}`;
  const failed = (message: string, thrown?: unknown): SigningError => {
    const cause = thrown === undefined ? undefined : redact(thrown, [query, settings.apiKey]);
    const what = cause ? `${message}: ${cause.message}` : message;
    return new SigningError(what, errorContext(context, call, attempts, cause));
  };
  const append = (signature: unknown): SignedQuery => {
    if (typeof signature !== "string" || signature === "" || /\p{Surrogate}/u.test(signature)) {
      const found = typeof signature === "string" && signature ? "half a surrogate pair" : "none";
      throw failed(`The signer must return the signature as a string; it returned ${found}.`);
    }
    const encoded = encodeValue(signature);
    return {
      query: `${query}&${api.credentials.signature}=${encoded}`,
      secrets: [query, settings.apiKey, signature, encoded],
    };
  };
  const failedSigner = (thrown: unknown): never => {
    throw failed("The signer failed", thrown);
  };
  let signature: unknown;
  try {
    signature = settings.signer(query);
  } catch (thrown) {
    return failedSigner(thrown);
  }
  return typeof signature === "string"
    ? append(signature)
    : Promise.resolve(signature).catch(failedSigner).then(append);
}
