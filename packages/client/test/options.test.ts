// Options that cannot be used are rejected when the client is made, or before the call sends anything: by name,
// with what to do, and never with a value that may be secret.
import { describe, expect, it } from "vitest";
import { errorResponse, json, scriptedExchange } from "./scriptedExchange.ts";
import { ConfigError, createCoinMFuturesClient } from "../src/index.ts";
import type { CallOptions, ClientOptions } from "../src/index.ts";

const valid = scriptedExchange([]).options;
const make = (options: object) => createCoinMFuturesClient({ ...valid, ...options });

describe("an option of a client", () => {
  it.each<[Partial<Record<keyof ClientOptions, unknown>>, string]>([
    [{ apiKey: "" }, "it is missing. Is the variable set?"],
    [{ apiKey: undefined }, "it is missing. Is the variable set?"],
    [{ apiKey: 5 }, "it is missing. Is the variable set?"],
    [{ apiKey: "a b" }, "white space"],
    [{ apiKey: "кey" }, "characters that no key has"],
    [{ signer: "secret" }, "Option signer"],
    [{ baseUrl: "dapi.binance.com" }, "absolute https"],
    [{ baseUrl: "" }, "absolute https"],
    [{ baseUrl: "ftp://dapi.binance.com" }, "absolute https"],
    [{ baseUrl: "http://dapi.binance.com" }, "plain http: to dapi.binance.com"],
    [{ baseUrl: "http://localhost.evil.example" }, "plain http: to localhost.evil.example"],
    [{ baseUrl: "http://notlocalhost" }, "plain http: to notlocalhost"],
    [{ baseUrl: "http://127.0.0.1.evil.example" }, "plain http: to 127.0.0.1.evil.example"],
    [{ baseUrl: "http://[::1:2]" }, "plain http: to [::1:2]"],
    [{ baseUrl: "https://user:pass@dapi.binance.com" }, "no user"],
    [{ baseUrl: "https://:pass@dapi.binance.com" }, "no user"],
    [{ baseUrl: "https://dapi.binance.com/?a=1" }, "query"],
    [{ baseUrl: "https://dapi.binance.com?" }, "query"],
    [{ baseUrl: "https://dapi.binance.com/x#" }, "fragment"],
    [{ baseUrl: "https://dapi.binance.com/x#y" }, "fragment"],
    [{ baseUrl: "https://dapi.binance.com//" }, "no // in its path"],
    [{ baseUrl: "https://dapi.binance.com/a//b" }, "no // in its path"],
    [{ recvWindowMs: -5 }, "Option recvWindowMs must be at least 0; it is -5"],
    [{ recvWindowMs: 60_001 }, "Option recvWindowMs must be at most 60000; it is 60001"],
    [{ recvWindowMs: 1.5 }, "Option recvWindowMs must be a whole number"],
    [{ timeoutMs: 0 }, "Option timeoutMs"],
    [{ timeoutMs: 2 ** 31 }, "Option timeoutMs must be a whole number from 1 to 2147483647"],
    [{ totalTimeoutMs: "5s" }, "Option totalTimeoutMs"],
    [{ maxRetries: -1 }, "Option maxRetries"],
    [{ maxBodyBytes: 1.5 }, "Option maxBodyBytes"],
    [{ waitForWeight: "no" }, "Option waitForWeight must be a boolean; it is of type string"],
    [{ allowInsecureHttp: "false" }, "Option allowInsecureHttp must be a boolean"],
    [{ validate: true }, "Option validate must be a function; it is of type boolean"],
    [{ onAttempt: {} }, "Option onAttempt must be a function"],
    [{ fetch: null }, "Option fetch must be a function; it is of type null"],
    [{ now: 5 }, "Option now must be a function"],
    [{ monotonicNow: 5 }, "Option monotonicNow must be a function"],
    [{ sleep: 5 }, "Option sleep must be a function"],
    [{ random: 0.5 }, "Option random must be a function"],
    [{ weightBudget: { limit: 2400 } }, "Option weightBudget must be a weight budget"],
    [{ weightBudget: { reserve() {} } }, "Option weightBudget must be a weight budget"],
    [{ fetch: globalThis.fetch, agent: { destroy() {} } }, "fetch and agent exclude each other"],
    [{ weightBudget: null }, "Option weightBudget must be a weight budget"],
  ])("%j is rejected", (option, why) => {
    expect(() => make(option)).toThrow(ConfigError);
    expect(() => make(option)).toThrow(why);
  });

  it.each(["http://localhost:1", "http://127.0.0.1:1", "http://127.10.2.34", "http://[::1]:1"])(
    "%s may be plain",
    (baseUrl) => {
      expect(() => make({ baseUrl })).not.toThrow();
    },
  );

  it("allows plain http to another host where the caller says so", () => {
    const baseUrl = "http://dapi.internal";
    expect(() => make({ baseUrl, allowInsecureHttp: true })).not.toThrow();
    expect(() => make({ baseUrl, allowInsecureHttp: false })).toThrow("plain http:");
  });

  it("that ends in a slash, or stands below a path, is the same base", async () => {
    for (const [baseUrl, expected] of [
      ["https://proxy.example/", "https://proxy.example/dapi/v1/openOrders"],
      ["https://proxy.example/binance/", "https://proxy.example/binance/dapi/v1/openOrders"],
    ] as const) {
      const { options, sent } = scriptedExchange([json([])], { baseUrl });
      await createCoinMFuturesClient(options).listOpenOrders();
      expect(sent[0]?.url.split("?")[0]).toBe(expected);
    }
  });

  it("that is undefined leaves pauses to chance", async () => {
    const { options, slept } = scriptedExchange([errorResponse(503, -1000), json([])], {
      random: undefined,
    });
    await createCoinMFuturesClient(options).listOpenOrders();
    expect(slept).toEqual([expect.any(Number)]);
    expect(slept[0]).toBeGreaterThanOrEqual(0);
  });

  it.each([0, 60_000])("recvWindowMs may be %d", (recvWindowMs) => {
    expect(() => make({ recvWindowMs })).not.toThrow();
  });

  it.each([
    ["apikey", "apiKey"],
    ["timeout", "timeoutMs"],
    ["basUrl", "baseUrl"],
    ["baseURL", "baseUrl"],
    ["recvWindow", "recvWindowMs"],
    ["retries", "maxRetries"],
  ])("%s is rejected, with %s as the name that was meant", (name, meant) => {
    const options = { ...valid, [name]: "s3cret" };
    expect(() => createCoinMFuturesClient(options)).toThrow(ConfigError);
    expect(() => createCoinMFuturesClient(options)).toThrow(
      `A client has no option ${name}. Did you mean ${meant}? It takes apiKey, signer`,
    );
    expect(() => createCoinMFuturesClient(options)).not.toThrow("s3cret");
  });

  it("that resembles none is rejected without a guess, and one that is undefined is none", () => {
    expect(() => make({ xyz: 1 })).toThrow("A client has no option xyz. It takes apiKey");
    expect(() => make({ xyz: undefined })).not.toThrow();
  });

  it.each([undefined, null, "key"])("%j is rejected in place of all", (options) => {
    expect(() => createCoinMFuturesClient(options as never)).toThrow(ConfigError);
  });
});

describe("an option of a call", () => {
  it.each<[Partial<Record<keyof CallOptions, unknown>> | number, string]>([
    [{ signal: 5 }, "Option signal must be an AbortSignal"],
    [{ signal: null }, "Option signal must be an AbortSignal"],
    [{ signal: new AbortController() }, "Option signal must be an AbortSignal"],
    [{ timeoutMs: 0 }, "Option timeoutMs"],
    [{ maxRetries: Number.NaN }, "Option maxRetries"],
    [{ waitForWeight: 1 }, "Option waitForWeight"],
    [{ timeout: 5 } as object, "A call has no option timeout. Did you mean timeoutMs?"],
    [5, "A call takes its options as an object"],
  ])("%j is rejected, and nothing is sent", async (options, why) => {
    const { options: clientOptions, sent } = scriptedExchange([json([])]);
    const call = createCoinMFuturesClient(clientOptions).listOpenOrders({}, options as CallOptions);
    await expect(call).rejects.toThrow(ConfigError);
    await expect(call).rejects.toThrow(why);
    expect(sent).toEqual([]);
  });

  it("that is undefined leaves the client's", async () => {
    const { options, sent } = scriptedExchange([json([])]);
    const own = { signal: undefined, timeoutMs: undefined, waitForWeight: undefined };
    expect(await createCoinMFuturesClient(options).listOpenOrders({}, own)).toEqual([]);
    expect(sent).toHaveLength(1);
  });
});
