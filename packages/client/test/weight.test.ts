// The weight budget in memory, by arithmetic: minutes of the exchange's clock. The same statements hold for
// the budget in Redis (redis.test.ts).
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { budgetStatements } from "./budgetStatements.ts";
import { ConfigError } from "../src/errors.ts";
import type { WeightGrant } from "../src/index.ts";
import { createWeightBudget } from "../src/weight.ts";

describe("weight budget in memory", () => {
  let now = -1_000_000;
  budgetStatements({
    create: (limit) => createWeightBudget({ limit, monotonicNow: () => now }),
    elapse(ms) {
      now += ms;
    },
  });

  it("never counts less than nothing as reserved, wherever the clock goes meanwhile", () => {
    const budget = createWeightBudget({ limit: 100 });
    const early = budget.reserve(40, 60_000) as WeightGrant;
    // The counts of two intervals are kept: those of the first are lost, and begin anew.
    void budget.reserve(1, 120_000);
    void budget.reserve(1, 180_000);
    void budget.reserve(10, 60_000);
    void budget.settle(early, undefined);
    expect(budget.weightUsage.usedWeight).toBe(40);
  });

  it("keeps the counts of an interval while clients with another clock spend in the next", () => {
    const budget = createWeightBudget({ limit: 100 });
    const early = budget.reserve(60, 59_999) as WeightGrant;
    expect(budget.reserve(50, 60_000)).toMatchObject({ granted: true });
    expect(budget.reserve(41, 59_999)).toMatchObject({ granted: false, waitMs: 1 });
    void budget.settle(early, 70);
    expect(budget.reserve(31, 59_999)).toMatchObject({ granted: false });
    expect(budget.reserve(30, 59_999)).toMatchObject({ granted: true });
    expect(budget.reserve(51, 60_000)).toMatchObject({ granted: false });
    expect(budget.reserve(50, 60_000)).toMatchObject({ granted: true });
  });

  it("names pauses in whole milliseconds, and never ends one early", () => {
    let monotonic = 0.25;
    const budget = createWeightBudget({ limit: 1, monotonicNow: () => monotonic });
    void budget.pause(1000, false);
    monotonic = 0.5;
    expect(budget.weightUsage.pausedForMs).toBe(1000);
    monotonic = 1000;
    expect(budget.reserve(1, 0)).toMatchObject({ granted: false, waitMs: 1 });
    monotonic = 1000.25;
    expect(budget.reserve(1, 0)).toMatchObject({ granted: true });
  });

  it.each([0, -1, 1.5, Number.NaN, "10"])("rejects a limit of %s", (limit) => {
    expect(() => createWeightBudget({ limit: limit as number })).toThrow(ConfigError);
  });

  it.each([undefined, null])("rejects %s in place of options", (options) => {
    expect(() => createWeightBudget(options as never)).toThrow(ConfigError);
  });

  it.each([0, -1, 1.5])("rejects an interval of %s ms", (intervalMs) => {
    expect(() => createWeightBudget({ limit: 1, intervalMs })).toThrow("intervalMs");
  });

  it("rejects a clock that is no function", () => {
    expect(() => createWeightBudget({ limit: 1, monotonicNow: 5 as never })).toThrow(
      "Option monotonicNow must be a function; it is of type number.",
    );
  });

  it("counts in intervals of a minute, unless another length is given", async () => {
    const waits = [undefined, 10_000].map((intervalMs) => {
      const budget = createWeightBudget({ limit: 1, intervalMs });
      void budget.reserve(1, 120_000);
      return budget.reserve(1, 121_000);
    });
    expect(waits).toMatchObject([{ waitMs: 59_000 }, { waitMs: 9000 }]);
  });

  it("never grants more than the limit in an interval, in any order of grants and responses", () => {
    const step = fc.record({
      weight: fc.integer({ min: 1, max: 50 }),
      passMs: fc.integer({ min: 0, max: 5000 }),
      settles: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 50, max: 400 }),
        fc.array(step, { maxLength: 60 }),
        (limit, steps) => {
          const budget = createWeightBudget({ limit, intervalMs: 10_000 });
          const open: WeightGrant[] = [];
          // What the exchange counts: what was sent in each interval.
          const counts = new Map<number, number>();
          let time = 1_000_000;
          for (const { weight, passMs, settles } of steps) {
            time += passMs;
            const reserved = budget.reserve(weight, time) as WeightGrant;
            if (reserved.granted) {
              open.push(reserved);
              counts.set(reserved.interval, (counts.get(reserved.interval) ?? 0) + weight);
            }
            const [first] = open;
            if (settles && first) {
              void budget.settle(open.shift() as WeightGrant, counts.get(first.interval));
            }
            for (const count of counts.values()) expect(count).toBeLessThanOrEqual(limit);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
