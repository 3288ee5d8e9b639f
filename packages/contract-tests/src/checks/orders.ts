// What the roles of `x-order` say about the values of orders: judged from the responses alone.
import { CannotDecide } from "../run/check.ts";
import type { CheckDefinition, CheckSuite } from "../run/check.ts";
import { isRounded, keyOf } from "../run/items.ts";
import type { Item } from "../run/guards.ts";
import { stringify } from "../run/stringify.ts";
import { isItems } from "./assertions.ts";
import { listAll } from "./lists.ts";

/** Milliseconds of the years 2001 to 2099: seconds are below, microseconds above. */
const firstMs = Date.UTC(2001, 8, 9);
const lastMs = Date.UTC(2100, 0, 1);

interface Rule extends Pick<CheckDefinition, "rule" | "what" | "basis"> {
  /** Returns what is wrong with an order, if anything is. */
  readonly wrong: (order: Item, index: number, all: readonly Item[]) => string | undefined;
  /** Another cause, where it explains what is wrong with these. */
  readonly causeOf?: (orders: readonly Item[]) => string | undefined;
}

export const orderChecks: CheckSuite = (operation) => {
  const { item, itemNode, list } = operation;
  const roles = item["x-order"];
  if (!roles || !list) return [];
  const { id, quantity, filledQuantity = "", placedAt, updatedAt, uniqueWithin } = roles;
  const rules: readonly Rule[] = [
    {
      rule: `unique by ${uniqueWithin} and ${id}`,
      what: "no order twice",
      wrong(order, index, all) {
        const key = keyOf(operation, order);
        const first = all.findIndex((other) => keyOf(operation, other) === key);
        return first === index ? undefined : `${key} again`;
      },
      // Ids that were rounded may become the same.
      causeOf: (orders) =>
        orders.every((order) => isRounded(stringify(order[id]))) ? "digits" : undefined,
    },
    ...[placedAt, updatedAt].map((field) => ({
      rule: `${field} in milliseconds`,
      what: "milliseconds of this century",
      wrong({ [field]: time }: Item) {
        const right = typeof time !== "number" || (time >= firstMs && time < lastMs);
        return right ? undefined : `${field} is ${time}`;
      },
    })),
    {
      rule: `${updatedAt} not before ${placedAt}`,
      what: "the last change not before the placement",
      basis: "assumption",
      wrong: (order) =>
        Number(order[updatedAt]) < Number(order[placedAt])
          ? `${placedAt} is ${stringify(order[placedAt])}, ${updatedAt} ${stringify(order[updatedAt])}`
          : undefined,
    },
    {
      rule: `${filledQuantity} at most ${quantity}`,
      what: "no more filled than ordered",
      wrong(order) {
        const [filled, ordered] = [Number(order[filledQuantity]), Number(order[quantity])];
        // An order that closes a position has no quantity of its own.
        const right = ordered === 0 || !(filled > ordered);
        return right ? undefined : `${filledQuantity} is ${filled}, ${quantity} ${ordered}`;
      },
    },
  ];
  return rules
    .filter(({ rule }) => filledQuantity !== "" || !rule.endsWith(`at most ${quantity}`))
    .map(({ rule, what, basis = "source", wrong, causeOf }) => ({
      rule: `orders: ${rule}`,
      what,
      basis,
      node: itemNode.child("x-order") ?? itemNode,
      cause: `${operation.id} ${rule.endsWith("in milliseconds") ? "times" : rule}`,
      async probe(session) {
        const orders = await listAll(session, "raw");
        if (!isItems(orders)) return orders;
        if (orders.length === 0) throw new CannotDecide("the list is empty");
        const found = orders.filter((order, index) => wrong(order, index, orders) !== undefined);
        const [first] = found;
        if (!first) return undefined;
        const text = wrong(first, orders.indexOf(first), orders);
        const cause = causeOf?.(found);
        return {
          actual: `${text}, in ${found.length} of ${orders.length} orders`,
          ...(cause !== undefined && { causes: [cause] }),
        };
      },
    }));
};
