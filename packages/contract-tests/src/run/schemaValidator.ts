// Validates responses against the schemas of the descriptions (ajv, JSON Schema 2020-12), with their formats.
import type { Schema } from "@open-orders/specs/model";
import { Ajv2020 } from "ajv/dist/2020.js";

/** What is wrong with a value. */
export interface SchemaMistake {
  /** Where in the value, for instance `/0/side`; empty for the value itself. */
  readonly path: string;
  /** For instance `/0/side must be string, is 1`. */
  readonly text: string;
}

export interface SchemaValidator {
  /** Every mistake of a value by a resolved schema. */
  readonly mistakesIn: (value: unknown, schema: Schema) => readonly SchemaMistake[];
}

/** A validator that keeps what it has compiled. */
export function createSchemaValidator(): SchemaValidator {
  const ajv = new Ajv2020({
    // `x-` words are not known to ajv, and say nothing about a value's validity.
    strict: false,
    // Lint has read the schemas; what ajv would read them with takes longer to compile than all of them.
    validateSchema: false,
    allErrors: true,
    verbose: true,
  });
  ajv.addFormat("int32", {
    type: "number",
    validate: (value) => Number.isInteger(value) && value >= -(2 ** 31) && value < 2 ** 31,
  });
  ajv.addFormat("double-int", { type: "number", validate: Number.isSafeInteger });
  // Rounded by the time it comes here; `readJson` looks at its digits in the text.
  ajv.addFormat("int64", { type: "number", validate: Number.isInteger });
  ajv.addFormat("decimal", /^-?\d+(?:\.\d+)?$/u);
  return {
    mistakesIn(value, schema) {
      if (ajv.validate(schema, value)) return [];
      return (ajv.errors ?? []).map(({ instancePath, message = "is not valid", params, data }) => {
        const missing = (params as { readonly missingProperty?: string }).missingProperty;
        const path = missing === undefined ? instancePath : `${instancePath}/${missing}`;
        const actual =
          typeof data === "object" && data !== null ? "" : `, is ${JSON.stringify(data)}`;
        return { path, text: `${instancePath} ${message}${actual}`.trim() };
      });
    },
  };
}
