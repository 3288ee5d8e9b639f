// The fields of an answer's items, nested ones included, each with the place of its schema.
import type { Operation } from "./description.ts";
import type { SpecNode } from "./SpecNode.ts";
import { schemaAt } from "./schema.ts";
import type { Schema } from "./schema.ts";

/** A field. `path` leads to it from the item; `*` stands for each member of an array. */
export interface Field {
  /** For instance `orderId`, or `fills.*.price`. */
  readonly name: string;
  readonly path: readonly string[];
  readonly schema: Schema;
  readonly place: SpecNode;
  readonly required: boolean;
}

/** One holder of a field in an answer. */
export interface Holder {
  readonly object: Readonly<Record<string, unknown>>;
  readonly key: string;
}

/** Every described field of an operation's items. */
export function fieldsOf({ item }: Operation): readonly Field[] {
  return fieldsAt(item, []);
}

/** The objects in an item that have, or should have, a field. */
export function holdersOf(item: unknown, { path }: Field): readonly Holder[] {
  const key = path.at(-1) ?? "";
  let found: readonly unknown[] = [item];
  for (const step of path.slice(0, -1)) {
    found = found.flatMap((value) => {
      if (step === "*") return Array.isArray(value) ? (value as unknown[]) : [];
      return [(value as Record<string, unknown> | null | undefined)?.[step]];
    });
  }
  return found
    .filter((value) => typeof value === "object" && value !== null && !Array.isArray(value))
    .map((object) => ({ object: object as Holder["object"], key }));
}

function fieldsAt(place: SpecNode, path: readonly string[]): readonly Field[] {
  const required = schemaAt(place).required ?? [];
  return (place.at("properties")?.children ?? []).flatMap(([name, property]) => {
    const here = path.concat(name);
    const field: Field = {
      name: here.join("."),
      path: here,
      schema: schemaAt(property),
      place: property,
      required: required.includes(name),
    };
    const items = property.at("items");
    const inner = items ? fieldsAt(items, here.concat("*")) : fieldsAt(property, here);
    return [field].concat(inner);
  });
}
