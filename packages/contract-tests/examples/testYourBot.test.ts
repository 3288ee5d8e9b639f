// Tests a bot against the mock exchange: no network, no account, no waiting.
import { createCoinMFuturesClient, hmac, RateLimitError } from "@open-orders/client";
import type { CoinMFuturesClient } from "@open-orders/client";
import { createMockExchange, demoAccount } from "@open-orders/mock-exchange";
import { expect, test } from "vitest";

/** The bot: names the contracts with open orders of which none would close the position. */
async function findUnprotected(coinM: CoinMFuturesClient): Promise<string[]> {
  const orders = await coinM.listOpenOrders();
  const closing = new Set(orders.filter((each) => each.closePosition).map((each) => each.symbol));
  return [...new Set(orders.map((each) => each.symbol))].filter((symbol) => !closing.has(symbol));
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
  expect(await findUnprotected(start().coinM)).toEqual(["BTCUSD_200925", "BTCUSD_PERP"]);
});

test("survives a gateway that fails twice", async () => {
  const { exchange, coinM } = start();
  exchange.inject({ status: 502, times: 2 });
  expect(await findUnprotected(coinM)).toHaveLength(2);
  expect(exchange.requests.map(({ status }) => status)).toEqual([502, 502, 200]);
});

test("stops at once when its address is banned", async () => {
  const { exchange, coinM } = start();
  exchange.inject({ status: 418, headers: { "Retry-After": "300" } });
  await expect(findUnprotected(coinM)).rejects.toThrow(RateLimitError);
  await expect(findUnprotected(coinM)).rejects.toMatchObject({ banned: true, attempts: 0 });
});
