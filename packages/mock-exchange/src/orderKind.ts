// What the description says about the orders of a list, in `x-order` and `x-simulation`, and how an order is made from
// it: what is left out comes from a described example.
import { isInt64 } from "@open-orders/specs/model";
import type { FieldValues, OrderRoles, Simulation } from "@open-orders/specs/model";
import { readDecimal, writeDecimal } from "./decimal.ts";
import { waitsForTrigger } from "./operations.ts";
import type { ServedOperation } from "./operations.ts";
import { hasValues } from "./schema.ts";
import type { Fields } from "./schema.ts";

/** The orders of one list. */
export interface OrderKind {
  readonly operation: ServedOperation;
  /** Which field plays which role. */
  readonly roles: OrderRoles;
  /** How an order changes while it is listed, where that is described. */
  readonly simulation: Simulation | undefined;
}

/** What is new about an order that has just been placed. */
export interface Placement {
  readonly id: bigint;
  readonly clientId: string;
  /** Milliseconds since the Unix epoch. */
  readonly time: number;
}

/** The orders of an operation; undefined where it is no list of orders. */
export function orderKindOf(operation: ServedOperation): OrderKind | undefined {
  const { "x-order": roles, "x-simulation": simulation } = operation.item;
  return operation.list && roles ? { operation, roles, simulation } : undefined;
}

/** The key of an order within its list: its id, with the field within which ids are unique. */
export function keyOf({ roles }: OrderKind, order: Fields): string {
  return JSON.stringify([String(order[roles.uniqueWithin]), String(order[roles.id])]);
}

/** An order like the pattern, as it was when it was placed: not triggered, nothing filled. */
export function placeLike(kind: OrderKind, pattern: Fields, placement: Placement): Fields {
  const { roles, simulation } = kind;
  const { onTrigger = [], onFill, averagePrice, traded } = simulation ?? {};
  const placed: Record<string, unknown> = { ...pattern };
  for (const { from, to } of [...onTrigger, ...(onFill ? [onFill] : [])]) {
    if (hasValues(placed, { ...from, ...to })) Object.assign(placed, from);
  }
  for (const name of [roles.filledQuantity, averagePrice, traded?.field]) {
    const value = name === undefined ? undefined : placed[name];
    if (name === undefined || typeof value !== "string") continue;
    placed[name] = writeDecimal({ units: 0n, scale: readDecimal(value).scale });
  }
  const { clientId, placedAt, updatedAt } = roles;
  placed[roles.id] = idFor(kind, roles.id, placement.id);
  if (clientId !== undefined) placed[clientId] = placement.clientId;
  return { ...placed, [placedAt]: placement.time, [updatedAt]: placement.time };
}

/** A complete order from some of its fields; the others are those of the described example that is most like it. */
export function completeOrder(kind: OrderKind, given: Fields, placement: Placement): Fields {
  const examples = kind.operation.allExamples;
  const order: Record<string, unknown> = {
    ...placeLike(kind, exampleFor(kind, given), placement),
    ...filtersOf(kind, given),
    ...given,
  };
  // Conditional fields follow the fields they depend on.
  for (const [name, { "x-present-when": when }] of Object.entries(
    kind.operation.item.properties ?? {},
  )) {
    if (!when || name in given) continue;
    if (!hasValues(order, when)) delete order[name];
    else order[name] ??= examples.find((example) => example[name] !== undefined)?.[name];
  }
  return order;
}

/** Roles that an order keeps when it goes on in another list. */
const keptRoles = ["clientId", "symbol", "side", "price", "quantity"] as const;

/**
 * The order of another kind that a triggered one becomes: it keeps its roles, and the fields that both kinds have.
 *
 * @param as Fields of the new order, as `x-simulation` has them.
 */
export function convertOrder(
  from: OrderKind,
  order: Fields,
  to: OrderKind,
  as: FieldValues,
  placement: Placement,
): Fields {
  const given: Record<string, unknown> = {};
  const roles: readonly string[] = Object.values(to.roles);
  for (const [name, schema] of Object.entries(to.operation.item.properties ?? {})) {
    if (name in order && !schema["x-present-when"] && !roles.includes(name)) {
      given[name] = order[name];
    }
  }
  for (const role of keptRoles) {
    const [source, target] = [from.roles[role], to.roles[role]];
    if (source !== undefined && target !== undefined) given[target] = order[source];
  }
  return completeOrder(to, { ...given, ...as }, placement);
}

/** An id as the field of that name holds it. */
function idFor({ operation }: OrderKind, name: string, id: bigint): bigint | string {
  const schema = operation.item.properties?.[name];
  return schema && isInt64(schema) ? id : String(id);
}

function exampleFor({ operation, roles }: OrderKind, given: Fields): Fields {
  const examples = operation.allExamples;
  const ofType = examples.filter((example) => example[roles.type] === given[roles.type]);
  const plain = examples.filter((example) => !waitsForTrigger(operation, example));
  const candidates = [ofType, plain, examples].find((some) => some.length > 0) ?? [];
  // One that the description shows may be of another product; the symbol that it asks for is not.
  const { symbol } = roles;
  const asked = [...operation.parameters.values()].find(({ filter }) => filter?.field === symbol);
  return (
    candidates.find(sameSymbol(roles, given)) ??
    candidates.find(sameSymbol(roles, { [symbol]: asked?.example })) ??
    candidates[0] ??
    {}
  );
}

/** What goes with a symbol, such as the pair of a contract: fields without a role that the list is filtered by. */
function filtersOf({ operation, roles }: OrderKind, given: Fields): Fields {
  const example = operation.allExamples.find(sameSymbol(roles, given));
  const names = [...operation.parameters.values()].flatMap(({ name, filter }) =>
    filter?.keep === "equal" ? (filter.field ?? name) : [],
  );
  const withoutRole = names.filter((name) => !Object.values(roles).includes(name));
  return example ? Object.fromEntries(withoutRole.map((name) => [name, example[name]])) : {};
}

function sameSymbol({ symbol }: OrderRoles, given: Fields): (example: Fields) => boolean {
  return (example) => example[symbol] === given[symbol];
}
