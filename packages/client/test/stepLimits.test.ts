// Every step of a call is under its limits and its signal: signing, sending, reading, asking for the time, pausing.
// What holds of the weight budget's steps is in budgetFailures.test.ts.
import { getEventListeners } from "node:events";
import { describe, expect, it, vi } from "vitest";
import { html, json, errorResponse, start } from "./scriptedExchange.ts";
import type { Step } from "./scriptedExchange.ts";
import { after, hour, never, timed, useFakeClocks } from "./timedCall.ts";
import { createWeightBudget } from "../src/index.ts";
import type { WeightBudget } from "../src/index.ts";

useFakeClocks();

describe("the total limit", () => {
  const timedOut = (limitMs: number, attempts: number) => ({
    kind: "timeout",
    limit: "totalTimeoutMs",
    limitMs,
    attempts,
    elapsedMs: limitMs,
  });

  it("ends a request for the time that hangs, and nothing is sent after it (case C3)", async () => {
    const { outcome, afterMs, sent } = await timed(
      [() => after(1900, () => errorResponse(400, -1021)), never],
      { totalTimeoutMs: 2000 },
    );
    expect(afterMs).toBe(2000);
    expect(outcome).toMatchObject(timedOut(2000, 1));
    expect(outcome).toHaveProperty("message", expect.stringContaining("took longer than 2000 ms"));
    expect(sent.map(({ url }) => new URL(url).pathname)).toEqual([
      "/dapi/v1/openOrders",
      "/dapi/v1/time",
    ]);
  });

  it("ends a request that hangs, whatever timeoutMs would allow", async () => {
    const { outcome, afterMs, sent } = await timed([never], { totalTimeoutMs: 1234 });
    expect(afterMs).toBe(1234);
    expect(outcome).toMatchObject(timedOut(1234, 1));
    expect(sent).toHaveLength(1);
  });

  it("leaves a second try what the first one left", async () => {
    const { outcome, afterMs } = await timed([() => after(700, () => html(502)), never], {
      totalTimeoutMs: 1000,
      random: () => 0,
    });
    expect(afterMs).toBe(1000);
    expect(outcome).toMatchObject(timedOut(1000, 2));
  });

  it.each([-hour, hour])(
    "ends in time when the machine's clock moves by %i ms meanwhile (case C0 d)",
    async (stepMs) => {
      const { outcome, afterMs } = await timed(
        [
          () => {
            vi.setSystemTime(start + stepMs);
            return never();
          },
        ],
        { totalTimeoutMs: 5000 },
      );
      expect(afterMs).toBe(5000);
      expect(outcome).toMatchObject(timedOut(5000, 1));
    },
  );

  it("lets two waits of 50 s pass within 145 s (case C25)", async () => {
    const limited = () => errorResponse(429, -1003, { "retry-after": "50" });
    const { outcome, afterMs } = await timed([limited(), limited(), json([])], {
      totalTimeoutMs: 145_000,
    });
    expect(outcome).toEqual([]);
    expect(afterMs).toBe(100_000);
  });

  it("rejects a wait that would end at the limit, and takes one that ends before it", async () => {
    const limited = () => errorResponse(429, -1003, { "retry-after": "5" });
    const rejected = await timed([limited()], { totalTimeoutMs: 5000 });
    expect(rejected).toMatchObject({ afterMs: 0, outcome: { kind: "rate-limit" } });
    const taken = await timed([limited(), json([])], { totalTimeoutMs: 5001 });
    expect(taken).toMatchObject({ afterMs: 5000, outcome: [] });
  });

  it("does not wait for weight until the limit, and waits until before it", async () => {
    // The minute has just begun, and all of it is spent.
    const spent = () => {
      const weightBudget = createWeightBudget({ limit: 2400 });
      void weightBudget.reserve(2400, Date.now());
      return weightBudget;
    };
    const rejected = await timed([], { weightBudget: spent(), totalTimeoutMs: 60_000 });
    expect(rejected).toMatchObject({ afterMs: 0, outcome: { kind: "rate-limit", attempts: 0 } });
    const taken = await timed([json([])], { weightBudget: spent(), totalTimeoutMs: 60_001 });
    expect(taken).toMatchObject({ afterMs: 60_000, outcome: [] });
  });

  it("counts what was slept where the clock stands still", async () => {
    let slept = 0;
    const weightBudget: WeightBudget = {
      ...createWeightBudget({ limit: 2400 }),
      reserve: () => ({ granted: false, waitMs: 1000, banned: false }),
    };
    const { outcome } = await timed([], {
      weightBudget,
      totalTimeoutMs: 10_000,
      monotonicNow: () => 7,
      async sleep(ms) {
        slept += ms;
      },
    });
    expect(outcome).toMatchObject({ kind: "rate-limit", attempts: 0 });
    expect(slept).toBe(9000);
  });

  it("ends a sleep of the caller's own that never ends", async () => {
    const { outcome, afterMs, sent } = await timed([html(502)], {
      totalTimeoutMs: 3000,
      sleep: never,
    });
    expect(afterMs).toBe(3000);
    expect(outcome).toMatchObject(timedOut(3000, 1));
    expect(sent).toHaveLength(1);
  });

  it("is over after a sleep that took too long: nothing is sent, and weight is given back", async () => {
    const weightBudget = createWeightBudget({ limit: 2400 });
    const { outcome, sent } = await timed([html(502)], {
      weightBudget,
      totalTimeoutMs: 3000,
      // Time passes in it without a timer of ours having its turn, as in a program that computes.
      async sleep() {
        vi.setSystemTime(Date.now() + 1);
        vi.advanceTimersByTime(0);
        monotonic += 3000;
      },
      monotonicNow: () => monotonic,
    });
    expect(outcome).toMatchObject({ kind: "timeout", limit: "totalTimeoutMs", attempts: 1 });
    expect(sent).toHaveLength(1);
    expect(weightBudget.weightUsage.usedWeight).toBe(40);
  });
  let monotonic = 0;
});

describe("the caller's signal", () => {
  it("ends at once the pause before which onAttempt was called (case C24)", async () => {
    const controller = new AbortController();
    const { outcome, afterMs, sent } = await timed(
      [errorResponse(429, -1003, { "retry-after": "4" })],
      { onAttempt: () => controller.abort("enough") },
      { signal: controller.signal },
    );
    expect([outcome, afterMs]).toEqual(["enough", 0]);
    expect(sent).toHaveLength(1);
  });

  it("ends a sleep that does not know it", async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort("enough"), 300);
    const { signal } = controller;
    const { outcome, afterMs } = await timed([html(502)], { sleep: never }, { signal });
    expect([outcome, afterMs]).toEqual(["enough", 300]);
  });

  it("ends a request for the time, and leaves no timer", async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort("enough"), 300);
    const { signal } = controller;
    const { outcome, afterMs, timersLeft } = await timed(
      [errorResponse(400, -1021), never],
      {},
      { signal },
    );
    expect([outcome, afterMs, timersLeft]).toEqual(["enough", 300, 0]);
  });

  it.each<[string, Step[]]>([
    ["a success", [json([])]],
    ["retries", [html(502), html(502), json([])]],
    ["a failure", [errorResponse(400, -1121)]],
    ["a wait for the minute to pass", [errorResponse(429, -1003), json([])]],
    ["a request for the time", [errorResponse(400, -1021), json({ serverTime: start }), json([])]],
    ["a broken connection", [new TypeError("fetch failed"), json([])]],
    ["a pause that fails", [html(502)]],
    ["a request that hangs", [never]],
  ])("has no listener left after %s, and no timer runs on", async (what, steps) => {
    const { signal } = new AbortController();
    const broken = (): never => {
      throw new Error("no sleep");
    };
    const options = what === "a pause that fails" ? { sleep: broken } : {};
    const { outcome, timersLeft } = await timed(steps, options, { signal });
    expect(outcome).toBeDefined();
    expect(timersLeft).toBe(0);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });
});
