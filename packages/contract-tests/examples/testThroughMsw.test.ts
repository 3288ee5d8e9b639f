// Tests a program that calls the exchange in its own way: msw hands whatever it sends to the mock exchange.
import { createHmac } from "node:crypto";
import { createMockExchange, demoAccount } from "@open-orders/mock-exchange";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, expect, test } from "vitest";

/** The program: counts open orders with nothing but fetch. */
async function countOrders(apiKey: string, secret: string): Promise<number> {
  const query = `timestamp=${Date.now()}`;
  const signature = createHmac("sha256", secret).update(query).digest("hex");
  const url = `https://dapi.binance.com/dapi/v1/openOrders?${query}&signature=${signature}`;
  const response = await fetch(url, { headers: { "X-MBX-APIKEY": apiKey } });
  if (!response.ok) throw new Error(`status ${response.status}`);
  return ((await response.json()) as unknown[]).length;
}

const { apiKey, secret } = demoAccount;
const exchange = createMockExchange();
// Left to itself, msw answers 500 where a connection is to fail.
const answer = (request: Request) => exchange.fetch(request).catch(() => HttpResponse.error());
const msw = setupServer(http.all("https://*.binance.com/*", ({ request }) => answer(request)));
beforeAll(() => msw.listen({ onUnhandledRequest: "error" }));
afterAll(() => msw.close());

test("its signature is accepted", async () => {
  expect(await countOrders(apiKey, secret)).toBe(3);
  expect(exchange.requests.at(-1)).toMatchObject({ status: 200, weight: 40 });
});

test("a wrong secret is refused as the exchange would", async () => {
  await expect(countOrders(apiKey, "wrong")).rejects.toThrow("status 400");
  expect(exchange.requests.at(-1)?.code).toBe(-1022);
});

test("a cut connection fails its fetch", async () => {
  exchange.inject({ reset: "before" });
  await expect(countOrders(apiKey, secret)).rejects.toThrow(TypeError);
});
