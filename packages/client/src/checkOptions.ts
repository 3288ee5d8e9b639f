// Checks that hold for the options of everything: that they exist, and that each is of its kind.
import { ConfigError } from "./errors.ts";
import { isObject } from "./json.ts";
import { unknownName } from "./names.ts";

/**
 * What an option must be: of a type, a whole number from a minimum up, or something with methods. `any` is checked where
 * it is read.
 */
export type OptionKind =
  | "any"
  | "boolean"
  | "function"
  | number
  | readonly [what: string, ...methods: string[]];

/** Rejects options that do not exist: one that is misspelt would be ignored. Their values may be secret. */
export function checkOptions(
  owner: string,
  options: object,
  kinds: Readonly<Record<string, OptionKind>>,
): void {
  if (!isObject(options)) throw new ConfigError(`${owner} takes its options as an object.`);
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || Object.hasOwn(kinds, name)) continue;
    throw new ConfigError(unknownName(`${owner} has no option`, name, Object.keys(kinds)));
  }
  checkKinds(options, kinds);
}

/** Rejects an option that is not of its kind. */
export function checkKinds(
  options: Readonly<Record<string, unknown>>,
  kinds: Readonly<Record<string, OptionKind>>,
): void {
  for (const [name, kind] of Object.entries(kinds)) {
    const value = options[name];
    const wanted = value === undefined ? undefined : whatIsWanted(value, kind);
    if (wanted) throw new ConfigError(`Option ${name} must be ${wanted}.`);
  }
}

/** What a value should be; nothing where it is that. */
function whatIsWanted(value: unknown, kind: OptionKind): string | false {
  if (typeof kind === "number") {
    const isInRange = Number.isInteger(value) && Number(value) >= kind && Number(value) < 2 ** 31;
    return !isInRange && `a whole number from ${kind} to ${2 ** 31 - 1}; it is ${String(value)}`;
  }
  if (typeof kind === "object") {
    const [what, ...methods] = kind;
    return !methods.every((name) => isObject(value) && typeof value[name] === "function") && what;
  }
  const type = value === null ? "null" : typeof value;
  return kind !== "any" && type !== kind && `a ${kind}; it is of type ${type}`;
}
