// Weights that the description only estimates: learned from the exchange's count.
import { describe, expect, it } from "vitest";
import { scriptedExchange, json, errorResponse } from "./scriptedExchange.ts";
import type { WeightRule } from "../src/api.ts";
import { createPortfolioMarginClient } from "../src/index.ts";
import type { ClientOptions } from "../src/index.ts";
import { createWeightEstimates } from "../src/weightEstimates.ts";

/** The margin orders of an account at an exchange that counts `costs()` for each call, 6000 a minute. */
function exchangeThatCounts(costs: () => number, options: Partial<ClientOptions> = {}) {
  const minutes = new Map<number, { used: number; statuses: number[] }>();
  const script = scriptedExchange([], options);
  const { now = Date.now } = script.options;
  script.options.fetch = async () => {
    const minute = Math.floor(now() / 60_000);
    const seen = minutes.get(minute) ?? { used: 0, statuses: [] };
    minutes.set(minute, seen);
    seen.used += costs();
    const headers = { "x-mbx-used-weight-1m": String(seen.used) };
    const isOver = seen.used > 6000;
    seen.statuses.push(isOver ? 429 : 200);
    return isOver ? errorResponse(429, -1003, headers) : json([], 200, headers);
  };
  const client = createPortfolioMarginClient(script.options);
  return {
    ...script,
    client,
    /** The statuses of each minute. */
    statuses: () => [...minutes.values()].map((minute) => minute.statuses),
  };
}

describe("polled without a symbol, each call costing 850 (case C2)", () => {
  it("spends seven calls a minute and meets no 429", async () => {
    const { client, statuses } = exchangeThatCounts(() => 850, { totalTimeoutMs: 120_000 });
    for (let call = 0; call < 21; call += 1)
      expect(await client.listMarginOpenOrders()).toEqual([]);
    expect(statuses()).toEqual([0, 1, 2].map(() => Array.from({ length: 7 }, () => 200)));
  });

  it("meets none from the second minute on when the calls of a minute leave together", async () => {
    const { client, statuses, pass } = exchangeThatCounts(() => 850, { waitForWeight: false });
    for (let minute = 0; minute < 4; minute += 1) {
      await Promise.allSettled(Array.from({ length: 9 }, () => client.listMarginOpenOrders()));
      pass(120_000);
    }
    const [first, ...later] = statuses();
    expect(first).toContain(429);
    for (const minute of later) expect(minute).not.toContain(429);
  });

  it("follows the weight as it grows", async () => {
    let cost = 850;
    const { client, events } = exchangeThatCounts(() => cost);
    for (let call = 0; call < 3; call += 1) await client.listMarginOpenOrders();
    cost = 1000;
    for (let call = 0; call < 2; call += 1) await client.listMarginOpenOrders();
    expect(events.map(({ weight }) => weight)).toEqual([5, 5, 850, 850, 1000]);
  });

  it("reserves what the description says for a call with a symbol", async () => {
    const { client, events } = exchangeThatCounts(() => 850);
    for (let call = 0; call < 3; call += 1) await client.listMarginOpenOrders({ symbol: "BNBBTC" });
    expect(events.map(({ weight }) => weight)).toEqual([5, 5, 5]);
  });
});

describe("an estimate", () => {
  const rule: WeightRule = { weight: 5, estimate: true };

  it("is the described weight until the count has risen twice in one interval", () => {
    const estimates = createWeightEstimates(6000);
    estimates.observe(rule, 1, 850);
    expect(estimates.weightOf(rule)).toBe(5);
    // The first count of an interval holds what others have spent in it.
    estimates.observe(rule, 2, 3000);
    expect(estimates.weightOf(rule)).toBe(5);
    estimates.observe(rule, 2, 3900);
    expect(estimates.weightOf(rule)).toBe(900);
  });

  it("is never below the described weight, nor above the limit", () => {
    const estimates = createWeightEstimates(1000);
    estimates.observe(rule, 1, 100);
    estimates.observe(rule, 1, 103);
    expect(estimates.weightOf(rule)).toBe(5);
    estimates.observe(rule, 1, 5000);
    expect(estimates.weightOf(rule)).toBe(1000);
  });

  it("learns nothing from a count that fell: responses overtook each other", () => {
    const estimates = createWeightEstimates(6000);
    estimates.observe(rule, 1, 1700);
    estimates.observe(rule, 1, 850);
    expect(estimates.weightOf(rule)).toBe(5);
    estimates.observe(rule, 1, 1750);
    estimates.observe(rule, 1, 1700);
    expect(estimates.weightOf(rule)).toBe(900);
  });

  it("keeps what it learned when a count comes twice", () => {
    const estimates = createWeightEstimates(6000);
    for (const count of [100, 950, 950]) estimates.observe(rule, 1, count);
    expect(estimates.weightOf(rule)).toBe(850);
  });

  it("takes no account of what other calls cost", () => {
    const estimates = createWeightEstimates(6000);
    const other: WeightRule = { weight: 40 };
    estimates.observe(rule, 1, 100);
    estimates.observe(other, 1, 500);
    estimates.observe(rule, 1, 1350);
    expect([estimates.weightOf(rule), estimates.weightOf(other)]).toEqual([850, 40]);
  });
});
