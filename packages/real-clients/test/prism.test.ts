// Prism between this project's client and the mock exchange: neither sends anything that the descriptions do not have.
//
// Ids beyond 2^53 are left out: Prism reads bodies with JSON.parse and calls such ids too large. So are symbols
// with ()!~ or a space, which Prism encodes differently, so that their signature is wrong.
import { createCoinMFuturesClient, createPortfolioMarginClient, hmac } from "@open-orders/client";
import type { ClientOptions } from "@open-orders/client";
import { createMockExchange } from "@open-orders/mock-exchange";
import type { Fault } from "@open-orders/mock-exchange";
import { afterEach, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { Api, Order, Parameters } from "../clients/RealClient.ts";
import { startProxy } from "../prism.ts";
import type { Prism } from "../prism.ts";
import { describedFailures } from "./describedFailures.ts";
import { keyPairs } from "./keyPairs.ts";
import { orderOf, ordersOf } from "./wire.ts";

const longest = String(Number.MAX_SAFE_INTEGER);

/** Each nullable field with null and without, each field that may be missing there and missing. */
const orders: Record<Api, readonly Order[]> = {
  "portfolio-margin": [
    orderOf("portfolio-margin", { accountId: "152950866" }),
    orderOf("portfolio-margin", {
      accountId: longest,
      orderId: longest,
      symbol: "币安人生USDT",
      isWorking: false,
      status: "PENDING_NEW",
      type: "TYPE_OF_TOMORROW",
      preventedMatchId: "7",
      preventedQuantity: "0.5",
    }),
  ],
  "coin-m-futures": [
    orderOf("coin-m-futures"),
    without(
      orderOf("coin-m-futures", {
        orderId: longest,
        symbol: "币安人生USD_PERP",
        pair: "币安人生USD",
        origType: "LIMIT",
        type: "LIMIT",
      }),
      ["activatePrice", "priceRate", "priceMatch", "selfTradePreventionMode"],
    ),
  ],
};

const names = ["币安人生USDT", "A'B", "A*B", "A&B=C+D%E", "A/B?C#D;E"];
const calls: Record<Api, readonly Parameters[]> = {
  "portfolio-margin": [{}, ...names.map((symbol) => ({ symbol }))],
  "coin-m-futures": [
    {},
    ...names.flatMap((name) => [{ symbol: name }, { pair: name }, { symbol: name, pair: name }]),
  ],
};

type List = (parameters?: Parameters) => Promise<readonly object[]>;
const lists: Record<Api, (options: ClientOptions) => List> = {
  "portfolio-margin": (options) => {
    const client = createPortfolioMarginClient(options);
    return (parameters) => client.listMarginOpenOrders(parameters);
  },
  "coin-m-futures": (options) => {
    const client = createCoinMFuturesClient(options);
    return (parameters) => client.listOpenOrders(parameters);
  },
};

const keys = keyPairs.HMAC();

describe.each(["portfolio-margin", "coin-m-futures"] as const)("%s", (api) => {
  const accounts = [{ ...keys.account, orders: ordersOf(api, orders[api]) }];
  // One exchange for all tests: more weight than they spend, and no ban.
  const exchange = createMockExchange({ accounts, weightLimits: { [api]: 100_000 } });
  let prism: Prism;
  beforeAll(async () => {
    const server = await exchange.listen();
    prism = await startProxy(api, server.url);
    return async () => {
      await prism.stop();
      await server.close();
    };
  });

  /** What Prism reported during one test. */
  let violations: unknown[] = [];
  afterEach(() => {
    violations = [];
  });
  const watched: typeof fetch = async (input, init) => {
    const response = await fetch(input, init);
    if (response.headers.get("Content-Type") === "application/problem+json") {
      const { validation = [] } = (await response.clone().json()) as { validation?: unknown[] };
      violations.push(...validation);
    } else {
      // Warnings, which stop nothing.
      violations.push(...(JSON.parse(response.headers.get("sl-violations") ?? "[]") as unknown[]));
    }
    return response;
  };

  function connect(options: Partial<ClientOptions> = {}): List {
    return lists[api]({
      apiKey: keys.apiKey,
      signer: hmac(keys.own.secret ?? ""),
      baseUrl: prism.url,
      maxRetries: 0,
      fetch: watched,
      ...options,
    });
  }

  it.each(calls[api])("passes on the request %o", async (parameters) => {
    const before = exchange.requests.length;
    const windows = [undefined, 5000, 60_000];
    for (const recvWindowMs of windows) await connect({ recvWindowMs })(parameters);
    expect(violations).toEqual([]);
    expect(exchange.requests.slice(before)).toMatchObject(
      windows.map(() => ({ status: 200, parameters })),
    );
  });

  it("passes on all orders as they are", async () => {
    await expect(connect()()).resolves.toEqual(orders[api]);
    expect(violations).toEqual([]);
  });

  it.each([
    ["another's signature", { signer: hmac("another") }, 400, -1022],
    ["an unknown key", { apiKey: "a".repeat(64) }, 401, -2015],
    ["a malformed key", { apiKey: "short" }, 401, -2014],
  ])("passes on the response to %s", async (_what, options, status, code) => {
    await expect(connect(options)()).rejects.toMatchObject({ status, code });
    expect(violations).toEqual([]);
  });

  it.each(describedFailures(api))("passes on $status $example ($contentType)", async (failure) => {
    // More than once: the client repeats a request where only its clock was wrong.
    onTestFinished(exchange.inject({ ...failure, times: Infinity }));
    await expect(connect()()).rejects.toMatchObject({ status: failure.status });
    expect(exchange.requests.at(-1)).toMatchObject({ status: failure.status, fault: true });
    expect(violations).toEqual([]);
  });

  const broken = (different: object): Fault => ({
    status: 200,
    body: JSON.stringify([{ ...orderOf(api), orderId: 1, ...different }]),
  });
  it.each<[string, Fault, string]>([
    ["without a field", broken({ price: undefined }), "0 must have required property 'price'"],
    ["with a number for a string", broken({ price: 0.5 }), "0.price must be string"],
    ["with a string for a number", broken({ orderId: "1" }), "0.orderId must be integer"],
    ["with null where it is not allowed", broken({ symbol: null }), "0.symbol must be string"],
  ])("rejects a response %s", async (_what, fault, message) => {
    exchange.inject(fault);
    await expect(connect()()).rejects.toMatchObject({ status: 500 });
    expect(violations).toMatchObject([{ message: `Response body property ${message}` }]);
  });

  it("rejects a response without its weight", async () => {
    exchange.inject({ headers: { "X-MBX-USED-WEIGHT-1M": null } });
    await expect(connect()()).rejects.toMatchObject({ status: 500 });
    const message = "Response header must have required property 'x-mbx-used-weight-1m'";
    expect(violations).toMatchObject([{ message }]);
  });

  it.each([
    [/timestamp=\d+&/, "", "must have required property 'timestamp'"],
    [/timestamp=\d+/, "timestamp=noon", "parameter timestamp must be integer"],
    [/recvWindow=\d+/, "recvWindow=60001", "parameter recvwindow must be <= 60000"],
  ])("rejects a request with %s replaced by %j", async (part, replacement, message) => {
    const before = exchange.requests.length;
    const broke: typeof fetch = (input, init) =>
      watched((input as string).replace(part, replacement), init);
    const response = connect({ fetch: broke, recvWindowMs: 5000 })();
    await expect(response).rejects.toMatchObject({ status: 422 });
    expect(violations).toMatchObject([{ message: `Request query ${message}` }]);
    expect(exchange.requests).toHaveLength(before);
  });
});

function without(order: Order, fields: readonly string[]): Order {
  const rest = Object.entries(order).filter(([name]) => !fields.includes(name));
  return Object.fromEntries(rest) as Order;
}
