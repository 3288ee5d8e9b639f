// Tests a watcher against simulated orders. Seed and clock are the test's own, so it sees the same every time.
import { createCoinMFuturesClient, hmac } from "@open-orders/client";
import type { CoinMFuturesClient, CoinMOpenOrder } from "@open-orders/client";
import { createMockExchange, demoAccount } from "@open-orders/mock-exchange";
import { expect, test } from "vitest";

/** The watcher: says what happened to orders since it last looked. */
function createWatcher(coinM: CoinMFuturesClient) {
  let known = new Map<string, CoinMOpenOrder>();
  return async (): Promise<string[]> => {
    const open = new Map((await coinM.listOpenOrders()).map((order) => [order.orderId, order]));
    const news = [...open.values()].flatMap((order) => {
      const before = known.get(order.orderId);
      if (!before) return `${order.orderId} appeared`;
      if (before.type !== order.type) return `${order.orderId} was triggered`;
      return before.executedQty === order.executedQty ? [] : `${order.orderId} was filled in part`;
    });
    const gone = [...known.keys()].filter((id) => !open.has(id)).map((id) => `${id} is gone`);
    known = open;
    return [...news, ...gone];
  };
}

test("it notices whatever happens to an order", async () => {
  let time = Date.UTC(2026, 0, 15);
  const now = () => time;
  const exchange = createMockExchange({ now, seed: 3, simulate: { ordersPerMinute: 2 } });
  const { apiKey, secret } = demoAccount;
  const signer = hmac(secret);
  const coinM = createCoinMFuturesClient({ apiKey, signer, now, fetch: exchange.fetch });
  const look = createWatcher(coinM);

  const happened = await look();
  expect(happened).toHaveLength(3);
  for (let minutes = 0; minutes < 10; minutes += 1) {
    time += 60_000;
    happened.push(...(await look()));
  }
  const kinds = new Set(happened.map((line) => line.replace(/^\d+ /, "")));
  expect([...kinds].toSorted()).toEqual([
    "appeared",
    "is gone",
    "was filled in part",
    "was triggered",
  ]);
});
