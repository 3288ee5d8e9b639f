// What is true of every weight budget, wherever it is kept.
import { expect, it } from "vitest";
import type { Reservation, WeightBudget } from "../src/index.ts";

const minute = 60_000;
const start = 1_579_276_800_000;
const interval = start / minute;

export function budgetStatements(create: (limit: number) => WeightBudget): void {
  const granted = async (
    budget: WeightBudget,
    weight: number,
    now = start,
  ): Promise<Reservation> => {
    const answer = await budget.reserve(weight, now);
    expect(answer).toEqual({ weight, interval: Math.floor(now / minute) });
    return answer as Reservation;
  };

  it("hands out the limit, then says how long the minute lasts", async () => {
    const budget = create(2400);
    for (let call = 0; call < 60; call += 1) await granted(budget, 40);
    expect(await budget.reserve(1, start + 1000)).toEqual({ waitMs: minute - 1000, banned: false });
    expect(budget.weightUsage).toMatchObject({ weightLimit: 2400, usedWeight: 2400 });
  });

  it("begins anew with the minute, even when answers come late", async () => {
    const budget = create(40);
    const late = await granted(budget, 40);
    expect(await budget.reserve(1, start + minute - 1)).toEqual({ waitMs: 1, banned: false });
    await granted(budget, 20, start + minute);
    await budget.settle(late, undefined, start + minute);
    await granted(budget, 20, start + minute);
    expect(interval + 1).toBe(Math.floor((start + minute) / minute));
  });

  it("believes the exchange's count: others behind the address spend too", async () => {
    const budget = create(2400);
    await budget.settle(await granted(budget, 1), 2390, start + 10);
    expect(await budget.reserve(40, start + 20)).toEqual({ waitMs: minute - 20, banned: false });
    await granted(budget, 10, start + 20);
  });

  it("believes it, too, when a call cost less than described", async () => {
    const budget = create(40);
    await budget.settle(await granted(budget, 40), 1, start);
    expect(budget.weightUsage.usedWeight).toBe(1);
    await granted(budget, 39);
  });

  it("is not misled by an answer that was overtaken", async () => {
    const budget = create(100);
    const first = await granted(budget, 40);
    await budget.settle(await granted(budget, 40), 80, start);
    await budget.settle(first, 40, start);
    expect(budget.weightUsage.usedWeight).toBe(80);
  });

  it("keeps what was reserved when no answer told the count", async () => {
    const budget = create(100);
    await budget.settle(await granted(budget, 40), undefined, start);
    expect(budget.weightUsage.usedWeight).toBe(40);
  });

  it("gives back what was reserved for a request that was not sent", async () => {
    const budget = create(100);
    await budget.settle(await granted(budget, 40), 60, start);
    await budget.settle(await granted(budget, 40), 0, start);
    expect(budget.weightUsage.usedWeight).toBe(60);
    await granted(budget, 40);
  });

  it("lets a call through that is dearer than the limit, when nothing else was spent", async () => {
    expect(await create(10).reserve(40, start)).toEqual({ weight: 40, interval });
  });

  it("stops until a pause is over, and a ban says so", async () => {
    const budget = create(100);
    await budget.pause(5000, true, start);
    await budget.pause(10, false, start);
    // Later, but still not as long as the first.
    await budget.pause(3000, false, start + 1000);
    expect(await budget.reserve(1, start)).toEqual({ waitMs: 5000, banned: true });
    await granted(budget, 1, start + 5000);
  });
}
