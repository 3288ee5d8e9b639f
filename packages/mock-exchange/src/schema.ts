// What the mock does with a JSON schema: it checks whether a value is valid, and writes it as it goes over the wire.
// Keywords that do not occur here are not looked at.
import { isInt64, isObject, membersOf, typesOf } from "@open-orders/specs/model";
import type { FieldValues, Members, Schema } from "@open-orders/specs/model";

/** An item's fields. */
export type Fields = Members;

const decimal = /^-?\d+(\.\d+)?$/u;
const integer = /^-?\d{1,19}$/u;
const int64 = { min: -(2n ** 63n), max: 2n ** 63n - 1n };

/** Whether these fields have all of these values. */
export function hasValues(fields: Fields, values: FieldValues): boolean {
  return Object.entries(values).every(([name, value]) => fields[name] === value);
}

/** Whether a string is an integer that 64 bits hold. */
export function fitsInt64(text: string): boolean {
  return integer.test(text) && BigInt(text) >= int64.min && BigInt(text) <= int64.max;
}

/**
 * Checks a value against a schema.
 *
 * @param place Where the value stands, put before the message.
 * @throws TypeError that names the place, what must be there and what kind of value is.
 */
export function checkValue(schema: Schema, value: unknown, place: string): void {
  const types = typesOf(schema);
  if (types.length > 0 && !types.some((type) => fits(schema, type, value))) {
    const must = types.map((type) => nameOf(schema, type)).join(" or ");
    throw new TypeError(`${place}: must be ${must}, is ${kindOf(value)}`);
  }
  if (schema.enum && !schema.enum.some((one) => one === value)) {
    throw new TypeError(`${place}: must be one of ${JSON.stringify(schema.enum)}`);
  }
  if (Array.isArray(value)) {
    const { items } = schema;
    if (items) value.forEach((item, index) => checkValue(items, item, `${place}[${index}]`));
  } else if (isObject(value)) {
    checkFields(schema, value, place);
  }
}

function checkFields(schema: Schema, fields: Fields, place: string): void {
  for (const name of schema.required ?? []) {
    if (fields[name] === undefined) throw new TypeError(`${place}.${name}: is missing`);
  }
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const value = fields[name];
    const when = property["x-present-when"];
    if (when && hasValues(fields, when) !== (value !== undefined)) {
      const must = value === undefined ? "must be there when" : "must be left out unless";
      const terms = Object.entries(when).map(
        ([field, one]) => `${field} is ${JSON.stringify(one)}`,
      );
      throw new TypeError(`${place}.${name}: ${must} ${terms.join(" and ")}`);
    }
    if (value !== undefined) checkValue(property, value, `${place}.${name}`);
  }
}

function fits(schema: Schema, type: string, value: unknown): boolean {
  switch (type) {
    case "null":
      return value === null;
    case "array":
      return Array.isArray(value);
    case "object":
      return isObject(value);
    case "string":
      return typeof value === "string" && (schema.format !== "decimal" || decimal.test(value));
    case "integer":
      // An unsafe number has lost digits already; a bigint or a string still has them.
      if (typeof value === "number") return Number.isSafeInteger(value);
      if (!isInt64(schema)) return false;
      return (typeof value === "bigint" || typeof value === "string") && fitsInt64(String(value));
    case "number":
      return typeof value === "number" && Number.isFinite(value);
    default:
      return typeof value === type;
  }
}

function nameOf(schema: Schema, type: string): string {
  if (type === "null") return "null";
  if (type === "string" && schema.format === "decimal") return 'a decimal string such as "0.1"';
  if (type === "integer" && isInt64(schema)) {
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

/**
 * Reads a list that is sent as JSON, 64-bit integers as strings with every digit.
 *
 * @throws SyntaxError when it is not JSON, TypeError when the schema does not allow it
 */
export function readList(schema: Schema, text: string): readonly unknown[] {
  // Such a list holds nothing but integers, so none of them stands in a string.
  const exact = isInt64(schema.items ?? {}) ? text.replaceAll(/-?(?:0|[1-9]\d*)/gu, '"$&"') : text;
  const list: unknown = JSON.parse(exact);
  checkValue(schema, list, "");
  return Object.values(membersOf(list));
}

/**
 * Writes a valid value as JSON.
 *
 * @param integers How int64 values are written: as bare digits, as on the wire, or as strings that JSON.parse keeps exact.
 */
export function stringify(
  schema: Schema | undefined,
  value: unknown,
  integers: "bare" | "quoted" = "bare",
): string {
  if (Array.isArray(value)) {
    return `[${value.map((item) => stringify(schema?.items, item, integers)).join(",")}]`;
  }
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([name, member]) => {
        const property = schema?.properties?.[name];
        return `${JSON.stringify(name)}:${stringify(property, member, integers)}`;
      });
    return `{${members.join(",")}}`;
  }
  const isId =
    typeof value === "bigint" ||
    (schema !== undefined &&
      isInt64(schema) &&
      (typeof value === "number" || typeof value === "string"));
  if (!isId) return JSON.stringify(value) ?? "null";
  const digits = BigInt(value).toString();
  return integers === "bare" ? digits : JSON.stringify(digits);
}
