// Calls as a caller makes them: what is sent, what comes back, on both levels.
import { describe, expect, it } from "vitest";
import {
  apiKey,
  callOnce,
  dissect,
  json,
  errorResponse,
  scriptedExchange,
  start,
} from "./scriptedExchange.ts";
import {
  createCoinMFuturesClient,
  createPortfolioMarginClient,
  SigningError,
} from "../src/index.ts";
import type { CoinMOpenOrder, Signer } from "../src/index.ts";

const order = '[{"orderId":8389765489680951453,"symbol":"BTCUSD_PERP","price":"94120.50"}]';

describe("a call", () => {
  it("sends key, timestamp and signature, the signature last", async () => {
    const { options, sent } = scriptedExchange([json([])]);
    await createCoinMFuturesClient(options).listOpenOrders({ symbol: "BTCUSD_PERP" });
    const url = sent[0]?.url ?? "";
    expect(url).toMatch(
      /^https:\/\/dapi\.binance\.com\/dapi\/v1\/openOrders\?symbol=BTCUSD_PERP&timestamp=1579276800000&signature=[0-9a-f]{64}$/,
    );
    expect(dissect(url).isSigned).toBe(true);
    expect(sent[0]?.headers).toEqual({ "X-MBX-APIKEY": apiKey });
    expect(sent[0]?.redirect).toBe("manual");
  });

  it("goes to the host that the description names", async () => {
    const { options, sent } = scriptedExchange([json([])]);
    await createPortfolioMarginClient(options).listMarginOpenOrders();
    expect(sent[0]?.url).toMatch(
      /^https:\/\/papi\.binance\.com\/papi\/v1\/margin\/openOrders\?timestamp=/,
    );
  });

  it("keeps every digit of an id on both levels, and every other value as it came", async () => {
    const { options } = scriptedExchange([json(order), json(order)]);
    const client = createCoinMFuturesClient(options);
    const expected = [{ orderId: "8389765489680951453", symbol: "BTCUSD_PERP", price: "94120.50" }];
    expect(await client.listOpenOrders()).toEqual(expected);
    const { data, response } = await client.http.GET("/dapi/v1/openOrders", {
      params: { query: { pair: "BTCUSD" } },
    });
    expect(data).toEqual(expected);
    // Both levels have the same types: a test of the compiler.
    const orders: CoinMOpenOrder[] = data ?? [];
    expect(orders[0]?.orderId).toBe("8389765489680951453");
    expect(response.status).toBe(200);
  });

  it("signs what it sends on the path level too, whatever the symbol holds", async () => {
    const { options, sent } = scriptedExchange([json([]), json([])]);
    const client = createCoinMFuturesClient(options);
    const symbol = "我'(x)*! ~&=+%2B";
    await client.listOpenOrders({ symbol });
    await client.http.GET("/dapi/v1/openOrders", { params: { query: { symbol } } });
    for (const { url } of sent) {
      expect(new URL(url).href).toBe(url);
      expect(dissect(url).isSigned).toBe(true);
      expect(dissect(url).parameters.get("symbol")).toBe(symbol);
    }
  });

  it("sends recvWindow when the client or the call sets it", async () => {
    const { options, sent } = scriptedExchange([json([]), json([]), json([])], {
      recvWindowMs: 3000,
    });
    const client = createCoinMFuturesClient(options);
    await client.listOpenOrders();
    await client.listOpenOrders({ recvWindow: 1000 });
    await client.listOpenOrders({ recvWindow: undefined, symbol: undefined });
    expect(sent.map(({ url }) => dissect(url).query)).toEqual([
      `recvWindow=3000&timestamp=${start}`,
      `recvWindow=1000&timestamp=${start}`,
      `recvWindow=3000&timestamp=${start}`,
    ]);
  });

  it("does not change what the caller passed", async () => {
    const { options } = scriptedExchange([json([]), json([])]);
    const parameters = Object.freeze({ symbol: "BTCUSD_PERP" });
    const client = createCoinMFuturesClient(Object.freeze(options));
    await client.listOpenOrders(parameters);
    await client.listOpenOrders(parameters);
    expect(parameters).toEqual({ symbol: "BTCUSD_PERP" });
  });

  it("gives an error response as an error of the path level, and as an exception of the named method", async () => {
    const { options } = scriptedExchange([errorResponse(400, -1121), errorResponse(400, -1121)]);
    const client = createCoinMFuturesClient(options);
    const { error, response } = await client.http.GET("/dapi/v1/openOrders", {});
    expect(error).toEqual({ code: -1121, msg: "Words of the exchange." });
    expect(response.status).toBe(400);
    await expect(client.listOpenOrders({ symbol: "X" })).rejects.toMatchObject({
      kind: "api",
      status: 400,
      code: -1121,
      codeName: "BAD_SYMBOL",
      msg: "Words of the exchange.",
      operation: "listOpenOrders",
      attempts: 1,
    });
  });

  it("reserves the described weight and reads the exchange's count", async () => {
    const { options, events } = scriptedExchange([
      json([], 200, { "X-MBX-USED-WEIGHT-1M": "41" }),
      json([], 200, { "X-MBX-USED-WEIGHT-1M": "42" }),
    ]);
    const client = createCoinMFuturesClient(options);
    await client.listOpenOrders();
    await client.listOpenOrders({ symbol: "BTCUSD_PERP" });
    expect(events.map(({ weight, usedWeight }) => [weight, usedWeight])).toEqual([
      [40, 41],
      [1, 42],
    ]);
    expect(client.weightUsage).toEqual({
      weightLimit: 2400,
      usedWeight: 42,
      pausedForMs: 0,
      banned: false,
    });
  });
});

describe("a count of the exchange that is no number", () => {
  it.each(["", "many", "-1", "1e9", "1, 2"])("%j is not believed", async (count) => {
    const { options } = scriptedExchange([json([], 200, { "x-mbx-used-weight-1m": count })]);
    const client = createCoinMFuturesClient(options);
    await client.listOpenOrders();
    expect(client.weightUsage.usedWeight).toBe(40);
  });
});

it("says in one line what was rejected, why, and what to do", async () => {
  const { outcome } = await callOnce([json({ code: -1121, msg: "Invalid symbol." }, 400)]);
  expect((outcome as Error).message).toBe(
    "GET /dapi/v1/openOrders was rejected: status 400, code -1121 BAD_SYMBOL: Invalid symbol. Use the product's own spelling, such as BNBBTC on margin or BTCUSD_PERP on COIN-M.",
  );
});

describe("bad input", () => {
  it("a parameter is rejected before anything is sent, on both levels", async () => {
    const { options, sent } = scriptedExchange([]);
    const client = createCoinMFuturesClient({ ...options, allowInsecureHttp: true });
    // @ts-expect-error a misspelt parameter does not compile
    await expect(client.listOpenOrders({ simbol: "X" })).rejects.toThrow("no parameter simbol");
    await expect(
      client.http.GET("/dapi/v1/openOrders", { params: { query: { recvWindow: 60_001 } } }),
    ).rejects.toThrow("recvWindow must be at most 60000");
    // @ts-expect-error a path that is not described does not compile
    await expect(client.http.GET("/dapi/v1/order", {})).rejects.toThrow(
      "describes no GET /dapi/v1/order",
    );
    expect(sent).toEqual([]);
  });

  it.each([
    ["throws", () => Promise.reject(new Error("vault down")), "The signer failed: vault down"],
    [
      "throws at once",
      () => {
        throw new Error("vault down");
      },
      "The signer failed: vault down",
    ],
    ["returns nothing", () => "", "as a string; it returned none"],
    ["returns a number", (() => 5) as never, "as a string; it returned none"],
    ["returns what no URL carries", () => "ab\ud800", "it returned half a surrogate pair"],
  ])("a signer that %s ends the call before anything is sent", async (_, signer: Signer, why) => {
    const { outcome, sent } = await callOnce([json([])], { signer });
    expect(outcome).toBeInstanceOf(SigningError);
    expect(outcome).toMatchObject({ kind: "signing", attempts: 0, operation: "listOpenOrders" });
    expect(outcome.message).toContain(why);
    expect(String(outcome.cause)).toBe(why.includes("vault") ? "Error: vault down" : "undefined");
    expect(sent).toEqual([]);
  });

  it("a signer that fails spends no weight", async () => {
    const { options } = scriptedExchange([], { signer: () => "" });
    const client = createCoinMFuturesClient(options);
    await client.listOpenOrders().catch(() => {});
    expect(client.weightUsage.usedWeight).toBe(0);
  });
});
