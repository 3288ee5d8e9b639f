/**
 * Holds answers against the description, at the caller's wish. Kept out of the main module, so that who
 * does not ask for it does not carry the schemas.
 *
 * @packageDocumentation
 */
import { schemas } from "./generated/schemas.ts";
import type { ResponseValidator } from "./options.ts";
import type { ResponseSchema } from "./responseSchema.ts";

/** Something in an answer that the description does not know. It is no fault: exchanges grow. */
export interface Drift {
  api: string;
  operation: string;
  kind: "unknown-field" | "unknown-value";
  /** Where it stands, for instance `[0].status`. */
  path: string;
  /** The value that was found. */
  value: unknown;
}

/** Options of `createValidator`. */
export interface ValidatorOptions {
  /** Told of each field and each value of a known set that the description does not know. */
  onUnknown?: (drift: Drift) => void;
}

/**
 * Makes a validator for the option `validate` of a client. An answer that breaks the description ends
 * the call with a ResponseError whose fault is `shape`.
 *
 * @example
 * const validate = createValidator({ onUnknown: ({ path, value }) => console.warn(path, value) });
 * const client = createCoinMFuturesClient({ apiKey, signer, validate });
 */
export function createValidator({ onUnknown }: ValidatorOptions = {}): ResponseValidator {
  return (api, operation, data) => {
    const schema = schemas[api]?.[operation];
    const drift = (kind: Drift["kind"], path: string, value: unknown): void =>
      onUnknown?.({ api, operation, kind, path, value });
    return schema && check(schema, data, "", drift);
  };
}

type Tell = (kind: Drift["kind"], path: string, value: unknown) => void;

/** The first breach, in words; nothing where there is none. */
function check(
  schema: ResponseSchema,
  value: unknown,
  path: string,
  tell: Tell,
): string | undefined {
  if (schema.items) {
    if (!Array.isArray(value)) return `${path || "it"} is ${describe(value)}, not a list`;
    for (const [index, item] of value.entries()) {
      const breach = check(schema.items, item, `${path}[${index}]`, tell);
      if (breach !== undefined) return breach;
    }
    return undefined;
  }
  if (schema.fields) return checkObject(schema, schema.fields, value, path, tell);
  const { types = [], known } = schema;
  if (!types.some((type) => predicates[type](value)))
    return `${path} is ${describe(value)}, not ${types.join(" or ")}`;
  if (known && typeof value === "string" && !known.includes(value))
    tell("unknown-value", path, value);
  return undefined;
}

function checkObject(
  { required = [] }: ResponseSchema,
  fields: Readonly<Record<string, ResponseSchema>>,
  value: unknown,
  path: string,
  tell: Tell,
): string | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return `${path || "it"} is ${describe(value)}, not an object`;
  const object = value as Record<string, unknown>;
  const missing = required.find((name) => !Object.hasOwn(object, name));
  if (missing !== undefined) return `${path}.${missing} is missing`;
  for (const [name, inner] of Object.entries(object)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!field) tell("unknown-field", `${path}.${name}`, inner);
    const breach = field && check(field, inner, `${path}.${name}`, tell);
    if (breach !== undefined) return breach;
  }
  for (const [name, { presentWhen }] of Object.entries(fields)) {
    if (!presentWhen) continue;
    const expected = Object.entries(presentWhen).every(
      ([sibling, wanted]) => object[sibling] === wanted,
    );
    if (expected && !Object.hasOwn(object, name)) return `${path}.${name} is missing`;
    if (!expected && Object.hasOwn(object, name))
      tell("unknown-field", `${path}.${name}`, object[name]);
  }
  return undefined;
}

const predicates: Record<
  NonNullable<ResponseSchema["types"]>[number],
  (value: unknown) => boolean
> = {
  null: (value) => value === null,
  boolean: (value) => typeof value === "boolean",
  string: (value) => typeof value === "string",
  decimal: (value) => typeof value === "string" && /^-?\d+(?:\.\d+)?$/.test(value),
  id: (value) => typeof value === "string" && /^-?\d+$/.test(value),
  number: (value) => typeof value === "number",
  integer: (value) => Number.isSafeInteger(value),
};

function describe(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object"
    ? "an object"
    : `${typeof value} ${JSON.stringify(value)}`.slice(0, 60);
}
