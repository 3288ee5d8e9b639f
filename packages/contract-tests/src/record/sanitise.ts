// Replaces what would identify an account in the responses of a target: ids, and names given to orders. The same one gets
// the same replacement wherever it stands, with as many digits, and never itself. Texts are edited as texts: no number
// is read as a number, so every other digit stays.
import type { Schema } from "@open-orders/specs/model";
import { isInt64, typesOf } from "@open-orders/specs/model";

/** Replaces, consistently for as long as it lives. */
export interface Sanitiser {
  /**
   * A body: JSON by its resolved schema, anything else as free text. The messages of an error response are free texts
   * as well: they may name the caller's address.
   */
  readonly body: (text: string, schema: Schema | undefined, isError: boolean) => string;
  /** A value of this schema, decoded. */
  readonly value: (text: string, schema: Schema) => string;
}

/** Whether a schema's values are replaced. */
export function isSensitive(schema: Schema): boolean {
  return schema["x-sensitive"] === true || isInt64(schema);
}

/** @param random Numbers from 0 to below 1. What is replaced can be guessed if they can. */
export function createSanitiser(random: () => number): Sanitiser {
  const made = new Map<string, string>();
  const taken = new Set<string>();
  const pick = (characters: string): string =>
    characters.charAt(Math.floor(random() * characters.length));
  const replace = (original: string, make: () => string): string => {
    const known = made.get(original);
    if (known !== undefined) return known;
    let candidate = make();
    // Of very short ones there may be no other left: then two share one.
    for (let tries = 0; candidate === original || (taken.has(candidate) && tries < 100); tries += 1)
      candidate = make();
    made.set(original, candidate);
    taken.add(candidate);
    return candidate;
  };
  const number = (text: string): string =>
    text.replaceAll(/\d+/gu, (digits) =>
      replace(digits, () => sameSize(digits, () => pick("0123456789"))),
    );
  // Written as text or not, an id is the same id. In a name, a digit stands for a digit and a letter for anything else.
  const name = (text: string): string =>
    text === "" || /^-?\d+$/u.test(text)
      ? number(text)
      : replace(text, () =>
          Array.from(text, (character) =>
            pick(/\d/u.test(character) ? "0123456789" : "abcdefghijklmnopqrstuvwxyz"),
          ).join(""),
        );
  /** A text of unknown form, such as a message or a page: long numbers and addresses may be the caller's. */
  const free = (text: string): string =>
    text
      .replaceAll(/\b\d{1,3}(?:\.\d{1,3}){3}\b/gu, "192.0.2.1")
      .replaceAll(/\b(?:[\da-f]{1,4}:){2,7}[\da-f]{0,4}(?::[\da-f]{1,4})*/giu, "2001:db8::1")
      .replaceAll(/\d{5,}/gu, number);
  /** A value that is not as described may be anything, so it is replaced like one that is sensitive. */
  const scalar = (token: string, schema: Schema | undefined, isError: boolean): string => {
    const replaced = !schema || isSensitive(schema) || !isOfType(token, schema);
    if (!token.startsWith('"')) return replaced ? number(token) : token;
    const text = String(JSON.parse(token));
    if (replaced) return JSON.stringify(name(text));
    return isError ? JSON.stringify(free(text)) : token;
  };
  return {
    body: (text, schema, isError) =>
      editJson(text, schema, (token, own) => scalar(token, own, isError), free) ?? free(text),
    value: (text, schema) => (isSensitive(schema) ? name(text) : text),
  };
}

/** As many digits, and no more than a JavaScript number or 64 bits hold if the original is not. */
function sameSize(digits: string, pick: () => string): string {
  for (;;) {
    const other = Array.from(digits, pick).join("");
    const written = digits === "0" || digits.startsWith("0") || !other.startsWith("0");
    const safe = (text: string): boolean => BigInt(text) <= BigInt(Number.MAX_SAFE_INTEGER);
    const fits = (text: string): boolean => BigInt(text) < 2n ** 63n;
    if (written && safe(other) === safe(digits) && fits(other) === fits(digits)) return other;
  }
}

/** Whether a string or number in JSON is of a type that its schema names; true for any where it names none. */
function isOfType(token: string, schema: Schema): boolean {
  const types = typesOf(schema);
  if (types.length === 0 || /^[a-z]/u.test(token)) return true;
  if (token.startsWith('"')) return types.includes("string");
  return types.includes("integer") || types.includes("number");
}

const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s"{}[\],:]+/gu;

/** The text with its values, and names that the schema does not know, edited; undefined where it is not JSON. */
function editJson(
  text: string,
  schema: Schema | undefined,
  value: (token: string, schema: Schema | undefined) => string,
  unknownName: (name: string) => string,
): string | undefined {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  // The schema of each open bracket, and the name that the next value has there.
  const open: { readonly at: Schema | undefined; readonly list: boolean; name?: string }[] = [];
  let afterColon = false;
  const here = (): Schema | undefined => {
    const holder = open.at(-1);
    if (!holder) return schema;
    return holder.list ? holder.at?.items : holder.at?.properties?.[holder.name ?? ""];
  };
  return text.replaceAll(tokens, (token) => {
    const holder = open.at(-1);
    if (token === "{" || token === "[") open.push({ at: here(), list: token === "[" });
    else if (token === "}" || token === "]") open.pop();
    else if (token === ":") afterColon = true;
    else if (token !== ",") {
      if (holder && !holder.list && !afterColon) {
        holder.name = String(JSON.parse(token));
        return here() ? token : JSON.stringify(unknownName(holder.name));
      }
      afterColon = false;
      return value(token, here());
    }
    if (token !== ":") afterColon = false;
    return token;
  });
}
