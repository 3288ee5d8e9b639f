// The form of a success: the whole answer, and each field by itself, so that the line that breaks
// names the field. Unknown fields and values are drift: told, not counted as broken.
import { CannotDecide } from "../run/check.ts";
import type { CheckDefinition } from "../run/check.ts";
import type { Operation } from "../spec/description.ts";
import type { CheckSuite } from "./checkBuilders.ts";
import { knownValues } from "../run/exercised.ts";
import { fieldsOf, holdersOf } from "../spec/fields.ts";
import type { Field, Holder } from "../spec/fields.ts";
import { itemsIn, expectAccepted, parse } from "./assertions.ts";
import { readJson } from "../run/readJson.ts";
import { mistakeIn, typesOf } from "../spec/schema.ts";
import { kindOf } from "../run/select.ts";
import type { Session } from "../run/Session.ts";

const json = "application/json";

export const schemaChecks: CheckSuite = (operation) => [
  wholeAnswer(operation),
  ...fieldsOf(operation).map((field) => fieldCheck(operation, field)),
];

function wholeAnswer(operation: Operation): CheckDefinition {
  const place = operation.success.bodies.get(json) ?? operation.success.place;
  return {
    rule: "schema: the answer",
    place,
    what: `status ${operation.success.status} and a body that fits the schema`,
    async probe(session) {
      const answer = await session.ask();
      const mistake = expectAccepted(session, answer);
      if (mistake) return mistake;
      for (const item of itemsIn(operation, answer)) addUnknownFields(session, item);
      return undefined;
    },
  };
}

function fieldCheck(operation: Operation, field: Field): CheckDefinition {
  return {
    rule: `schema: ${field.name}`,
    place: field.place,
    what: fieldText(field),
    async probe(session) {
      let found = false;
      for (const sent of session.reaches) {
        const { text, status } = await session.ask(sent);
        const schema = operation.success.bodies.get(json);
        if (String(status) !== operation.success.status || parse(text) === undefined || !schema)
          return `status ${status}`;
        const { value, inexact } = readJson(text, schema);
        const items = operation.list && Array.isArray(value) ? (value as unknown[]) : [value];
        const holders = items.flatMap((item) => holdersOf(item, field));
        const [mistake] = holders.flatMap((holder) => mistakeOf(session, field, holder) ?? []);
        const digits = inexact.find((entry) =>
          entry.split(" ")[0]?.endsWith(`/${field.path.at(-1)}`),
        );
        if (mistake ?? digits) return mistake ?? digits;
        found ||= holders.some(({ object, key }) => Object.hasOwn(object, key));
        session.facts.addItems(items);
      }
      if (found) return undefined;
      if (session.target.data) return "no item that has it";
      throw new CannotDecide(`no item has ${field.name}`);
    },
  };
}

/** `a decimal string, exactly when origType is TRAILING_STOP_MARKET` */
function fieldText({ schema, required }: Field): string {
  const types = typesOf(schema).map((type) =>
    type === "null" || schema.format === undefined ? type : `${type} (${schema.format})`,
  );
  const when = Object.entries(schema["x-present-when"] ?? {}).map(
    ([name, value]) => `${name} is ${String(value)}`,
  );
  const presence =
    when.length > 0 ? `exactly when ${when.join(" and ")}` : required ? "always" : "where present";
  return `${types.join(" or ") || "any value"}, ${presence}`;
}

function mistakeOf(
  session: Session,
  { schema, place, required, name }: Field,
  { object, key }: Holder,
): string | undefined {
  const present = Object.hasOwn(object, key);
  const when = Object.entries(schema["x-present-when"] ?? {});
  const due = when.length > 0 && when.every(([field, value]) => object[field] === value);
  if (!present) return required || due ? "an item without it" : undefined;
  const value = object[key];
  if (when.length > 0 && !due) return `${kindOf(value)} in an item that should not have it`;
  const mistake = mistakeIn(value, place);
  if (mistake) return mistake;
  const known = knownValues(schema);
  if (known.length > 0 && value !== null && !known.includes(value))
    addDrift(session, `${name} = ${JSON.stringify(value)}`);
  return undefined;
}

function addUnknownFields(session: Session, item: unknown): void {
  const { operation } = session;
  const known = Object.keys(operation.item.at("properties")?.node ?? {});
  for (const name of Object.keys(item ?? {})) {
    if (!known.includes(name)) addDrift(session, `field ${name}`);
  }
}

function addDrift({ unknown }: Session, entry: string): void {
  if (!unknown.includes(entry)) unknown.push(entry);
}
