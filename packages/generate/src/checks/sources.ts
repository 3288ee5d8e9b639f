// The data in specs/sources: what each source page states, one half per language. specs/sources/README.md explains the
// words.
import {
  boolean,
  closed,
  either,
  integer,
  list,
  mapOf,
  nonEmptyList,
  oneOf,
  text,
} from "../form.ts";
import type { Form, Valid } from "../form.ts";
import { securityTypes } from "../model.ts";
import type { Json } from "../model.ts";
import type { Problem } from "./problem.ts";

const texts = nonEmptyList(text);

/** When a weight applies: always, by a sent or absent parameter, or by how many symbols are asked for. */
const condition = either(
  oneOf("always"),
  closed({ sent: text }),
  closed({ absent: text }),
  closed({ symbols: oneOf("one", "several") }),
);
export type WeightCondition = Valid<typeof condition>;

/** JSON types of the type names that the exchange's tables use. */
export const jsonTypes: Readonly<Record<string, string>> = {
  STRING: "string",
  ENUM: "string",
  DECIMAL: "string",
  INT: "integer",
  INTEGER: "integer",
  LONG: "integer",
  FLOAT: "number",
  DOUBLE: "number",
  BOOLEAN: "boolean",
  ARRAY: "array",
  LIST: "array",
};

const parameter = closed(
  {
    name: text,
    /** As the page writes it: STRING, LONG. One of `jsonTypes`. */
    type: text,
    mandatory: boolean,
  },
  {
    /** Absent where the page states no maximum. */
    maximum: integer(),
    /** Words that the description of this half's language must use. */
    mentions: texts,
  },
);
export type ParameterRow = Valid<typeof parameter>;

/** JSON types that a field of a response can have. */
export const fieldTypes = ["string", "integer", "number", "boolean", "array", "object"] as const;
const types = [...fieldTypes, "null"] as const;
const sampleValue: Form<Json> = { type: types };
const field = closed(
  {
    name: text,
    /** JSON type of the sample value. */
    type: oneOf(...types),
    sample: sampleValue,
  },
  {
    mentions: texts,
    /** Unit, by the English word. */
    unit: text,
    /** The order type without which the field is not sent. */
    presentWhen: text,
    /** The order type for which the field means nothing. */
    ignoreWhen: text,
  },
);
export type FieldRow = Valid<typeof field>;

const note = either(
  closed({ fact: oneOf("introduction-repeats-title", "returns-an-array") }),
  closed({
    fact: oneOf(
      "all-symbols-when-absent",
      "weight-counts-trading-symbols-when-absent",
      "covers-one-symbol",
      "careful-when-absent",
    ),
    parameter: text,
  }),
);
export type Note = Valid<typeof note>;

const sample = closed(
  { shape: oneOf("array", "object") },
  {
    /** Fields that only the sample of another half has. */
    withoutFields: texts,
    /** What keeps the sample from being JSON. */
    defects: list(
      closed({ defect: oneOf("full-width-comma", "trailing-comma", "comments") }, { after: text }),
    ),
  },
);

const half = closed({
  url: text,
  /** Day on which the page was copied. */
  snapshot: text,
  title: text,
  securityType: oneOf(...securityTypes),
  method: text,
  path: text,
  weights: nonEmptyList(closed({ weight: integer(0), when: condition })),
  parameters: list(parameter),
  notes: list(note),
  sample,
  /** In the order of the sample. */
  fields: nonEmptyList(field),
});
export type SourceHalf = Valid<typeof half>;

/** One file of specs/sources, named after its operation. */
export const sourceForm = closed({
  operationId: text,
  api: text,
  halves: { ...mapOf(half), minProperties: 1 },
});
export type OperationSource = Valid<typeof sourceForm>;

/** File of an operation's source data. */
export const sourceFile = (operationId: string) => `specs/sources/${operationId}.yaml`;

/** Where a source file contradicts itself, before anything is compared with it. */
export function checkSource({ operationId, halves }: OperationSource): Problem[] {
  const names = new Set(
    Object.values(halves).flatMap(({ fields }) => fields.map((row) => row.name)),
  );
  return Object.entries(halves).flatMap(([language, each]) =>
    contradictions(each, names).map(({ place, message }) => ({
      file: sourceFile(operationId),
      place: `halves.${language}.${place}`,
      message,
    })),
  );
}

/** Where a half contradicts itself, or keeps silent about a field that another half has. */
function contradictions(
  { fields, parameters, notes, weights, sample: shown }: SourceHalf,
  allFields: Set<string>,
): { place: string; message: string }[] {
  const found: { place: string; message: string }[] = [];
  const report = (place: string, message: string) => found.push({ place, message });
  const own = fields.map((row) => row.name);
  const without = shown.withoutFields ?? [];

  for (const { name, type } of parameters)
    if (!Object.hasOwn(jsonTypes, type))
      report(
        `parameters.${name}.type`,
        `is ${type}, which is unknown; write one of ${Object.keys(jsonTypes).join(", ")}, whichever means the same`,
      );
  for (const row of fields)
    // A number with a fraction may be shown by one that has none.
    if (
      jsonTypeOf(row.sample) !== row.type &&
      !(row.type === "number" && typeof row.sample === "number")
    )
      report(
        `fields.${row.name}.type`,
        `is ${row.type}, but the sample is ${jsonTypeOf(row.sample)}; write that`,
      );
  for (const name of allFields)
    if (own.includes(name) === without.includes(name))
      report(
        `fields.${name}`,
        "list it either under fields or under sample.withoutFields, as the page has it",
      );
  for (const name of without)
    if (!allFields.has(name))
      report(`sample.withoutFields.${name}`, "is in no half's sample; remove it");
  for (const { after } of shown.defects ?? [])
    if (after !== undefined && !own.includes(after))
      report(
        "sample.defects",
        `${after} is no field of this sample; name the field before the defect`,
      );

  const named = parameters.map((row) => row.name);
  const referred = [
    ...notes.map((each) => ("parameter" in each ? each.parameter : undefined)),
    ...weights.map(({ when }) => {
      if (when === "always" || "symbols" in when) return undefined;
      return "sent" in when ? when.sent : when.absent;
    }),
  ];
  for (const name of referred)
    if (name !== undefined && !named.includes(name))
      report(
        "parameters",
        `${name} is named in a note or weight, but has no row; add it or correct the name`,
      );
  for (const rows of [own, named])
    for (const name of rows)
      if (rows.indexOf(name) !== rows.lastIndexOf(name)) report(name, "has two rows; keep one");
  return found;
}

/** JSON type of a value, with integers apart from other numbers. */
function jsonTypeOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return Number.isInteger(value) ? "integer" : typeof value;
}
