// What stands between a program and the network in its tests sees the calls of the default transport, whether it
// was put there before the client was loaded or after.
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { expect, it, onTestFinished, vi } from "vitest";
import { createCoinMFuturesClient, hmac } from "../src/index.ts";

const client = createCoinMFuturesClient({ apiKey: "key", signer: hmac("secret") });
const orders = [{ orderId: "8389765489680951453" }];
const body = '[{"orderId":8389765489680951453}]';
const rejection = { code: -1121, msg: "Invalid symbol." };

it("MSW answers calls over both levels, with the request as it was sent", async () => {
  const requests: Request[] = [];
  const server = setupServer(
    http.get("https://dapi.binance.com/dapi/v1/openOrders", ({ request }) => {
      requests.push(request);
      return requests.length === 1
        ? HttpResponse.text(body, { headers: { "X-MBX-USED-WEIGHT-1M": "7" } })
        : HttpResponse.json(rejection, { status: 400 });
    }),
  );
  server.listen();
  onTestFinished(() => server.close());
  expect(await client.listOpenOrders({ symbol: "BTCUSD_PERP" })).toEqual(orders);
  expect(client.weightUsage.usedWeight).toBe(7);
  const { error } = await client.http.GET("/dapi/v1/openOrders", {});
  expect(error).toEqual(rejection);
  expect(requests[0]?.headers.get("x-mbx-apikey")).toBe("key");
  expect(requests[0]?.url).toMatch(/\?symbol=BTCUSD_PERP&timestamp=\d+&signature=[0-9a-f]{64}$/);
});

it("nock answers calls, and fails them", async () => {
  // It takes the place of node:http and fetch when it is loaded, and MSW rejects to share it.
  const { default: nock } = await import("nock");
  nock.disableNetConnect();
  onTestFinished(() => {
    nock.cleanAll();
    nock.restore();
    nock.enableNetConnect();
  });
  nock("https://dapi.binance.com", { reqheaders: { "X-MBX-APIKEY": "key" } })
    .get("/dapi/v1/openOrders")
    .query(({ symbol }) => symbol === "BTCUSD_PERP")
    .reply(200, body)
    .get("/dapi/v1/openOrders")
    .query(true)
    .replyWithError("no route");
  expect(await client.listOpenOrders({ symbol: "BTCUSD_PERP" })).toEqual(orders);
  await expect(client.listOpenOrders({}, { maxRetries: 0 })).rejects.toMatchObject({
    kind: "connection",
    message: expect.stringContaining("no route") as string,
  });
});

it("a stub of the global fetch answers calls until it is taken away", async () => {
  const fetch = vi.fn<typeof globalThis.fetch>(async () => new Response(body));
  vi.stubGlobal("fetch", fetch);
  onTestFinished(() => void vi.unstubAllGlobals());
  expect(await client.listOpenOrders()).toEqual(orders);
  expect(fetch).toHaveBeenCalledOnce();
});
