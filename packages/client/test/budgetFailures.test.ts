// A weight budget that hangs, fails, or can never grant what a call weighs.
import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import { html, json, errorResponse } from "./scriptedExchange.ts";
import { after, never, timed, useFakeClocks } from "./timedCall.ts";
import { ConfigError, createWeightBudget } from "../src/index.ts";
import type { WeightBudget } from "../src/index.ts";

useFakeClocks();

/** A budget in memory of which one step hangs. */
function hanging(step: "reserve" | "settle" | "pause"): WeightBudget {
  const budget = createWeightBudget({ limit: 2400 });
  return {
    reserve: (weight, time) => (step === "reserve" ? never() : budget.reserve(weight, time)),
    settle: (grant, used) => (step === "settle" ? never() : budget.settle(grant, used)),
    pause: (ms, banned) => (step === "pause" ? never() : budget.pause(ms, banned)),
    weightUsage: budget.weightUsage,
  };
}

describe("a weight budget that hangs (case C20)", () => {
  it("before a request is ended by the total limit", async () => {
    const { outcome, afterMs, sent } = await timed([], {
      weightBudget: hanging("reserve"),
      totalTimeoutMs: 1000,
    });
    expect(afterMs).toBe(1000);
    expect(outcome).toMatchObject({ kind: "timeout", limit: "totalTimeoutMs", attempts: 0 });
    expect((outcome as Error).message).toBe(
      "GET /dapi/v1/openOrders was not sent: the weight budget did not respond within 1000 ms (option totalTimeoutMs).",
    );
    expect(sent).toEqual([]);
  });

  it("or by timeoutMs where that is shorter", async () => {
    const weightBudget = hanging("reserve");
    const { outcome, afterMs } = await timed([], { weightBudget });
    expect(afterMs).toBe(10_000);
    expect(outcome).toMatchObject({ kind: "timeout", limit: "timeoutMs", limitMs: 10_000 });
  });

  it("or by the caller's signal", async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort("enough"), 700);
    const { signal } = controller;
    const { outcome, afterMs } = await timed([], { weightBudget: hanging("reserve") }, { signal });
    expect([outcome, afterMs]).toEqual(["enough", 700]);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  it("after a response does not delay it", async () => {
    const { outcome, afterMs } = await timed([json([])], { weightBudget: hanging("settle") });
    expect([outcome, afterMs]).toEqual([[], 0]);
  });

  it("when a ban is to be noted delays the error no longer than the call may take", async () => {
    const { outcome, afterMs } = await timed([errorResponse(418, -1003)], {
      weightBudget: hanging("pause"),
      totalTimeoutMs: 1000,
    });
    expect(outcome).toMatchObject({ kind: "rate-limit", banned: true });
    expect(afterMs).toBe(1000);
  });

  it("after a wait is ended by what the wait left of the call", async () => {
    const denials = [{ granted: false, waitMs: 400, banned: false } as const];
    const { outcome, afterMs } = await timed([], {
      weightBudget: { ...hanging("reserve"), reserve: () => denials.shift() ?? never() },
      totalTimeoutMs: 1000,
    });
    expect(afterMs).toBe(1000);
    expect(outcome).toMatchObject({ kind: "timeout", limit: "totalTimeoutMs", attempts: 0 });
  });

  it("before the time is asked for is ended as well", async () => {
    const budget = createWeightBudget({ limit: 2400 });
    let reservations = 0;
    const weightBudget: WeightBudget = {
      ...hanging("reserve"),
      reserve: (weight, time) =>
        (reservations += 1) === 1 ? budget.reserve(weight, time) : never(),
    };
    const { outcome, afterMs, sent } = await timed([errorResponse(400, -1021)], {
      weightBudget,
      totalTimeoutMs: 1000,
    });
    expect(afterMs).toBe(1000);
    expect(outcome).toMatchObject({ kind: "timeout", limit: "totalTimeoutMs", attempts: 1 });
    expect(sent).toHaveLength(1);
  });

  it("gets back what it granted too late", async () => {
    const budget = createWeightBudget({ limit: 2400 });
    const weightBudget: WeightBudget = {
      reserve: (weight, time) => after(2000, () => budget.reserve(weight, time)).then((r) => r),
      settle: (grant, used) => budget.settle(grant, used),
      pause() {},
      weightUsage: budget.weightUsage,
    };
    const { outcome } = await timed([], { weightBudget, totalTimeoutMs: 1000 });
    expect(outcome).toMatchObject({ kind: "timeout" });
    expect(budget.weightUsage.usedWeight).toBe(0);
  });

  it("and responds in time costs nothing but that", async () => {
    const budget = createWeightBudget({ limit: 2400 });
    const weightBudget: WeightBudget = {
      reserve: (weight, time) => after(100, () => budget.reserve(weight, time)).then((r) => r),
      settle: (grant, used) => budget.settle(grant, used),
      pause() {},
      weightUsage: budget.weightUsage,
    };
    const { outcome, afterMs } = await timed([json([])], { weightBudget });
    expect([outcome, afterMs]).toEqual([[], 100]);
    expect(budget.weightUsage.usedWeight).toBe(40);
  });
});

it("a weight budget that grants after a wait gets back the same grant", async () => {
  const grant = { granted: true, weight: 40, interval: 7 } as const;
  const denial = { granted: false, waitMs: 400, banned: false } as const;
  const reservations = [denial, denial, grant];
  const settled: unknown[] = [];
  const { outcome, afterMs } = await timed([json([], 200, { "x-mbx-used-weight-1m": "41" })], {
    weightBudget: {
      ...hanging("settle"),
      reserve: () => reservations.shift() ?? never(),
      settle: (...given) => void settled.push(given),
    },
  });
  expect([outcome, afterMs]).toEqual([[], 800]);
  expect(settled).toEqual([[grant, 41]]);
});

it("a call that waited for weight is repeated like any other", async () => {
  const budget = createWeightBudget({ limit: 2400 });
  let denied = false;
  const { outcome, sent } = await timed([html(502), json([])], {
    weightBudget: {
      ...hanging("settle"),
      reserve: (weight, time) => {
        if (denied) return budget.reserve(weight, time);
        denied = true;
        return { granted: false, waitMs: 400, banned: false };
      },
    },
  });
  expect(outcome).toEqual([]);
  expect(sent).toHaveLength(2);
});

describe("a weight budget that fails (case C16)", () => {
  const failing = (step: "reserve" | "settle" | "pause", isAsync: boolean): WeightBudget => {
    const fail = () => {
      if (isAsync) return Promise.reject(new Error("store down"));
      throw new Error("store down");
    };
    return { ...hanging("settle"), settle() {}, pause() {}, [step]: fail };
  };

  it.each([true, false])(
    "before a request ends the call with a BinanceError (async: %s)",
    async (isAsync) => {
      const { outcome, sent } = await timed([], { weightBudget: failing("reserve", isAsync) });
      expect(outcome).toMatchObject({
        kind: "connection",
        attempts: 0,
        operation: "listOpenOrders",
        cause: new Error("store down"),
        message: "GET /dapi/v1/openOrders was not sent: the weight budget failed: store down",
      });
      expect(sent).toEqual([]);
    },
  );

  it.each([true, false])("after a response costs nothing (async: %s)", async (isAsync) => {
    const settled = await timed([json([])], { weightBudget: failing("settle", isAsync) });
    expect(settled.outcome).toEqual([]);
    const paused = await timed([errorResponse(418, -1003)], {
      weightBudget: failing("pause", isAsync),
    });
    expect(paused.outcome).toMatchObject({ kind: "rate-limit", banned: true });
  });

  it.each([undefined, "granted", {}])("is one that returns %j", async (returned) => {
    for (const reserve of [() => returned, async () => returned]) {
      const weightBudget = { ...failing("settle", true), reserve } as unknown as WeightBudget;
      const { outcome } = await timed([], { weightBudget });
      expect(outcome).toMatchObject({ kind: "connection", attempts: 0 });
      expect((outcome as Error).message).toBe(
        "GET /dapi/v1/openOrders was not sent: the weight budget failed: reserve() returned neither a grant nor a denial",
      );
    }
  });

  it("passes on a BinanceError of its own", async () => {
    const error = new ConfigError("This budget is closed.");
    const { outcome } = await timed([], {
      weightBudget: { ...hanging("settle"), reserve: () => Promise.reject(error) },
    });
    expect(outcome).toBe(error);
  });
});

describe("a call that weighs more than the budget's limit (case C16)", () => {
  it("is rejected before anything is sent", async () => {
    const { outcome, sent } = await timed([], { weightBudget: createWeightBudget({ limit: 39 }) });
    expect(outcome).toMatchObject({ kind: "config", operation: "listOpenOrders", attempts: 0 });
    expect((outcome as Error).message).toContain(
      "weighs 40, more than the weight budget's limit of 39",
    );
    expect(sent).toEqual([]);
  });

  it("is sent when it weighs exactly as much", async () => {
    const { outcome } = await timed([json([])], {
      weightBudget: createWeightBudget({ limit: 40 }),
    });
    expect(outcome).toEqual([]);
  });
});
