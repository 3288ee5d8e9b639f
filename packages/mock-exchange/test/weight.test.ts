// Weight per minute, then 429, then 418, and back.
import { describe, expect, test } from "vitest";
import { createMockExchange } from "../src/index.ts";
import type { MockExchange } from "../src/index.ts";
import { coinM, headers, margin, noon, send, signed } from "./calls.ts";

const header = "X-MBX-USED-WEIGHT-1M";

/** Calls with a fresh timestamp; status, weight used, Retry-After. */
async function use(
  exchange: MockExchange,
  time: number,
  query = "",
  path = coinM,
): Promise<unknown[]> {
  const response = await send(exchange, path, signed(`${query}timestamp=${time}`));
  const retryAfter = response.headers.get("Retry-After");
  return [
    response.status,
    Number(response.headers.get(header)),
    ...(retryAfter ? [Number(retryAfter)] : []),
  ];
}

test("weights follow the description and are counted per API and clock minute", async () => {
  let time = noon;
  const exchange = createMockExchange({ now: () => time });
  expect(await use(exchange, time, "symbol=BTCUSD_PERP&")).toEqual([200, 1]);
  expect(await use(exchange, time, "pair=BTCUSD&")).toEqual([200, 41]);
  expect(await use(exchange, time)).toEqual([200, 81]);
  expect(await use(exchange, time, "", margin)).toEqual([200, 5]);
  time = noon + 59_999;
  expect(await use(exchange, time, "symbol=BTCUSD_PERP&")).toEqual([200, 82]);
  time = noon + 60_000;
  expect(await use(exchange, time, "symbol=BTCUSD_PERP&")).toEqual([200, 1]);
});

test("a rejected request costs its weight too", async () => {
  const exchange = createMockExchange({ now: () => noon });
  const response = await send(exchange, coinM, "symbol=X", { headers });
  expect([response.code, response.headers.get(header)]).toEqual([-1102, "1"]);
});

test("the described limits: 2400 for COIN-M, 6000 for Portfolio Margin", async () => {
  const exchange = createMockExchange({ now: () => noon });
  for (let count = 1; count <= 60; count += 1) {
    expect(await use(exchange, noon)).toEqual([200, count * 40]);
  }
  expect(await use(exchange, noon)).toEqual([429, 2440, 60]);
  for (let count = 1; count <= 1200; count += 1) await use(exchange, noon, "", margin);
  expect(await use(exchange, noon, "", margin)).toEqual([429, 6005, 60]);
});

describe("over the limit", () => {
  function limited(now: () => number): MockExchange {
    return createMockExchange({
      now,
      weightLimits: { "coin-m-futures": 40 },
      rejectionsBeforeBan: 2,
    });
  }

  test("429 until the minute is over", async () => {
    let time = noon + 14_500;
    const exchange = limited(() => time);
    expect(await use(exchange, time)).toEqual([200, 40]);
    expect(await use(exchange, time)).toEqual([429, 80, 46]);
    time = noon + 59_999;
    expect(await use(exchange, time)).toEqual([429, 120, 1]);
    time = noon + 60_000;
    expect(await use(exchange, time)).toEqual([200, 40]);
  });

  test("its body is the described one", async () => {
    const exchange = limited(() => noon);
    await use(exchange, noon);
    const response = await send(exchange, coinM, signed(`timestamp=${noon}`));
    expect(response.text).toBe(`{"code":-1003,"msg":"Too many requests."}`);
  });

  test("418 for those who go on, for two minutes, then four, and free again", async () => {
    let time = noon;
    const exchange = limited(() => time);
    expect(await use(exchange, time)).toEqual([200, 40]);
    expect(await use(exchange, time)).toEqual([429, 80, 60]);
    expect(await use(exchange, time)).toEqual([429, 120, 60]);
    expect(await use(exchange, time)).toEqual([418, 160, 120]);
    time = noon + 119_001;
    expect(await use(exchange, time)).toEqual([418, 0, 1]);
    expect(exchange.requests.at(-1)).toMatchObject({ status: 418, code: -1003 });
    time = noon + 120_000;
    expect(await use(exchange, time)).toEqual([200, 40]);
    await use(exchange, time);
    await use(exchange, time);
    expect(await use(exchange, time)).toEqual([418, 160, 240]);
    time += 240_000;
    expect(await use(exchange, time)).toEqual([200, 40]);
  });

  test("a ban grows to three days at most", async () => {
    let time = noon;
    const exchange = createMockExchange({
      now: () => time,
      weightLimits: { "coin-m-futures": 0 },
      rejectionsBeforeBan: 0,
      banMs: 2 * 24 * 3_600_000,
    });
    const days = 24 * 3600;
    expect(await use(exchange, time)).toEqual([418, 40, 2 * days]);
    time += 2 * days * 1000;
    expect(await use(exchange, time)).toEqual([418, 40, 3 * days]);
    time += 3 * days * 1000;
    expect(await use(exchange, time)).toEqual([418, 40, 3 * days]);
  });

  test("by default, five responses with 429, then a ban of two minutes", async () => {
    const exchange = createMockExchange({ now: () => noon, weightLimits: { "coin-m-futures": 0 } });
    for (let count = 1; count <= 5; count += 1) {
      expect(await use(exchange, noon)).toEqual([429, 40 * count, 60]);
    }
    expect(await use(exchange, noon)).toEqual([418, 240, 120]);
  });

  test("responses with 429 are forgotten with their minute", async () => {
    let time = noon;
    const exchange = limited(() => time);
    for (let minute = 0; minute < 4; minute += 1) {
      const statuses: unknown[] = [];
      for (let count = 0; count < 3; count += 1) statuses.push((await use(exchange, time))[0]);
      expect(statuses).toEqual([200, 429, 429]);
      time += 60_000;
    }
  });

  test("a ban of one API does not apply to another", async () => {
    const exchange = limited(() => noon);
    for (let count = 0; count < 4; count += 1) await use(exchange, noon);
    expect(await use(exchange, noon, "", margin)).toEqual([200, 5]);
  });
});
