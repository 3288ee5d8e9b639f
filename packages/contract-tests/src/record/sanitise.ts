// Replaces what would tell an account apart in what a target answers: ids and names given to orders. The
// same one gets the same replacement wherever it stands, with as many digits, and never itself. Texts
// are edited as texts: no number is read as a number, so every other digit stays.
import type { SpecNode } from "../spec/SpecNode.ts";
import { schemaAt, typesOf } from "../spec/schema.ts";

/** Replaces, consistently for as long as it lives. */
export interface Sanitiser {
  /**
   * A body: JSON by the schema at this place, anything else as free text. The messages of a refusal are free
   * texts as well: they may name the caller's address.
   */
  readonly body: (text: string, schema: SpecNode | undefined, refusal: boolean) => string;
  /** A value of this schema, decoded. */
  readonly value: (text: string, schema: SpecNode) => string;
}

/** Whether a schema's values are replaced. */
export function isSensitive(place: SpecNode): boolean {
  const schema = schemaAt(place);
  return schema["x-sensitive"] === true || isId(place);
}

/** @param random Numbers from 0 to below 1. What is replaced can be guessed if they can. */
export function createSanitiser(random: () => number): Sanitiser {
  const made = new Map<string, string>();
  const taken = new Set<string>();
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
  const pick = (characters: string): string =>
    characters.charAt(Math.floor(random() * characters.length));

  const number = (text: string): string =>
    text.replaceAll(/\d+/gu, (digits) =>
      replace(digits, () => sameSize(digits, () => pick("0123456789"))),
    );
  const name = (text: string): string => {
    if (text === "") return text;
    // Written as text or not, an id is the same id.
    return /^-?\d+$/u.test(text) ? number(text) : replace(text, () => nameLike(text, pick));
  };
  /** A text nobody knows the form of, such as a message or a page: long numbers and addresses may be the caller's. */
  const free = (text: string): string =>
    text
      .replaceAll(/\b\d{1,3}(?:\.\d{1,3}){3}\b/gu, "192.0.2.1")
      .replaceAll(/\b(?:[\da-f]{1,4}:){2,7}[\da-f]{0,4}(?::[\da-f]{1,4})*/giu, "2001:db8::1")
      .replaceAll(/\d{5,}/gu, number);

  /** A value that is not as described may be anything, so it is replaced like one that is sensitive. */
  const scalar = (token: string, place: SpecNode | undefined, refusal: boolean): string => {
    const replaced = !place || isSensitive(place) || !isOfType(token, place);
    if (!token.startsWith('"')) return replaced ? number(token) : token;
    const text = JSON.parse(token) as string;
    if (replaced) return JSON.stringify(name(text));
    return refusal ? JSON.stringify(free(text)) : token;
  };
  return {
    body: (text, schema, refusal) =>
      editJson(text, schema, {
        value: (token, place) => scalar(token, place, refusal),
        unknownName: free,
      }) ?? free(text),
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

/** A text of the same length: a digit for each digit, a letter for anything else. */
function nameLike(text: string, pick: (characters: string) => string): string {
  return Array.from(text, (character) =>
    /\d/u.test(character) ? pick("0123456789") : pick("abcdefghijklmnopqrstuvwxyz"),
  ).join("");
}

function isId(place: SpecNode): boolean {
  const schema = schemaAt(place);
  return schema.format === "int64" && typesOf(schema).includes("integer");
}

/** Whether a string or number in JSON is of a type that its schema names; true for any where it names none. */
function isOfType(token: string, place: SpecNode): boolean {
  const types = typesOf(schemaAt(place));
  if (types.length === 0 || /^[a-z]/u.test(token)) return true;
  if (token.startsWith('"')) return types.includes("string");
  return types.includes("integer") || types.includes("number");
}

const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s"{}[\],:]+/gu;

interface Edit {
  /** What stands in place of a string, a number or a word, as written. */
  readonly value: (token: string, place: SpecNode | undefined) => string;
  /** What stands in place of a name that the schema does not know. */
  readonly unknownName: (name: string) => string;
}

/** The text with what stands in it replaced; undefined where it is not JSON. */
function editJson(
  text: string,
  schema: SpecNode | undefined,
  { value, unknownName }: Edit,
): string | undefined {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  // Where each open bracket stands in the schema, and the name that the next value has there.
  const open: { readonly place: SpecNode | undefined; readonly list: boolean; name?: string }[] =
    [];
  let afterColon = false;
  const here = (): SpecNode | undefined => {
    const holder = open.at(-1);
    if (!holder) return schema;
    return holder.list
      ? holder.place?.at("items")
      : holder.place?.at("properties", holder.name ?? "");
  };
  return text.replaceAll(tokens, (token) => {
    const holder = open.at(-1);
    if (token === "{" || token === "[") open.push({ place: here(), list: token === "[" });
    else if (token === "}" || token === "]") open.pop();
    else if (token === ":") afterColon = true;
    else if (token !== ",") {
      if (holder && !holder.list && !afterColon) {
        holder.name = JSON.parse(token) as string;
        return here() ? token : JSON.stringify(unknownName(holder.name));
      }
      afterColon = false;
      return value(token, here());
    }
    if (token !== ":") afterColon = false;
    return token;
  });
}
