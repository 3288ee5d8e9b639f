// What is true of every weight budget, wherever it is kept.
import { expect, it } from "vitest";
import type { WeightBudget, WeightDenial, WeightGrant } from "../src/index.ts";

const minute = 60_000;
const start = 1_579_276_800_000;

/** A place where budgets are kept. */
export interface BudgetStore {
  readonly create: (limit: number) => WeightBudget;
  /** Lets time pass for the pauses of the last budget that was created. */
  readonly elapse: (ms: number) => void | Promise<void>;
}

export function budgetStatements({ create, elapse }: BudgetStore): void {
  const granted = async (
    budget: WeightBudget,
    weight: number,
    now = start,
  ): Promise<WeightGrant> => {
    const reserved = await budget.reserve(weight, now);
    expect(reserved).toEqual({ granted: true, weight, interval: Math.floor(now / minute) });
    return reserved as WeightGrant;
  };
  const spent = (waitMs: number) => ({ granted: false, waitMs, banned: false });

  it("grants the limit, then says how long the minute lasts", async () => {
    const budget = create(2400);
    for (let call = 0; call < 60; call += 1) await granted(budget, 40);
    expect(await budget.reserve(1, start + 1000)).toEqual(spent(minute - 1000));
    expect(budget.weightUsage).toEqual({
      weightLimit: 2400,
      usedWeight: 2400,
      pausedForMs: 0,
      banned: false,
    });
  });

  it("starts anew with the minute, even when responses come late", async () => {
    const budget = create(40);
    const late = await granted(budget, 40);
    expect(await budget.reserve(1, start + minute - 1)).toEqual(spent(1));
    await granted(budget, 20, start + minute);
    await budget.settle(late, undefined);
    await granted(budget, 20, start + minute);
    expect(await budget.reserve(1, start + minute)).toEqual(spent(minute));
  });

  it("counts a late response in the minute it was reserved in (case C21)", async () => {
    const budget = create(2400);
    const late = await granted(budget, 40, start + minute - 100);
    await granted(budget, 40, start + minute + 50);
    await budget.settle(late, 2390);
    expect(budget.weightUsage.usedWeight).toBe(40);
    await granted(budget, 40, start + minute + 100);
  });

  it("counts it there when it is the first thing that happens in the new minute", async () => {
    const budget = create(2400);
    const late = await granted(budget, 40, start + minute - 100);
    await budget.settle(late, 2390);
    expect(await granted(budget, 40, start + minute + 100)).toMatchObject({ granted: true });
  });

  it("starts anew in an earlier minute, too: the clock was an hour ahead (case C0)", async () => {
    const budget = create(40);
    await granted(budget, 40, start + 60 * minute);
    await granted(budget, 40, start);
    expect(await budget.reserve(1, start)).toEqual(spent(minute));
  });

  it("believes the exchange's count: others behind the address spend too", async () => {
    const budget = create(2400);
    await budget.settle(await granted(budget, 1), 2390);
    expect(await budget.reserve(40, start + 20)).toEqual(spent(minute - 20));
    await granted(budget, 10, start + 20);
  });

  it("believes it, too, when a call cost less than described", async () => {
    const budget = create(40);
    await budget.settle(await granted(budget, 40), 1);
    expect(budget.weightUsage.usedWeight).toBe(1);
    await granted(budget, 39);
  });

  it("is not misled by a response that was overtaken", async () => {
    const budget = create(100);
    const first = await granted(budget, 40);
    await budget.settle(await granted(budget, 40), 80);
    await budget.settle(first, 40);
    expect(budget.weightUsage.usedWeight).toBe(80);
  });

  it("keeps what was reserved when no response had the count", async () => {
    const budget = create(100);
    await budget.settle(await granted(budget, 40), undefined);
    expect(budget.weightUsage.usedWeight).toBe(40);
  });

  it("gives back what was reserved for a request that was not sent", async () => {
    const budget = create(100);
    await budget.settle(await granted(budget, 40), 60);
    await budget.settle(await granted(budget, 40), 0);
    expect(budget.weightUsage.usedWeight).toBe(60);
    await granted(budget, 40);
  });

  it("grants what weighs more than the limit alone", async () => {
    const budget = create(10);
    await granted(budget, 40);
    expect(await budget.reserve(40, start)).toEqual(spent(minute));
  });

  it("stops until the longest pause is over", async () => {
    const budget = create(100);
    await budget.pause(500_000, false);
    await budget.pause(1000, false);
    await elapse(100_000);
    // Later, but still not as long as the first.
    await budget.pause(300_000, false);
    const denial = await budget.reserve(1, start);
    expect(denial).toMatchObject({ granted: false, banned: false });
    for (const leftMs of [(denial as WeightDenial).waitMs, budget.weightUsage.pausedForMs]) {
      expect(leftMs).toBeGreaterThan(300_000);
      expect(leftMs).toBeLessThanOrEqual(400_000);
    }
    await elapse(400_000);
    await granted(budget, 1);
  });

  it("says while a ban lasts, and not of a pause after it", async () => {
    const budget = create(100);
    await budget.pause(500_000, true);
    expect(await budget.reserve(1, start)).toMatchObject({ granted: false, banned: true });
    expect(budget.weightUsage).toMatchObject({ banned: true });
    await elapse(500_000);
    await budget.pause(500_000, false);
    expect(await budget.reserve(1, start)).toMatchObject({ granted: false, banned: false });
    await elapse(500_000);
    await granted(budget, 1);
  });

  it("does not let a longer pause hide a ban, nor turn into one", async () => {
    const budget = create(100);
    await budget.pause(200_000, true);
    await budget.pause(600_000, false);
    expect(await budget.reserve(1, start)).toMatchObject({ granted: false, banned: true });
    await elapse(200_000);
    const denial = await budget.reserve(1, start);
    expect(denial).toMatchObject({ granted: false, banned: false });
    expect((denial as WeightDenial).waitMs).toBeGreaterThan(300_000);
  });
}
