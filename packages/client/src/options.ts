// What a caller can set, with units and defaults, and the checks that run before anything is sent.
import type { Api } from "./api.ts";
import { ConfigError } from "./errors.ts";
import type { ErrorKind } from "./errors.ts";
import type { Signer } from "./sign.ts";
import { createWeightBudget } from "./weight.ts";
import type { WeightBudget } from "./weight.ts";

/** One request of a call, after it ended. Holds nothing secret. */
export interface AttemptEvent {
  /** The API, for instance `coin-m-futures`. */
  api: string;
  /** The operation, for instance `listOpenOrders`. */
  operation: string;
  /** 1 for the first request of the call. */
  attempt: number;
  /** HTTP status; absent when no answer came. */
  status?: number;
  /** Kind of the error this attempt ended in; absent when it succeeded. */
  errorKind?: ErrorKind;
  /** The exchange's error code, where there was one. */
  code?: number;
  /** How long the attempt took, body included, in milliseconds. */
  durationMs: number;
  /** Weight that was reserved for it. */
  weight: number;
  /** Weight used in the current minute by the exchange's count, where it said so. */
  usedWeight?: number;
  /** How long the client waits before it tries again, in milliseconds; absent when it does not. */
  retryInMs?: number;
}

/**
 * Holds the data of an answer against the description.
 *
 * @returns what is wrong, in one line; nothing where all is well
 */
export type ResponseValidator = (
  api: string,
  operation: string,
  data: unknown,
) => string | undefined;

/** Options of a client. */
export interface ClientOptions {
  /** The API key: the public half, sent as `X-MBX-APIKEY`. */
  apiKey: string;
  /** Signs each query string: `hmac(secret)`, `ed25519(pem)`, `rsa(pem)`, or a function of yours. */
  signer: Signer;
  /** Where the API is served. @defaultValue the first server of the description, the live exchange */
  baseUrl?: string | undefined;
  /** Permits plain `http:` to a host that is not this machine. @defaultValue false */
  allowInsecureHttp?: boolean | undefined;
  /** How old a request may be when it is accepted, in ms, 0 to 60000. @defaultValue the exchange's own, 5000 */
  recvWindowMs?: number | undefined;
  /** Limit of one attempt, body included, in ms. @defaultValue 10000 */
  timeoutMs?: number | undefined;
  /** Limit of a call with all attempts and pauses, in ms. @defaultValue 60000 */
  totalTimeoutMs?: number | undefined;
  /** How often a call is tried again after a failure that may pass. @defaultValue 2 */
  maxRetries?: number | undefined;
  /** Largest body that is read, in bytes. @defaultValue 67108864 (64 MiB) */
  maxBodyBytes?: number | undefined;
  /** A budget to share between clients behind one IP address. @defaultValue one of its own, at the described limit */
  weightBudget?: WeightBudget | undefined;
  /** Waits when the minute's weight is spent; `false` throws RateLimitError at once. @defaultValue true */
  waitForWeight?: boolean | undefined;
  /** Holds each answer against the description: `createValidator()` of the subpath `validate`. @defaultValue none */
  validate?: ResponseValidator | undefined;
  /** Sends requests. @defaultValue the global fetch, looked up at each call */
  fetch?: typeof globalThis.fetch | undefined;
  /** The local time, in ms since the Unix epoch. @defaultValue Date.now */
  now?: (() => number) | undefined;
  /** Waits, in ms, until done or aborted. @defaultValue a timer */
  sleep?: ((ms: number, signal: AbortSignal | undefined) => Promise<void>) | undefined;
  /** A number from 0 up to 1, to spread retries. @defaultValue Math.random */
  random?: (() => number) | undefined;
  /** Told of each request after it ended. What it throws is ignored. */
  onAttempt?: ((event: AttemptEvent) => void) | undefined;
}

/** Options of one call. */
export interface CallOptions {
  /** Ends the call at once; its reason is thrown as it is. */
  signal?: AbortSignal | undefined;
  /** Limit of one attempt, body included, in ms. @defaultValue the client's */
  timeoutMs?: number | undefined;
  /** Limit of the call with all attempts and pauses, in ms. @defaultValue the client's */
  totalTimeoutMs?: number | undefined;
  /** How often it is tried again. @defaultValue the client's */
  maxRetries?: number | undefined;
  /** Waits when the minute's weight is spent. @defaultValue the client's */
  waitForWeight?: boolean | undefined;
}

/** The options of a client, checked, with every default in place. */
export interface Settings extends CallDefaults {
  readonly apiKey: string;
  readonly signer: Signer;
  readonly baseUrl: string;
  readonly recvWindowMs: number | undefined;
  readonly maxBodyBytes: number;
  readonly weightBudget: WeightBudget;
  readonly validate: ResponseValidator | undefined;
  readonly fetch: typeof globalThis.fetch | undefined;
  readonly now: () => number;
  readonly sleep: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
  readonly random: () => number;
  readonly onAttempt: ((event: AttemptEvent) => void) | undefined;
}

/** What can be set for a client, and anew for a call. */
export interface CallDefaults {
  readonly timeoutMs: number;
  readonly totalTimeoutMs: number;
  readonly maxRetries: number;
  readonly waitForWeight: boolean;
}

/** A pause that an abort cuts short. */
function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      clearTimeout(timer);
      // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- the caller's own reason
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", abort);
      resolve();
    }, ms);
    signal?.addEventListener("abort", abort, { once: true });
  });
}

/** Checks the options of a client. Throws ConfigError naming the first that cannot be used. */
export function readSettings(api: Api, options: ClientOptions): Settings {
  if (typeof options !== "object" || options === null)
    throw new ConfigError("A client needs options: { apiKey, signer }.");
  return {
    apiKey: readApiKey(options.apiKey),
    signer: readSigner(options.signer),
    baseUrl: readBaseUrl(options.baseUrl ?? api.baseUrl, options.allowInsecureHttp ?? false),
    recvWindowMs: options.recvWindowMs,
    maxBodyBytes: whole("maxBodyBytes", options.maxBodyBytes, 1) ?? 2 ** 26,
    weightBudget:
      options.weightBudget ??
      createWeightBudget({ limit: api.limit.weight, intervalMs: api.limit.intervalMs }),
    validate: options.validate,
    fetch: options.fetch,
    now: options.now ?? (() => Date.now()),
    sleep: options.sleep ?? sleep,
    random: options.random ?? (() => Math.random()),
    onAttempt: options.onAttempt,
    ...readLimits(options, {
      timeoutMs: 10_000,
      totalTimeoutMs: 60_000,
      maxRetries: 2,
      waitForWeight: true,
    }),
  };
}

/** The limits of one call: its own, and the client's for the rest. */
export function readLimits(own: CallOptions | undefined, otherwise: CallDefaults): CallDefaults {
  if (!own) return otherwise;
  return {
    timeoutMs: whole("timeoutMs", own.timeoutMs, 1) ?? otherwise.timeoutMs,
    totalTimeoutMs: whole("totalTimeoutMs", own.totalTimeoutMs, 1) ?? otherwise.totalTimeoutMs,
    maxRetries: whole("maxRetries", own.maxRetries, 0) ?? otherwise.maxRetries,
    waitForWeight: own.waitForWeight ?? otherwise.waitForWeight,
  };
}

function whole(name: string, value: number | undefined, minimum: number): number | undefined {
  if (value === undefined || (Number.isInteger(value) && value >= minimum && value < 2 ** 31))
    return value;
  throw new ConfigError(
    `Option ${name} must be a whole number from ${minimum} to ${2 ** 31 - 1}; it is ${String(value)}.`,
  );
}

function readApiKey(apiKey: unknown): string {
  if (typeof apiKey !== "string" || apiKey === "")
    throw new ConfigError(
      "Option apiKey must be the API key as a text; it is missing. Is the variable set?",
    );
  // A header carries no other characters, and the exchange issues no other keys.
  if (!/^[\x21-\x7e]+$/.test(apiKey))
    throw new ConfigError(
      "Option apiKey holds white space or characters no key has. Copy it again.",
    );
  return apiKey;
}

function readSigner(signer: unknown): Signer {
  if (typeof signer === "function") return signer as Signer;
  throw new ConfigError(
    "Option signer must be a function: hmac(secret), ed25519(pem), rsa(pem), or one of yours.",
  );
}

function readBaseUrl(text: string, insecure: boolean): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol))
    throw new ConfigError("Option baseUrl must be an absolute https: URL.");
  if (url.username || url.password || url.search || url.hash)
    throw new ConfigError("Option baseUrl must hold no user, password, query or fragment.");
  const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url.protocol === "http:" && !loopback && !insecure)
    throw new ConfigError(
      `Option baseUrl is plain http: to ${url.hostname}, where anybody on the way can read the key. Use https:, or set allowInsecureHttp.`,
    );
  return url.href.replace(/\/$/, "");
}
