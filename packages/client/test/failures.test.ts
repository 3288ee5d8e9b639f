// What a message says where no response came, or one that is not the exchange's: the host that was asked, the
// reason, and what to do. Never the query.
import { HttpsProxyAgent } from "https-proxy-agent";
import { describe, expect, it } from "vitest";
import { createCoinMFuturesClient, hmac } from "../src/index.ts";
import type { BinanceError, ClientOptions } from "../src/index.ts";
import { serveRaw, unusedAddress } from "./localServer.ts";
import { callOnce, html, json } from "./scriptedExchange.ts";

async function failure(own: Partial<ClientOptions>): Promise<BinanceError> {
  const options = { apiKey: "key", signer: hmac("secret"), sleep: async () => {}, ...own };
  const outcome: unknown = await createCoinMFuturesClient(options)
    .listOpenOrders({ symbol: "BTCUSD_PERP" })
    .catch((error: unknown) => error);
  expect(String(outcome)).not.toMatch(/BTCUSD_PERP|timestamp|signature/);
  return outcome as BinanceError;
}

describe("a connection that is refused", () => {
  it.each([
    ["by default", {}],
    ["over fetch", { fetch: globalThis.fetch }],
  ])("is named with its host, %s", async (_, own) => {
    const address = await unusedAddress();
    const error = await failure({ baseUrl: `http://${address}/path`, maxRetries: 0, ...own });
    expect(error.message).toBe(
      `GET /dapi/v1/openOrders got no response from ${address}: ECONNREFUSED`,
    );
  });
});

it.each([
  [
    "a code of the system alone",
    Object.assign(new Error("connect ETIMEDOUT 10.0.0.1:443"), { code: "ETIMEDOUT" }),
    "dapi.binance.com: ETIMEDOUT",
  ],
  [
    "a code of a library with its words",
    Object.assign(new Error("Connect Timeout Error"), { code: "UND_ERR_CONNECT_TIMEOUT" }),
    "dapi.binance.com: Connect Timeout Error (UND_ERR_CONNECT_TIMEOUT)",
  ],
  ["words where there is no code", new Error("no route"), "dapi.binance.com: no route"],
])("the reason is %s", async (_, cause, expected) => {
  for (const thrown of [cause, new TypeError("fetch failed", { cause })]) {
    const { outcome } = await callOnce([thrown], { maxRetries: 0 });
    expect(outcome.message).toBe(`GET /dapi/v1/openOrders got no response from ${expected}`);
  }
});

describe("a proxy that wants another password", () => {
  const rejection = "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n";

  it.each([
    ["UND_ERR_ABORTED", "Proxy response (407) !== 200 when HTTP Tunneling"],
    [
      "ERR_PROXY_TUNNEL",
      "Failed to establish tunnel to dapi.binance.com:443 via proxy: HTTP/1.1 407 Proxy Authentication Required",
    ],
  ])("is asked once where a fetch rejects with %s", async (code, message) => {
    const cause = Object.assign(new Error(message), { code });
    const { outcome, sent } = await callOnce([new TypeError("fetch failed", { cause })]);
    expect(sent).toHaveLength(1);
    expect(outcome).toMatchObject({ kind: "connection", attempts: 1 });
    expect(outcome.message).toContain(
      `: ${message} (${code}). The proxy asks for a user and password that it knows.`,
    );
  });

  it("is asked once through an agent", async () => {
    const { url, connections } = await serveRaw((socket) => socket.end(rejection));
    const error = await failure({ agent: new HttpsProxyAgent(url) });
    expect(error).toMatchObject({ kind: "response", status: 407, attempts: 1 });
    expect(connections).toHaveLength(1);
  });
});

describe("a path that the host does not know", () => {
  it.each([
    ["an HTML page", html(404)],
    ["words", new Response("Not Found", { status: 404 })],
    ["nothing", new Response(null, { status: 404 })],
    ["JSON of its own", json({ error: "no such route" }, 404)],
  ])("asks about baseUrl where it says so with %s", async (_, response) => {
    const { outcome } = await callOnce([response], { baseUrl: "https://proxy.example:8443/x" });
    expect(outcome.message).toContain("status 404");
    expect(outcome.message).toMatch(
      / proxy\.example:8443 does not know the path: is baseUrl right\?$/,
    );
  });

  it("does not, where the exchange rejects it, or for other statuses", async () => {
    for (const response of [json({ code: -1121, msg: "Invalid symbol." }, 404), html(502)]) {
      const { outcome } = await callOnce([response], { maxRetries: 0 });
      expect(outcome.message).not.toContain("baseUrl");
    }
  });
});

it("code 0 is shown, with its name, meaning and remedy", async () => {
  const msg = "Service unavailable from a restricted location according to 'b. Eligibility'.";
  const { outcome } = await callOnce([json({ code: 0, msg }, 451)]);
  expect(outcome.message).toMatch(
    /^GET \/dapi\/v1\/openOrders was rejected: status 451, code 0 RESTRICTED_LOCATION: Service unavailable .* Send the request from a location/,
  );
  expect(outcome).toMatchObject({
    kind: "api",
    code: 0,
    codeName: "RESTRICTED_LOCATION",
    meaning: expect.any(String) as string,
  });
});
