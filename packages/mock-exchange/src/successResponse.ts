// The response to a valid request: the items that the parameters with an `x-filter` select, in the order in which they
// are listed.
import { noSuchItemError } from "@open-orders/specs/model";
import type { FilterKind } from "@open-orders/specs/model";
import type { Item } from "./itemList.ts";
import type { ServedOperation } from "./operations.ts";
import type { Query } from "./query.ts";
import { errorResponse } from "./rejection.ts";
import type { MockResponse } from "./response.ts";
import { readList, stringify } from "./schema.ts";

/** What is returned of the items, or the time where the operation is the time endpoint. */
export function successResponse(
  operation: ServedOperation,
  query: Query,
  time: number,
  items: readonly Item[],
): MockResponse {
  const json = (body: string): MockResponse => ({
    status: 200,
    contentType: "application/json",
    body,
  });
  if (operation.clockField !== undefined) {
    return json(JSON.stringify({ [operation.clockField]: time }));
  }
  const texts = applyFilters(operation, query, items).map(({ text }) => text);
  if (operation.list) return json(`[${texts.join(",")}]`);
  const [text, another] = texts;
  const filters = [...operation.parameters.values()].filter(({ filter }) => filter);
  const unsent = filters.find(({ name }) => !query.sent.has(name));
  if (another !== undefined && unsent) {
    const name = "MANDATORY_PARAM_EMPTY_OR_MALFORMED";
    return errorResponse(operation, { name, parameter: unsent.name });
  }
  if (text !== undefined) return json(text);
  if (filters.length > 0) return errorResponse(operation, { name: noSuchItemError });
  // No parameter selects it, so it does not depend on what the account has.
  return json(stringify(operation.item, operation.examples[0] ?? {}));
}

/** Applies the operation's filters; a parameter's described default counts as sent. */
function applyFilters(
  operation: ServedOperation,
  query: Query,
  items: readonly Item[],
): readonly Item[] {
  let selected = items;
  let first = Infinity;
  for (const { name, filter, schema, json } of operation.parameters.values()) {
    const value = query.sent.get(name) ?? schema.default;
    if (!filter || value === undefined) continue;
    const wanted = typeof value === "string" ? value : JSON.stringify(value);
    if (filter.keep === "first") first = Math.min(first, Number(wanted));
    else {
      const { keep, field = name } = filter;
      // A list selects what any of its items selects.
      const any = json ? readList(schema, wanted).map(String) : [wanted];
      selected = selected.filter(
        ({ fields }) =>
          field in fields && any.some((one) => keeps(keep, String(fields[field]), one)),
      );
    }
  }
  return selected.slice(0, first);
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
