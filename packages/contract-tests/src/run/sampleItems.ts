// Makes an account's items from the description alone, so that every field, every known value, every
// null and every absence is shown at least once, and the values that are easily damaged on their way
// (long ids, texts that need encoding, texts that look like fields) stand among them.
import { stringify } from "./stringify.ts";
import { ownParameters } from "../spec/description.ts";
import type { Operation } from "../spec/description.ts";
import { knownValues } from "./exercised.ts";
import { fieldsOf } from "../spec/fields.ts";
import type { SpecNode } from "../spec/SpecNode.ts";
import { schemaAt, typesOf } from "../spec/schema.ts";
import type { Schema } from "../spec/schema.ts";
import type { Item } from "./select.ts";

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

/** Values a text filter is tried with: plain, beyond ASCII, and of characters with a meaning in URLs. */
const awkwardTexts: readonly string[] = ["１２３４５６", "A&B=C'D +%2F#?(*)!~é", "币安/USDT"];
const decimals = ["0", "0.00000000", "0.40", "57990.00", "123456789.123456789", "-0.1"];
const firstTime = 1_579_276_756_075;
const fewestItems = 16;
/** So many items at the end lack what may be absent. */
const bareItems = 4;

/** Items for an operation, as the client should hand them out: ids as strings of digits. */
export function sampleItems(operation: Operation): readonly Item[] {
  const longest = Math.max(
    0,
    ...fieldsOf(operation).map(({ schema }) => knownValues(schema).length),
  );
  // More than come by themselves: otherwise nobody could tell a default from no limit at all.
  const counts = ownParameters(operation).filter(({ filter }) => filter?.keep === "first");
  const listed = Math.max(0, ...counts.map(({ schema }) => Number(schema.default ?? 0)));
  const fewest = Math.max(fewestItems, longest + 1 + bareItems, listed + 1 + bareItems);
  const count = operation.list ? fewest : 1;
  return Array.from({ length: count }, (_unused, index) =>
    sampleItem(operation, index, operation.list && index > count - bareItems),
  );
}

function sampleItem(operation: Operation, index: number, bare: boolean): Item {
  const filters = ownParameters(operation).filter(({ filter }) => filter?.keep === "equal");
  return fill(operation.item, index, bare, (name, schema) => {
    const rank = filters.findIndex(({ filter }) => filter?.field === name);
    const free = typesOf(schema).includes("string") && knownValues(schema).length === 0;
    if (rank === -1 || !free) return undefined;
    // Each filter changes at a pace of its own, so that none can stand for another.
    const values = [stringify(filters[rank]?.example ?? name), `${name}2`, ...awkwardTexts];
    return values[Math.floor(index / (rank + 1)) % values.length];
  });
}

type Given = (name: string, schema: Schema) => unknown;

function fill(place: SpecNode, index: number, bare: boolean, given: Given): Item {
  const { required = [] } = schemaAt(place);
  const fields = place.at("properties")?.children ?? [];
  const idName = fields.find(([, property]) => schemaAt(property).format === "int64")?.[0] ?? "id";
  const item: Record<string, unknown> = {};
  const conditionOf = (property: SpecNode): readonly (readonly [string, unknown])[] =>
    Object.entries(schemaAt(property)["x-present-when"] ?? {});
  fields.forEach(([name, property], rank) => {
    const absent = !required.includes(name) && bare;
    if (absent || conditionOf(property).length > 0) return;
    item[name] = given(name, schemaAt(property)) ?? sampleValue(property, index + rank, idName);
  });
  fields.forEach(([name, property], rank) => {
    const when = conditionOf(property);
    if (when.length === 0 || !when.every(([field, value]) => item[field] === value)) return;
    item[name] = sampleValue(property, index + rank, idName);
  });
  return item;
}

function sampleValue(place: SpecNode, index: number, idName: string): unknown {
  const schema = schemaAt(place);
  const types = typesOf(schema);
  const known = knownValues(schema);
  const values = known.length > 0 ? known : valuesFor(place, schema, index, idName);
  const all = types.includes("null") ? [...values, null] : values;
  return all[index % all.length];
}

/** Some values of a type; one that depends on the index where there are endlessly many. */
function valuesFor(
  place: SpecNode,
  schema: Schema,
  index: number,
  idName: string,
): readonly unknown[] {
  switch (typesOf(schema).find((name) => name !== "null")) {
    case "integer":
      if (schema.format === "int64") return longIds;
      return [schema.format === "double-int" ? firstTime + index * 1000 : index];
    case "number":
      return [index / 4];
    case "boolean":
      return [true, false];
    case "array": {
      const items = place.at("items");
      const member = (offset: number): unknown =>
        items && sampleValue(items, index + offset, idName);
      return [[], [member(0)], [member(0), member(1)]];
    }
    case "object":
      return [fill(place, index, false, () => undefined)];
    case undefined:
    default:
      return schema.format === "decimal" ? decimals : texts(index, idName);
  }
}

/** Free texts: what a reader of raw JSON might take for an id, an end or an escape is among them. */
function texts(index: number, idName: string): readonly string[] {
  return [
    `order-${index}`,
    `"},{"${idName}":${longIds[5]},"x":"`,
    `\\"${idName}\\": ${longIds[0]}`,
    "８３８９\u2028é\u0000",
    "[]{}:,null",
    String(longIds[0]),
  ];
}
