// Wrong dates and corrected clocks: neither may silence a client, nor end a call early or late.
import { describe, expect, it, vi } from "vitest";
import { dateOf, json, errorResponse, scriptedExchange, start } from "./scriptedExchange.ts";
import { hour, timed, useFakeClocks } from "./timedCall.ts";
import { createCoinMFuturesClient, createWeightBudget } from "../src/index.ts";

useFakeClocks();

describe("the clock (case C0)", () => {
  it("is not moved by one 502 whose Date is an hour ahead, before 12 connections fail (a)", async () => {
    const lost = () => new TypeError("fetch failed");
    const script = scriptedExchange([
      new Response("<html>", { status: 502, headers: { date: dateOf(start + hour) } }),
      ...Array.from({ length: 12 }, lost),
      json([]),
    ]);
    const client = createCoinMFuturesClient({ ...script.options, maxRetries: 0 });
    for (let call = 0; call < 13; call += 1)
      await expect(client.listOpenOrders()).rejects.toMatchObject({
        kind: call === 0 ? "response" : "connection",
      });
    expect(await client.listOpenOrders()).toEqual([]);
    expect(script.sent.at(-1)?.url).toContain(`timestamp=${start}`);
  });

  it("survives the machine's clock being set right by two hours after 60 calls (b)", async () => {
    let wall = start - 2 * hour;
    let monotonic = 0;
    const script = scriptedExchange([
      errorResponse(400, -1021, { date: dateOf(start) }),
      json({ serverTime: start }),
      ...Array.from({ length: 100 }, () => json([])),
    ]);
    const client = createCoinMFuturesClient({
      ...script.options,
      now: () => wall,
      monotonicNow: () => monotonic,
    });
    const pass = (ms: number): void => {
      wall += ms;
      monotonic += ms;
    };
    for (let call = 0; call < 60; call += 1) {
      expect(await client.listOpenOrders({ symbol: "BTCUSD_PERP" })).toEqual([]);
      pass(1000);
    }
    wall += 2 * hour;
    expect(await client.listOpenOrders({ symbol: "BTCUSD_PERP" })).toEqual([]);
    // Sent as the first try, at the exchange's time: a minute after the start.
    expect(script.sent).toHaveLength(63);
    expect(script.sent.at(-1)?.url).toContain(`timestamp=${start + 60_000}`);
  });

  it("waits two seconds after a 429 that says so, whatever its Date (c)", async () => {
    const { outcome, afterMs, client } = await timed([
      errorResponse(429, -1003, { "retry-after": "2", date: dateOf(start + hour) }),
      json([]),
    ]);
    expect([outcome, afterMs]).toEqual([[], 2000]);
    expect(client.weightUsage).toMatchObject({ pausedForMs: 0, banned: false });
  });

  it.each([-hour, hour])(
    "keeps a pause as long as it is when the machine's clock moves by %i ms",
    async (stepMs) => {
      const budget = createWeightBudget({ limit: 2400 });
      void budget.pause(300_000, true);
      vi.setSystemTime(start + stepMs);
      expect(budget.weightUsage.pausedForMs).toBe(300_000);
      expect(budget.reserve(1, Date.now())).toMatchObject({ waitMs: 300_000, banned: true });
      await vi.advanceTimersByTimeAsync(300_000);
      expect(budget.weightUsage).toMatchObject({ pausedForMs: 0, banned: false });
    },
  );
});
