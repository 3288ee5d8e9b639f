// Values for parameters: right ones, and ones that their description forbids.
import { stringify } from "./stringify.ts";
import type { Parameter } from "../spec/description.ts";
import { compare } from "./select.ts";
import { typesOf } from "../spec/schema.ts";

/** A value that the description allows, and that something in the account answers to. */
export function valueFor(parameter: Parameter, data: readonly object[]): string {
  const { filter, schema, example, name } = parameter;
  const values = data.flatMap((item) => {
    const value = (item as Readonly<Record<string, unknown>>)[filter?.field ?? ""];
    return value === undefined || value === null ? [] : [stringify(value)];
  });
  const ordered = filter?.keep === "equal" ? values : values.toSorted(compare);
  const found = filter?.keep === "until" ? ordered.at(-1) : ordered[0];
  const value = found ?? example ?? schema.default ?? schema.enum?.[0] ?? schema.minimum;
  if (value !== undefined) return stringify(value);
  const [type] = typesOf(schema);
  if (type === "boolean") return "true";
  return type === "integer" || type === "number" ? "1" : name;
}

/** A forbidden value, and why it is. */
export interface Mistake {
  /** For the name of the rule, for instance `above maximum`. */
  readonly name: string;
  /** The keyword of the schema that forbids it. */
  readonly keyword: string;
  readonly value: string;
  /** What is wrong: nothing there, not of this type, or of the type but outside its limits. */
  readonly kind: "empty" | "malformed" | "outside";
}

/** Values that the schema forbids, each by one keyword. */
export function mistakesFor({ schema }: Parameter): readonly Mistake[] {
  const { minimum, maximum, minLength = 0, maxLength, pattern } = schema;
  const [type] = typesOf(schema);
  const mistakes: (Mistake | undefined)[] = [
    { name: "empty", keyword: minLength > 0 ? "minLength" : "type", value: "", kind: "empty" },
    ...(wrongType[type ?? "string"] ?? []).map(([name, value]) => mistake(name, "type", value)),
    minimum === undefined ? undefined : outside("below minimum", "minimum", `${minimum - 1}`),
    maximum === undefined ? undefined : outside("above maximum", "maximum", `${maximum + 1}`),
    minLength > 1 ? outside("too short", "minLength", "x".repeat(minLength - 1)) : undefined,
    maxLength === undefined
      ? undefined
      : outside("too long", "maxLength", "x".repeat(maxLength + 1)),
    schema.enum ? outside("not listed", "enum", "NOT_LISTED") : undefined,
    pattern === undefined ? undefined : offPattern(pattern),
  ];
  return mistakes.filter((found) => found !== undefined);
}

/** Values at the very limits that are still allowed. */
export function limitsOf({ schema }: Parameter): readonly Omit<Mistake, "kind">[] {
  const { minimum, maximum } = schema;
  return [
    ...(minimum === undefined
      ? []
      : [{ name: "at minimum", keyword: "minimum", value: String(minimum) }]),
    ...(maximum === undefined
      ? []
      : [{ name: "at maximum", keyword: "maximum", value: String(maximum) }]),
  ];
}

/** Whether any text will do, so that texts in need of encoding can be tried. */
export function takesAnyText({ schema }: Parameter): boolean {
  const free = schema.enum === undefined && schema.pattern === undefined;
  return free && typesOf(schema).includes("string");
}

const wrongType: Readonly<Record<string, readonly (readonly [name: string, value: string])[]>> = {
  integer: [
    ["not a number", "soon"],
    ["not whole", "1.5"],
  ],
  number: [["not a number", "soon"]],
  boolean: [["not a truth value", "perhaps"]],
};

function mistake(name: string, keyword: string, value: string): Mistake {
  return { name, keyword, value, kind: "malformed" };
}

function outside(name: string, keyword: string, value: string): Mistake {
  return { name, keyword, value, kind: "outside" };
}

function offPattern(pattern: string): Mistake | undefined {
  const value = ["!", "x", "0", " ", "\u0001"].find((text) => !new RegExp(pattern, "u").test(text));
  return value === undefined ? undefined : mistake("against the pattern", "pattern", value);
}
