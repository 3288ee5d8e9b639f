import { expect, test } from "vitest";
import { componentName, isInt64, resolveSchema, SpecNode, typesOf } from "../../model/index.ts";
import type { Schema } from "../../model/index.ts";
import { smallDocument } from "./smallDocument.ts";

function schemaNode(schemas: Record<string, Schema>): SpecNode<Schema> {
  const root = SpecNode.root({ ...smallDocument, components: { schemas } });
  const found = root.child("components")?.child("schemas")?.child("A");
  if (!found) throw new Error("the case has a schema A");
  return found;
}

test("follows references wherever a schema can stand", () => {
  const B = { type: "string" };
  const ref = { $ref: "#/components/schemas/B" };
  const A = { items: { items: ref, properties: { b: ref } }, properties: { b: { items: ref } } };
  expect(resolveSchema(schemaNode({ A, B }))).toEqual({
    items: { items: B, properties: { b: B } },
    properties: { b: { items: B } },
  });
});

test("rejects a schema that contains itself, by its place", () => {
  const A = { properties: { children: { items: { $ref: "#/components/schemas/A" } } } };
  expect(() => resolveSchema(schemaNode({ A }))).toThrow(
    "/components/schemas/A: the schema contains itself",
  );
});

test("the same schema twice, side by side, does not contain itself", () => {
  const ref = { $ref: "#/components/schemas/B" };
  const A = { properties: { one: ref, two: ref } };
  expect(resolveSchema(schemaNode({ A, B: { type: "null" } }))).toEqual({
    properties: { one: { type: "null" }, two: { type: "null" } },
  });
});

test.each<[Schema, readonly string[], boolean]>([
  [{}, [], false],
  [{ type: "integer", format: "int64" }, ["integer"], true],
  [{ type: ["integer", "null"], format: "int64" }, ["integer", "null"], true],
  [{ type: "integer", format: "int32" }, ["integer"], false],
  [{ type: "string", format: "int64" }, ["string"], false],
])("%j allows the types %j; a 64-bit integer: %s", (schema, types, exact) => {
  expect(typesOf(schema)).toEqual(types);
  expect(isInt64(schema)).toBe(exact);
});

test("a component is known by its name, what is inside it by none", () => {
  const A = { properties: { one: { type: "string" } } };
  expect(componentName(schemaNode({ A }))).toBe("A");
  const inner = schemaNode({ A }).at("properties", "one");
  expect(inner && componentName(inner)).toBeUndefined();
});
