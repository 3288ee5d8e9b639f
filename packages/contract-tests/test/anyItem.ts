// Items as a description allows them, for fast-check: any text, any id of 64 bits, values that the description
// does not know yet, null and absence where they may be.
import * as fc from "fast-check";
import { ownParameters } from "../src/spec/description.ts";
import type { Operation } from "../src/spec/description.ts";
import { knownValues } from "../src/run/exercised.ts";
import type { SpecNode } from "../src/spec/SpecNode.ts";
import { schemaAt, typesOf } from "../src/spec/schema.ts";
import type { Item } from "../src/run/select.ts";

/** So few different values of a filtered field that several items share each. */
const sharedValues = [
  "BTCUSD_PERP",
  "BTCUSD_200925",
  "币安人生USDT",
  "A&B=C'D +%2F#?(*)!~é",
  "𝔹TC",
];

/** An item of an operation's answer, as the client should hand it out. */
export function anyItem(operation: Operation): fc.Arbitrary<Item> {
  const filters = ownParameters(operation).flatMap(({ filter }) =>
    filter?.keep === "equal" ? [filter.field] : [],
  );
  const filtered = new Set(filters);
  return anyObject(operation.item, (name, place) =>
    filtered.has(name) && isFreeText(place) ? fc.constantFrom(...sharedValues) : undefined,
  );
}

type Given = (name: string, place: SpecNode) => fc.Arbitrary<unknown> | undefined;

function isFreeText(place: SpecNode): boolean {
  const schema = schemaAt(place);
  return typesOf(schema).includes("string") && knownValues(schema).length === 0 && !schema.format;
}

function anyObject(place: SpecNode, given: Given = () => undefined): fc.Arbitrary<Item> {
  const { required = [] } = schemaAt(place);
  const fields = place.at("properties")?.children ?? [];
  const conditions = fields.flatMap(([name, property]) => {
    const when = schemaAt(property)["x-present-when"];
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

function anyValue(place: SpecNode): fc.Arbitrary<unknown> {
  const types = typesOf(schemaAt(place));
  const value = anyOfType(
    place,
    types.find((type) => type !== "null"),
  );
  return types.includes("null") ? fc.option(value) : value;
}

function anyOfType(place: SpecNode, type: string | undefined): fc.Arbitrary<unknown> {
  const schema = schemaAt(place);
  const items = place.at("items");
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
      return anyObject(place);
    case undefined:
    default:
      return anyText(place);
  }
}

function anyText(place: SpecNode): fc.Arbitrary<string> {
  const schema = schemaAt(place);
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
