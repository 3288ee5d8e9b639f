// What a source page's sample response states about each field, held against the description.
import { isDeepStrictEqual } from "node:util";
import { fact, textFact } from "./fact.ts";
import type { Fact } from "./fact.ts";
import type { Members, Schema } from "../model.ts";
import type { FieldRow, SourceHalf } from "./sources.ts";
import type { Subject } from "./subject.ts";

/** The facts of every row of a half's sample. `english` is the same operation in the source language. */
export function fieldFacts(subject: Subject, english: Subject, half: SourceHalf): Fact[] {
  const nearest = nearestExample(subject, half.fields);
  return [
    ...half.fields.flatMap((row) => rowFacts(subject, english, row, nearest)),
    ...(half.sample.withoutFields ?? []).map((name) =>
      fact(
        `fields.${name}.absent`,
        `response field ${name}`,
        !subject.fields.has(name),
        "is described, but this half's sample is without it; remove it",
      ),
    ),
  ];
}

function rowFacts(subject: Subject, english: Subject, row: FieldRow, nearest: Members): Fact[] {
  const key = `fields.${row.name}`;
  const place = `response field ${row.name}`;
  const schema = subject.fields.get(row.name);
  if (!schema) return [fact(key, place, false, "is missing; describe it under properties")];
  return [
    fact(key, place, true, ""),
    typeFact(key, place, row, schema),
    presenceFact(key, place, row, schema, subject.required.has(row.name)),
    fact(
      `${key}.sample`,
      place,
      isDeepStrictEqual(nearest[row.name], row.sample),
      `no published example has the page's sample in it: nearest is ${JSON.stringify(nearest[row.name])}; write ${JSON.stringify(row.sample)}`,
    ),
    ...textFacts(key, place, row, schema, english.fields.get(row.name) ?? {}),
  ];
}

function typeFact(key: string, place: string, row: FieldRow, schema: Schema): Fact {
  const types = [schema.type ?? []].flat();
  const described = types.join(" or ") || "no type";
  if (row.type === "null")
    return fact(
      `${key}.type`,
      place,
      types.includes("null") && types.length > 1,
      `has ${described}, but the sample is null; write the type it has otherwise and "null"`,
    );
  return fact(
    `${key}.type`,
    place,
    types.length === 1 && types[0] === row.type,
    `has ${described}; write \`type: ${row.type}\`, as the sample shows`,
  );
}

function presenceFact(
  key: string,
  place: string,
  row: FieldRow,
  schema: Schema,
  required: boolean,
): Fact {
  const condition = schema["x-present-when"];
  if (row.presentWhen === undefined)
    return fact(
      `${key}.always`,
      place,
      required && condition === undefined,
      "is optional, but the sample has it without a condition; list it under `required`",
    );
  return fact(
    `${key}.presentWhen`,
    place,
    !required && Object.values(condition ?? {}).includes(row.presentWhen),
    `is sent only with ${row.presentWhen}; leave it out of \`required\` and write x-present-when with that value`,
  );
}

function textFacts(
  key: string,
  place: string,
  row: FieldRow,
  schema: Schema,
  english: Schema,
): Fact[] {
  const texts = [schema.title, schema.description];
  const facts: Fact[] = [];
  if (row.mentions) facts.push(textFact(`${key}.mentions`, place, row.mentions, texts));
  if (row.ignoreWhen !== undefined)
    facts.push(textFact(`${key}.ignoreWhen`, place, [row.ignoreWhen], texts));
  if (row.unit !== undefined) {
    const unit = (english["x-unit"] ?? "").toLowerCase();
    facts.push(
      fact(
        `${key}.unit`,
        place,
        unit.includes(row.unit.toLowerCase()),
        `has ${unit ? `the unit "${unit}"` : "no unit"}; write an x-unit that says "${row.unit}"`,
      ),
    );
  }
  return facts;
}

/** The published object that shares most values with the sample. */
function nearestExample(subject: Subject, rows: FieldRow[]): Members {
  const likeness = (order: Members) =>
    rows.filter(({ name, sample }) => isDeepStrictEqual(order[name], sample)).length;
  let nearest: Members = {};
  for (const order of subject.published) if (likeness(order) > likeness(nearest)) nearest = order;
  return nearest;
}
