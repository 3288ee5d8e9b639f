// Makes an account's items from the description alone, so that every field, every known value, every null and every
// absence occurs at least once, and values that are easily damaged on their way (long ids, strings that need encoding,
// strings that look like fields) are among them.
import type { Operation, Schema } from "@open-orders/specs/model";
import { isInt64, typesOf } from "@open-orders/specs/model";
import { fieldsOf, knownValues } from "./fields.ts";
import type { Item } from "./guards.ts";
import { stringify } from "./stringify.ts";
import { ownParameters } from "./values.ts";

/** Ids of 16 to 19 digits, most of which a JavaScript number rounds. The first is a real one. */
export const longIds: readonly string[] = [
  "8389765489680951453",
  "9223372036854775807",
  "1234567890123456789",
  "999999999999999999",
  "12345678901234567",
  "9007199254740993",
  "9007199254740991",
  "1000000000000001",
  "24684460474",
  "1",
];

/** So that no id occurs twice. */
const moreIds = Array.from({ length: 90 }, (_unused, index) =>
  String(8_389_765_489_680_960_001n + BigInt(index)),
);

/** Values that a string filter is tried with: beyond ASCII, and of characters with a meaning in URLs. */
const awkwardStrings: readonly string[] = ["１２３４５６", "A&B=C'D +%2F#?(*)!~é", "币安/USDT"];
const decimals = ["0", "0.00000000", "0.40", "57990.00", "123456789.123456789", "-0.1"];
const firstTime = 1_579_276_756_075;
const fewestItems = 16;
/** So many items at the end lack what may be absent. */
const bareItems = 4;

/** Items for an operation, as the client should return them: ids as strings of digits. */
export function sampleItems(operation: Operation): readonly Item[] {
  // Of single objects there are several where each is selected by its id.
  const selected = ownParameters(operation).some(
    ({ filter, required, schema }) => filter && required && isInt64(schema),
  );
  if (!operation.list && !selected) return [sampleItem(operation, 0, false)];
  const longest = Math.max(
    0,
    ...fieldsOf(operation).map(({ schema }) => knownValues(schema).length),
  );
  // More than are returned by default: otherwise nobody could tell a default from no limit at all.
  const limits = ownParameters(operation).filter(({ filter }) => filter?.keep === "first");
  const listed = Math.max(0, ...limits.map(({ schema }) => Number(schema.default ?? 0)));
  const count = Math.max(fewestItems, 1 + bareItems + Math.max(longest, listed));
  return Array.from({ length: count }, (_unused, index) =>
    sampleItem(operation, index, index >= count - bareItems),
  );
}

function sampleItem(operation: Operation, index: number, bare: boolean): Item {
  const filters = ownParameters(operation).filter(({ filter }) => filter?.keep === "equal");
  const item = fill(operation.item, index, bare, (name, schema) => {
    const rank = filters.findIndex(({ filter }) => filter?.field === name);
    const free = typesOf(schema).includes("string") && knownValues(schema).length === 0;
    if (rank === -1 || !free) return undefined;
    // Each filter changes at a pace of its own, so that none can stand for another.
    const [example = name] = [filters[rank]?.example].flat();
    const values = [stringify(example), `${name}2`, ...awkwardStrings];
    return values[Math.floor(index / (rank + 1)) % values.length];
  });
  return asOrder(operation, item, index);
}

/** The same item with quantities and times that an order can have. */
function asOrder({ item: { "x-order": roles } }: Operation, item: Item, index: number): Item {
  if (!roles) return item;
  const { quantity, filledQuantity, placedAt, updatedAt } = roles;
  const [filled = "0", ordered = "0"] =
    [
      ["0", "0.40"],
      ["0.00000000", "0.00000000"],
      ["0.40", "57990.00"],
    ][index % 3] ?? [];
  return {
    ...item,
    [quantity]: ordered,
    ...(filledQuantity !== undefined && { [filledQuantity]: filled }),
    [placedAt]: firstTime + index * 1000,
    [updatedAt]: firstTime + index * 2000,
  };
}

type Given = (name: string, schema: Schema) => unknown;

function fill(object: Schema, index: number, bare: boolean, given: Given): Item {
  const { required = [], properties = {} } = object;
  const fields = Object.entries(properties);
  const idName = fields.find(([, schema]) => isInt64(schema))?.[0] ?? "id";
  const item: Record<string, unknown> = {};
  const conditionsOf = (schema: Schema) => Object.entries(schema["x-present-when"] ?? {});
  // Those that depend on others come last.
  const ordered = fields
    .map((field, rank) => [field, rank] as const)
    .toSorted(([[, a]], [[, b]]) => conditionsOf(a).length - conditionsOf(b).length);
  for (const [[name, schema], rank] of ordered) {
    const conditions = conditionsOf(schema);
    if (conditions.length === 0 && bare && !required.includes(name)) continue;
    if (!conditions.every(([field, value]) => item[field] === value)) continue;
    // Ids, and what holds some, begin with the first of them.
    const own = isInt64(schema) || schema.properties || schema.items ? index : index + rank;
    item[name] = given(name, schema) ?? sampleValue(schema, own, idName);
  }
  return Object.fromEntries(fields.flatMap(([name]) => (name in item ? [[name, item[name]]] : [])));
}

function sampleValue(schema: Schema, index: number, idName: string): unknown {
  const known: readonly unknown[] = knownValues(schema);
  const nulls = typesOf(schema).includes("null") ? [null] : [];
  const values = known.length > 0 ? known : valuesFor(schema, index, idName);
  const all = isInt64(schema) ? [...longIds, ...nulls, ...moreIds] : [...values, ...nulls];
  return all[index % all.length];
}

/** Some values of a type; one that depends on the index where there are endlessly many. */
function valuesFor(schema: Schema, index: number, idName: string): readonly unknown[] {
  switch (typesOf(schema).find((name) => name !== "null")) {
    case "integer":
      return [schema.format === "double-int" ? firstTime + index * 1000 : index];
    case "number":
      return [index / 4];
    case "boolean":
      return [true, false];
    case "array": {
      const { items } = schema;
      const member = (offset: number): unknown =>
        items && sampleValue(items, index + offset, idName);
      return [[member(0)], [member(0), member(1)], []];
    }
    case "object":
      return [fill(schema, index, false, () => undefined)];
    case undefined:
    default:
      return schema.format === "decimal" ? decimals : strings(index, idName);
  }
}

/** Free strings: what a reader of raw JSON might take for an id, an end or an escape is among them. */
function strings(index: number, idName: string): readonly string[] {
  return [
    `order-${index}`,
    `"},{"${idName}":${longIds[5]},"x":"`,
    `\\"${idName}\\": ${longIds[0]}`,
    "８３８９\u2028é\u0000",
    "[]{}:,null",
    String(longIds[0]),
  ];
}
