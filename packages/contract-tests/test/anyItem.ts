// Items as a description allows them, for fast-check: any text, any id of 64 bits, values that the description
// does not know yet, null and absence where they may be.
import type { Operation, Schema } from "@open-orders/specs/model";
import { typesOf } from "@open-orders/specs/model";
import * as fc from "fast-check";
import { ownParameters } from "../src/run/values.ts";
import { knownValues } from "../src/run/fields.ts";
import type { Item } from "../src/run/guards.ts";

/** So few different values of a filtered field that several items share each. */
const sharedValues = [
  "BTCUSD_PERP",
  "BTCUSD_200925",
  "币安人生USDT",
  "A&B=C'D +%2F#?(*)!~é",
  "𝔹TC",
];

/** An item of an operation's list, as the client should return it. */
export function anyItem(operation: Operation): fc.Arbitrary<Item> {
  const filters = ownParameters(operation).flatMap(({ filter }) =>
    filter?.keep === "equal" ? [filter.field] : [],
  );
  const filtered = new Set(filters);
  return anyObject(operation.item, (name, schema) =>
    filtered.has(name) && isFreeString(schema) ? fc.constantFrom(...sharedValues) : undefined,
  );
}

type Given = (name: string, schema: Schema) => fc.Arbitrary<unknown> | undefined;

function isFreeString(schema: Schema): boolean {
  return typesOf(schema).includes("string") && knownValues(schema).length === 0 && !schema.format;
}

function anyObject(
  { required = [], properties = {} }: Schema,
  given: Given = () => undefined,
): fc.Arbitrary<Item> {
  const fields = Object.entries(properties);
  const conditions = fields.flatMap(([name, property]) => {
    const when = property["x-present-when"];
    return when ? [[name, Object.entries(when)] as const] : [];
  });
  const conditional = conditions.map(([name]) => name);
  const values = fields.map(
    ([name, property]) => [name, given(name, property) ?? anyValue(property)] as const,
  );
  return fc
    .record(Object.fromEntries(values), { requiredKeys: [...required, ...conditional] })
    .map((item: Item) => {
      const absent = new Set(
        conditions
          .filter(([, when]) => !when.every(([field, value]) => item[field] === value))
          .map(([name]) => name),
      );
      return Object.fromEntries(Object.entries(item).filter(([name]) => !absent.has(name)));
    });
}

function anyValue(schema: Schema): fc.Arbitrary<unknown> {
  const types = typesOf(schema);
  const value = anyOfType(
    schema,
    types.find((type) => type !== "null"),
  );
  return types.includes("null") ? fc.option(value) : value;
}

function anyOfType(schema: Schema, type: string | undefined): fc.Arbitrary<unknown> {
  const { items } = schema;
  switch (type) {
    case "boolean":
      return fc.boolean();
    case "integer":
      if (schema.format === "int64")
        return fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }).map((id) => id.toString());
      return schema.format === "int32"
        ? fc.integer()
        : fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
    case "number":
      return fc.integer().map((number) => number / 4);
    case "array":
      return items ? fc.array(anyValue(items), { maxLength: 4 }) : fc.constant([]);
    case "object":
      return anyObject(schema);
    case undefined:
    default:
      return anyString(schema);
  }
}

function anyString(schema: Schema): fc.Arbitrary<string> {
  if (schema.format === "decimal")
    return fc
      .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 24n }), fc.nat({ max: 8 }))
      .map(([negative, digits, scale]) => decimalText(negative, digits, scale));
  const known = knownValues(schema).map(String);
  if (schema.enum) return fc.constantFrom(...known);
  if (known.length > 0) {
    // An open list grows without notice.
    const unheard = fc.stringMatching(/^[A-Z][A-Z_]{3,12}$/u);
    return fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(...known) },
      { weight: 1, arbitrary: unheard },
    );
  }
  return fc.oneof(
    fc.string({ unit: "binary", maxLength: 36 }),
    // What a reader of raw text may take for something else.
    fc.constantFrom('"},{"orderId":1,"x":"', String.raw`\"orderId\": 9007199254740993`, "\u2028]"),
  );
}

/** Every scale there is, trailing zeros included. */
function decimalText(negative: boolean, digits: bigint, scale: number): string {
  const padded = digits.toString().padStart(scale + 1, "0");
  const whole = padded.slice(0, padded.length - scale);
  const fraction = scale > 0 ? `.${padded.slice(-scale)}` : "";
  return `${negative ? "-" : ""}${whole}${fraction}`;
}
