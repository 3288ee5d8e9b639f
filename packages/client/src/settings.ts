// Checks the options of a client and of a call before anything is sent, and fills in the defaults.
import { createTransport } from "#transport";
import type { Api } from "./api.ts";
import { checkOptions } from "./checkOptions.ts";
import type { OptionKind } from "./checkOptions.ts";
import { withDeadline } from "./deadline.ts";
import { ConfigError } from "./errors.ts";
import type { CallDefaults, CallOptions, ClientOptions, Settings } from "./options.ts";
import { parameterProblem } from "./query.ts";
import type { Signer } from "./sign.ts";
import { createWeightBudget } from "./weight.ts";

/** A pause that an abort cuts short. */
const sleep: Settings["sleep"] = (ms, signal) =>
  withDeadline(() => new Promise<never>(() => {}), ms, signal);

/** Every option there is; the type holds the list complete. */
const clientOptions: Record<keyof ClientOptions, OptionKind> = {
  apiKey: "any",
  signer: "any",
  baseUrl: "any",
  allowInsecureHttp: "boolean",
  recvWindowMs: "any",
  timeoutMs: 1,
  totalTimeoutMs: 1,
  maxRetries: 0,
  maxBodyBytes: 1,
  weightBudget: [
    "a weight budget: createWeightBudget({ limit }), or one with its methods",
    "reserve",
    "settle",
    "pause",
  ],
  waitForWeight: "boolean",
  validate: "function",
  fetch: "function",
  agent: ["an agent of Node, for instance new https.Agent()", "destroy"],
  now: "function",
  monotonicNow: "function",
  sleep: "function",
  random: "function",
  onAttempt: "function",
};
const callOptions: Record<keyof CallOptions, OptionKind> = {
  signal: ["an AbortSignal: the signal of an AbortController", "addEventListener"],
  timeoutMs: 1,
  totalTimeoutMs: 1,
  maxRetries: 0,
  waitForWeight: "boolean",
};

/** Checks the options of a client. Throws ConfigError naming the first that cannot be used. */
export function readSettings(api: Api, options: ClientOptions): Settings {
  checkOptions("A client", options, clientOptions);
  const { fetch, agent, monotonicNow = () => performance.now() } = options;
  const { weight: limit, intervalMs } = api.limit;
  if (fetch && agent)
    throw new ConfigError(
      "Options fetch and agent exclude each other: a fetch has connections of its own.",
    );
  const url = readBaseUrl(options.baseUrl ?? api.baseUrl, options.allowInsecureHttp ?? false);
  return {
    apiKey: readApiKey(options.apiKey),
    signer: readSigner(options.signer),
    baseUrl: url.href.replace(/\/$/, ""),
    host: url.host,
    recvWindowMs: readRecvWindow(api, options.recvWindowMs),
    maxBodyBytes: options.maxBodyBytes ?? 2 ** 26,
    weightBudget: options.weightBudget ?? createWeightBudget({ limit, intervalMs, monotonicNow }),
    validate: options.validate,
    transport: createTransport({ fetch, agent }),
    now: options.now ?? (() => Date.now()),
    monotonicNow,
    sleep: options.sleep ?? sleep,
    random: options.random ?? (() => Math.random()),
    onAttempt: options.onAttempt,
    ...readOwn(options, {
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
  checkOptions("A call", own, callOptions);
  return readOwn(own, otherwise);
}

function readOwn(own: CallOptions, otherwise: CallDefaults): CallDefaults {
  return {
    timeoutMs: own.timeoutMs ?? otherwise.timeoutMs,
    totalTimeoutMs: own.totalTimeoutMs ?? otherwise.totalTimeoutMs,
    maxRetries: own.maxRetries ?? otherwise.maxRetries,
    waitForWeight: own.waitForWeight ?? otherwise.waitForWeight,
  };
}

/** Compares it with what the description allows, so that not every call fails later. */
function readRecvWindow(api: Api, value: number | undefined): number | undefined {
  for (const { parameters } of Object.values(api.operations)) {
    const rule = parameters["recvWindow"];
    const problem = rule && value !== undefined && parameterProblem(value, rule);
    if (problem) throw new ConfigError(`Option recvWindowMs ${problem}; it is ${String(value)}.`);
  }
  return value;
}

function readApiKey(apiKey: unknown): string {
  if (typeof apiKey !== "string" || apiKey === "")
    throw new ConfigError(
      "Option apiKey must be the API key as a string; it is missing. Is the variable set?",
    );
  // A header carries no other characters, and the exchange issues no other keys.
  if (!/^[\x21-\x7e]+$/.test(apiKey))
    throw new ConfigError(
      "Option apiKey holds white space or characters that no key has. Copy it again.",
    );
  return apiKey;
}

function readSigner(signer: Signer): Signer {
  if (typeof signer === "function") return signer;
  throw new ConfigError(
    "Option signer must be a function: hmac(secret), ed25519(pem), rsa(pem), or one of yours.",
  );
}

function readBaseUrl(text: string, insecure: boolean): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // An empty query or fragment shows in the text alone.
  if (!url || !/^https?:\/\/[^@/]+\/[^?#]*$/.test(url.href) || url.pathname.includes("//"))
    throw new ConfigError(
      "Option baseUrl must be an absolute https: URL with no user, password, query or fragment, and no // in its path.",
    );
  const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url.protocol === "http:" && !loopback && !insecure)
    throw new ConfigError(
      `Option baseUrl is plain http: to ${url.hostname}, where anybody on the way can read the key. Use https:, or set allowInsecureHttp.`,
    );
  return url;
}
