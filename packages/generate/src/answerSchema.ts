// OpenAPI → the compact schema of an answer that the client's validator reads.
import { GenerateError } from "./GenerateError.ts";
import { operationsOf, resolve } from "./openapi.ts";
import type { Json, OpenApiDocument, Reference, Schema } from "./openapi.ts";
import { successSchema } from "./table.ts";

/** See AnswerSchema in packages/client/src/answerSchema.ts. */
export interface AnswerSchema {
  items?: AnswerSchema;
  fields?: Record<string, AnswerSchema>;
  required?: string[];
  types?: string[];
  known?: string[];
  presentWhen?: Record<string, Json>;
}

function typeName(type: string, format: string | undefined): string {
  if (type === "integer" && format === "int64") return "id";
  return type === "string" && format === "decimal" ? "decimal" : type;
}

function answerSchema(
  document: OpenApiDocument,
  node: Schema | Reference,
  place: string,
): AnswerSchema {
  const schema = resolve(document, node);
  if (schema.items) return { items: answerSchema(document, schema.items, place) };
  if (schema.properties) {
    const fields = Object.entries(schema.properties).map(([name, property]) => [
      name,
      answerSchema(document, property, `${place}, field ${name}`),
    ]);
    return {
      fields: Object.fromEntries(fields) as Record<string, AnswerSchema>,
      ...(schema.required && { required: schema.required }),
    };
  }
  if (!schema.type)
    throw new GenerateError(`${place}: has no type; add one, so that an answer can be checked`);
  return {
    types: [schema.type].flat().map((type) => typeName(type, schema.format)),
    ...(schema["x-extensible-enum"] && { known: schema["x-extensible-enum"] }),
    ...(schema["x-present-when"] && { presentWhen: schema["x-present-when"] }),
  };
}

/** The answer of each operation, by operationId. */
export function answerSchemas(
  api: string,
  document: OpenApiDocument,
): Record<string, AnswerSchema> {
  const schemas = operationsOf(document).flatMap(({ operation }) => {
    const schema = successSchema(document, operation);
    const id = operation.operationId;
    const place = `specs/${api}/paths/${id}.yaml: response 200`;
    return schema ? [[id, answerSchema(document, schema, place)]] : [];
  });
  return Object.fromEntries(schemas) as Record<string, AnswerSchema>;
}
