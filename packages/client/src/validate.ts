/**
 * Validates responses against the description. A module of its own, because its schemas are large.
 *
 * @packageDocumentation
 */
import { checkOptions } from "./checkOptions.ts";
import { schemas } from "./generated/schemas.ts";
import type { ResponseValidator } from "./options.ts";
import type { ResponseSchema } from "./responseSchema.ts";

/** Something in a response that the description does not know. It is not an error: exchanges grow. */
export interface UnknownPart {
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
  /**
   * Called with each field that the description does not know, and each value outside its known values. What it
   * throws ends the call and reaches the caller as it is.
   */
  onUnknown?: (part: UnknownPart) => void;
}

/**
 * Makes a validator for the option `validate` of a client. A response that the description does not allow ends
 * the call with a ResponseError whose reason is `shape`.
 *
 * @throws ConfigError when an option cannot be used
 * @example
 * const validate = createValidator({ onUnknown: ({ path, value }) => console.warn(path, value) });
 * const client = createCoinMFuturesClient({ apiKey, signer, validate });
 */
export function createValidator(options: ValidatorOptions = {}): ResponseValidator {
  checkOptions("A validator", options, { onUnknown: "function" });
  const { onUnknown } = options;
  return (api, operation, data) => {
    const schema = schemas[api]?.[operation];
    const notify = (kind: UnknownPart["kind"], path: string, value: unknown): void =>
      onUnknown?.({ api, operation, kind, path, value });
    return schema && check(schema, data, "", notify);
  };
}

type Notify = (kind: UnknownPart["kind"], path: string, value: unknown) => void;

/** The first thing that is wrong, in words; nothing where the data is valid. */
function check(
  schema: ResponseSchema,
  value: unknown,
  path: string,
  notify: Notify,
): string | undefined {
  if (schema.items) {
    if (!Array.isArray(value)) return `${path || "it"} is ${describe(value)}, not an array`;
    for (const [index, item] of value.entries()) {
      const problem = check(schema.items, item, `${path}[${index}]`, notify);
      if (problem !== undefined) return problem;
    }
    return undefined;
  }
  if (schema.fields) return checkObject(schema, schema.fields, value, path, notify);
  const { types = [], known } = schema;
  if (!types.some((type) => predicates[type](value)))
    return `${path} is ${describe(value)}, not ${types.join(" or ")}`;
  if (known && typeof value === "string" && !known.includes(value))
    notify("unknown-value", path, value);
  return undefined;
}

function checkObject(
  { required = [] }: ResponseSchema,
  fields: Readonly<Record<string, ResponseSchema>>,
  value: unknown,
  path: string,
  notify: Notify,
): string | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return `${path || "it"} is ${describe(value)}, not an object`;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- looked at in the lines above
  const object = value as Record<string, unknown>;
  const missing = required.find((name) => !Object.hasOwn(object, name));
  if (missing !== undefined) return `${path}.${missing} is missing`;
  for (const [name, inner] of Object.entries(object)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!field) notify("unknown-field", `${path}.${name}`, inner);
    const problem = field && check(field, inner, `${path}.${name}`, notify);
    if (problem !== undefined) return problem;
  }
  for (const [name, { presentWhen }] of Object.entries(fields)) {
    if (!presentWhen) continue;
    const expected = Object.entries(presentWhen).every(
      ([sibling, wanted]) => object[sibling] === wanted,
    );
    if (expected && !Object.hasOwn(object, name)) return `${path}.${name} is missing`;
    if (!expected && Object.hasOwn(object, name))
      notify("unknown-field", `${path}.${name}`, object[name]);
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
  if (Array.isArray(value)) return "an array";
  return typeof value === "object"
    ? "an object"
    : `${typeof value} ${JSON.stringify(value)}`.slice(0, 60);
}
