// Timing at its limits, and every way in which a parameter can be wrong.
import { describe, expect, test } from "vitest";
import { createMockExchange, demoAccount } from "../src/index.ts";
import { call, coinM, coinMOrder, headers, margin, noon, send, signed } from "./calls.ts";

const open = { "portfolio-margin": Infinity, "coin-m-futures": Infinity };
const exchange = createMockExchange({ now: () => noon, weightLimits: open });

describe("timing", () => {
  test.each([
    // timestamp < serverTime + 1000
    ["999 ms ahead", noon + 999, "", 200, undefined],
    ["1000 ms ahead", noon + 1000, "", 400, -1021],
    // serverTime - timestamp <= recvWindow, 5000 when it is not sent
    ["5000 ms behind", noon - 5000, "", 200, undefined],
    ["5001 ms behind", noon - 5001, "", 400, -1021],
    ["at the window", noon - 60_000, "&recvWindow=60000", 200, undefined],
    ["past the window", noon - 60_001, "&recvWindow=60000", 400, -1021],
    ["a window of 0, now", noon, "&recvWindow=0", 200, undefined],
    ["a window of 0, 1 ms ago", noon - 1, "&recvWindow=0", 400, -1021],
    ["in seconds", noon / 1000, "", 400, -1021],
    ["a window over the maximum", noon, "&recvWindow=60001", 400, -1130],
    ["a window below the minimum", noon, "&recvWindow=-1", 400, -1130],
    ["a window of words", noon, "&recvWindow=long", 400, -1100],
    ["a window in fractions", noon, "&recvWindow=5.5", 400, -1100],
    ["an empty window", noon, "&recvWindow=", 400, -1105],
  ])("%s", async (_, timestamp, more, status, code) => {
    for (const path of [coinM, margin]) {
      const response = await send(exchange, path, signed(`timestamp=${timestamp}${more}`));
      expect([response.status, response.code]).toEqual([status, code]);
    }
  });

  test.each(["", "soon", "1.5", "1e12", "-1", "%31%zz"])(
    "timestamp=%s is malformed or in the past",
    async (text) => {
      const response = await send(exchange, coinM, signed(`timestamp=${text}`));
      expect([response.status, response.code]).toEqual([400, text === "-1" ? -1021 : -1102]);
    },
  );

  test("the exchange's clock decides, and is in the Date header", async () => {
    let time = noon;
    const moving = createMockExchange({ now: () => time });
    const query = signed(`timestamp=${noon}`);
    const first = await send(moving, margin, query);
    expect([first.status, first.headers.get("Date")]).toEqual([
      200,
      "Tue, 14 Nov 2023 22:14:00 GMT",
    ]);
    time += 600_000;
    const later = await send(moving, margin, query);
    expect([later.code, later.headers.get("Date")]).toEqual([
      -1021,
      "Tue, 14 Nov 2023 22:24:00 GMT",
    ]);
    const clock = await send(moving, "/dapi/v1/time", "", {});
    expect([clock.status, clock.text]).toEqual([200, `{"serverTime":${time}}`]);
  });
});

describe("parameters", () => {
  test.each([
    ["empty", "symbol=", -1105, "Parameter 'symbol' was empty."],
    ["without =", "symbol", -1105, "Parameter 'symbol' was empty."],
    ["not UTF-8", "symbol=%ff", -1100, "Illegal characters found in parameter 'symbol'."],
    ["cut escape", "symbol=a%2", -1100, "Illegal characters found in parameter 'symbol'."],
    ["repeated", "symbol=A&symbol=A", -1101, "Too many parameters sent for this endpoint."],
    [
      "repeated timestamp",
      `timestamp=${noon}`,
      -1101,
      "Too many parameters sent for this endpoint.",
    ],
    ["unknown", "limit=5", -1103, "An unknown parameter was sent."],
    ["in other letters", "Symbol=BNBBTC", -1103, "An unknown parameter was sent."],
    ["of the prototype", "__proto__=1", -1103, "An unknown parameter was sent."],
    [
      "over the maximum",
      "recvWindow=60001",
      -1130,
      "Data sent for parameter 'recvWindow' is not valid.",
    ],
  ])("%s", async (_, query, code, msg) => {
    const response = await call(exchange, margin, query);
    expect([response.status, response.text]).toEqual([400, JSON.stringify({ code, msg })]);
  });

  test("a parameter of one operation may be unknown to another", async () => {
    expect((await call(exchange, coinM, "pair=BTCUSD")).status).toBe(200);
    expect((await call(exchange, margin, "pair=BTCUSD")).code).toBe(-1103);
  });

  test("stray ampersands and + for a space are form encoding", async () => {
    expect((await call(exchange, coinM, "&symbol=BTCUSD_PERP&")).status).toBe(200);
    await call(exchange, coinM, "symbol=a+b");
    expect(exchange.requests.at(-1)?.parameters["symbol"]).toBe("a b");
  });

  test("symbols are limited only where the option is given", async () => {
    expect((await call(exchange, coinM, "symbol=NONE")).text).toBe("[]");
    const limited = createMockExchange({
      now: () => noon,
      symbols: ["ETHUSD_PERP"],
      accounts: [{ ...demoAccount, orders: { listOpenOrders: [coinMOrder()] } }],
    });
    expect((await call(limited, coinM, "symbol=BTCUSD_PERP")).status).toBe(200);
    expect((await call(limited, coinM, "symbol=ETHUSD_PERP")).text).toBe("[]");
    const rejected = await call(limited, coinM, "symbol=NONE");
    expect(rejected.text).toBe(`{"code":-1121,"msg":"Invalid symbol."}`);
  });
});

describe("what is not served", () => {
  const page = (title: string): string =>
    `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;

  test("another path", async () => {
    const response = await send(exchange, "/dapi/v1/nothing", "");
    expect([response.status, response.text]).toEqual([404, page("404 Not Found")]);
    expect(response.headers.get("Content-Type")).toBe("text/html");
  });

  test.each(["POST", "delete", "HEAD"])("%s", async (method) => {
    const response = await send(exchange, coinM, "", { headers, method });
    expect([response.status, response.headers.get("Allow")]).toEqual([405, "GET"]);
  });
});
