// Values for parameters: valid ones, and ones that their description forbids.
import type { Operation, Parameter } from "@open-orders/specs/model";
import { typesOf } from "@open-orders/specs/model";
import { compare } from "./items.ts";
import type { Item } from "./guards.ts";
import { stringify } from "./stringify.ts";

/** Parameters that are the caller's to send. */
export function ownParameters({ parameters }: Operation): readonly Parameter[] {
  return parameters.filter(({ filledByClient }) => filledByClient === undefined);
}

/** Values of a field as the parameter that filters by it sends them: one as it is, or a list as JSON. */
export function filterText({ json, schema }: Parameter, values: readonly string[]): string {
  if (!json) return values[0] ?? "";
  const isText = typesOf(schema.items ?? {}).includes("string");
  return `[${values.map((value) => (isText ? JSON.stringify(value) : value)).join(",")}]`;
}

/** Values by type, where the description has none. */
const fallbacks = new Map([
  ["boolean", "true"],
  ["integer", "1"],
  ["number", "1"],
  ["array", "[]"],
]);

/** A value that the description allows, and that an item of the account has where it filters. */
export function valueFor(parameter: Parameter, items: readonly Item[]): string {
  const { filter, schema, example, name } = parameter;
  const field = filter?.field;
  const values = items.flatMap((item) => {
    const value = field === undefined ? undefined : item[field];
    return value === undefined || value === null ? [] : [stringify(value)];
  });
  const ordered = filter?.keep === "equal" ? values : values.toSorted(compare);
  const found = filter?.keep === "until" ? ordered.at(-1) : ordered[0];
  if (found !== undefined) return filterText(parameter, [found]);
  const value = example ?? schema.default ?? schema.minimum;
  if (value !== undefined) return stringify(value);
  return fallbacks.get(typesOf(schema)[0] ?? "") ?? name;
}

/** A forbidden value. */
export interface InvalidValue {
  /** For the name of the rule, for instance `above maximum`. */
  readonly name: string;
  /** The keyword of the schema that forbids it. */
  readonly keyword: string;
  readonly value: string;
  /** Whether it is empty, not of the type, or of the type but outside its limits. */
  readonly kind: "empty" | "malformed" | "outside";
}

/** Values that the schema forbids, each by one keyword. */
export function invalidValuesOf({ schema, json }: Parameter): readonly InvalidValue[] {
  const { minimum, maximum, minLength = 0, maxLength } = schema;
  const [type = "string"] = typesOf(schema);
  const found: InvalidValue[] = [];
  const add = (kind: InvalidValue["kind"], keyword: string, name: string, value: string): void => {
    found.push({ name, keyword, value, kind });
  };
  add("empty", minLength > 0 ? "minLength" : "type", "empty", "");
  if (type === "integer" || type === "number") add("malformed", "type", "not a number", "soon");
  if (type === "integer") add("malformed", "type", "not an integer", "1.5");
  if (type === "boolean") add("malformed", "type", "not a boolean", "perhaps");
  if (json) add("malformed", "type", "not a JSON list", "soon");
  if (minimum !== undefined) add("outside", "minimum", "below minimum", `${minimum - 1}`);
  if (maximum !== undefined) add("outside", "maximum", "above maximum", `${maximum + 1}`);
  if (minLength > 1) add("outside", "minLength", "too short", "x".repeat(minLength - 1));
  if (maxLength !== undefined) add("outside", "maxLength", "too long", "x".repeat(maxLength + 1));
  return found;
}

/** Values at the limits that are still allowed. */
export function limitsOf({ schema }: Parameter): readonly Omit<InvalidValue, "kind">[] {
  return (["minimum", "maximum"] as const).flatMap((keyword) => {
    const value = schema[keyword];
    return value === undefined ? [] : [{ name: `at ${keyword}`, keyword, value: String(value) }];
  });
}

/** Whether any string is allowed, so that strings that need encoding can be tried. */
export function takesAnyString({ schema, json }: Parameter): boolean {
  return !json && typesOf(schema).includes("string");
}
