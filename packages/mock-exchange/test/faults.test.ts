// Faults, in process: what is sent instead of the right response, and how it is delivered.
import { describe, expect, test } from "vitest";
import { createMockExchange } from "../src/index.ts";
import type { Fault, MockExchange } from "../src/index.ts";
import { call, coinM, headers, margin, noon, send, signed } from "./calls.ts";

const now = (): number => noon;

function exchangeWith(...faults: Fault[]): MockExchange {
  return createMockExchange({ now, faults });
}

describe("instead of the response", () => {
  test.each<[Fault, number, string | null, RegExp]>([
    [{ code: -1021 }, 400, "application/json", /^\{"code":-1021,"msg":"Timestamp/u],
    [{ code: -1008 }, 503, "application/json", /^\{"code":-1008/u],
    [{ example: "REJECTED_MBX_KEY" }, 401, "application/json", /^\{"code":-2015/u],
    [{ status: 429 }, 429, "application/json", /^\{"code":-1003,"msg":"Too many requests."\}$/u],
    [{ status: 500, code: -1021 }, 500, "application/json", /^\{"code":-1021/u],
    [{ status: 500, example: "BAD_SYMBOL" }, 500, "application/json", /^\{"code":-1121/u],
    [{ status: 302, code: -1021 }, 302, "application/json", /^\{"code":-1021/u],
    [{ status: 302, example: "BAD_SYMBOL" }, 302, "application/json", /^\{"code":-1121/u],
    [{ status: 400 }, 400, "application/json", /^\{"code":-\d+,/u],
    [{ example: "gateway" }, 500, "text/html", /^<html/u],
    [{ status: 599, code: -9, body: "x" }, 599, "application/json", /^x$/u],
    [{ status: 418, code: -1003 }, 418, "application/json", /-1003/u],
    [{ status: 403 }, 403, "text/html", /403 Forbidden/u],
    [{ status: 502, contentType: "text/html" }, 502, "text/html", /502 Bad Gateway/u],
    [{ status: 503, example: "unavailable" }, 503, "text/plain", /^Service Unavailable\.$/u],
    [{ status: 503, example: "empty" }, 503, null, /^$/u],
    [{ status: 451 }, 451, "application/json", /restricted location/u],
    [{ status: 404 }, 404, "application/json", /-1000/u],
    [{ status: 200 }, 200, null, /^$/u],
    [{ status: 200, body: "<html>", contentType: "text/html" }, 200, "text/html", /^<html>$/u],
    [{ body: `{"code":` }, 200, "application/json", /^\{"code":$/u],
    [{ status: 503, body: "" }, 503, "application/json", /^$/u],
    [{ status: 204 }, 204, null, /^$/u],
  ])("%o", async (fault, status, contentType, text) => {
    const response = await exchangeWith(fault).fetch(`https://exchange.test${coinM}`);
    expect(response.status).toBe(status);
    expect(response.headers.get("Content-Type")).toBe(contentType);
    expect(await response.text()).toMatch(text);
  });

  test("headers are added, replaced and removed", async () => {
    const retryAfter = "Tue, 14 Nov 2023 22:15:00 GMT";
    const exchange = exchangeWith({
      status: 429,
      headers: { "retry-after": retryAfter, "x-mbx-used-weight-1m": "2401", Date: null },
    });
    const response = await send(exchange, coinM, "");
    expect(Object.fromEntries(response.headers)).toEqual({
      "content-type": "application/json",
      "retry-after": retryAfter,
      "x-mbx-used-weight-1m": "2401",
    });
  });

  test("a right response with a wrong content type", async () => {
    const response = await call(exchangeWith({ contentType: "text/plain" }), coinM, "symbol=NONE");
    expect([response.status, response.text, response.headers.get("Content-Type")]).toEqual([
      200,
      "[]",
      "text/plain",
    ]);
  });
});

describe("which requests it happens to", () => {
  test("as many as it says, after those that pass, of its operation", async () => {
    const exchange = exchangeWith({
      operationId: "listOpenOrders",
      status: 503,
      skip: 1,
      times: 2,
    });
    const statuses: number[] = [];
    for (const path of [coinM, coinM, margin, coinM, coinM]) {
      statuses.push((await call(exchange, path)).status);
    }
    expect(statuses).toEqual([200, 503, 200, 503, 200]);
    expect(exchange.requests.map(({ fault }) => fault)).toEqual([false, true, false, true, false]);
  });

  test("one after another, until removed", async () => {
    const exchange = exchangeWith({ status: 500 });
    const remove = exchange.inject({ status: 504, times: Infinity });
    expect((await call(exchange, coinM)).status).toBe(500);
    expect((await call(exchange, coinM)).status).toBe(504);
    expect((await call(exchange, margin)).status).toBe(504);
    remove();
    expect((await call(exchange, coinM)).status).toBe(200);
  });

  test("the clock alone, or an API that describes it", async () => {
    const exchange = exchangeWith({ operationId: "clock", status: 503 }, { status: 408 });
    expect((await send(exchange, "/dapi/v1/time", "", {})).status).toBe(503);
    expect((await call(exchange, coinM)).code).toBe(-1007);
  });

  test("by chance, the same for the same seed", async () => {
    const run = async (seed: number): Promise<string> => {
      const exchange = createMockExchange({
        now,
        seed,
        faults: [{ status: 503, chance: 0.5, times: Infinity }],
      });
      let pattern = "";
      for (let count = 0; count < 40; count += 1) {
        pattern += (await call(exchange, margin)).status === 503 ? "x" : ".";
      }
      return pattern;
    };
    const first = await run(7);
    expect(first).toMatch(/x/u);
    expect(first).toMatch(/\./u);
    expect(await run(7)).toBe(first);
    expect(await run(8)).not.toBe(first);
  });
});

describe("how it is delivered", () => {
  const url = `https://exchange.test${coinM}?${signed(`timestamp=${noon}&symbol=NONE`)}`;

  test("late, and in pieces", async () => {
    const slept: number[] = [];
    const exchange = createMockExchange({
      now,
      sleep: async (ms) => {
        slept.push(ms);
        await Promise.resolve();
      },
      faults: [{ body: "12345", delayMs: 700, chunkBytes: 2, chunkDelayMs: 30 }],
    });
    const response = await exchange.fetch(url, { headers });
    expect(slept).toContain(700);
    expect(await response.text()).toBe("12345");
    expect(slept).toEqual([700, 30, 30, 30]);
  });

  test.each([{}, { chunkBytes: 2 }])("bytes as they are: %o", async (delivery) => {
    const body = new Uint8Array([123, 0, 255, 125]);
    const response = await exchangeWith({ body, ...delivery }).fetch(url, { headers });
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(body);
  });

  test("truncated, complete as it seems", async () => {
    const response = await exchangeWith({ body: "12345", truncateAt: 3 }).fetch(url);
    expect(await response.text()).toBe("123");
  });

  test("reset before anything is fetch's TypeError", async () => {
    const exchange = exchangeWith({ reset: "before" });
    await expect(exchange.fetch(url, { headers })).rejects.toMatchObject({
      name: "TypeError",
      message: "fetch failed",
      cause: { code: "ECONNRESET" },
    });
    expect(exchange.requests[0]).toMatchObject({ status: 0, fault: true });
  });

  test("reset during the body fails the body", async () => {
    const response = await exchangeWith({ reset: "during", body: "123456" }).fetch(url);
    const reader = response.body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe("123");
    await expect(reader?.read()).rejects.toThrow(TypeError);
  });

  test.each(["before", "during"] as const)("hanging %s, until the caller aborts", async (hang) => {
    const exchange = exchangeWith({ hang });
    const controller = new AbortController();
    const reading = exchange
      .fetch(url, { headers, signal: controller.signal })
      .then(async (response) => response.text());
    const reason = new Error("enough");
    setTimeout(() => controller.abort(reason), 5);
    await expect(reading).rejects.toBe(reason);
    expect(exchange.requests[0]).toMatchObject({ status: hang === "before" ? 0 : 200 });
  });

  test("a whole request is read as its parts are", async () => {
    const exchange = exchangeWith();
    expect((await exchange.fetch(new Request(url, { headers }))).status).toBe(200);
    expect((await exchange.fetch(new Request(url, { headers, method: "POST" }))).status).toBe(405);
    const signal = AbortSignal.abort();
    await expect(exchange.fetch(new Request(url, { headers, signal }))).rejects.toBe(signal.reason);
  });

  test("a body that is not read to its end is not waited for", async () => {
    const exchange = exchangeWith({ hang: "during" });
    const response = await exchange.fetch(url, { headers });
    await expect(response.body?.cancel()).resolves.toBeUndefined();
  });

  test("a call that is aborted already gets no response", async () => {
    const exchange = exchangeWith();
    const signal = AbortSignal.abort();
    await expect(exchange.fetch(url, { headers, signal })).rejects.toBe(signal.reason);
    expect(exchange.requests).toEqual([]);
  });

  test("a call that is aborted while it is checked gets no response", async () => {
    const controller = new AbortController();
    const calling = exchangeWith().fetch(url, { headers, signal: controller.signal });
    controller.abort();
    await expect(calling).rejects.toBe(controller.signal.reason);
  });

  test("a call that is aborted during the delay does not hang", async () => {
    const controller = new AbortController();
    const exchange = createMockExchange({
      now,
      sleep: async () => controller.abort(),
      faults: [{ delayMs: 1, hang: "before" }],
    });
    const calling = exchange.fetch(url, { headers, signal: controller.signal });
    await expect(calling).rejects.toMatchObject({ name: "AbortError" });
  });

  test("a delay ends when the caller aborts", async () => {
    const exchange = exchangeWith({ delayMs: 60_000 });
    const signal = AbortSignal.timeout(5);
    await expect(exchange.fetch(url, { headers, signal })).rejects.toMatchObject({
      name: "TimeoutError",
    });
  });

  test("redirects are rejected, returned or followed, as `redirect` says", async () => {
    const away = { status: 302, headers: { Location: "/dapi/v1/time" }, times: 3 };
    const exchange = exchangeWith({ ...away, operationId: "listOpenOrders" });
    await expect(exchange.fetch(url, { redirect: "error" })).rejects.toMatchObject({
      message: "fetch failed",
      cause: { message: "unexpected redirect" },
    });
    expect((await exchange.fetch(url, { redirect: "manual" })).status).toBe(302);
    expect(await (await exchange.fetch(new Request(url))).text()).toBe(`{"serverTime":${noon}}`);
    const round = exchangeWith({ status: 302, headers: { Location: coinM }, times: Infinity });
    await expect(round.fetch(url)).rejects.toMatchObject({
      message: "fetch failed",
      cause: { message: "redirect count exceeded" },
    });
    // The first request, and twenty redirects, as fetch follows them.
    expect(round.requests).toHaveLength(21);
  });
});
