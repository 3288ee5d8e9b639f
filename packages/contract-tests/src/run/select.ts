// Which items an answer should hold, by the filters of the description, and how two lists differ.
import { stringify } from "./stringify.ts";
import type { Operation } from "../spec/description.ts";

export type Item = Readonly<Record<string, unknown>>;

/** The items that these parameters let through. Defaults of the description count as sent. */
export function select(
  operation: Operation,
  items: readonly object[],
  sent: Readonly<Record<string, string>>,
): readonly Item[] {
  let kept = items as readonly Item[];
  let first = Infinity;
  for (const { name, filter, schema } of operation.parameters) {
    const value = sent[name] ?? schema.default;
    if (!filter || value === undefined) continue;
    const { keep, field = name } = filter;
    const wanted = stringify(value);
    if (keep === "first") first = Math.min(first, Number(wanted));
    else kept = kept.filter((item) => keeps(keep, stringify(item[field]), wanted));
  }
  return kept.slice(0, first);
}

/** Says how two lists differ, in no particular order of items; undefined when they do not. */
export function difference(expected: readonly object[], actual: unknown): string | undefined {
  if (!Array.isArray(actual)) return `${kindOf(actual)} in place of a list`;
  const left = new Map<string, number>();
  for (const item of actual) left.set(stable(item), (left.get(stable(item)) ?? 0) + 1);
  const missing = expected.filter((item) => {
    const count = left.get(stable(item)) ?? 0;
    left.set(stable(item), count - 1);
    return count <= 0;
  });
  if (actual.length !== expected.length)
    return `${actual.length} items in place of ${expected.length}`;
  const [first] = missing;
  if (!first) return undefined;
  const strangers = actual.filter((item) => (left.get(stable(item)) ?? 0) > 0);
  const closest = strangers
    .map((item) => unequalFields(first as Item, item))
    .toSorted((a, b) => a.length - b.length)[0];
  return `${missing.length} of ${expected.length} items differ: ${(closest ?? []).slice(0, 3).join("; ")}`;
}

/** JSON with the keys of objects in order, so that equal values give equal texts. */
export function stable(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stable).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "undefined";
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${stable(member)}`).join(",")}}`;
}

export function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === "object" ? "an object" : `${typeof value} ${stringify(value)}`;
}

function unequalFields(expected: Item, actual: unknown): readonly string[] {
  const other = (typeof actual === "object" && actual !== null ? actual : {}) as Item;
  const names = new Set([...Object.keys(expected), ...Object.keys(other)]);
  return [...names]
    .filter((name) => stable(expected[name]) !== stable(other[name]))
    .map((name) => `${name} is ${stable(other[name])}, not ${stable(expected[name])}`);
}

function keeps(keep: "equal" | "from" | "until", value: string, wanted: string): boolean {
  if (keep === "equal") return value === wanted;
  const order = compare(value, wanted);
  return keep === "from" ? order >= 0 : order <= 0;
}

/** Ids may have more digits than a number holds. */
export function compare(a: string, b: string): number {
  if (/^-?\d+$/u.test(a) && /^-?\d+$/u.test(b)) return Number(BigInt(a) - BigInt(b));
  return Number(a) - Number(b);
}
