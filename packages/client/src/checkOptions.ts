// Checks that hold for the options of everything: that they exist, and that each is of its type.
import { ConfigError } from "./errors.ts";
import { isObject } from "./json.ts";
import { didYouMean } from "./names.ts";

/** Rejects options that do not exist: one that is misspelt would be ignored. Their values may be secret. */
export function checkOptions(owner: string, options: object, known: object): void {
  if (!isObject(options)) throw new ConfigError(`${owner} takes its options as an object.`);
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || Object.hasOwn(known, name)) continue;
    const names = Object.keys(known);
    throw new ConfigError(
      `${owner} has no option ${name}.${didYouMean(name, names)} Its options: ${names.join(", ")}.`,
    );
  }
}

/** A whole number from a minimum up, or undefined. */
export function integerOption(
  name: string,
  value: number | undefined,
  minimum: number,
): number | undefined {
  if (value === undefined || (Number.isInteger(value) && value >= minimum && value < 2 ** 31))
    return value;
  throw new ConfigError(
    `Option ${name} must be a whole number from ${minimum} to ${2 ** 31 - 1}; it is ${String(value)}.`,
  );
}

/** A value of a type, or undefined. */
export function ofType<T>(type: "boolean" | "function", name: string, value: T): T {
  if (value === undefined || typeof value === type) return value;
  throw new ConfigError(
    `Option ${name} must be a ${type}; it is of type ${value === null ? "null" : typeof value}.`,
  );
}
