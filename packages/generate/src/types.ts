// OpenAPI → TypeScript types, by openapi-typescript, with the project's reading of three words:
// int64 is a string of digits, x-extensible-enum is open, and what the client fills is not asked for.
import openapiTS, { astToString } from "openapi-typescript";
import type { OpenAPI3 } from "openapi-typescript";
import ts from "typescript";
import { isInt64, operationNodes, SpecNode, typesOf } from "./model.ts";
import type { OpenApiDocument, OperationObject, ParameterObject, Schema } from "./model.ts";

const { factory } = ts;
const keyword = (kind: ts.KeywordTypeSyntaxKind) => factory.createKeywordTypeNode(kind);
const literal = (value: string) =>
  factory.createLiteralTypeNode(factory.createStringLiteral(value));

/** A string type that offers known values in an editor and accepts every other. */
function openEnum(values: readonly string[]): ts.TypeNode {
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
  let type: ts.TypeNode | undefined;
  if (isInt64(schema)) type = keyword(ts.SyntaxKind.StringKeyword);
  else if (schema["x-extensible-enum"]) type = openEnum(schema["x-extensible-enum"]);
  // A transformed type replaces the whole schema, so `null` has to be put back.
  if (type && typesOf(schema).includes("null"))
    return factory.createUnionTypeNode([type, factory.createLiteralTypeNode(factory.createNull())]);
  return type;
}

/** What a schema says besides its type, for people. */
function hoverText(schema: Schema): string | undefined {
  const { description, "x-unit": unit, "x-present-when": condition } = schema;
  const notes = [description];
  if (unit) notes.push(`Unit: ${unit}.`);
  if (condition) {
    const terms = Object.entries(condition).map(([k, v]) => `${k} is ${JSON.stringify(v)}`);
    notes.push(`Present only when ${terms.join(" and ")}.`);
  }
  if (schema.format === "int64") notes.push("Exact: a string of digits.");
  if (schema.format === "decimal") notes.push("Decimal string, as the exchange wrote it.");
  const text = notes.filter(Boolean).join(" ");
  return text === "" ? undefined : text;
}

/**
 * A part of the document with unit, exactness and condition in the descriptions of its schemas, and with the words
 * beside each `$ref` merged into what it points to: openapi-typescript reads the reference alone.
 */
function withHoverText(root: SpecNode, part: unknown, steps: readonly string[] = []): unknown {
  if (typeof part !== "object" || part === null) return part;
  if (Array.isArray(part))
    return part.map((item, index) => withHoverText(root, item, [...steps, String(index)]));
  const isMerged = "$ref" in part && Object.keys(part).length > 1;
  const members = Object.entries((isMerged && root.at(...steps)?.members) || part);
  const copy = Object.fromEntries(
    members.map(([key, value]) => [key, withHoverText(root, value, [...steps, key])]),
  );
  const { type } = copy as Schema;
  const text = typeof type === "string" || Array.isArray(type) ? hoverText(copy) : undefined;
  return text === undefined ? copy : { ...copy, description: text };
}

/** The document without the parameters that the client sends by itself, each of the others in its place. */
function withOwnParameters(document: OpenApiDocument): OpenApiDocument {
  const paths: Record<string, Record<string, OperationObject>> = {};
  for (const { path, method, node } of operationNodes(document)) {
    const all = node.child("parameters")?.children.map(([, { value }]) => value) ?? [];
    const parameters = all.filter((one) => !one["x-filled-by-client"]).map(withSchema);
    paths[path] = { ...paths[path], [method]: { ...node.value, parameters } };
  }
  const { parameters: _, ...components } = document.components ?? {};
  return { ...document, paths, components };
}

/** A parameter that says with `schema` what is in its JSON: openapi-typescript takes `content` for a string. */
function withSchema({ content, ...parameter }: ParameterObject): ParameterObject {
  const schema = content?.["application/json"]?.schema;
  return schema ? { ...parameter, schema } : parameter;
}

/** The `paths`, `components` and `operations` types of one API, as TypeScript source. */
export async function typesModule(document: OpenApiDocument): Promise<string> {
  const own = withOwnParameters(document);
  const prepared = withHoverText(SpecNode.root(own), own);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the document with further texts
  const nodes = await openapiTS(prepared as OpenAPI3, {
    // A default is what the exchange assumes when nothing is sent, so the field stays optional.
    defaultNonNullable: false,
    silent: true,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same schema in the types of openapi-typescript
    transform: (schema) => typeOf(schema as Schema),
  });
  return astToString(ts.transform(nodes, [withUndefined]).transformed);
}

/** Lets an optional query parameter be `undefined`, which is what callers have under `exactOptionalPropertyTypes`. */
const withUndefined: ts.TransformerFactory<ts.Node> = (context) => {
  const visit = (node: ts.Node): ts.Node =>
    ts.isPropertySignature(node) &&
    node.type &&
    ts.isTypeLiteralNode(node.type) &&
    isNamed(node, "query")
      ? ts.visitEachChild(node, (type) => ts.visitEachChild(type, optional, context), context)
      : ts.visitEachChild(node, visit, context);
  const optional = (node: ts.Node): ts.Node =>
    ts.isPropertySignature(node) && node.questionToken && node.type
      ? factory.updatePropertySignature(
          node,
          node.modifiers,
          node.name,
          node.questionToken,
          factory.createUnionTypeNode([node.type, keyword(ts.SyntaxKind.UndefinedKeyword)]),
        )
      : node;
  return visit;
};

function isNamed({ name }: ts.PropertySignature, text: string): boolean {
  return ts.isIdentifier(name) && name.text === text;
}
