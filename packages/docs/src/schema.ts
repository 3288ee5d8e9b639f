// A schema as a reader needs it: its type, its limits, its known values, and its fields in wire order.
import { typesOf } from "@open-orders/specs/model";
import type { Json, Schema } from "@open-orders/specs/model";
import type { OpenQuestion, QuestionsOf } from "./openQuestions.ts";

export interface TypeView {
  /** JSON types other than null; more than one where the wire varies. */
  names: string[];
  format?: string;
  nullable: boolean;
  /** What an array holds. */
  items?: TypeView;
}

const limitKinds = ["default", "minimum", "maximum", "minLength", "maxLength"] as const;
export type LimitKind = (typeof limitKinds)[number];

export interface Limit {
  kind: LimitKind;
  value: string;
}

export interface ValueView {
  type: TypeView;
  unit?: string;
  limits: Limit[];
  /** Of each item of a list. */
  itemLimits: Limit[];
  knownValues: string[];
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
  questions: OpenQuestion[];
}

/** A value as it is written on the wire, without the quotes of a string. */
export function wire(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function typeOf(schema: Schema): TypeView {
  const names = typesOf(schema);
  return {
    names: names.filter((name) => name !== "null"),
    nullable: names.includes("null"),
    ...(schema.format !== undefined && { format: schema.format }),
    ...(schema.items && { items: typeOf(schema.items) }),
  };
}

function limitsOf(schema: Schema): Limit[] {
  return limitKinds.flatMap((kind) => {
    const value = schema[kind];
    return value === undefined ? [] : [{ kind, value: wire(value) }];
  });
}

export function describeValue(schema: Schema): ValueView {
  const { items = {} } = schema;
  const unit = schema["x-unit"] ?? items["x-unit"];
  const known = schema["x-extensible-enum"] ?? items["x-extensible-enum"] ?? [];
  return {
    type: typeOf(schema),
    ...(unit !== undefined && { unit }),
    limits: limitsOf(schema),
    // Only the whole list can have a default.
    itemLimits: limitsOf(items).filter(({ kind }) => kind !== "default"),
    knownValues: known.map(wire),
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
  schema: Schema,
  questionsOf: QuestionsOf,
  anchorPrefix: string,
  path = "",
): FieldView[] {
  if (schema.items) return fieldsOf(schema.items, questionsOf, anchorPrefix, path && `${path}[]`);
  const fields: FieldView[] = [];
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    const at = path ? `${path}.${name}` : name;
    fields.push({
      ...describeValue(field),
      path: at,
      anchor: `${anchorPrefix}-${at.replaceAll("[]", "")}`,
      presence: presenceOf(field, schema.required?.includes(name) ?? false),
      description: field.description ?? "",
      questions: questionsOf(field),
    });
    fields.push(...fieldsOf(field, questionsOf, anchorPrefix, at));
  }
  return fields;
}
