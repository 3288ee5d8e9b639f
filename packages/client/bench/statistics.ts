// The few numbers the benchmark draws from its rounds.

/** The middle value; of an even count, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which this part of the values lies, between two of them by proportion. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * part;
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? Number.NaN;
  return below + (above - below) * (at - Math.floor(at));
}

/** By round, in the same order for all; rounds that a contender sat out are absent. */
export type ByRound = ReadonlyMap<number, number>;

/** A value against another, in each round that has both. What slows a round down slows both. */
export function ratios(values: ByRound, base: ByRound): number[] {
  const found: number[] = [];
  for (const [round, value] of values) {
    const against = base.get(round);
    if (against !== undefined) found.push(value / against);
  }
  return found;
}

/** Median and the middle half of what was measured. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

export function spread(values: readonly number[]): Spread {
  return {
    median: median(values),
    low: quantile(values, 0.25),
    high: quantile(values, 0.75),
  };
}

/** The items under their names, in the order in which a name first came up. */
export function groupBy<T>(items: readonly T[], nameOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = nameOf(item);
    const group = groups.get(name);
    if (group) group.push(item);
    else groups.set(name, [item]);
  }
  return groups;
}
