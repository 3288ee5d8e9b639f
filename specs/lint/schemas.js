// Rules about schemas: types that survive JavaScript numbers and new values of the exchange.

import { entriesOf, isBlank } from "./read.js";

/** @import { Rule } from "./redocly.d.ts" */

const integerFormats = new Set(["int32", "int64", "double-int"]);

/** @satisfies {Record<string, Rule>} */
export const schemaRules = {
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

  "open-enum": () => ({
    Schema(schema, { location, report }) {
      if (schema["enum"])
        report({
          message:
            "The exchange adds values without notice. Write `x-extensible-enum` in place of `enum`.",
          location: location.child("enum").key(),
        });
    },
  }),

  "present-when": () => ({
    Schema(schema, { location, report }) {
      const properties = entriesOf(schema["properties"]);
      for (const [name, property] of properties) {
        const condition = property["x-present-when"];
        if (!condition || typeof condition !== "object") continue;
        const place = location.child(["properties", name, "x-present-when"]);
        if ([schema["required"]].flat().includes(name))
          report({
            message: `\`${name}\` is present only sometimes. Remove it from \`required\`, or its x-present-when.`,
            location: place.key(),
          });
        for (const [field, value] of Object.entries(condition)) {
          const other = schema["properties"][field];
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
