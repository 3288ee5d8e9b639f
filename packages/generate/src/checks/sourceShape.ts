// Rejects a file of specs/sources that is not well-formed, or that contradicts itself.
import type { Problem } from "./problem.ts";
import { closed, list, mapOf, nonEmptyList, shapeCheck, text } from "./shape.ts";
import { jsonTypeOf } from "./sourceData.ts";
import type { OperationSource, SourceHalf } from "./sourceData.ts";

const texts = nonEmptyList(text);
const weight = { type: "integer", minimum: 0 };

const condition = {
  anyOf: [
    { const: "always" },
    closed({ sent: text }),
    closed({ absent: text }),
    closed({ symbols: { enum: ["one", "several"] } }),
  ],
};
const parameter = closed(
  {
    name: text,
    type: text,
    mandatory: { type: "boolean" },
    maximum: { type: "integer" },
    mentions: texts,
  },
  ["maximum", "mentions"],
);
const field = closed(
  {
    name: text,
    type: { enum: ["string", "integer", "boolean", "null"] },
    sample: { type: ["string", "integer", "boolean", "null"] },
    mentions: texts,
    unit: text,
    presentWhen: text,
    ignoreWhen: text,
  },
  ["mentions", "unit", "presentWhen", "ignoreWhen"],
);
const note = {
  anyOf: [
    closed({ fact: { enum: ["introduction-repeats-title", "answers-in-an-array"] } }),
    closed({
      fact: {
        enum: [
          "all-symbols-when-absent",
          "weight-counts-trading-symbols-when-absent",
          "covers-one-symbol",
          "careful-when-absent",
        ],
      },
      parameter: text,
    }),
  ],
};
const sample = closed(
  {
    shape: text,
    withoutFields: texts,
    defects: list(
      closed(
        { defect: { enum: ["full-width-comma", "trailing-comma", "comments"] }, after: text },
        ["after"],
      ),
    ),
  },
  ["withoutFields", "defects"],
);
const half = closed({
  url: text,
  snapshot: text,
  title: text,
  securityType: text,
  method: text,
  path: text,
  weights: nonEmptyList(closed({ weight, when: condition })),
  parameters: list(parameter),
  notes: list(note),
  sample,
  fields: nonEmptyList(field),
});

/** The form of a file. */
export const sourceForm = closed({
  operationId: text,
  api: text,
  halves: { ...mapOf(half), minProperties: 1 },
});
const checkForm = shapeCheck(sourceForm);

/** File of an operation's source data. */
export const sourceFile = (operationId: string) => `specs/sources/${operationId}.yaml`;

/** What is wrong with a source file in itself, before anything is compared with it. */
export function checkSourceShape(source: OperationSource): Problem[] {
  const file = sourceFile(source.operationId);
  const malformed = checkForm(file, source);
  if (malformed.length > 0) return malformed;
  const names = new Set(
    Object.values(source.halves).flatMap(({ fields }) => fields.map((row) => row.name)),
  );
  return Object.entries(source.halves).flatMap(([language, each]) =>
    contradictions(each, names).map(({ place, message }) => ({
      file,
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

  for (const row of fields)
    if (jsonTypeOf(row.sample) !== row.type)
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
    ...notes.map((each) => each.parameter),
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
