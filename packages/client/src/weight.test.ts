// The weight budget, by arithmetic: minutes of the exchange's clock, 2400 a minute.
import { describe, expect, it } from "vitest";
import { createWeightBudget } from "./weight.ts";

const minute = 60_000;
const start = 1_579_276_800_000;

describe("weight budget", () => {
  it("hands out the limit, then says how long the minute lasts", () => {
    const budget = createWeightBudget({ limit: 2400 });
    for (let call = 0; call < 60; call += 1) expect(budget.reserve(40, start)).toBeUndefined();
    expect(budget.reserve(1, start + 1000)).toEqual({ waitMs: minute - 1000, banned: false });
    expect(budget.limits.usedWeight).toBe(2400);
  });

  it("begins anew with the minute", () => {
    const budget = createWeightBudget({ limit: 40 });
    expect(budget.reserve(40, start)).toBeUndefined();
    budget.settle(40, 40, start);
    expect(budget.reserve(1, start + minute - 1)).toEqual({ waitMs: 1, banned: false });
    expect(budget.reserve(40, start + minute)).toBeUndefined();
  });

  it("believes the exchange's count: others behind the address spend too", () => {
    const budget = createWeightBudget({ limit: 2400 });
    budget.reserve(1, start);
    budget.settle(1, 2390, start + 10);
    expect(budget.reserve(40, start + 20)).toEqual({ waitMs: minute - 20, banned: false });
    expect(budget.reserve(10, start + 20)).toBeUndefined();
  });

  it("is not misled by an answer that was overtaken", () => {
    const budget = createWeightBudget({ limit: 100 });
    budget.reserve(40, start);
    budget.reserve(40, start);
    budget.settle(40, 80, start);
    budget.settle(40, 40, start);
    expect(budget.limits.usedWeight).toBe(80);
  });

  it("keeps what was reserved when no answer told the count", () => {
    const budget = createWeightBudget({ limit: 100 });
    budget.reserve(40, start);
    budget.settle(40, undefined, start);
    expect(budget.limits.usedWeight).toBe(40);
  });

  it("lets a call through that is dearer than the limit, when nothing else was spent", () => {
    expect(createWeightBudget({ limit: 10 }).reserve(40, start)).toBeUndefined();
  });

  it("stops until a pause is over, and a ban says so", () => {
    const budget = createWeightBudget({ limit: 100 });
    budget.pause(start + 5000, true);
    budget.pause(start + 10, false);
    expect(budget.reserve(1, start)).toEqual({ waitMs: 5000, banned: true });
    expect(budget.reserve(1, start + 5000)).toBeUndefined();
  });
});
