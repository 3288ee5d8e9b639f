// An account in memory, with a list of orders and a list of conditional orders that turn into them. A fetch answers for
// it, which can fail on demand. The table of its API is made by hand, so that no change of the descriptions touches it.
import type { Api, Operation, OrderRoles } from "../src/api.ts";
import { createClient } from "../src/client.ts";
import type { ApiClient, ClientOptions, OpenOrderMethods } from "../src/index.ts";
import { hmac } from "../src/index.ts";
import { apiKey, json, secret, start } from "./scriptedExchange.ts";

export const orders = "/v1/openOrders";
export const stops = "/v1/openStops";

const list = (path: string, id: string): Operation => ({
  method: "GET",
  path,
  security: "signed",
  weights: [{ weight: 1, whenSent: ["symbol"] }, { weight: 40 }],
  int64Paths: [`*.${id}`],
  result: "array",
  idempotent: true,
  parameters: { symbol: { type: "string", minLength: 1 } },
});

const api: Api = {
  name: "two-lists",
  baseUrl: "https://exchange.test",
  limit: { weight: 2400, intervalMs: 60_000, header: "x-mbx-used-weight-1m" },
  credentials: { keyHeader: "X-MBX-APIKEY", signature: "signature", timestamp: "timestamp" },
  retry: {
    "400": "never",
    "401": "never",
    "403": "abort",
    "408": "retry",
    "418": "abort",
    "429": "wait",
    "5XX": "retry",
    default: "never",
  },
  operations: { listOpenOrders: list(orders, "orderId"), listOpenStops: list(stops, "stopId") },
};

const roles = {
  listOpenOrders: {
    id: "orderId",
    clientId: "clientOrderId",
    symbol: "symbol",
    side: "side",
    type: "type",
    status: "status",
    price: "price",
    triggerPrice: "stopPrice",
    quantity: "origQty",
    filledQuantity: "executedQty",
    placedAt: "time",
    updatedAt: "updateTime",
  },
  listOpenStops: {
    id: "stopId",
    clientId: "clientStopId",
    symbol: "symbol",
    side: "side",
    type: "stopType",
    status: "stopStatus",
    price: "price",
    triggerPrice: "triggerPrice",
    quantity: "quantity",
    placedAt: "createTime",
    updatedAt: "updateTime",
    becomes: "newOrderId",
  },
} satisfies Record<keyof Lists, OrderRoles>;

/** The lists of the account, with their items. */
export interface Lists {
  listOpenOrders: ReturnType<typeof regular>;
  listOpenStops: ReturnType<typeof conditional>;
}

type AccountClient = ApiClient<object> & OpenOrderMethods<Lists>;

const make = (own: Api, options: ClientOptions, ownRoles: Record<keyof Lists, OrderRoles>) =>
  createClient(own, options, ownRoles) as AccountClient;

/** The client of the account, as a generated factory would make it. */
export function createTwoListsClient(options: ClientOptions): AccountClient {
  return make(api, options, roles);
}

/** The same, but no order moves from one list to the other: those of both are filled. */
export function createSeparateListsClient(options: ClientOptions): AccountClient {
  const { becomes: _, ...listOpenStops } = roles.listOpenStops;
  return make(api, options, {
    ...roles,
    listOpenStops: { ...listOpenStops, filledQuantity: "filledQuantity" },
  });
}

/** The same, but a conditional order does not name the one that it turns into. */
export function createUnnamedSuccessorsClient(options: ClientOptions): AccountClient {
  const { becomes: _, ...listOpenStops } = roles.listOpenStops;
  return make(api, options, { ...roles, listOpenStops });
}

/** The same, but the list of conditional orders cannot be asked for one symbol. */
export function createStopsOfAllClient(options: ClientOptions): AccountClient {
  const listOpenStops = { ...list(stops, "stopId"), parameters: {} };
  return make({ ...api, operations: { ...api.operations, listOpenStops } }, options, roles);
}

/** An order as it is on the wire, but for its id, which is an integer there. */
export function regular(orderId: string, change: Record<string, unknown> = {}) {
  return {
    orderId,
    clientOrderId: `client-${orderId}`,
    symbol: "BTCUSD_PERP",
    pair: "BTCUSD",
    side: "BUY",
    type: "LIMIT",
    origType: "LIMIT",
    status: "NEW",
    price: "90000.10",
    stopPrice: "0",
    origQty: "3",
    executedQty: "0",
    time: start,
    updateTime: start,
    ...change,
  };
}

/** A conditional order, likewise. */
export function conditional(stopId: string, change: Record<string, unknown> = {}) {
  return {
    stopId,
    clientStopId: `client-${stopId}`,
    symbol: "BTCUSD_PERP",
    side: "SELL",
    stopType: "STOP_MARKET",
    stopStatus: "NEW",
    price: "0.0",
    triggerPrice: "80000.5",
    quantity: "3",
    newOrderId: "",
    createTime: start,
    updateTime: start,
    ...change,
  };
}

/** Writes items as an exchange does: ids as integers, however long. */
export function wire(items: readonly object[]): string {
  return JSON.stringify(items).replaceAll(/"(orderId|stopId)":"(\d+)"/g, '"$1":$2');
}

/** What happens to a request instead of a response from the lists. */
export type Fault = Response | Error;

export interface SentRequest {
  path: string;
  symbol: string | null;
  at: number;
}

/**
 * @param lists - The items of each path; changed by tests while a client reads.
 * @param fault - Says what happens to a request instead, if anything.
 */
export function scriptedAccount(
  lists: Record<string, readonly object[]>,
  fault: (request: SentRequest) => Fault | undefined = () => undefined,
) {
  let now = start;
  /** What happens during the pauses, one each; a pause after the last one is an error. */
  const pauses: (() => void)[] = [];
  const sent: SentRequest[] = [];
  const slept: number[] = [];
  const options: ClientOptions = {
    apiKey,
    signer: hmac(secret),
    now: () => now,
    monotonicNow: () => now - start + 5000,
    random: () => 0,
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      // Without jitter, a call that is tried again does not pause.
      if (ms === 0) return;
      slept.push(ms);
      now += ms;
      const happens = pauses.shift();
      if (!happens) throw new Error(`Nothing is to happen in a pause of ${ms} ms.`);
      happens();
    },
    async fetch(input) {
      const { pathname, searchParams } = new URL(input instanceof Request ? input.url : input);
      const request = { path: pathname, symbol: searchParams.get("symbol"), at: now };
      sent.push(request);
      const failed = fault(request);
      if (failed instanceof Error) throw failed;
      if (failed) return failed;
      const items = lists[pathname];
      if (!items) throw new Error(`The account has no ${pathname}.`);
      return json(
        wire(
          items.filter(
            (item) =>
              request.symbol === null || (item as { symbol?: string }).symbol === request.symbol,
          ),
        ),
      );
    },
  };
  return {
    options,
    lists,
    pauses,
    sent,
    slept,
    /** Moves the clock, as if time had passed. */
    pass(ms: number) {
      now += ms;
    },
  };
}
