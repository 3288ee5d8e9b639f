// Tests a program that watches open orders. The clock is the test's own, so pauses take no time.
import { createCoinMFuturesClient, hmac } from "@open-orders/client";
import type { CoinMFuturesClient } from "@open-orders/client";
import { createMockExchange, demoAccount } from "@open-orders/mock-exchange";
import type { MockExchangeOptions } from "@open-orders/mock-exchange";
import { expect, test } from "vitest";

/** The program: a line about everything that happens to an order. */
async function* report(coinM: CoinMFuturesClient) {
  for await (const event of coinM.watchOpenOrders()) {
    if (event.type === "snapshot") yield `${event.orders.length} open`;
    else if (!("order" in event)) yield event.type;
    else {
      const { symbol, filledQuantity, quantity } = event.order;
      yield `${event.type} ${symbol}, ${filledQuantity ?? 0} of ${quantity} filled`;
    }
  }
}

function start(options: MockExchangeOptions = {}) {
  let time = Date.UTC(2026, 0, 15);
  const now = () => time;
  const sleep = async (ms: number) => {
    time += ms;
  };
  const exchange = createMockExchange({ now, ...options });
  const { apiKey, secret } = demoAccount;
  const signer = hmac(secret);
  const clocks = { now, monotonicNow: now, sleep };
  const coinM = createCoinMFuturesClient({ apiKey, signer, fetch: exchange.fetch, ...clocks });
  const lines = report(coinM);
  return { exchange, next: async () => (await lines.next()).value };
}

test("it reports what happens to an order", async () => {
  const { exchange, next } = start({ accounts: [{ ...demoAccount, orders: {} }] });
  const orders = exchange.orders("listOpenOrders");
  expect(await next()).toBe("0 open");

  const order = orders.add({ symbol: "BTCUSD_PERP", origQty: "100" });
  expect(await next()).toBe("opened BTCUSD_PERP, 0 of 100 filled");

  orders.update(order, { executedQty: "30", status: "PARTIALLY_FILLED" });
  expect(await next()).toBe("updated BTCUSD_PERP, 30 of 100 filled");

  const repair = exchange.inject({ status: 503, times: Infinity });
  expect(await next()).toBe("stale");
  repair();
  orders.remove(order);
  expect(await next()).toBe("recovered");
  expect(await next()).toBe("closed BTCUSD_PERP, 30 of 100 filled");
});

test("it reports simulated orders, the same for the same seed", async () => {
  const { next } = start({ seed: 3, simulate: { ordersPerMinute: 2 } });
  const happened = new Set<unknown>();
  for (let events = 0; events < 50; events += 1) happened.add((await next())?.split(" ")[0]);
  expect([...happened]).toEqual(expect.arrayContaining(["opened", "updated", "closed"]));
});
