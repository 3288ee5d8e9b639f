// Tests a program that has HTTP code of its own: msw 3 passes the requests it sends on to the mock exchange.
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
  const orders: unknown[] = await response.json();
  return orders.length;
}

const { apiKey, secret } = demoAccount;
const exchange = createMockExchange();
// Without the catch, msw would turn a connection error into status 500.
const respond = (request: Request) => exchange.fetch(request).catch(() => HttpResponse.error());
const msw = setupServer(http.all("https://*.binance.com/*", ({ request }) => respond(request)));
// A request to any other host is an error and does not reach the network. (msw 2: onUnhandledRequest.)
beforeAll(() => msw.listen({ onUnhandledFrame: "error" }));
afterAll(() => msw.close());

test("its signature is accepted", async () => {
  expect(await countOrders(apiKey, secret)).toBe(3);
  expect(exchange.requests.at(-1)).toMatchObject({ status: 200, weight: 40 });
});

test("a wrong secret is rejected with the exchange's error", async () => {
  await expect(countOrders(apiKey, "wrong")).rejects.toThrow("status 400");
  expect(exchange.requests.at(-1)?.code).toBe(-1022);
});

test("a cut connection fails its fetch", async () => {
  exchange.inject({ reset: "before" });
  await expect(countOrders(apiKey, secret)).rejects.toThrow(TypeError);
});

test("no other request reaches the network", async () => {
  const cause = { message: expect.stringContaining("onUnhandledFrame") };
  await expect(fetch("http://127.0.0.1:65535/")).rejects.toMatchObject({ cause });
});
