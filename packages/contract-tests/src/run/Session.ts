// One check at work on one target: its clock, its requests, its clients, and what it saw.
import type { Fault } from "@open-orders/mock-exchange";
import { ownParameters } from "../spec/description.ts";
import type { Operation, Parameter } from "../spec/description.ts";
import { describeRequest } from "./describeRequest.ts";
import { collectFacts } from "./exercised.ts";
import type { Exercised } from "./exercised.ts";
import { callClient, findClientFactory } from "./findClient.ts";
import type { AnyClient, AnyClientOptions, ClientModule, Outcome } from "./findClient.ts";
import type { SentRequest } from "./SentRequest.ts";
import { encodeQuery, signQuery } from "./sign.ts";
import type { Credentials, Fetch, KeyKind, Target } from "./Target.ts";
import { valueFor } from "./values.ts";

export type { ClientModule } from "./findClient.ts";

/** An answer as it came. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export type Sent = Readonly<Record<string, string>>;

export interface Session {
  readonly target: Target;
  /** Where the operation's API is served, without a slash at the end. */
  readonly base: string;
  readonly operation: Operation;
  readonly facts: Exercised;
  readonly unknown: string[];
  /** The target's time, in milliseconds. Every session begins in a window of weight of its own. */
  readonly now: () => number;
  readonly setClock: (now: number) => void;
  readonly inject: (fault: Omit<Fault, "operationId">) => void;
  /** What the account holds for this operation. */
  readonly data: readonly object[];
  /** Values of the parameters that every call of the operation must send. */
  readonly mandatory: Sent;
  /** The fewest sets of mandatory values that reach every item; one where nothing is filtered. */
  readonly reaches: readonly Sent[];
  /** A right value of a parameter. */
  readonly valueOf: (parameter: Parameter) => string;

  /** The query of a right request, before its signature; the timestamp may be left out or set. */
  readonly query: (parameters?: Sent, timestamp?: number | string | null) => string;
  /** The signature of a query, percent-encoded; by another secret if one is given. */
  readonly signatureOf: (query: string, kind?: KeyKind, secret?: string) => string;
  /** Appends the signature where the operation asks for one. */
  readonly signed: (query: string) => string;
  /** Sends a query as it stands, with this key, or none for null. */
  readonly send: (query: string, apiKey?: string | null) => Promise<Answer>;
  /** Sends a right request, but for what the caller changes. */
  readonly ask: (parameters?: Sent, timestamp?: number | string | null) => Promise<Answer>;

  /** Milliseconds that clients of this session were made to wait. */
  readonly slept: readonly number[];
  /** URLs that clients of this session requested. Signed: never to be shown. */
  readonly requested: readonly string[];
  /** Every request to the operation so far, of clients too, without what is secret in it. */
  readonly sent: readonly SentRequest[];
  readonly clientModule: ClientModule;
  /** The real client, without retries unless asked; undefined when the module has none for the API. */
  readonly client: (options?: ClientChanges) => AnyClient | undefined;
  /** Calls through a client of its own. */
  readonly call: (
    level: "method" | "http",
    parameters?: Readonly<Record<string, unknown>>,
    options?: ClientChanges,
  ) => Promise<Outcome>;
  readonly callWith: (
    client: AnyClient,
    level: "method" | "http",
    parameters?: Readonly<Record<string, unknown>>,
  ) => Promise<Outcome>;
  /** Whether an error is of a class that the client's module exports. */
  readonly isError: (error: unknown, className: string) => boolean;
  readonly close: () => void;
}

export type ClientChanges = Partial<AnyClientOptions> & { readonly kind?: KeyKind };

const firstMoment = Date.UTC(2026, 0, 15);
const clocks = new WeakMap<Target, number>();

/** Opens a session. Ids, keys and clocks are the target's; nothing is sent yet. */
export function openSession(
  target: Target,
  base: string,
  operation: Operation,
  clientModule: ClientModule,
): Session {
  const facts = collectFacts(operation);
  const injected: (() => void)[] = [];
  const slept: number[] = [];
  const requested: string[] = [];
  const sent: (() => SentRequest | undefined)[] = [];
  const data = target.data?.[operation.id] ?? [];
  const valueOf = (parameter: Parameter): string => valueFor(parameter, data);
  const required = ownParameters(operation).filter((parameter) => parameter.required);
  const mandatory = Object.fromEntries(required.map((given) => [given.name, valueOf(given)]));
  const reaches = reachesOf(required, mandatory, data);

  const now = (): number => (target.setClock && clocks.get(target)) ?? (target.now ?? Date.now)();
  const setClock = (time: number): void => {
    clocks.set(target, time);
    target.setClock?.(time);
  };
  setClock(nextWindow(clocks.get(target) ?? firstMoment, operation));

  const keyOf = (kind: KeyKind): Credentials => {
    const found = target.credentials[kind];
    if (!found) throw new TypeError(`${target.name} has no ${kind} key`);
    return found;
  };
  const firstKind = (Object.keys(target.credentials) as KeyKind[])[0] ?? "hmac";

  const fetch: Fetch = async (url, init) => {
    const time = now();
    sent.push(() => describeRequest({ url, init, time }, operation, target.credentials));
    const response = await target.fetch(url, init);
    facts.addExchange(url, response.status, response.headers);
    return response;
  };
  const watchedFetch: Fetch = async (url, init) => {
    requested.push(url);
    return fetch(url, init);
  };
  const send: Session["send"] = async (query, apiKey = keyOf(firstKind).apiKey) => {
    const url = `${base}${operation.path}${query && `?${query}`}`;
    const headers = new Headers();
    if (operation.key && apiKey !== null) headers.set(operation.key.name, apiKey);
    const response = await fetch(url, { method: operation.method, headers, redirect: "manual" });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  const query: Session["query"] = (parameters = {}, timestamp = now()) => {
    const stamp = operation.timestamp && timestamp !== null;
    return encodeQuery({
      ...mandatory,
      ...parameters,
      ...(stamp && { [operation.timestamp.name]: String(timestamp) }),
    });
  };
  const signatureOf: Session["signatureOf"] = (
    text,
    kind = firstKind,
    secret = keyOf(kind).secret,
  ) => signQuery(kind, secret, text);
  const signed: Session["signed"] = (text) =>
    operation.signature
      ? `${text}${text && "&"}${operation.signature.name}=${signatureOf(text)}`
      : text;
  const client: Session["client"] = ({ kind = firstKind, ...options } = {}) => {
    const { apiKey, secret } = keyOf(kind);
    const signer = clientModule[kind];
    if (typeof signer !== "function") throw new TypeError(`the client has no signer ${kind}`);
    return findClientFactory(
      clientModule,
      operation.api,
    )?.({
      apiKey,
      signer: (signer as (secret: string) => unknown)(secret),
      baseUrl: base,
      fetch: watchedFetch,
      now,
      monotonicNow: now,
      maxRetries: 0,
      sleep: async (ms) => {
        slept.push(ms);
        // Time goes on while a client waits, so that a signature made anew can be told from an old one.
        setClock(now() + Math.max(ms, 1));
        // A client that waits again and again must not keep everybody else from their turn.
        await new Promise(setImmediate);
      },
      ...options,
    });
  };

  return {
    target,
    base,
    operation,
    facts,
    unknown: [],
    now,
    setClock,
    inject(fault) {
      const takeBack = target.inject?.({ ...fault, operationId: operation.id });
      if (takeBack) injected.push(takeBack);
    },
    data,
    mandatory,
    reaches,
    valueOf,
    query,
    signatureOf,
    signed,
    send,
    ask: async (parameters, timestamp) => send(signed(query(parameters, timestamp))),
    slept,
    requested,
    get sent() {
      return sent.flatMap((describe) => describe() ?? []);
    },
    clientModule,
    client,
    async call(level, parameters = mandatory, options = {}) {
      const made = client(options);
      if (!made)
        return { kind: "thrown", error: new TypeError("the client module has no factory") };
      return callClient(made, level, operation, parameters);
    },
    callWith: async (made, level, parameters = mandatory) =>
      callClient(made, level, operation, parameters),
    isError(error, className) {
      const found = clientModule[className];
      return typeof found === "function" && error instanceof found;
    },
    close: () => injected.forEach((takeBack) => takeBack()),
  };
}

function reachesOf(
  required: readonly Parameter[],
  mandatory: Sent,
  data: readonly object[],
): readonly Sent[] {
  const filtering = required.filter(({ filter }) => filter?.keep === "equal");
  const reaches = (data as readonly Readonly<Record<string, unknown>>[]).map((item) => {
    const own = filtering.map(({ name, filter }) => [name, String(item[filter?.field ?? name])]);
    return Object.fromEntries(Object.entries(mandatory).concat(own as [string, string][]));
  });
  const different = new Map(reaches.map((sent) => [JSON.stringify(sent), sent]));
  return different.size > 0 ? [...different.values()] : [mandatory];
}

/** A moment in the next window of every limit, so that no check spends what another needs. */
function nextWindow(time: number, { limits }: Operation): number {
  const longest = Math.max(60_000, ...limits.map(({ intervalMs }) => intervalMs));
  return (Math.floor(time / longest) + 1) * longest + 1000;
}
