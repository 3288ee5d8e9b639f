// What the mock reads of a JSON schema: whether a value fits, said with its place, and how it is
// written to the wire. Keywords that are not listed in `Schema` are not looked at.
import type { Fields, LifeWords } from "./lifeWords.ts";

/** The part of a JSON schema (2020-12, with this project's `x-` words) that the mock understands. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly "x-present-when"?: Readonly<Record<string, unknown>>;
  readonly "x-simulation"?: LifeWords;
}

/** Follows a `$ref` inside the document the schema came from. */
export type Resolve = <T>(node: T) => T;

const decimal = /^-?\d+(\.\d+)?$/u;
const digits = /^-?\d{1,19}$/u;
const int64 = { least: -(2n ** 63n), most: 2n ** 63n - 1n };

/** The schema's types as a list; empty when it allows any. */
export function typesOf(schema: Schema): readonly string[] {
  if (schema.type === undefined) return [];
  return typeof schema.type === "string" ? [schema.type] : schema.type;
}

/** Whether text is an integer that 64 bits hold. */
export function isInt64(text: string): boolean {
  return digits.test(text) && BigInt(text) >= int64.least && BigInt(text) <= int64.most;
}

/**
 * Checks a value against a schema.
 *
 * @param place Where the value stands, put before the complaint.
 * @throws TypeError that names the place, what must be there and what kind of thing is.
 */
export function check(schema: Schema, value: unknown, place: string, resolve: Resolve): void {
  const resolved = resolve(schema);
  const types = typesOf(resolved);
  const wrong = types.length > 0 && !types.some((type) => fits(resolved, type, value));
  if (wrong) {
    throw new TypeError(
      `${place}: must be ${types.map((type) => nameOf(resolved, type)).join(" or ")}, is ${kindOf(value)}`,
    );
  }
  if (resolved.enum && !resolved.enum.includes(value)) {
    throw new TypeError(`${place}: must be one of ${JSON.stringify(resolved.enum)}`);
  }
  if (Array.isArray(value)) {
    const { items } = resolved;
    if (items) value.forEach((item, index) => check(items, item, `${place}[${index}]`, resolve));
  } else if (typeof value === "object" && value !== null) {
    checkFields(resolved, value as Fields, place, resolve);
  }
}

function checkFields(schema: Schema, fields: Fields, place: string, resolve: Resolve): void {
  for (const name of schema.required ?? []) {
    if (fields[name] === undefined) throw new TypeError(`${place}.${name}: is missing`);
  }
  for (const [name, unresolved] of Object.entries(schema.properties ?? {})) {
    const property = resolve(unresolved);
    const value = fields[name];
    const when = Object.entries(property["x-present-when"] ?? {});
    if (when.length > 0) {
      const wanted = when.every(([field, expected]) => fields[field] === expected);
      if (wanted !== (value !== undefined)) {
        const condition = when.map(([field, expected]) => `${field} is ${String(expected)}`);
        const complaint = wanted ? "must be there when" : "must be left out unless";
        throw new TypeError(`${place}.${name}: ${complaint} ${condition.join(" and ")}`);
      }
    }
    if (value !== undefined) check(property, value, `${place}.${name}`, resolve);
  }
}

function fits(schema: Schema, type: string, value: unknown): boolean {
  switch (type) {
    case "null":
      return value === null;
    case "array":
      return Array.isArray(value);
    case "object":
      return typeof value === "object" && value !== null && !Array.isArray(value);
    case "string":
      return typeof value === "string" && (schema.format !== "decimal" || decimal.test(value));
    case "integer":
      // An unsafe number has lost digits before it came here; only a bigint or a string still has them.
      if (typeof value === "number") return Number.isSafeInteger(value);
      if (schema.format !== "int64") return false;
      return (typeof value === "bigint" || typeof value === "string") && isInt64(String(value));
    case "number":
      return typeof value === "number" && Number.isFinite(value);
    default:
      return typeof value === type;
  }
}

function nameOf(schema: Schema, type: string): string {
  if (type === "null") return "null";
  if (type === "string" && schema.format === "decimal") return 'a decimal string such as "0.1"';
  if (type === "integer" && schema.format === "int64") {
    return "an integer of 64 bits (a safe number, a bigint or a string of digits)";
  }
  return `${/^[aeiou]/u.test(type) ? "an" : "a"} ${type}`;
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  if (typeof value === "number" && !Number.isSafeInteger(value)) return `the number ${value}`;
  if (typeof value === "string")
    return value.length <= 40 ? JSON.stringify(value) : "another string";
  return `${typeof value === "object" ? "an" : "a"} ${typeof value}`;
}

/** Writes a checked value as JSON, int64 values as bare digits whichever way they were given. */
export function write(schema: Schema | undefined, value: unknown, resolve: Resolve): string {
  const resolved = schema && resolve(schema);
  if (typeof value === "bigint") return String(value);
  if (Array.isArray(value)) {
    return `[${value.map((item) => write(resolved?.items, item, resolve)).join(",")}]`;
  }
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([name, member]) => {
        const property = resolved?.properties?.[name];
        return `${JSON.stringify(name)}:${write(property, member, resolve)}`;
      });
    return `{${members.join(",")}}`;
  }
  const exact = typeof value === "string" && resolved?.format === "int64";
  if (exact && typesOf(resolved).includes("integer")) return String(BigInt(value));
  return JSON.stringify(value) ?? "null";
}
