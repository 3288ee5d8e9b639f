// Plays a row of the fault matrix over HTTP on this machine, with the client as it is published, and tells
// what was seen. The client's clock moves when it pauses and at no other time.
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { ClientRequest } from "node:http";
import * as clients from "@open-orders/client";
import type { AttemptEvent, ClientOptions } from "@open-orders/client";
import { createMockExchange } from "@open-orders/mock-exchange";
import type { Account } from "@open-orders/mock-exchange";
import { onTestFinished } from "vitest";
import { ownParameters } from "../../src/run/values.ts";
import type { Operation } from "@open-orders/specs/model";
import { startMs } from "./faultMatrix.ts";
import type { ErrorShape, FaultRow, Gets, Play } from "./faultMatrix.ts";
import { findClientFactory, findMethod } from "../../src/run/client.ts";
import type { AnyClient, AnyClientOptions, ClientModule } from "../../src/run/client.ts";
import { sampleItems } from "../../src/run/sampleItems.ts";
import { findLeaks } from "./leaks.ts";
import { startServer } from "./servers.ts";

/** What was seen of a call. */
export interface Seen {
  readonly gets: Gets;
  /** Requests for the operation; one for the time is not counted. */
  readonly attempts: number;
  readonly waits: readonly number[];
  /** What was announced after each attempt. */
  readonly retryInMs: readonly (number | undefined)[];
  /** What an error says of the call: attempts, and the time it took. */
  readonly says: { readonly attempts: number; readonly elapsedMs: number } | undefined;
  readonly leaks: readonly string[];
}

export interface Way {
  readonly operation: Operation;
  /** Sends requests; the client's own transport for Node does where there is none. */
  readonly fetch: typeof globalThis.fetch | undefined;
  readonly apiKey: string;
  readonly secret: string;
  /** In place of chance, 0 to 1. */
  readonly random: number;
}

export async function playRow({ play, options }: FaultRow, way: Way): Promise<Seen> {
  const { operation, apiKey, secret } = way;
  const waits: number[] = [];
  const events: AttemptEvent[] = [];
  const urls: string[] = [];
  const now = (): number => waits.reduce((sum, ms) => sum + ms, startMs);
  const all = sampleItems(operation);
  const account = { apiKey, secret, orders: { [operation.id]: all } };
  const watch = (message: unknown): void => {
    const { request } = message as { request: ClientRequest };
    urls.push(`${request.protocol}//${String(request.getHeader("host"))}${request.path}`);
  };
  if (!way.fetch) subscribe("http.client.request.start", watch);
  const client = makeClient(operation.api, {
    apiKey,
    signer: clients.hmac(secret),
    baseUrl: await startExchange(operation, play, { accounts: [account], now }),
    now,
    monotonicNow: now,
    random: () => way.random,
    onAttempt: (event) => void events.push(event),
    sleep: async (ms) => void waits.push(ms),
    ...(way.fetch && { fetch: rememberUrls(way.fetch, urls) }),
    ...options,
  });
  let orders: unknown;
  let error: Error | undefined;
  try {
    orders = await findMethod(client, operation.id)?.(parametersFor(operation, play));
  } catch (thrown) {
    error = thrown as Error;
  } finally {
    unsubscribe("http.client.request.start", watch);
  }
  const { attempts, elapsedMs } = (error ?? {}) as clients.BinanceError;
  return {
    gets: error ? shapeOf(error) : { orders: isSame(orders, all) ? "all" : (orders as object[]) },
    attempts: urls.filter((url) => new URL(url).pathname === operation.path).length,
    waits,
    retryInMs: events.map((event) => event.retryInMs),
    says: error && { attempts, elapsedMs },
    leaks: [error, events, client].flatMap((shown) => findLeaks(shown, { apiKey, secret, urls })),
  };
}

function rememberUrls(fetch: typeof globalThis.fetch, urls: string[]): typeof globalThis.fetch {
  return async (input, init) => {
    urls.push(input instanceof Request ? input.url : input.toString());
    return fetch(input, init);
  };
}

function makeClient(api: string, options: ClientOptions): AnyClient {
  const client = findClientFactory(clients, api)?.(options as AnyClientOptions);
  if (!client) throw new TypeError(`no client for ${api}`);
  return client;
}

/** Starts whatever responds to the call, as long as the test runs. Returns its address. */
async function startExchange(
  operation: Operation,
  play: Play,
  { accounts, now }: { accounts: readonly Account[]; now: () => number },
): Promise<string> {
  const aheadMs = "clockAheadMs" in play ? play.clockAheadMs : 0;
  const exchange = createMockExchange({
    now: () => now() + aheadMs,
    accounts,
  });
  if ("mock" in play)
    exchange.inject({ times: Number.POSITIVE_INFINITY, ...play.mock, operationId: operation.id });
  const server = "server" in play ? await startServer(play.server) : await exchange.listen();
  onTestFinished(server.close);
  return server.url;
}

function parametersFor(operation: Operation, play: Play): Record<string, string> {
  if (!("parameter" in play)) return {};
  const free = ownParameters(operation).find(({ schema }) => schema.type === "string");
  return { [free?.name ?? ""]: play.parameter };
}

/** The error in the words of the matrix. */
function shapeOf(thrown: Error): ErrorShape {
  const { name, ...fields } = thrown as Error & Omit<ErrorShape, "error">;
  const { kind, status, code, reason, limit, limitMs, retryAfterMs, banned } = fields;
  const type = (clients as ClientModule)[name] as typeof Error | undefined;
  const error = type && thrown instanceof type ? name : `no ${name}: ${String(thrown)}`;
  return { error, kind, status, code, reason, limit, limitMs, retryAfterMs, banned } as ErrorShape;
}

function isSame(orders: unknown, all: readonly object[]): boolean {
  return JSON.stringify(orders) === JSON.stringify(all);
}
