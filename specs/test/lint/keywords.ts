// Constructs of JSON Schema 2020-12 outside the supported subset, in a field of a response: one line each, with what to
// write instead.
import { operationFile, pointer, set } from "./case.ts";
import type { Case, Path } from "./case.ts";

const path = ["schemas", "CoinMOpenOrder", "properties", "extra"];

const composed =
  "Types cannot be composed. Write all fields under `properties` of one schema; those of several kinds as optional fields, with `x-present-when`.";
const openEnum = "The exchange adds values without notice. Write `x-extensible-enum` instead.";
const tuple =
  "Lists hold items of one kind. Write `items`; a tuple, a list whose items differ by position, is not supported.";
const named = "Write the names of the fields under `properties`; others are allowed anyway.";
const text = { type: "string", description: "Text." };

/** A field `extra` of the item with a schema, and what lint says of it. */
const field = (
  finds: string,
  schema: object,
  rule: string,
  message: string,
  below: Path = [],
): Case => {
  return {
    rule: `open-orders/${rule}`,
    finds,
    file: operationFile,
    change: set(path, { description: "Extra.", ...schema }),
    at: pointer([...path, ...below]),
    message,
  };
};

const keyword = (
  name: string,
  value: unknown,
  advice: string,
  type: object = { type: "string" },
): Case =>
  field(
    name,
    { ...type, [name]: value },
    "supported-words",
    `\`${name}\` is not supported here. ${advice}`,
    [name],
  );

const object = { type: "object", properties: { a: text } };
const list = { type: "array", items: text };

export const keywordCases: Case[] = [
  ...["allOf", "anyOf", "oneOf"].map((name) =>
    keyword(name, [text, { type: "boolean" }], composed),
  ),
  ...["not", "if", "then", "else"].map((name) => keyword(name, text, composed)),
  keyword("discriminator", { propertyName: "a" }, composed, object),
  keyword("dependentRequired", { a: ["b"] }, composed, object),
  keyword("dependentSchemas", { a: object }, composed, object),
  keyword("enum", ["NEW"], openEnum),
  keyword("const", "NEW", openEnum),
  keyword("prefixItems", [text], tuple, list),
  keyword("contains", text, tuple, list),
  keyword("minContains", 1, tuple, list),
  keyword("unevaluatedItems", text, tuple, list),
  ...["additionalProperties", "propertyNames", "unevaluatedProperties"].map((name) =>
    keyword(name, text, named, object),
  ),
  keyword("additionalProperties", false, named, object),
  keyword("patternProperties", { "^a": text }, named, object),
  keyword("minProperties", 1, named, object),
  keyword("pattern", "^a", "Say in `description` what the text looks like."),
  keyword("title", "Extra", "Write `description`."),
  keyword("examples", ["a"], "Show values in the examples of the body or the parameter."),
  keyword("exclusiveMinimum", 0, "Write `minimum`.", { type: "number" }),
  keyword("$anchor", "extra", "A schema is known by its place: `#/schemas/CoinMOpenOrder`."),
  field(
    "$defs",
    {
      type: "object",
      properties: { a: { $ref: "#/schemas/CoinMOpenOrder/properties/extra/$defs/a" } },
      $defs: { a: text },
    },
    "supported-words",
    "`$defs` is not supported here. Write it as a schema of its own, under `schemas` of the file.",
    ["$defs"],
  ),
  keyword(
    "readOnly",
    true,
    `Write one of type, format, description, deprecated, default, items, properties, required, minimum, maximum, minLength, maxLength.`,
  ),
];

const type = (finds: string, schema: object, message: string): Case =>
  field(finds, schema, "schema-type", message);

const oneType =
  'Give it one type: string, integer, number, boolean, object or array; or `[string, "null"]` and the like, where the value can be null.';

export const typeCases: Case[] = [
  type("no type", {}, oneType),
  type("two types", { type: ["string", "boolean"] }, oneType),
  type("nothing but null", { type: "null" }, oneType),
  type(
    "an object that can be null",
    { ...object, type: ["object", "null"] },
    "An object or a list that can be null is not supported. Write `type: object`, and leave the field out of `required` where it can be absent.",
  ),
  type(
    "an object without fields",
    { type: "object" },
    "Describe the fields of the object under `properties`.",
  ),
  type("a list of anything", { type: "array" }, "Describe under `items` what the list holds."),
  type(
    "known values of a number",
    { type: "integer", format: "int32", "x-extensible-enum": ["1"] },
    "Only a string can have `x-extensible-enum`. Say in `description` what the values mean.",
  ),
  type(
    "a string of another format",
    { type: "string", format: "date-time" },
    "`format: date-time` is not supported for a string. Write `format: decimal`, or remove it.",
  ),
  type(
    "a number with a format",
    { type: "number", format: "float" },
    "`format: float` is not supported for type number. Remove it.",
  ),
  type(
    "a list of lists",
    { type: "array", items: list },
    "A list of lists is not supported. Describe a list of objects or of single values.",
  ),
];
