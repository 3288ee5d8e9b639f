import { expect, test } from "vitest";
import { SpecNode } from "../../model/index.ts";
import type { OpenApiDocument, Schema } from "../../model/index.ts";
import { smallDocument } from "./smallDocument.ts";

function withSchemas(schemas: Record<string, Schema>): SpecNode<OpenApiDocument> {
  return SpecNode.root({ ...smallDocument, components: { schemas } });
}

const field = (name: string) => ["components", "schemas", "Order", "properties", name] as const;

test("follows a reference: value and pointer are those of its target", () => {
  const price = SpecNode.root(smallDocument).at(...field("price"));
  expect(price?.pointer).toBe("/components/schemas/Price");
  expect(price?.value).toEqual({
    type: "string",
    format: "decimal",
    description: "A price.",
    "x-unit": "USD",
  });
});

test("merges the words beside a reference, and knows where each is written", () => {
  const stop = SpecNode.root(smallDocument).at(...field("stop"));
  expect(stop?.value).toEqual({
    type: "string",
    format: "decimal",
    description: "The trigger.",
    "x-unit": "USD",
    "x-present-when": { type: "STOP" },
  });
  const place = "/components/schemas/Order/properties/stop";
  expect(stop?.pointer).toBe(place);
  expect(stop?.at("description")?.pointer).toBe(`${place}/description`);
  expect(stop?.at("x-unit")?.pointer).toBe("/components/schemas/Price/x-unit");
});

test("encodes slashes and tildes in pointers", () => {
  const root = SpecNode.root({ ...smallDocument, paths: { "/a~b": {} } });
  expect(root.child("paths")?.children.map(([, node]) => node.pointer)).toEqual(["/paths/~1a~0b"]);
});

test("decodes percent signs, slashes and tildes in references", () => {
  const schemas = {
    "a/b~c %": { type: "string" },
    Ref: { $ref: "#/components/schemas/a~1b~0c%20%25" },
  };
  expect(withSchemas(schemas).at("components", "schemas", "Ref")?.value).toEqual({
    type: "string",
  });
});

test("a reference that passes through another reference is followed", () => {
  const schemas = {
    List: { $ref: "#/components/schemas/Inner" },
    Inner: { type: "array", items: { type: "boolean" } },
    Ref: { $ref: "#/components/schemas/List/items" },
  };
  const found = withSchemas(schemas).at("components", "schemas", "Ref");
  expect(found?.pointer).toBe("/components/schemas/Inner/items");
});

test.each<[string, Record<string, Schema>, string]>([
  [
    "leads nowhere",
    { A: { $ref: "#/components/schemas/B" } },
    "/components/schemas/A: $ref #/components/schemas/B points to nothing",
  ],
  [
    "leads back to itself",
    { A: { $ref: "#/components/schemas/B" }, B: { $ref: "#/components/schemas/A" } },
    "$ref #/components/schemas/B leads back to itself",
  ],
  [
    "leads to another file",
    { A: { $ref: "other.yaml#/B" } },
    "$ref other.yaml#/B: must be a JSON pointer",
  ],
  [
    "has another assertion beside it",
    { A: { $ref: "#/components/schemas/B", minimum: 5 }, B: { type: "integer", minimum: 3 } },
    "/components/schemas/A: `minimum` beside $ref is not the one of /components/schemas/B",
  ],
])("rejects a reference that %s", (_, schemas, message) => {
  expect(() => withSchemas(schemas).at("components", "schemas", "A")).toThrow(message);
});

test("an inherited name is no member", () => {
  expect(SpecNode.root(smallDocument).at("constructor")).toBeUndefined();
});
