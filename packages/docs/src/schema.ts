// A schema as a reader needs it: its type, its limits, its known values, and its fields in wire order.
import type { Doubt, DoubtsOf } from "./doubts.ts";
import { type Document, type Json, type Reference, resolve, type Schema } from "./openapi.ts";

export interface TypeView {
  /** JSON types other than null; more than one where the wire varies. */
  names: string[];
  format?: string;
  nullable: boolean;
  /** What an array holds. */
  items?: TypeView;
}

export type LimitKind =
  | "default"
  | "const"
  | "minimum"
  | "maximum"
  | "exclusiveMinimum"
  | "exclusiveMaximum"
  | "multipleOf"
  | "minLength"
  | "maxLength"
  | "pattern"
  | "minItems"
  | "maxItems"
  | "uniqueItems";

export interface Limit {
  kind: LimitKind;
  value: string;
}

export interface ValueView {
  type: TypeView;
  unit?: string;
  limits: Limit[];
  knownValues: string[];
  /** Whether values other than the known ones are ruled out. */
  closed: boolean;
  deprecated: boolean;
}

export type Presence =
  | { kind: "always" }
  | { kind: "optional" }
  | { kind: "when"; conditions: { field: string; value: string }[] };

export interface FieldView extends ValueView {
  /** Where it stands in the body: `orderId`, `fills[].price`. */
  path: string;
  anchor: string;
  presence: Presence;
  description: string;
  doubts: Doubt[];
}

const limitKinds: LimitKind[] = [
  "default",
  "const",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "minLength",
  "maxLength",
  "pattern",
  "minItems",
  "maxItems",
  "uniqueItems",
];

/** Keywords that a page shows, besides extensions. check.ts refuses a schema with any other. */
export const shownKeywords = new Set<string>([
  ...limitKinds,
  "$ref",
  "additionalProperties",
  "allOf",
  "deprecated",
  "description",
  "enum",
  "example",
  "examples",
  "format",
  "items",
  "properties",
  "required",
  "title",
  "type",
]);

/** A value as it is written on the wire, without the quotes of a string. */
export function wire(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Follows the reference and merges `allOf`, so that one schema is left. */
export function flatten(document: Document, node: Schema | Reference): Schema {
  const { allOf = [], ...own } = resolve<Schema>(document, node);
  const parts = allOf.map((part) => flatten(document, part));
  const properties = Object.assign({}, ...parts.map((part) => part.properties), own.properties);
  const required = [...parts.flatMap((part) => part.required ?? []), ...(own.required ?? [])];
  return {
    ...Object.assign({}, ...parts),
    ...own,
    ...(Object.keys(properties).length > 0 && { properties }),
    ...(required.length > 0 && { required }),
  };
}

function typeOf(document: Document, schema: Schema): TypeView {
  const names = [schema.type ?? (schema.properties ? "object" : [])].flat();
  return {
    names: names.filter((name) => name !== "null"),
    nullable: names.includes("null"),
    ...(schema.format !== undefined && { format: schema.format }),
    ...(schema.items && { items: typeOf(document, flatten(document, schema.items)) }),
  };
}

export function describeValue(document: Document, node: Schema | Reference = {}): ValueView {
  const schema = flatten(document, node);
  const items: Schema = schema.items ? flatten(document, schema.items) : {};
  const unit = schema["x-unit"] ?? items["x-unit"];
  const known = schema["x-extensible-enum"] ?? items["x-extensible-enum"];
  return {
    type: typeOf(document, schema),
    ...(unit !== undefined && { unit }),
    limits: limitKinds
      .filter((kind) => schema[kind] !== undefined && schema[kind] !== false)
      .map((kind) => ({ kind, value: wire(schema[kind] as Json) })),
    knownValues: (known ?? schema.enum ?? items.enum ?? []).map(wire),
    closed: known === undefined,
    deprecated: schema.deprecated ?? false,
  };
}

function presenceOf(schema: Schema, required: boolean): Presence {
  const when = schema["x-present-when"];
  if (when) {
    const conditions = Object.entries(when).map(([field, value]) => ({
      field,
      value: wire(value),
    }));
    return { kind: "when", conditions };
  }
  return { kind: required ? "always" : "optional" };
}

/** The fields of a body, nested ones after the field that holds them. */
export function fieldsOf(
  document: Document,
  node: Schema | Reference,
  doubtsOf: DoubtsOf,
  anchorPrefix: string,
  path = "",
): FieldView[] {
  const schema = flatten(document, node);
  if (schema.items)
    return fieldsOf(document, schema.items, doubtsOf, anchorPrefix, path && `${path}[]`);
  const fields: FieldView[] = [];
  for (const [name, child] of Object.entries(schema.properties ?? {})) {
    const field = flatten(document, child);
    const at = path ? `${path}.${name}` : name;
    fields.push({
      ...describeValue(document, child),
      path: at,
      anchor: `${anchorPrefix}-${at.replaceAll("[]", "")}`,
      presence: presenceOf(field, schema.required?.includes(name) ?? false),
      description: field.description ?? "",
      doubts: doubtsOf(field),
    });
    fields.push(...fieldsOf(document, child, doubtsOf, anchorPrefix, at));
  }
  return fields;
}
