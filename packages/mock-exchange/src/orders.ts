// Orders that change during a test: added, updated and removed by the test that has the exchange.
import { isObject, membersOf } from "@open-orders/specs/model";
import { anything, checkOptions } from "./checkOptions.ts";
import type { Item, ItemList } from "./itemList.ts";
import type { OrderReference, Orders } from "./options.ts";
import { completeOrder, keyOf } from "./orderKind.ts";
import type { OrderKind } from "./orderKind.ts";
import { checkValue, stringify } from "./schema.ts";
import type { Fields } from "./schema.ts";
import { firstFreeId } from "./simulation.ts";

/** What the orders of one list need. */
export interface OrdersSource {
  readonly kind: OrderKind;
  readonly list: ItemList;
  /** The exchange's time in milliseconds. */
  readonly now: () => number;
  /** Called with the symbol of each order that is added or updated. */
  readonly onSymbol: (symbol: string) => void;
}

/** The orders of one list of one account. */
export function createOrders({ kind, list, now, onSymbol }: OrdersSource): Orders {
  const { operation, roles } = kind;
  const schema = operation.item;
  // What the fields must be, the schema says.
  const names = Object.fromEntries(
    Object.keys(schema.properties ?? {}).map((name) => [name, anything]),
  );
  let added = 0n;

  const time = (): number => Math.floor(now());
  const listed = (): readonly Item[] => list.at(now());
  const readable = (fields: Fields): Fields =>
    membersOf(JSON.parse(stringify(schema, fields, "quoted")));
  const fail = (place: string, message: string): TypeError =>
    new TypeError(`orders("${operation.id}").${place}: ${message}`);

  /** The item of a valid order that no other order is mistaken for. */
  function itemOf(fields: Fields, place: string, except?: Item): Item {
    checkValue(schema, fields, `orders("${operation.id}").${place}`);
    const key = keyOf(kind, fields);
    if (listed().some((item) => item !== except && keyOf(kind, item.fields) === key)) {
      const within = `${roles.uniqueWithin} ${String(fields[roles.uniqueWithin])}`;
      throw fail(place, `another order of ${within} has ${roles.id} ${String(fields[roles.id])}`);
    }
    onSymbol(String(fields[roles.symbol]));
    return { fields, text: stringify(schema, fields) };
  }

  function checkNames(given: object, place: string): void {
    checkOptions(given, names, `orders("${operation.id}").${place}`);
  }

  function find(reference: OrderReference | Fields, place: string): Item {
    const { id, within } = readReference(reference);
    if (id === undefined) throw fail(place, "must be an id, { symbol, id } or an order");
    const ofId = listed().filter(({ fields }) => String(fields[roles.id]) === id);
    const found = ofId.filter(
      ({ fields }) => within === undefined || String(fields[roles.uniqueWithin]) === within,
    );
    const [first, second] = found;
    if (first && !second) return first;
    const places = (items: readonly Item[]): string =>
      items.map(({ fields }) => String(fields[roles.uniqueWithin])).join(", ");
    if (first) throw fail(place, `id ${id} is in ${places(found)}; give { symbol, id }`);
    const ids = listed().map(({ fields }) => String(fields[roles.id]));
    throw fail(
      place,
      ofId.length > 0
        ? `no order has id ${id} in ${within}; it is in ${places(ofId)}`
        : `no order has id ${id}; ${ids.length === 0 ? "the list is empty" : `there are ${ids.slice(0, 10).join(", ")}`}`,
    );
  }

  function readReference(reference: unknown): {
    id?: string | undefined;
    within?: string | undefined;
  } {
    if (!isObject(reference)) return { id: textOf(reference) };
    const { id, symbol } = reference;
    return id === undefined
      ? { id: textOf(reference[roles.id]), within: textOf(reference[roles.uniqueWithin]) }
      : { id: textOf(id), within: textOf(symbol) };
  }

  return {
    add(given = {}) {
      const place = "add(order)";
      checkNames(given, place);
      const taken = new Set(listed().map(({ fields }) => String(fields[roles.id])));
      do added += 1n;
      while (taken.has(String(firstFreeId + added)));
      const placement = { id: firstFreeId + added, clientId: `added-${added}`, time: time() };
      const present = Object.entries(given).filter(([, value]) => value !== undefined);
      const item = itemOf(completeOrder(kind, Object.fromEntries(present), placement), place);
      list.add(item);
      return readable(item.fields);
    },
    update(reference, changes) {
      checkNames(changes, "update(…, changes)");
      const found = find(reference, "update(order)");
      const fields = { ...found.fields, [roles.updatedAt]: time(), ...changes };
      const item = itemOf(fields, "update(…, changes)", found);
      list.replace(found, item);
      return readable(item.fields);
    },
    remove(reference) {
      list.replace(find(reference, "remove(order)"));
    },
    list: () => listed().map(({ fields }) => readable(fields)),
  };
}

function textOf(value: unknown): string | undefined {
  const written =
    typeof value === "string" || typeof value === "number" || typeof value === "bigint";
  return written ? String(value) : undefined;
}
