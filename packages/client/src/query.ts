// From parameters to path and query string, once: what is encoded here is what is signed and what is sent.
import type { Operation, ParameterRule, WeightRule } from "./api.ts";
import { ConfigError } from "./errors.ts";
import { isObject } from "./json.ts";
import { unknownName } from "./names.ts";

/** Parameter values, by the names of the wire. `undefined` is not sent. */
export type Parameters = Readonly<Record<string, unknown>>;

/**
 * Encodes a value so that no URL parser changes it afterwards. `encodeURIComponent` leaves the
 * apostrophe, which a URL would rewrite behind the signature's back.
 */
export function encodeValue(value: string): string {
  // Most values need nothing, and to see that is cheaper than to encode them.
  return /^[\w.~-]*$/.test(value) ? value : encodeURIComponent(value).replaceAll("'", "%27");
}

/**
 * `symbol=BTCUSD_PERP&recvWindow=3000`; throws ConfigError on a value that cannot be sent.
 *
 * @param path - Parameters that stand in it are left out.
 */
export function encodeQuery(parameters: Parameters, path = ""): string {
  let query = "";
  for (const name of Object.keys(parameters)) {
    const value = parameters[name];
    if (value === undefined || path.includes(`{${name}}`)) continue;
    query += `${query && "&"}${encodeParameter(name, name)}=${encodeParameter(name, asText(name, value))}`;
  }
  return query;
}

/** `/orders/{orderId}` → `/orders/7`; throws ConfigError on a value that would lead to another path. */
export function fillPath(path: string, parameters: Parameters): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const text = asText(name, parameters[name] ?? "");
    // However they are encoded, a URL drops the segments "." and "..".
    if (/^\.{0,2}$/.test(text))
      throw new ConfigError(
        `Parameter ${name} is "${text}", which no path can hold. Give a value.`,
      );
    return encodeParameter(name, text);
  });
}

function encodeParameter(name: string, text: string): string {
  try {
    return encodeValue(text);
  } catch (cause) {
    // The only way encodeURIComponent can fail.
    const message = `Parameter ${name} holds half a surrogate pair, which no URL can carry.`;
    throw new ConfigError(message, { cause });
  }
}

/** A value as it is sent: a list as JSON. */
export function textOf(name: string, value: unknown, rule: ParameterRule | undefined): string {
  if (rule?.type !== "list") return asText(name, value);
  // Ids are sent with every digit, not as strings.
  if (rule.items === "id" && Array.isArray(value)) return `[${value.map(String).join(",")}]`;
  // What is no list, or an item that is no JSON, is found by the check of the parameter.
  return (
    JSON.stringify(value, (_, item: unknown) => (typeof item === "bigint" ? `${item}` : item)) ?? ""
  );
}

function asText(name: string, value: unknown): string {
  const type = typeof value;
  if (type === "string" || type === "number" || type === "boolean" || type === "bigint")
    return String(value);
  const found = value === null ? "null" : Array.isArray(value) ? "an array" : `of type ${type}`;
  throw new ConfigError(`Parameter ${name} is ${found}. Give one value, or leave it out.`);
}

/**
 * Reads what was given, each value once, as the strings to send: what is weighed is what is sent, whatever a
 * getter would return the second time. Values of `defaults` stand in for those that are absent.
 *
 * @throws ConfigError with what is wrong and what to do
 */
export function readParameters(
  id: string,
  { parameters: rules }: Operation,
  given: Parameters,
  defaults: Parameters,
): Readonly<Record<string, string>> {
  const reject = (problem: string): never => {
    throw new ConfigError(`${id}${problem}`, { operation: id });
  };
  // Arrays, maps and URLSearchParams hold what they hold elsewhere than in properties.
  if (!isObject(given) || Symbol.iterator in given)
    reject(" takes its parameters as an object, for instance { name: value }.");
  for (const name of Object.keys(given))
    if (!Object.hasOwn(rules, name))
      reject(unknownName(" has no parameter", name, Object.keys(rules)));
  const parameters: Record<string, string> = Object.create(null);
  for (const [name, rule] of Object.entries(rules)) {
    let value = readValue(given, name);
    if (value === undefined) value = readValue(defaults, name);
    if (rule.type === "list") value = readList(value, rule);
    const text = value === undefined ? undefined : textOf(name, value, rule);
    const problem =
      text === undefined ? rule.required && "is missing" : parameterProblem(value, rule);
    if (problem) reject(`: parameter ${name} ${problem}.`);
    if (text !== undefined) parameters[name] = text;
  }
  return parameters;
}

/** A copy of a list, so that it is read once; also of one that was written as JSON already, as in a URL. */
function readList(value: unknown, { items }: ParameterRule): unknown {
  if (Array.isArray(value)) return [...(value as unknown[])];
  if (typeof value !== "string") return value;
  try {
    // JSON.parse would round ids.
    return JSON.parse(items === "id" ? value.replaceAll(/\d+/g, '"$&"') : value) as unknown;
  } catch {
    return value;
  }
}

function readValue(holder: Parameters, name: string): unknown {
  // A prototype that all objects share was given by nobody.
  return name in Object.prototype && !Object.hasOwn(holder, name) ? undefined : holder[name];
}

/** What is wrong with a value, to be written after its name; nothing where the rule allows it. */
export function parameterProblem(
  value: unknown,
  {
    type,
    items,
    minimum = -Infinity,
    maximum = Infinity,
    minLength = 0,
    maxLength = Infinity,
  }: ParameterRule,
): string | undefined {
  if (type === "list") {
    const isItem = (item: unknown): boolean =>
      items === "id"
        ? isId(item)
        : items === "integer"
          ? Number.isSafeInteger(item)
          : typeof item === items;
    return Array.isArray(value) && value.every(isItem)
      ? undefined
      : `must be a list of type ${items}, for instance [a, b]`;
  }
  const text = String(value);
  if (text.length > maxLength) return `must have at most ${maxLength} characters`;
  if (text.length < minLength)
    return text === ""
      ? "is empty; leave it out, or give it a value"
      : `must have at least ${minLength} characters`;
  if (type === "string") return undefined;
  if (type === "id" && !isId(value)) return "must be an id: a string of digits";
  if (type === "boolean") return /^(true|false)$/.test(text) ? undefined : "must be true or false";
  const isWhole = type !== "number";
  // It is sent as it is written, so ` 5000`, `5e3` and `0x10` are none.
  if (!(isWhole ? /^-?\d+$/ : /^-?\d+(\.\d+)?(e[+-]?\d+)?$/).test(text))
    return `must be ${isWhole ? "a whole number" : "a number"}, not "${text}"`;
  // As a number, an id could be rounded to its limit.
  const number = type === "id" ? BigInt(text) : Number(text);
  if (number < minimum) return `must be at least ${minimum}`;
  if (number > maximum) return `must be at most ${maximum}`;
  return undefined;
}

/** Whether a value has every digit of an id: a string, a bigint or a safe number. */
function isId(value: unknown): boolean {
  const isExact = typeof value === "number" ? Number.isSafeInteger(value) : !isObject(value);
  return isExact && /^\d+$/.test(String(value));
}

/** What the call costs by its description: the first rule whose parameters are all sent. */
export function weightRuleOf({ weights }: Operation, parameters: Parameters): WeightRule {
  const applies = ({ whenSent = [] }: WeightRule): boolean =>
    whenSent.every((name) => parameters[name] !== undefined);
  return weights.find(applies) ?? unweighed;
}

/** What costs something costs at least this. */
const unweighed: WeightRule = { weight: 1 };
