// Which items an answer holds: those that the parameters with an `x-filter` let through, in the
// order they were given.
import type { Item } from "./itemList.ts";
import type { FilterKind } from "@open-orders/specs/model";
import type { ServedOperation } from "./operations.ts";
import type { Query } from "./query.ts";

/** Applies the operation's filters; a parameter's described default counts as sent. */
export function applyFilters(
  operation: ServedOperation,
  query: Query,
  items: readonly Item[],
): readonly Item[] {
  let kept = items;
  let first = Infinity;
  for (const { name, filter, schema } of operation.parameters.values()) {
    const value = query.sent.get(name) ?? schema.default;
    if (!filter || value === undefined) continue;
    const wanted = typeof value === "string" ? value : JSON.stringify(value);
    if (filter.keep === "first") first = Math.min(first, Number(wanted));
    else {
      const { keep, field = name } = filter;
      kept = kept.filter(({ fields }) => keeps(keep, String(fields[field]), wanted));
    }
  }
  return kept.slice(0, first);
}

function keeps(keep: FilterKind, value: string, wanted: string): boolean {
  if (keep === "equal") return value === wanted;
  const order = compare(value, wanted);
  return keep === "from" ? order >= 0 : order <= 0;
}

function compare(a: string, b: string): number {
  const exact = /^-?\d+$/u.test(a) && /^-?\d+$/u.test(b);
  // Ids may have more digits than a number holds.
  if (exact) return BigInt(a) < BigInt(b) ? -1 : Number(BigInt(a) > BigInt(b));
  return Number(a) - Number(b);
}
