// The simulation: what is listed at any time is as described, and what happens to an order.
import { Ajv2020 } from "ajv/dist/2020.js";
import { array, assert, asyncProperty, integer } from "fast-check";
import { describe, expect, test } from "vitest";
import { createMockExchange, demoAccount } from "../src/index.ts";
import type { MockExchangeOptions } from "../src/index.ts";
import { coinM, coinMOrder, margin, noon, send, signed } from "./calls.ts";
import { everything, minute, seconds, simulate } from "./simulate.ts";
import type { Order } from "./simulate.ts";

/** The order of that id, every second for ten minutes, for as long as it is open. */
async function follow(orders: object[], id: number, options: MockExchangeOptions = {}) {
  const accounts = [{ ...demoAccount, orders: { listOpenOrders: orders } }];
  const { at } = simulate({ accounts, ...options });
  const seen: Order[] = [];
  for (const second of seconds) {
    const order = (await at(second)).find(({ orderId }) => orderId === id);
    if (!order) break;
    seen.push(order);
  }
  return seen;
}

describe("every state", () => {
  const bundles = {
    [coinM]: everything["coin-m-futures"],
    [margin]: everything["portfolio-margin"],
  };
  const validators = Object.entries(bundles).map(([path, document]) => {
    const ajv = new Ajv2020({ strict: false, formats: { int64: true, "double-int": true } });
    ajv.addFormat("decimal", /^\d+(\.\d+)?$/u);
    ajv.addKeyword({
      keyword: "x-extensible-enum",
      validate: (known: string[], value: string) => known.includes(value),
    });
    ajv.addSchema(document, "bundle");
    const pointer = path.replaceAll("/", "~1");
    const validate = ajv.getSchema(
      `bundle#/paths/${pointer}/get/responses/200/content/application~1json/schema`,
    );
    return { path, validate };
  });

  test.each(validators)("is as described: $path", async ({ path, validate }) => {
    const seeds = integer({ min: 0, max: 2 ** 32 - 1 });
    const times = array(integer({ min: 0, max: 60 * minute }), {
      minLength: 1,
      maxLength: 8,
    });
    await assert(
      asyncProperty(seeds, times, async (seed, asked) => {
        const { at } = simulate({ seed });
        for (const afterMs of asked) {
          const orders = await at(afterMs, path);
          const isValid = validate?.(orders);
          const unsound = orders.flatMap((order) => mistakesIn(order, noon + afterMs));
          expect({ isValid, errors: validate?.errors, unsound }).toEqual(sound);
          expect(new Set(orders.map(({ orderId }) => orderId)).size).toBe(orders.length);
        }
      }),
      { numRuns: 60 },
    );
  });

  const sound = { isValid: true, errors: null, unsound: [] };

  /** What the exchange would not show: a fill that its price does not explain, a future change. */
  function mistakesIn(order: Order, time: number): string[] {
    const [filled, ordered] = [Number(order["executedQty"]), Number(order["origQty"])];
    const price = Number(order["avgPrice"] ?? order["price"]);
    const perContract = (order["pair"] === "BTCUSD" ? 100 : 10) / price;
    const traded = Number(order["cumBase"] ?? order["cummulativeQuoteQty"]);
    const worth = filled * ("cumBase" in order ? perContract : price);
    const [placed, changed] = [Number(order["time"]), Number(order["updateTime"])];
    const isNew = String(order["clientOrderId"]).startsWith("order-");
    const checks = {
      filled: filled === 0 || filled < ordered,
      status: order["status"] === (filled > 0 ? "PARTIALLY_FILLED" : "NEW"),
      traded: filled === 0 ? traded === 0 : Math.abs(traded - worth) < 5e-8,
      trailing: "activatePrice" in order === (order["origType"] === "TRAILING_STOP_MARKET"),
      names: !("undefined" in order),
      times: !isNew || (placed <= changed && changed <= time),
    };
    const failed = Object.entries(checks).filter(([, holds]) => !holds);
    return failed.map(([name]) => `${name}: ${JSON.stringify(order)}`);
  }
});

describe("what happens", () => {
  test("orders are placed at the given rate, and open for the given time", async () => {
    const options = { ordersPerMinute: 30, orderLifeMs: 20_000 };
    const { at } = simulate({ simulate: options });
    const seen = new Map<unknown, number[]>();
    for (const second of seconds) {
      for (const { orderId } of await at(second)) {
        seen.set(orderId, [...(seen.get(orderId) ?? []), second]);
      }
    }
    // Ten minutes of thirty each, and the three that were there.
    expect(seen.size).toBeGreaterThan(295);
    expect(seen.size).toBeLessThanOrEqual(303);
    const lifetimes = [...seen.values()].map((times) => (times.at(-1) ?? 0) - (times[0] ?? 0));
    // Seen once a second; the last ones are still open.
    expect(Math.max(...lifetimes)).toBeLessThan(20_000);
    expect(Math.max(...lifetimes)).toBeGreaterThan(17_000);
    const closed = [...seen.values()].filter((times) => times.at(-1) !== 599_000);
    const shortest = closed.map((times) => (times.at(-1) ?? 0) - (times[0] ?? 0));
    expect(Math.min(...shortest)).toBeGreaterThanOrEqual(3000);
  });

  test("by default, six a minute in each list, open for two minutes at most", async () => {
    const { at } = simulate();
    for (const path of [coinM, margin]) {
      const seen = new Map<unknown, number>();
      for (const second of seconds) {
        for (const { orderId } of await at(second, path)) {
          seen.set(orderId, (seen.get(orderId) ?? 0) + 1);
        }
      }
      const own = path === coinM ? 3 : 2;
      expect(seen.size).toBeGreaterThanOrEqual(59 + own);
      expect(seen.size).toBeLessThanOrEqual(60 + own);
      expect(Math.max(...seen.values())).toBeLessThanOrEqual(120);
      expect(Math.max(...seen.values())).toBeGreaterThan(100);
    }
  });

  test("the first is placed within its tenth of a minute, and listed from its own millisecond on", async () => {
    const { at } = simulate();
    const first = async (afterMs: number): Promise<Order | undefined> =>
      (await at(afterMs)).find(({ clientOrderId }) => clientOrderId === "order-1");
    const placed = Number((await first(9999))?.["time"]) - noon;
    expect(await first(placed - 1)).toBeUndefined();
    expect(await first(placed)).toMatchObject({ time: noon + placed });
  });

  test("an account without orders gets such as the examples are", async () => {
    const { at } = simulate({ accounts: [{ ...demoAccount, orders: {} }] });
    expect(await at(0)).toEqual([]);
    const symbols = (await at(minute)).map(({ symbol }) => symbol);
    const described = createMockExchange().orders("listOpenOrders").list();
    expect(symbols.length).toBeGreaterThan(3);
    expect(described.map(({ symbol }) => symbol)).toEqual(expect.arrayContaining(symbols));
  });

  test("no new ones, and the account's own are closed in the end", async () => {
    const { at } = simulate({ simulate: { ordersPerMinute: 0 } });
    expect(await at(0)).toHaveLength(3);
    expect(await at(2 * minute)).toEqual([]);
    expect(await at(24 * 60 * minute)).toEqual([]);
  });

  test("a trailing stop is triggered, then filled in parts at its activation price", async () => {
    const trailing = coinMOrder({
      origQty: "3000",
      type: "TRAILING_STOP_MARKET",
      origType: "TRAILING_STOP_MARKET",
      price: "0",
      activatePrice: "50000",
      priceRate: "1",
    });
    const stories = await Promise.all(
      Array.from({ length: 12 }, async (_, seed) => follow([trailing], 1, { seed })),
    );
    const types = new Set(stories.flat().map(({ type, origType }) => `${type} of ${origType}`));
    expect([...types].toSorted()).toEqual([
      "MARKET of TRAILING_STOP_MARKET",
      "TRAILING_STOP_MARKET of TRAILING_STOP_MARKET",
    ]);
    for (const story of stories) {
      for (const filled of story.filter(({ status }) => status === "PARTIALLY_FILLED")) {
        expect(filled).toMatchObject({ type: "MARKET", avgPrice: "50000" });
        // 3000 contracts of 100 USD are worth 6 BTC at 50000: 500 contracts to a coin.
        expect(Number(filled["cumBase"]) * 500).toBe(Number(filled["executedQty"]));
      }
    }
    expect(stories.flat().some(({ status }) => status === "PARTIALLY_FILLED")).toBe(true);
    expect(stories.flat().some(({ type, status }) => type === "MARKET" && status === "NEW")).toBe(
      true,
    );
  });

  test("an order in a state that the description does not fill is not filled", async () => {
    const pending = coinMOrder({ origQty: "1000000", status: "PENDING_CANCEL" });
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const story = await follow([pending], 1, { seed });
      expect(new Set(story.map(({ executedQty }) => executedQty))).toEqual(new Set(["0"]));
    }
  });

  test("what is filled only grows, and every change moves the time of the last change", async () => {
    let most = 0;
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const story = await follow([coinMOrder({ origQty: "1000000" })], 1, { seed });
      const filled = story.map(({ executedQty }) => Number(executedQty));
      expect(filled).toEqual(filled.toSorted((a, b) => a - b));
      const changes = new Set(story.map(({ updateTime }) => updateTime));
      expect(new Set(filled).size).toBe(changes.size);
      most = Math.max(most, changes.size);
    }
    expect(most).toBeGreaterThan(2);
  });

  test("an order that was filled in part goes on at its average price", async () => {
    const order = coinMOrder({
      origQty: "1000000",
      executedQty: "94120",
      avgPrice: "94120.00",
      cumBase: "100",
      status: "PARTIALLY_FILLED",
    });
    const last = await Promise.all(
      [1, 2, 3, 4, 5, 6].map(async (seed) => (await follow([order], 1, { seed })).at(-1)),
    );
    const filled = last.filter((one) => one?.["executedQty"] !== "94120");
    expect(filled.length).toBeGreaterThan(0);
    for (const one of filled) {
      expect(Number(one?.["executedQty"])).toBeGreaterThan(94_120);
      expect(one?.["avgPrice"]).toBe("94120.00");
      expect(Number(one?.["cumBase"])).toBeCloseTo(Number(one?.["executedQty"]) / 941.2, 7);
    }
  });

  test("ids are exact and go on from the highest", async () => {
    const orderId = "8389765489680951453";
    const listOpenOrders = [coinMOrder({ orderId }), coinMOrder({ orderId: 7 })];
    const accounts = [{ ...demoAccount, orders: { listOpenOrders } }];
    const { textAt } = simulate({ accounts });
    const texts = await Promise.all(seconds.slice(0, 60).map(async (second) => textAt(second)));
    const ids = new Set(texts.flatMap((text) => text.match(/(?<="orderId":)\d+/gu) ?? []));
    expect([...ids].filter((id) => id !== "7").slice(0, 4)).toEqual([
      "8389765489680951453",
      "8389765489680951454",
      "8389765489680951455",
      "8389765489680951456",
    ]);
  });

  test("ids near the end of 64 bits are left to the account", async () => {
    const ids = ["9223372036854775807", "41"];
    const listOpenOrders = ids.map((orderId) => coinMOrder({ orderId }));
    const { textAt } = simulate({ accounts: [{ ...demoAccount, orders: { listOpenOrders } }] });
    const texts = await Promise.all(seconds.slice(0, 60).map(async (second) => textAt(second)));
    const seen = new Set(texts.flatMap((text) => text.match(/(?<="orderId":)\d+/gu) ?? []));
    expect([...seen].slice(0, 4)).toEqual([...ids, "42", "43"]);
  });

  test("filters and errors are as without it", async () => {
    const { exchange, at } = simulate();
    const symbols = (await at(minute, coinM, "symbol=ETHUSD_PERP&")).map(({ symbol }) => symbol);
    expect(symbols.length).toBeGreaterThan(0);
    expect(new Set(symbols)).toEqual(new Set(["ETHUSD_PERP"]));
    const rejected = await send(exchange, coinM, signed(`timestamp=${noon}`));
    expect(rejected.code).toBe(-1021);
    expect(exchange.requests.map(({ weight }) => weight)).toEqual([1, 40]);
  });
});
