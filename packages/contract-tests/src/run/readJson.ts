// Reads JSON with every digit of its 64-bit ids: JSON.parse rounds integers above 2^53. Written apart from the
// client's own reading, so that one mistake cannot hide in both.
import type { Schema } from "@open-orders/specs/model";
import { isInt64, isObject, membersOf } from "@open-orders/specs/model";

const tokens = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gu;
// No field of the exchange has such a name.
const numberKey = "\u0000number";

/** A body as the client should return it. */
export interface Body {
  /** `int64` values are strings of exactly the digits of the text. */
  readonly exact: unknown;
  /** Ids that are not written as an integer of 64 bits. */
  readonly inexact: readonly { readonly path: string; readonly text: string }[];
}

/** Reads a body by its resolved schema. @throws SyntaxError when it is not JSON */
export function readJson(text: string, schema: Schema): Body {
  const quoted = text.replaceAll(tokens, (token) =>
    token.startsWith('"') ? token : JSON.stringify({ [numberKey]: token }),
  );
  const inexact: { path: string; text: string }[] = [];
  const exactly = (part: unknown, at: Schema | undefined, path: string): unknown => {
    if (Array.isArray(part))
      return part.map((item, index) => exactly(item, at?.items, `${path}/${index}`));
    if (!isObject(part)) return part;
    const digits = part[numberKey];
    if (typeof digits === "string") {
      if (!at || !isInt64(at)) return Number(digits);
      if (!fitsInt64(digits)) inexact.push({ path, text: `${path} is ${digits}` });
      return digits;
    }
    return Object.fromEntries(
      Object.entries(part).map(([name, inner]) => [
        name,
        exactly(inner, at?.properties?.[name], `${path}/${name}`),
      ]),
    );
  };
  return { exact: exactly(JSON.parse(quoted), schema, ""), inexact };
}

/** The body as JSON.parse reads it; undefined where it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The error code of a body; undefined where it has none. */
export function codeOf(body: unknown): number | undefined {
  const code = membersOf(body)["code"];
  return typeof code === "number" ? code : undefined;
}

/** Whether the text of a JSON number is an integer that 64 bits hold, written as one. */
function fitsInt64(text: string): boolean {
  return /^-?(?:0|[1-9]\d{0,18})$/u.test(text) && BigInt.asIntN(64, BigInt(text)) === BigInt(text);
}
