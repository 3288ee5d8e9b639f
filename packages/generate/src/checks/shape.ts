// The form of the data files in specs, as JSON Schema: a word no check knows would be a fact that
// nobody checks, so every object is closed.
import { Ajv2020 } from "ajv/dist/2020.js";
import type { Problem } from "./problem.ts";

export const text = { type: "string", minLength: 1 };
export const list = (items: object) => ({ type: "array", items });
export const nonEmptyList = (items: object) => ({ ...list(items), minItems: 1 });
export const mapOf = (values: object) => ({ type: "object", additionalProperties: values });

/** A closed object: every property is known, and those not in `optional` are required. */
export const closed = (properties: Record<string, object>, optional: string[] = []) => ({
  type: "object",
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  additionalProperties: false,
});

const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });

/** A check that reports where the content of a file is not of this form. */
export function shapeCheck(schema: object): (file: string, content: unknown) => Problem[] {
  const validate = ajv.compile(schema);
  return (file, content) => {
    if (validate(content)) return [];
    return (validate.errors ?? []).map(({ instancePath, message, params }) => {
      const unknown = params["additionalProperty"] as string | undefined;
      const name = unknown === undefined ? "" : ` (${unknown})`;
      return {
        file,
        place: instancePath || "/",
        message: `${message}${name}; specs/sources/README.md says what may stand here`,
      };
    });
  };
}
