// What is read of a JSON schema, and the judgement of answers by it (ajv, 2020-12), with the formats
// that the descriptions use.
import type { OpenApiDocument } from "@open-orders/specs";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { SpecNode } from "./SpecNode.ts";

/** The part of a schema that the checks are made from. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly required?: readonly string[];
  readonly "x-extensible-enum"?: readonly string[];
  readonly "x-sensitive"?: boolean;
  readonly "x-present-when"?: Readonly<Record<string, unknown>>;
}

export function schemaAt(place: SpecNode | undefined): Schema {
  return place?.node ?? {};
}

export function typesOf({ type = [] }: Schema): readonly string[] {
  return typeof type === "string" ? [type] : type;
}

/** Whether the text of a JSON number is an integer that 64 bits hold, written as one. */
export function isInt64(text: string): boolean {
  return /^-?(?:0|[1-9]\d{0,18})$/u.test(text) && BigInt.asIntN(64, BigInt(text)) === BigInt(text);
}

const validators = new WeakMap<OpenApiDocument, Ajv2020>();

/** Says what is wrong with a value by the schema at this place; undefined when nothing is. */
export function mistakeIn(value: unknown, { document, pointer }: SpecNode): string | undefined {
  let ajv = validators.get(document);
  if (!ajv) {
    ajv = validatorOf(document);
    validators.set(document, ajv);
  }
  const validate = ajv.getSchema(`bundle#${pointer}`);
  if (!validate) throw new TypeError(`no schema stands at ${pointer}`);
  if (validate(value) === true) return undefined;
  const [error] = validate.errors ?? [];
  const found = error && at(value, error.instancePath);
  const what = typeof found === "object" ? "" : `, is ${JSON.stringify(found)}`;
  return `${error?.instancePath ?? ""} ${error?.message ?? "is not valid"}${what}`.trim();
}

function validatorOf(document: OpenApiDocument): Ajv2020 {
  // Words of the description that are none of JSON Schema's say nothing about a value's validity.
  const ajv = new Ajv2020({ strict: false, allErrors: false });
  ajv.addFormat("int32", {
    type: "number",
    validate: (value) => Number.isInteger(value) && value >= -(2 ** 31) && value < 2 ** 31,
  });
  ajv.addFormat("double-int", { type: "number", validate: Number.isSafeInteger });
  // Rounded by the time it comes here; `readJson` looks at its digits in the text.
  ajv.addFormat("int64", { type: "number", validate: Number.isInteger });
  ajv.addFormat("decimal", /^-?\d+(?:\.\d+)?$/u);
  // The bundle itself passes for a schema, so that references inside it resolve.
  return ajv.addSchema(document, "bundle");
}

function at(value: unknown, path: string): unknown {
  let found = value;
  for (const step of path.split("/").slice(1)) {
    found = (found as Record<string, unknown> | undefined)?.[step];
  }
  return found;
}
