// Lists as a target returns them, raw and through the client, and what filters make of them: judged from the responses
// alone, so that it can be judged where the account's data is unknown.
import type { Operation, Parameter } from "@open-orders/specs/model";
import { CannotDecide } from "../run/check.ts";
import type { Difference, Level } from "../run/check.ts";
import type { Item } from "../run/guards.ts";
import { keyOf, select } from "../run/items.ts";
import { rejectionFor } from "../run/publishedErrors.ts";
import type { Sent, Session } from "../run/Session.ts";
import { ownParameters } from "../run/values.ts";
import { isItems, itemsOf, itemsOfCall } from "./assertions.ts";

type Found = readonly Item[] | Difference;

/** Asks for items at one level, mandatory parameters included. */
export async function list(session: Session, level: Level, parameters: Sent = {}): Promise<Found> {
  const { account, client } = session;
  if (level === "raw") return itemsOf(session, await session.send({ parameters }));
  const outcome = await client.call(level, { ...account.mandatory, ...parameters });
  return itemsOfCall(session, outcome);
}

/** The fewest sets of parameters that reach every item, as far as parameters can. */
export function reachAll({ operation, account }: Session): readonly Sent[] {
  const counts = ownParameters(operation).filter(({ filter }) => filter?.keep === "first");
  const most = Object.fromEntries(
    counts.flatMap(({ name, schema }) =>
      schema.maximum === undefined ? [] : [[name, String(schema.maximum)]],
    ),
  );
  return account.reaches.map((reach) => ({ ...reach, ...most }));
}

/** Every item there is, as far as parameters reach. */
export async function listAll(session: Session, level: Level): Promise<Found> {
  const items: Item[] = [];
  for (const sent of reachAll(session)) {
    const found = await list(session, level, sent);
    if (!isItems(found)) return found;
    items.push(...found);
  }
  return items;
}

/**
 * How a filtered list differs from the part of the whole list that it should be.
 *
 * @param mayReject Whether an error response is right too, where no item has the value.
 * @throws CannotDecide where there are no items
 */
export async function compareFiltered(
  session: Session,
  level: Level,
  sentFor: (items: readonly Item[]) => Sent,
  mayReject = false,
): Promise<Difference | undefined> {
  const { operation, account, target } = session;
  const before = await listAll(session, level);
  if (!isItems(before)) return before;
  if (before.length === 0 && !mayReject) throw new CannotDecide("the list is empty");
  const sent = { ...account.mandatory, ...sentFor(before) };
  const filtered = await list(session, level, sent);
  const request = session.sent.at(-1);
  if (!isItems(filtered)) {
    const none = select(operation, before, sent).length === 0;
    const { code = 0 } = filtered;
    // It was right, so the exchange verifies other bytes than were sent.
    if (code === rejectionFor(operation, "signature")?.code)
      return { ...filtered, causes: ["signature"] };
    return mayReject && none && code < 0 ? undefined : filtered;
  }
  // Orders come and go while a target in use is asked.
  const after = target.clock?.set ? before : await listAll(session, level);
  if (!isItems(after)) return after;
  const difference = filterDifference(operation, sent, { before, filtered, after });
  return difference && { ...difference, request };
}

function filterDifference(
  operation: Operation,
  sent: Sent,
  lists: Readonly<Record<"before" | "filtered" | "after", readonly Item[]>>,
): Difference | undefined {
  const { before, filtered, after } = lists;
  const own = ownParameters(operation).filter(({ filter }) => filter);
  const used = own.filter(({ name }) => sent[name] !== undefined);
  const shown = used.map(({ name }) => `${name}=${sent[name]}`).join(" and ");
  const differs = (what: string, parameters = used): Difference => {
    const causes = parameters.map(({ name }) => `${operation.id} filter ${name}`);
    // Where none that was sent is to blame, the check's own cause stands.
    return { actual: `${shown}: ${what}`, ...(causes.length > 0 && { causes }) };
  };
  const isCount = ({ filter }: Parameter): boolean => filter?.keep === "first";
  const counts = own
    .filter(isCount)
    .map(({ name, schema }) => Number(sent[name] ?? schema.default));
  const count = Math.min(Infinity, ...counts.filter((limit) => !Number.isNaN(limit)));
  const unlimited = {
    ...sent,
    ...Object.fromEntries(own.filter(isCount).map(({ name }) => [name, "Infinity"])),
  };
  const wrongBy = (values: Sent): number =>
    filtered.filter((item) => select(operation, [item], values).length === 0).length;
  const wrong = wrongBy(unlimited);
  if (wrong > 0)
    return differs(
      `${wrong} of ${filtered.length} items are others`,
      used.filter((one) => !isCount(one) && wrongBy({ [one.name]: sent[one.name] ?? "" }) > 0),
    );
  if (filtered.length > count) return differs(`${filtered.length} items, ${count} at most`);
  const keys = (items: readonly Item[]): readonly string[] =>
    items.map((item) => keyOf(operation, item));
  const selected = (items: readonly Item[]) => keys(select(operation, items, unlimited));
  const lasting = selected(before).filter((key) => selected(after).includes(key));
  const found = keys(filtered);
  const missing = lasting.filter((key) => !found.includes(key)).length;
  // Where a count ends the list, nobody can say which items are left out.
  const short = filtered.length < Math.min(count, lasting.length);
  if (count === Infinity ? missing > 0 : short)
    return differs(`${filtered.length} items, and ${missing} of the whole list are missing`);
  const known = new Set(keys(before));
  const strange = found.filter((key) => !known.has(key)).length;
  return strange > 0 && before === after
    ? differs(`${strange} items that the whole list does not have`)
    : undefined;
}
