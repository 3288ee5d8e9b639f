// Rules about schemas: types that survive JavaScript numbers and new values of the exchange.

import { entriesOf, isBlank, isDecimal } from "./read.js";

/** @import { Node, Rule } from "./redocly.d.ts" */

const integerFormats = new Set(["int32", "int64", "double-int"]);

/**
 * Where integers stand that a JavaScript number rounds.
 * @param {unknown} value
 * @param {(string | number)[]} path
 * @returns {(string | number)[][]}
 */
function roundedIn(value, path) {
  if (typeof value === "number")
    return Number.isInteger(value) && !Number.isSafeInteger(value) ? [path] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => roundedIn(inner, [...path, key]));
}

/** @type {Rule} */
const exactExamples = () => {
  /** @type {(...keys: string[]) => ReturnType<Rule>[string]} */
  const check =
    (...keys) =>
    (node, { location, report }) => {
      for (const path of keys.flatMap((key) => roundedIn(node[key], [key])))
        report({
          message:
            "An integer beyond 2^53 is rounded by the tools that read this. Show a shorter one; long ids stand in the tests.",
          location: location.child(path),
        });
    };
  return {
    Example: check("value"),
    MediaType: check("example"),
    Parameter: check("example"),
    Schema: check("default", "example"),
  };
};

/**
 * Why a value is none of a schema with a single value; nothing where it is one. Redocly checks examples but for their
 * decimals, and no defaults.
 * @param {unknown} value
 * @param {Node} schema
 */
function mismatch(value, { type, format, minimum = -Infinity, maximum = Infinity }) {
  if (value === undefined) return undefined;
  const actual = Number.isInteger(value) ? "integer" : typeof value;
  if (!(actual === type || (actual === "integer" && type === "number")))
    return ["string", "integer", "number", "boolean"].includes(type)
      ? `of type ${type}`
      : undefined;
  if (format === "decimal" && !isDecimal(value)) return 'a decimal in quotes, such as `"0.10"`';
  return typeof value === "number" && (value < minimum || value > maximum)
    ? `between ${minimum} and ${maximum}`
    : undefined;
}

/** @satisfies {Record<string, Rule>} */
export const schemaRules = {
  "exact-examples": exactExamples,

  "value-of-schema": () => ({
    Schema(schema, { location, report }) {
      const limits = [
        ["minimum", "maximum"],
        ["minLength", "maxLength"],
      ];
      for (const [least = "", most = ""] of limits)
        if (schema[least] > schema[most])
          report({
            message: `No value is between ${schema[least]} and ${schema[most]}. Exchange \`${least}\` and \`${most}\`.`,
            location: location.child(least),
          });
      const expected = mismatch(schema["default"], schema);
      if (expected !== undefined)
        report({
          message: `The default is not ${expected}. Correct it, or the schema.`,
          location: location.child("default"),
        });
    },
    Parameter(parameter, { location, report, resolve }) {
      const schema = parameter["schema"] && resolve(parameter["schema"]).node;
      if (schema?.["format"] !== "decimal") return;
      const expected = mismatch(parameter["example"], schema);
      if (expected !== undefined)
        report({
          message: `The example is not ${expected}. Correct it, or the schema.`,
          location: location.child("example"),
        });
    },
  }),

  "property-description": () => ({
    SchemaProperties(properties, { location, report, resolve }) {
      for (const [name, schema] of entriesOf(properties)) {
        const description = schema["description"] ?? resolve(schema).node?.["description"];
        if (isBlank(description))
          report({
            message: `Say in \`description\` what the field \`${name}\` means.`,
            location: location.child([name]).key(),
          });
      }
    },
  }),

  "integer-format": () => ({
    Schema(schema, { location, report }) {
      if ([schema["type"]].flat().includes("integer") && !integerFormats.has(schema["format"]))
        report({
          message:
            "Say how large the integer gets: `format: int64` (an id, kept as digits), `double-int` (a time or count, at most 2^53) or `int32`.",
          location: location.key(),
        });
    },
  }),

  "present-when": () => ({
    Schema(schema, { location, report, resolve }) {
      const properties = entriesOf(schema["properties"]);
      for (const [name, property] of properties) {
        const condition = property["x-present-when"] ?? resolve(property).node?.["x-present-when"];
        if (!condition || typeof condition !== "object") continue;
        const place = location.child(["properties", name, "x-present-when"]);
        if ([schema["required"]].flat().includes(name))
          report({
            message: `\`${name}\` is present only sometimes. Remove it from \`required\`, or its x-present-when.`,
            location: place.key(),
          });
        for (const [field, value] of Object.entries(condition)) {
          const beside = schema["properties"][field];
          const other = beside && resolve(beside).node;
          const values = other && [other["x-extensible-enum"] ?? value].flat();
          if (!other)
            report({
              message: `x-present-when of \`${name}\` asks for \`${field}\`, which does not stand beside it. Name one of ${properties.map(([key]) => key).join(", ")}.`,
              location: place.child([field]).key(),
            });
          else if (!values.includes(value))
            report({
              message: `x-present-when of \`${name}\` asks for \`${field}\` to be ${value}, which it never is. Write one of ${values.join(", ")}.`,
              location: place.child([field]),
            });
        }
      }
    },
  }),
};
