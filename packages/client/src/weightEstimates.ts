// What calls really cost whose weight the description can only estimate: learned from the exchange's counts.
import type { WeightRule } from "./api.ts";

/** Weights to reserve, corrected by what was observed. */
export interface WeightEstimates {
  /** What to reserve for a call. */
  weightOf(rule: WeightRule): number;
  /**
   * Learns from the exchange's count after a call.
   *
   * @param interval - The interval that the weight was reserved in.
   * @param count - Weight used in it by the exchange's count.
   */
  observe(rule: WeightRule, interval: number, count: number): void;
}

/** @param limit - No more than this is ever reserved, so that a costly call can still be made alone. */
export function createWeightEstimates(limit: number): WeightEstimates {
  const increases = new Map<WeightRule, number>();
  let last: { readonly interval: number; readonly count: number } | undefined;
  return {
    weightOf(rule) {
      if (!rule.estimate) return rule.weight;
      return Math.max(rule.weight, Math.min(increases.get(rule) ?? 0, limit));
    },
    observe(rule, interval, count) {
      // The first count of an interval says nothing about this call: others may have spent before it.
      if (rule.estimate && last?.interval === interval && count > last.count)
        increases.set(rule, count - last.count);
      last = { interval, count };
    },
  };
}
