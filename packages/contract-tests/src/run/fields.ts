// The fields of a response's items, nested ones included, each with the node of its schema.
import type { Json, Operation, Schema, SpecNode } from "@open-orders/specs/model";
import { isObject, resolveSchema } from "@open-orders/specs/model";
import type { Item } from "./guards.ts";

/** A field. `path` leads to it from the item; `*` stands for each member of an array. */
export interface Field {
  /** For instance `orderId`, or `fills.*.price`. */
  readonly name: string;
  readonly path: readonly string[];
  readonly schema: Schema;
  readonly node: SpecNode<Schema>;
  readonly required: boolean;
}

const known = new WeakMap<SpecNode, readonly Field[]>();

/** Every described field of an operation's items, read once. */
export function fieldsOf({ itemNode }: Operation): readonly Field[] {
  const fields = known.get(itemNode) ?? fieldsAt(itemNode, []);
  known.set(itemNode, fields);
  return fields;
}

/** The objects in an item that have, or should have, a field; and the name it has there. */
export function holdersOf(
  item: unknown,
  { path }: Field,
): readonly { readonly object: Item; readonly key: string }[] {
  let found: readonly unknown[] = [item];
  for (const step of path.slice(0, -1))
    found = found.flatMap((value): readonly unknown[] => {
      if (step === "*") return Array.isArray(value) ? value : [];
      return isObject(value) ? [value[step]] : [];
    });
  return found.filter(isObject).map((object) => ({ object, key: path.at(-1) ?? "" }));
}

/** The values that a schema lists. */
export function knownValues(schema: Schema): readonly Json[] {
  return schema["x-extensible-enum"] ?? [];
}

function fieldsAt(node: SpecNode<Schema>, path: readonly string[]): readonly Field[] {
  const { required = [] } = node.value;
  return (node.child("properties")?.children ?? []).flatMap(([name, property]) => {
    const here = path.concat(name);
    const field: Field = {
      name: here.join("."),
      path: here,
      schema: resolveSchema(property),
      node: property,
      required: required.includes(name),
    };
    const items = property.child("items");
    const inner = items ? fieldsAt(items, here.concat("*")) : fieldsAt(property, here);
    return [field].concat(inner);
  });
}
