// Items of lists: which of them parameters let through, what identifies one, and how two lists differ.
import type { Filter, Operation } from "@open-orders/specs/model";
import { isInt64 } from "@open-orders/specs/model";
import type { Difference } from "./check.ts";
import type { Item } from "./guards.ts";
import { readJson } from "./readJson.ts";
import { stableJson, stringify } from "./stringify.ts";

/** The items that these parameters let through. Defaults of the description count as sent. */
export function select(
  { parameters }: Operation,
  items: readonly Item[],
  sent: Readonly<Record<string, string>>,
): readonly Item[] {
  let kept = items;
  let first = Infinity;
  for (const { name, filter, schema, json } of parameters) {
    const value = sent[name] ?? schema.default;
    if (!filter || value === undefined) continue;
    const { keep, field = name } = filter;
    const text = stringify(value);
    // A list lets through what any of its members lets through.
    const wanted = json ? [readJson(text, schema).exact].flat().map(stringify) : [text];
    if (keep === "first") first = Math.min(first, Number(text));
    else
      kept = kept.filter((item) => wanted.some((one) => keeps(keep, stringify(item[field]), one)));
  }
  return kept.slice(0, first);
}

function keeps(keep: Filter["keep"], value: string, wanted: string): boolean {
  if (keep === "equal") return value === wanted;
  const order = compare(value, wanted);
  return keep === "from" ? order >= 0 : order <= 0;
}

/** What identifies an item: its id within its symbol, where the description says so; else all of its ids. */
export function keyOf(
  { item: { "x-order": roles, properties = {} } }: Operation,
  item: Item,
): string {
  const names = roles
    ? [roles.uniqueWithin, roles.id]
    : Object.keys(properties).filter((name) => isInt64(properties[name] ?? {}));
  if (names.length === 0) return stableJson(item);
  return names.map((name) => stringify(item[name])).join(" ");
}

/** How two lists differ, in no particular order of items; undefined where they do not. */
export function differenceOf(
  { id }: Operation,
  expected: readonly Item[],
  actual: readonly Item[],
): Difference | undefined {
  const causes = [`${id} items`];
  if (actual.length !== expected.length)
    return { actual: `${actual.length} items instead of ${expected.length}`, causes };
  const left = new Map<string, number>();
  for (const item of actual) left.set(stableJson(item), (left.get(stableJson(item)) ?? 0) + 1);
  const missing = expected.filter((item) => {
    const count = left.get(stableJson(item)) ?? 0;
    left.set(stableJson(item), count - 1);
    return count <= 0;
  });
  if (missing.length === 0) return undefined;
  const others = actual.filter((item) => (left.get(stableJson(item)) ?? 0) > 0);
  // Every missing item is set beside the one that is most like it.
  const fields = missing.map(
    (item) =>
      others
        .map((other) => unequalFields(item, other))
        .toSorted((a, b) => a.length - b.length)[0] ?? [],
  );
  const texts = (fields[0] ?? []).map(({ text }) => text);
  return {
    actual: `${missing.length} of ${expected.length} items differ: ${texts.slice(0, 3).join("; ")}`,
    causes: [...new Set(fields.flat().map(({ name }) => `${id} field ${name}`))],
  };
}

function unequalFields(
  expected: Item,
  other: Item,
): readonly { readonly name: string; readonly text: string }[] {
  const names = new Set([...Object.keys(expected), ...Object.keys(other)]);
  return [...names]
    .filter((name) => stableJson(expected[name]) !== stableJson(other[name]))
    .map((name) => ({
      name,
      text: `${name} is ${stableJson(other[name])}, not ${stableJson(expected[name])}`,
    }));
}

/** Whether an id beyond 2^53 is what it would be after JavaScript, or any double, has rounded it. */
export function isRounded(id: string): boolean {
  const long = /^-?\d+$/u.test(id) && !Number.isSafeInteger(Number(id));
  return long && (BigInt(Number(id)) === BigInt(id) || String(Number(id)) === id);
}

/** Orders numbers in strings, with more digits than a number holds too. */
export function compare(a: string, b: string): number {
  if (/^-?\d+$/u.test(a) && /^-?\d+$/u.test(b)) return Number(BigInt(a) - BigInt(b));
  return Number(a) - Number(b);
}
