// What a caller can set, with units and defaults; settings.ts checks it.
import type { ErrorKind } from "./errors.ts";
import type { HttpAgent, Transport } from "./httpTransport.ts";
import type { Signer } from "./sign.ts";
import type { WeightBudget } from "./weight.ts";

/** One request of a call, after it ended. Holds nothing secret. */
export interface AttemptEvent {
  /** The API, for instance `coin-m-futures`. */
  api: string;
  /** The operation, for instance `listOpenOrders`. */
  operation: string;
  /** 1 for the first request of the call. */
  attempt: number;
  /** HTTP status; absent when no response came. */
  status?: number;
  /** Kind of the error this attempt ended in; absent when it succeeded. */
  errorKind?: ErrorKind;
  /** The exchange's error code, where there was one. */
  code?: number;
  /** How long the attempt took, body included, in milliseconds. */
  durationMs: number;
  /** Weight that was reserved for it. */
  weight: number;
  /** Weight used in the current minute, as the exchange counts it; absent when the response did not say. */
  usedWeight?: number;
  /** How long the client waits before it tries again, in milliseconds; absent when it does not. */
  retryInMs?: number;
}

/**
 * Validates the data of a response against the description.
 *
 * @returns what is wrong, in one line; nothing where the data is valid
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
  /** How often a call is tried again after a failure that may pass; the one repeat after -1021 is not counted. @defaultValue 2 */
  maxRetries?: number | undefined;
  /** Largest body that is read, in bytes. @defaultValue 67108864 (64 MiB) */
  maxBodyBytes?: number | undefined;
  /** A budget to share between clients behind one IP address. @defaultValue one of its own, at the described limit */
  weightBudget?: WeightBudget | undefined;
  /**
   * Waits when the minute's weight is spent, or the exchange asks to back off (429); `false` throws RateLimitError
   * at once. @defaultValue true
   */
  waitForWeight?: boolean | undefined;
  /** Validates each response against the description: `createValidator()` of the subpath `validate`. @defaultValue none */
  validate?: ResponseValidator | undefined;
  /**
   * Sends requests. @defaultValue `node:https` on Node, with up to 16 connections that stay open; elsewhere, and
   * on Node where the global fetch was replaced after this package was loaded, the global fetch
   */
  fetch?: typeof globalThis.fetch | undefined;
  /**
   * On Node, the agent that makes the connections, such as `new HttpsProxyAgent(url)` or an `https.Agent` with
   * certificates of your own. @defaultValue one that all clients share
   */
  agent?: HttpAgent | undefined;
  /** The machine's time, in ms since the Unix epoch: timestamps begin with it. @defaultValue Date.now */
  now?: (() => number) | undefined;
  /**
   * A clock that never goes back, in ms since any start. Limits, pauses and waits run on it, and timestamps once
   * the exchange's time is known. @defaultValue performance.now
   */
  monotonicNow?: (() => number) | undefined;
  /** Waits, in ms, until done or aborted. @defaultValue a timer */
  sleep?: ((ms: number, signal: AbortSignal | undefined) => Promise<void>) | undefined;
  /** A number from 0 up to 1, to spread retries. @defaultValue Math.random */
  random?: (() => number) | undefined;
  /**
   * Called after each request of a call that came to a response or failed: not after those for the exchange's time, and
   * not where the caller's signal or `validate` ended the call. What it throws is ignored.
   */
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
  /** The host of it, with the port where it is not the scheme's own. */
  readonly host: string;
  readonly recvWindowMs: number | undefined;
  readonly maxBodyBytes: number;
  readonly weightBudget: WeightBudget;
  readonly validate: ResponseValidator | undefined;
  readonly transport: Transport;
  readonly now: () => number;
  readonly monotonicNow: () => number;
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
