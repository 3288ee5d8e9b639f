// Validates examples more strictly than responses of the exchange are: an example shows only what is described.
import { Ajv2020 } from "ajv/dist/2020.js";
import { isObject } from "./examplesOf.ts";
import type { Json, JsonObject } from "./examplesOf.ts";

/** Keywords of a schema that say nothing about a value. */
const silent = [
  "x-unit",
  "x-discrepancy",
  "x-order",
  "x-simulation",
  "x-present-when",
  "x-sensitive",
  "example",
];

/** Says what is wrong with a value by the schema at a pointer: one line each, none if it is valid. */
export function exampleValidator(document: JsonObject): (value: Json, schema: string) => string[] {
  const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
  // The bundle itself passes for a schema too, so that references inside it resolve.
  ajv.addVocabulary([...new Set([...silent, ...Object.keys(document)])]);
  ajv.addKeyword({
    keyword: "x-extensible-enum",
    type: "string",
    schemaType: "array",
    validate: (known: string[], value: string) => known.includes(value),
    error: { message: "must be one of the known values" },
  });
  ajv.addFormat("int32", { type: "number", validate: (value) => Math.abs(value) < 2 ** 31 });
  ajv.addFormat("double-int", { type: "number", validate: Number.isSafeInteger });
  // Exact ids beyond this are rounded on their way through a bundle: they belong in raw text.
  ajv.addFormat("int64", { type: "number", validate: Number.isSafeInteger });
  ajv.addFormat("decimal", /^-?\d+(\.\d+)?$/u);
  ajv.addSchema(closed(document) as JsonObject, "bundle");

  return (value, schema) => {
    const validate = ajv.getSchema(`bundle#${schema}`);
    if (!validate) throw new Error(`no schema at ${schema}`);
    if (validate(value) === true) return [];
    return (validate.errors ?? []).map(({ instancePath, message, params }) =>
      `${instancePath} ${message} ${JSON.stringify(params)}`.trim(),
    );
  };
}

/** The same schemas, rejecting fields they do not name, with `x-present-when` enforced. */
function closed(node: Json): Json {
  if (Array.isArray(node)) return node.map(closed);
  if (!isObject(node)) return node;
  const copy = Object.fromEntries(Object.entries(node).map(([key, child]) => [key, closed(child)]));
  if (node["type"] !== "object" || !isObject(node["properties"])) return copy;
  const conditions = Object.entries(node["properties"]).flatMap(([name, property]) => {
    const when = isObject(property) ? property["x-present-when"] : undefined;
    return isObject(when) ? [presentExactlyWhen(name, when)] : [];
  });
  return {
    ...copy,
    additionalProperties: false,
    ...(conditions.length > 0 && { allOf: conditions }),
  };
}

function presentExactlyWhen(name: string, when: JsonObject): JsonObject {
  const values = Object.entries(when).map(([field, value]) => [field, { const: value }]);
  return {
    if: { properties: Object.fromEntries(values), required: Object.keys(when) },
    // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
    then: { required: [name], properties: { [name]: true } },
    else: { properties: { [name]: false } },
  };
}
