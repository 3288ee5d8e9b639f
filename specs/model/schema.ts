// Schemas as readers need them: one tree without `$ref`, and the few questions that several readers ask of it.
import type { Schema } from "./openapi.ts";
import type { SpecNode } from "./SpecNode.ts";
import { decodePointer } from "./pointer.ts";

/**
 * The schema at a node with every `$ref` in it followed, words beside it included.
 *
 * @throws TypeError for a schema that contains itself: its values can be of any depth
 */
export function resolveSchema(node: SpecNode<Schema>, within: readonly string[] = []): Schema {
  const { pointer, value } = node;
  if (within.includes(pointer))
    throw new TypeError(
      `${pointer}: the schema contains itself; write its inner part as a schema of its own`,
    );
  const inside = [...within, pointer];
  const items = node.child("items");
  const properties = node
    .child("properties")
    ?.children.map(([name, inner]) => [name, resolveSchema(inner, inside)] as const);
  return {
    ...value,
    ...(items && { items: resolveSchema(items, inside) }),
    ...(properties && { properties: Object.fromEntries(properties) }),
  };
}

/** The types a schema allows; empty where it allows any. */
export function typesOf({ type = [] }: Schema): readonly string[] {
  return typeof type === "string" ? [type] : type;
}

/** Whether a schema is a 64-bit integer, whose digits a JavaScript number does not keep. */
export function isInt64(schema: Schema): boolean {
  return schema.format === "int64" && typesOf(schema).includes("integer");
}

/** The name of the component that a node is written in, such as `CoinMOpenOrder`; undefined for one written in place. */
export function componentName({ pointer }: SpecNode): string | undefined {
  const [components, , name, ...rest] = decodePointer(pointer);
  return components === "components" && rest.length === 0 ? name : undefined;
}
