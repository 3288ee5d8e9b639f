// Checks what a caller passes: options, faults, accounts. It may come from JavaScript, from a file or over HTTP, so
// nothing about its shape is assumed.
import { isObject } from "@open-orders/specs/model";

/** Whether a value is accepted, and what it must be otherwise. */
export type Rule = readonly [accepts: (value: unknown) => boolean, must: string];

/** One rule for each option; any other name is an error. */
export type Rules<T> = Readonly<Record<keyof T, Rule>>;

/**
 * Checks an object's members. A member that is undefined counts as left out.
 *
 * @param place Put before the name in errors, such as `fault`.
 * @throws TypeError that names the member and what it must be.
 */
export function checkOptions<T extends object>(
  value: unknown,
  rules: Rules<T>,
  place = "",
): asserts value is T {
  if (!isObject(value)) throw new TypeError(`${place || "options"}: must be an object`);
  const known = new Map<string, Rule>(Object.entries(rules));
  for (const [name, member] of Object.entries(value)) {
    const here = place === "" ? name : `${place}.${name}`;
    const rule = known.get(name);
    if (!rule) {
      throw new TypeError(`${here}: unknown name; expected one of ${[...known.keys()].join(", ")}`);
    }
    const [accepts, must] = rule;
    if (member !== undefined && !accepts(member)) throw new TypeError(`${here}: must be ${must}`);
  }
}

const isString = (value: unknown): value is string => typeof value === "string";

/** The longest delay that timers know, in milliseconds: some 25 days (HTML standard, "timers"). */
const maxDelayMs = 2 ** 31 - 1;

export const anything: Rule = [() => true, ""];
export const string: Rule = [isString, "a string"];
export const nonEmptyString: Rule = [
  (value) => isString(value) && value !== "",
  "a string that is not empty",
];
export const array: Rule = [Array.isArray, "an array"];
export const object: Rule = [isObject, "an object"];
export const aFunction: Rule = [(value) => typeof value === "function", "a function"];
export const delayMs: Rule = number(0, maxDelayMs);

/** A number above 0, or Infinity. */
export const positive: Rule = [
  (value) => typeof value === "number" && value > 0,
  "a number above 0",
];

/** A number in a range, its ends included. */
export function number(min: number, max = Infinity): Rule {
  return [
    (value) => typeof value === "number" && value >= min && value <= max,
    max === Infinity ? `a number of at least ${min}` : `a number from ${min} to ${max}`,
  ];
}

/** A safe integer in a range, its ends included. */
export function integer(min = -Infinity, max = Infinity): Rule {
  const atLeast = min === -Infinity ? "" : ` of at least ${min}`;
  return [
    (value) => Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max,
    `an integer${max === Infinity ? atLeast : ` from ${min} to ${max}`}`,
  ];
}

/** How many: an integer, or Infinity for no limit. */
export function count(min: number): Rule {
  const [accepts, must] = integer(min);
  return [(value) => value === Infinity || accepts(value), `${must}, or Infinity`];
}
