// The client under test: finds the factory of an API in its module, and calls operations at either of its levels.
import type { Operation, Schema } from "@open-orders/specs/model";
import { clientFactoryName, membersOf, pathNames } from "@open-orders/specs/model";
import { parseJson, readJson } from "./readJson.ts";
import { kindsOf } from "./Target.ts";
import type { Fetch, KeyKind, Target } from "./Target.ts";

/** The module `@open-orders/client`, or one to try in its place. */
export type ClientModule = Readonly<Record<string, unknown>>;
export type ClientLevel = "method" | "http";
export const clientLevels: readonly ClientLevel[] = ["method", "http"];

/** Options that every client takes. */
export interface AnyClientOptions {
  readonly apiKey: string;
  readonly signer: unknown;
  readonly baseUrl: string;
  readonly fetch: Fetch;
  readonly now: () => number;
  /** What limits and pauses run on. */
  readonly monotonicNow: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly maxRetries?: number;
  readonly timeoutMs?: number;
  readonly waitForWeight?: boolean;
}

/** Options to change, and the kind of key to sign with. */
export type ClientChanges = Partial<AnyClientOptions> & { readonly kind?: KeyKind };

type Parameters = Readonly<Record<string, unknown>>;
type Factory = (options: AnyClientOptions) => AnyClient;
type Signer = (secret: string) => unknown;
type Method = (parameters: Parameters) => Promise<unknown>;
type HttpCall = (
  path: string,
  init: { readonly params: { readonly query: Parameters } },
) => Promise<{ readonly data?: unknown; readonly error?: unknown; readonly response: Response }>;

/** A client, whichever API it belongs to. */
export interface AnyClient {
  readonly http: Readonly<Record<string, HttpCall>>;
  readonly weightUsage: { readonly usedWeight: number };
}

/** How a call ended. `status` and `body` are what the calls by path return for an error response. */
export type Outcome =
  | { readonly kind: "data"; readonly data: unknown }
  | { readonly kind: "error"; readonly status: number; readonly body: unknown }
  | { readonly kind: "thrown"; readonly error: unknown };

/** A client module at work for one check. */
export interface ClientUnderTest {
  /** A signer of the module's. */
  readonly sign: (kind: KeyKind, secret: string) => unknown;
  /** Milliseconds that its clients waited. */
  readonly slept: readonly number[];
  /** URLs that its clients requested. Signed: never to be shown. */
  readonly requested: readonly string[];
  /** A client, without retries unless asked; undefined when the module has none for the API. */
  readonly create: (changes?: ClientChanges) => AnyClient | undefined;
  /** Calls the operation through a client of its own. Never rejects. */
  readonly call: (
    level: ClientLevel,
    parameters?: Parameters,
    changes?: ClientChanges,
  ) => Promise<Outcome>;
  readonly callWith: (
    client: AnyClient,
    level: ClientLevel,
    parameters?: Parameters,
  ) => Promise<Outcome>;
  /** Whether an error is of a class that the module exports. */
  readonly isError: (error: unknown, className: string) => boolean;
}

export interface ClientOptions {
  readonly operation: Operation;
  readonly base: string;
  readonly target: Target;
  readonly fetch: Fetch;
  readonly now: () => number;
  /** Lets time pass. */
  readonly pass: (ms: number) => void;
  /** Parameters of a call that is given none. */
  readonly mandatory: Parameters;
}

export function createClientUnderTest(
  module: ClientModule,
  options: ClientOptions,
): ClientUnderTest {
  const { operation, base, target, now, mandatory } = options;
  const slept: number[] = [];
  const requested: string[] = [];
  const sign: ClientUnderTest["sign"] = (kind, secret) => {
    const signer = module[kind];
    if (!isSigner(signer)) throw new TypeError(`no ${kind} signer`);
    return signer(secret);
  };
  const create: ClientUnderTest["create"] = ({ kind: given, ...changes } = {}) => {
    const kind = given ?? kindsOf(target.credentials)[0] ?? "hmac";
    const own = target.credentials[kind];
    if (!own) throw new TypeError(`no ${kind} key`);
    return findClientFactory(
      module,
      operation.api,
    )?.({
      apiKey: own.apiKey,
      signer: sign(kind, own.secret),
      baseUrl: base,
      now,
      monotonicNow: now,
      maxRetries: 0,
      async fetch(url, init) {
        requested.push(url);
        return options.fetch(url, init);
      },
      async sleep(ms) {
        slept.push(ms);
        // Time goes on while a client waits, so that a new signature differs from an old one.
        options.pass(Math.max(ms, 1));
        // A client that waits again and again must not keep all others from their turn.
        await new Promise(setImmediate);
      },
      ...changes,
    });
  };
  const callWith: ClientUnderTest["callWith"] = async (client, level, parameters = mandatory) =>
    callClient(client, level, operation, parameters);
  return {
    sign,
    slept,
    requested,
    create,
    callWith,
    async call(level, parameters, changes) {
      const client = create(changes);
      return client
        ? callWith(client, level, parameters)
        : { kind: "thrown", error: new TypeError(`no ${clientFactoryName(operation.api)}`) };
    },
    isError(error, className) {
      const found = module[className];
      return typeof found === "function" && error instanceof found;
    },
  };
}

/** The factory of an API's client, where the module has one. */
export function findClientFactory(module: ClientModule, api: string): Factory | undefined {
  const factory = module[clientFactoryName(api)];
  return isFactory(factory) ? factory : undefined;
}

/** The named method of an operation, where the client has one. */
export function findMethod(client: AnyClient, operationId: string): Method | undefined {
  const method = membersOf(client)[operationId];
  return isMethod(method) ? method : undefined;
}

// What a function of a module takes and returns cannot be seen; the client's documents say it.
const isFactory = (value: unknown): value is Factory => typeof value === "function";
const isMethod = (value: unknown): value is Method => typeof value === "function";
const isSigner = (value: unknown): value is Signer => typeof value === "function";

function listOf(text: string, schema: Schema): unknown {
  return parseJson(text) === undefined ? text : readJson(text, schema).exact;
}

async function callClient(
  client: AnyClient,
  level: ClientLevel,
  { id, method: verb, path, parameters: described }: Operation,
  parameters: Parameters,
): Promise<Outcome> {
  // A list that is sent as JSON is a list in the client, 64-bit ids in it strings of digits.
  const given = Object.entries(parameters).map(([name, value]) => {
    const list = described.find((one) => one.name === name && one.json);
    return [name, list ? listOf(String(value), list.schema) : value] as const;
  });
  try {
    if (level === "method") {
      const method = findMethod(client, id);
      if (!method) throw new TypeError(`the client has no method ${id}`);
      return { kind: "data", data: await method(Object.fromEntries(given)) };
    }
    const call = client.http[verb];
    if (!call) throw new TypeError(`the client has no http.${verb}`);
    const inPath = pathNames(path);
    const place = (isInPath: boolean): Parameters =>
      Object.fromEntries(given.filter(([name]) => inPath.includes(name) === isInPath));
    const params = { query: place(false), ...(inPath.length > 0 && { path: place(true) }) };
    const { response, data, error } = await call(path, { params });
    if (response.ok) return { kind: "data", data };
    return { kind: "error", status: response.status, body: error };
  } catch (error) {
    return { kind: "thrown", error };
  }
}
