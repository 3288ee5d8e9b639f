// OpenAPI → TypeScript types, by openapi-typescript, with the project's reading of three words:
// int64 is a string of digits, x-extensible-enum is open, and what the client fills is not asked for.
import openapiTS, { astToString } from "openapi-typescript";
import type { OpenAPI3 } from "openapi-typescript";
import ts from "typescript";
import { parametersOf, operationsOf } from "./openapi.ts";
import type { Json, OpenApiDocument, Schema } from "./openapi.ts";

const { factory } = ts;
const keyword = (kind: ts.KeywordTypeSyntaxKind) => factory.createKeywordTypeNode(kind);
const literal = (value: string) =>
  factory.createLiteralTypeNode(factory.createStringLiteral(value));

/** A string type that offers known values in an editor and accepts every other. */
function openEnum(values: string[]): ts.TypeNode {
  const anyOther = factory.createIntersectionTypeNode([
    keyword(ts.SyntaxKind.StringKeyword),
    factory.createTypeLiteralNode([]),
  ]);
  return factory.createUnionTypeNode([
    ...values.map(literal),
    factory.createParenthesizedType(anyOther),
  ]);
}

function typeOf(schema: Schema): ts.TypeNode | undefined {
  const types = new Set([schema.type].flat());
  let type: ts.TypeNode | undefined;
  if (types.has("integer") && schema.format === "int64")
    type = keyword(ts.SyntaxKind.StringKeyword);
  else if (schema["x-extensible-enum"]) type = openEnum(schema["x-extensible-enum"]);
  // A transformed type replaces the whole schema, so `null` has to be put back.
  if (type && types.has("null"))
    return factory.createUnionTypeNode([type, factory.createLiteralTypeNode(factory.createNull())]);
  return type;
}

/** Adds unit, exactness and condition to the description, so that they show on hover. */
function withHoverText(node: Json): Json {
  if (Array.isArray(node)) return node.map(withHoverText);
  if (node === null || typeof node !== "object") return node;
  const copy = Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, withHoverText(value)]),
  );
  const schema = copy as Schema;
  const notes = [schema.description];
  if (schema["x-unit"]) notes.push(`Unit: ${schema["x-unit"]}.`);
  const condition = Object.entries(schema["x-present-when"] ?? {});
  if (condition.length > 0)
    notes.push(
      `Present only when ${condition.map(([k, v]) => `${k} is ${JSON.stringify(v)}`).join(" and ")}.`,
    );
  if (schema.format === "int64") notes.push("Exact: a string of digits.");
  if (schema.format === "decimal") notes.push("Decimal string, as the exchange wrote it.");
  if (schema.type !== undefined && notes.length > 1)
    copy["description"] = notes.filter(Boolean).join(" ");
  return copy;
}

function withoutFilledParameters(document: OpenApiDocument): OpenApiDocument {
  const copy = structuredClone(document);
  for (const { operation } of operationsOf(copy))
    operation.parameters = parametersOf(copy, operation).filter(
      (parameter) => !parameter["x-filled-by-client"],
    );
  delete copy.components["parameters"];
  return copy;
}

/** The `paths`, `components` and `operations` types of one API, as TypeScript source. */
export async function typesModule(document: OpenApiDocument): Promise<string> {
  const prepared = withHoverText(withoutFilledParameters(document) as unknown as Json);
  const nodes = await openapiTS(prepared as unknown as OpenAPI3, {
    // A default is what the exchange assumes when nothing is sent, so the field stays optional.
    defaultNonNullable: false,
    silent: true,
    transform: (schema) => typeOf(schema as Schema),
  });
  return astToString(nodes);
}
