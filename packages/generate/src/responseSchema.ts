// OpenAPI → the compact schema of a response that the client's validator reads.
import type { ResponseSchema } from "../../client/src/responseSchema.ts";
import { GenerateError } from "./GenerateError.ts";
import { isInt64, typesOf } from "./model.ts";
import type { Api, Schema } from "./model.ts";

const scalars = ["string", "integer", "number", "boolean", "null"] as const;

/** The validator's name for each type that a schema allows. */
function typeNames(schema: Schema): NonNullable<ResponseSchema["types"]> {
  return typesOf(schema).flatMap((type) => {
    if (type === "integer" && isInt64(schema)) return "id";
    if (type === "string" && schema.format === "decimal") return "decimal";
    return scalars.filter((scalar) => scalar === type);
  });
}

function responseSchema(schema: Schema, place: string): ResponseSchema {
  const presentWhen = schema["x-present-when"];
  return { ...valueSchema(schema, place), ...(presentWhen && { presentWhen }) };
}

function valueSchema(schema: Schema, place: string): ResponseSchema {
  if (schema.items) return { items: responseSchema(schema.items, place) };
  if (schema.properties) {
    const fields = Object.entries(schema.properties).map(
      ([name, property]) => [name, responseSchema(property, `${place}, field ${name}`)] as const,
    );
    return {
      fields: Object.fromEntries(fields),
      ...(schema.required && { required: schema.required }),
    };
  }
  if (!schema.type)
    throw new GenerateError(`${place}: has no type; add one, so that a response can be checked`);
  const known = schema["x-extensible-enum"];
  return { types: typeNames(schema), ...(known && { known }) };
}

/** The successful response of each operation, by operationId. */
export function responseSchemas({ name, operations }: Api): Record<string, ResponseSchema> {
  return Object.fromEntries(
    operations.map(({ id, result }) => [
      id,
      responseSchema(result.schema, `specs/${name}/paths/${id}.yaml: response 200`),
    ]),
  );
}
