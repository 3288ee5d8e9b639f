// Tests a bot against the mock exchange: no network, no account, no waiting.
import { createCoinMFuturesClient, hmac, RateLimitError } from "@open-orders/client";
import type { CoinMFuturesClient } from "@open-orders/client";
import { createMockExchange, demoAccount } from "@open-orders/mock-exchange";
import { expect, test } from "vitest";

/** The bot: names the contracts with open orders of which none is a stop. */
async function findUnprotected(coinM: CoinMFuturesClient): Promise<string[]> {
  // Every list: stops are conditional orders, and listOpenOrders() does not contain those.
  const orders = await coinM.listAllOpenOrders();
  const stops = orders.filter(({ type }) => type.includes("STOP"));
  const safe = new Set(stops.map(({ symbol }) => symbol));
  return [...new Set(orders.map(({ symbol }) => symbol))].filter((symbol) => !safe.has(symbol));
}

function start() {
  const exchange = createMockExchange();
  const { apiKey, secret } = demoAccount;
  const sleep = async () => {}; // pauses between tries take no time
  const signer = hmac(secret);
  const coinM = createCoinMFuturesClient({ apiKey, signer, sleep, fetch: exchange.fetch });
  return { exchange, coinM };
}

test("names the contracts that nothing protects", async () => {
  const { exchange, coinM } = start();
  const before = await findUnprotected(coinM);
  expect(before).toContain("BTCUSD_200925");
  expect(before).not.toContain("BTCUSD_PERP"); // has a trailing stop
  exchange.orders("listOpenAlgoOrders").add({ symbol: "BTCUSD_200925", orderType: "STOP_MARKET" });
  expect(await findUnprotected(coinM)).not.toContain("BTCUSD_200925");
});

test("survives a gateway that fails twice", async () => {
  const { exchange, coinM } = start();
  exchange.inject({ status: 502, times: 2 });
  expect(await findUnprotected(coinM)).toContain("BTCUSD_200925");
  expect(exchange.requests.map(({ status }) => status)).toEqual([502, 502, 200, 200]);
});

test("stops at once when its address is banned", async () => {
  const { exchange, coinM } = start();
  exchange.inject({ status: 418, headers: { "Retry-After": "300" } });
  await expect(findUnprotected(coinM)).rejects.toThrow(RateLimitError);
  await expect(findUnprotected(coinM)).rejects.toMatchObject({ banned: true, attempts: 0 });
});
