// The form of data that others write, as JSON Schema and as a TypeScript type at once: for the files beside the
// descriptions, which editors check by these schemas too, and for what Redocly prints.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { parse } from "yaml";
import { GenerateError, messageOf } from "./GenerateError.ts";

declare const valid: unique symbol;
/** A JSON Schema, with the type of what is valid by it. */
export interface Form<T> {
  readonly [word: string]: unknown;
  readonly [valid]?: T;
}
export type Valid<F> = F extends Form<infer T> ? T : never;

type Members = Readonly<Record<string, Form<unknown>>>;
// oxlint-disable-next-line typescript/no-generated-empty-object-type -- no optional members
type None = Record<never, Form<unknown>>;
type ValidMembers<M extends Members> = { -readonly [Name in keyof M]: Valid<M[Name]> };

export const text: Form<string> = { type: "string", minLength: 1 };
export const boolean: Form<boolean> = { type: "boolean" };
export const integer = (minimum?: number): Form<number> => ({
  type: "integer",
  ...(minimum !== undefined && { minimum }),
});
export const oneOf = <const T extends string>(...values: readonly T[]): Form<T> => ({
  enum: values,
});
export const either = <F extends readonly Form<unknown>[]>(
  ...anyOf: F
): Form<Valid<F[number]>> => ({
  anyOf,
});
export const list = <T>(items: Form<T>): Form<T[]> => ({ type: "array", items });
export const nonEmptyList = <T>(items: Form<T>): Form<T[]> => ({ ...list(items), minItems: 1 });
export const mapOf = <T>(values: Form<T>): Form<Record<string, T>> => ({
  type: "object",
  additionalProperties: values,
});

/** An object that may have other members, too. */
export const open = <M extends Members, O extends Members = None>(
  members: M,
  optional?: O,
): Form<ValidMembers<M> & Partial<ValidMembers<O>>> => ({
  type: "object",
  properties: { ...members, ...optional },
  required: Object.keys(members),
});

/** A closed object: a word that no check knows would be a fact that nobody checks. */
export const closed = <M extends Members, O extends Members = None>(
  members: M,
  optional?: O,
): Form<ValidMembers<M> & Partial<ValidMembers<O>>> => ({
  ...open(members, optional),
  additionalProperties: false,
});

const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });

/**
 * What a file holds, once its form is checked.
 *
 * @param advice - Where people read what may stand in the file.
 * @throws GenerateError with a line for each mistake
 */
export function readAs<T>(form: Form<T>, file: string, content: unknown, advice = ""): T {
  const validate = ajv.compile<T>(form);
  if (validate(content)) return content;
  const lines = (validate.errors ?? []).map(({ instancePath, message, params }) => {
    const named: unknown = params["additionalProperty"] ?? params["allowedValues"];
    const names = named === undefined ? "" : ` (${[named].flat().map(String).join(", ")})`;
    return `${file}: ${instancePath || "/"}: ${message}${names}${advice}`;
  });
  throw new GenerateError(lines.join("\n"));
}

/** Reads a YAML file of that form. Throws as `readAs` does, and where it is no YAML. */
export async function readYaml<T>(
  root: string,
  file: string,
  form: Form<T>,
  advice = "",
): Promise<T> {
  const written = await readFile(join(root, file), "utf8");
  let content: unknown;
  try {
    content = parse(written);
  } catch (cause) {
    throw new GenerateError(`${file}: cannot be read as YAML: ${messageOf(cause)}`, { cause });
  }
  return readAs(form, file, content, advice);
}

/** Reads JSON of that form. Throws as `readAs` does, and where it is no JSON. */
export function readJson<T>(form: Form<T>, file: string, written: string): T {
  let content: unknown;
  try {
    content = JSON.parse(written);
  } catch (cause) {
    throw new GenerateError(`${file} is no JSON (${messageOf(cause)}); restore it`, { cause });
  }
  return readAs(form, file, content);
}
