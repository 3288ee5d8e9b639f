// One check at work on one target: its clock, its account, its raw requests, its clients, and what it observed.
import type { Fault } from "@open-orders/mock-exchange";
import type { Operation, Parameter } from "@open-orders/specs/model";
import { createClientUnderTest } from "./client.ts";
import type { ClientModule, ClientUnderTest } from "./client.ts";
import { collectFacts } from "./exercised.ts";
import type { Exercised } from "./exercised.ts";
import { createSchemaValidator } from "./schemaValidator.ts";
import type { SchemaValidator } from "./schemaValidator.ts";
import { queryOf, readRequest, writeRequest } from "./SentRequest.ts";
import type { RawRequest, SentRequest } from "./SentRequest.ts";
import type { Fetch, Target } from "./Target.ts";
import type { Item } from "./guards.ts";
import { stringify } from "./stringify.ts";
import { filterText, ownParameters, valueFor } from "./values.ts";

/** A response, read. */
export interface RawResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Values of parameters, not encoded. */
export type Sent = Readonly<Record<string, string>>;

export interface Session {
  readonly target: Target;
  readonly operation: Operation;
  readonly schemas: SchemaValidator;
  readonly clock: SessionClock;
  readonly account: AccountView;
  readonly client: ClientUnderTest;
  readonly facts: Exercised;
  /** Fields and values that were seen and are not described. */
  readonly unknown: Set<string>;
  /** Every request to the operation so far, of clients too. */
  readonly sent: readonly SentRequest[];
  /** Sends a raw request: a valid one, except for what is given. */
  readonly send: (request?: RawRequest) => Promise<RawResponse>;
  /** Calls an unsigned path of the API. */
  readonly get: (path: string) => Promise<RawResponse>;
  readonly inject: (fault: Omit<Fault, "operationId">) => void;
  /** Takes the injected faults back. */
  readonly close: () => void;
}

/** The target's time, in whole milliseconds. A session begins in a weight window of its own where it can be set. */
export interface SessionClock {
  readonly now: () => number;
  readonly set: (now: number) => void;
}

/** What is known of the account. */
export interface AccountView {
  /** Its items, where they are known. */
  readonly items: readonly Item[] | undefined;
  /** Values of the parameters that every call must send. */
  readonly mandatory: Sent;
  /** The fewest sets of mandatory values that reach every known item; one where nothing is filtered. */
  readonly reaches: readonly Sent[];
  /** A valid value of a parameter. */
  readonly valueOf: (parameter: Parameter) => string;
}

/** What a session is opened with; nothing but the first three need be given where only raw requests are sent. */
export interface SessionContext {
  readonly target: Target;
  /** Where the operation's API is served, without a slash at the end. */
  readonly base: string;
  readonly operation: Operation;
  /** @defaultValue a new one */
  readonly schemas?: SchemaValidator;
  /** Weight is counted in intervals of this length, in milliseconds. @defaultValue a minute */
  readonly intervalMs?: number;
  /** @defaultValue a module without a client */
  readonly client?: ClientModule;
}

/** Opens a session. Nothing is sent yet. */
export function openSession(context: SessionContext): Session {
  const { target, base, operation, intervalMs = 60_000 } = context;
  const facts = collectFacts(operation);
  const injected: (() => void)[] = [];
  const sent: SentRequest[] = [];
  const account = viewAccount(target, operation);
  const clock: SessionClock = {
    now: () => Math.round((target.clock ?? { now: Date.now }).now(operation.api)),
    set: (now) => target.clock?.set?.(now),
  };
  clock.set((Math.floor(clock.now() / intervalMs) + 1) * intervalMs + 1000);

  const fetch: Fetch = async (url, init) => {
    const response = await target.fetch(url, init);
    facts.addExchange(url, response.status, response.headers);
    return response;
  };
  const read = async (url: string, init?: RequestInit): Promise<RawResponse> => {
    const response = await fetch(url, { redirect: "manual", ...init });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  const send: Session["send"] = async (request = {}) => {
    const parameters = { ...account.mandatory, ...request.parameters };
    const written = writeRequest(operation, base, target, { ...request, parameters });
    sent.push(written);
    const query = queryOf(written, target, clock.now());
    const { key, kind, path, method } = written;
    const headers: [string, string][] = key
      ? [[key.name, key.value ?? target.credentials[kind]?.apiKey ?? ""]]
      : [];
    return read(`${base}${path}${query && `?${query}`}`, { method, headers });
  };
  const client = createClientUnderTest(context.client ?? {}, {
    operation,
    base,
    target,
    now: clock.now,
    pass: (ms) => clock.set(clock.now() + ms),
    mandatory: account.mandatory,
    async fetch(url, init) {
      const written = readRequest(url, init, clock.now(), operation, target);
      if (written) sent.push(written);
      return fetch(url, init);
    },
  });
  return {
    target,
    operation,
    schemas: context.schemas ?? createSchemaValidator(),
    clock,
    account,
    client,
    facts,
    unknown: new Set(),
    sent,
    send,
    get: async (path) => read(`${base}${path}`),
    inject(fault) {
      const takeBack = target.inject?.({ ...fault, operationId: operation.id });
      if (takeBack) injected.push(takeBack);
    },
    close: () => injected.forEach((takeBack) => takeBack()),
  };
}

function viewAccount({ data }: Target, operation: Operation): AccountView {
  const own = data?.[operation.id] ?? (data && operation.list ? [] : undefined);
  const items = own?.map((item): Item => Object.fromEntries(Object.entries(item)));
  const known = items ?? [];
  const valueOf = (parameter: Parameter): string => valueFor(parameter, known);
  const required = ownParameters(operation).filter((parameter) => parameter.required);
  const mandatory = Object.fromEntries(required.map((one) => [one.name, valueOf(one)]));
  const filtering = required.filter(({ filter }) => filter?.keep === "equal");
  const reaches = known.map((item): Sent => {
    const values = filtering.map((one) => {
      const value = stringify(item[one.filter?.field ?? one.name]);
      return [one.name, filterText(one, [value])];
    });
    return Object.assign({}, mandatory, Object.fromEntries(values));
  });
  const different = new Map(reaches.map((values) => [JSON.stringify(values), values]));
  return {
    items,
    mandatory,
    reaches: different.size > 0 ? [...different.values()] : [mandatory],
    valueOf,
  };
}
