// Reads JSON with every digit of its 64-bit ids: JSON.parse rounds integers above 2^53. Written apart
// from the client's own reading, so that one mistake cannot hide in both.
import type { SpecNode } from "../spec/SpecNode.ts";
import { isInt64, schemaAt, typesOf } from "../spec/schema.ts";

const tokens = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gu;
// No field of the exchange has such a name.
const numberKey = "\u0000number";

/** A body, once as JSON.parse reads it and once as the client should hand it out. */
export interface Body {
  readonly value: unknown;
  /** `int64` values are strings of exactly the digits of the text. */
  readonly exact: unknown;
  /** Ids that are not written as an integer of 64 bits, by their place in the body. */
  readonly inexact: readonly string[];
}

/** Reads a body by its schema. @throws SyntaxError when it is not JSON */
export function readJson(text: string, schema: SpecNode): Body {
  const value: unknown = JSON.parse(text);
  const quoted = text.replaceAll(tokens, (token) =>
    token.startsWith('"') ? token : JSON.stringify({ [numberKey]: token }),
  );
  const inexact: string[] = [];
  const exact = exactly(JSON.parse(quoted), schema, "", inexact);
  return { value, exact, inexact };
}

function exactly(
  value: unknown,
  schema: SpecNode | undefined,
  at: string,
  inexact: string[],
): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    const items = schema?.at("items");
    return value.map((item, index) => exactly(item, items, `${at}/${index}`, inexact));
  }
  const digits = (value as Record<string, unknown>)[numberKey];
  if (typeof digits === "string") {
    if (!isIdSchema(schema)) return Number(digits);
    if (!isInt64(digits)) inexact.push(`${at} is ${digits}`);
    return digits;
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      exactly(member, schema?.at("properties", name), `${at}/${name}`, inexact),
    ]),
  );
}

function isIdSchema(place: SpecNode | undefined): boolean {
  const schema = schemaAt(place);
  return schema.format === "int64" && typesOf(schema).includes("integer");
}
