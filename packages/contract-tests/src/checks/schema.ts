// The form of a success: the response as a whole, and each field by itself, so that the check that fails names the
// field. Unknown fields and values are reported; they fail nothing.
import type { Operation } from "@open-orders/specs/model";
import { typesOf } from "@open-orders/specs/model";
import { CannotDecide } from "../run/check.ts";
import type { CheckDefinition, CheckSuite, Difference } from "../run/check.ts";
import { fieldsOf, holdersOf, knownValues } from "../run/fields.ts";
import type { Field } from "../run/fields.ts";
import { itemsIn } from "../run/guards.ts";
import type { Item } from "../run/guards.ts";
import { parseJson, readJson } from "../run/readJson.ts";
import type { RawResponse, Session } from "../run/Session.ts";
import { kindOf, stringify } from "../run/stringify.ts";
import { contentTypeOf, describeResponse, expectSuccess, isItems, itemsOf } from "./assertions.ts";

export const schemaChecks: CheckSuite = (operation) => [
  wholeResponse(operation),
  ...fieldsOf(operation).map((field) => fieldCheck(operation, field)),
];

function wholeResponse(operation: Operation): CheckDefinition {
  const { result, id, item, success } = operation;
  return {
    rule: "schema: the response",
    node: result.schemaNode ?? result.node,
    cause: `${id} body`,
    what: `status ${success.status}, ${result.contentType}, and a body of the described form`,
    async probe(session) {
      const response = await session.send();
      const items = itemsOf(session, response);
      if (!isItems(items)) return items;
      const type = contentTypeOf(response);
      if (type !== result.contentType)
        return { actual: `${describeResponse(response)}: content type ${type || "missing"}` };
      for (const name of items.flatMap(Object.keys))
        if (!Object.hasOwn(item.properties ?? {}, name)) session.unknown.add(`field ${name}`);
      return mistakeOutsideFields(session, response);
    },
  };
}

/** What the schema forbids, and no field's own check finds. */
function mistakeOutsideFields(
  { operation, schemas }: Session,
  { text }: RawResponse,
): Difference | undefined {
  const value = parseJson(text);
  const own = Object.keys(operation.item.properties ?? {});
  const mistake = schemas.mistakesIn(value, operation.result.schema).find(({ path }) => {
    const [, first = "", second = ""] = path.split("/");
    return !own.includes(operation.list ? second : first);
  });
  return mistake && { actual: mistake.text };
}

function fieldCheck(operation: Operation, field: Field): CheckDefinition {
  return {
    rule: `schema: ${field.name}`,
    node: field.node,
    cause: `${operation.id} field ${field.path[0]}`,
    what: describeField(field),
    async probe(session) {
      let found = false;
      for (const parameters of session.account.reaches) {
        const response = await session.send({ parameters });
        const failed = expectSuccess(session, response);
        const items = failed ?? itemsOf(session, response);
        if (!isItems(items)) return items;
        const holders = parsedItems(operation, response).flatMap((one) => holdersOf(one, field));
        const mistake = holders
          .map(({ object, key }) => mistakeIn(session, field, object, key))
          .find((text) => text !== undefined);
        const digits = readJson(response.text, operation.result.schema).inexact.find(
          ({ path }) => fieldAt(operation, path) === field.path.join("/"),
        );
        if (mistake !== undefined) return { actual: mistake };
        if (digits) return { actual: digits.text };
        found ||= holders.some(({ object, key }) => Object.hasOwn(object, key));
      }
      if (!found) throw new CannotDecide(`no item has ${field.name}`);
      return undefined;
    },
  };
}

/** The items as JSON.parse reads them. */
export function parsedItems(operation: Operation, { text }: RawResponse): readonly Item[] {
  return itemsIn(operation, parseJson(text)) ?? [];
}

/** The path of the field in which a place of a response lies, `*` for each member of an array. */
function fieldAt({ list }: Operation, pointer: string): string {
  const steps = pointer
    .split("/")
    .slice(list ? 2 : 1)
    .map((step) => (/^\d+$/u.test(step) ? "*" : step));
  return steps.join("/").replace(/\/\*$/u, "");
}

/** `string (decimal), exactly when origType is TRAILING_STOP_MARKET` */
function describeField({ schema, required }: Field): string {
  const types = typesOf(schema).map((type) =>
    type === "null" || schema.format === undefined ? type : `${type} (${schema.format})`,
  );
  const when = Object.entries(schema["x-present-when"] ?? {}).map(
    ([name, value]) => `${name} is ${stringify(value)}`,
  );
  const presence =
    when.length > 0 ? `exactly when ${when.join(" and ")}` : required ? "always" : "where present";
  return `${types.join(" or ") || "any value"}, ${presence}`;
}

function mistakeIn(
  { schemas, unknown }: Session,
  { schema, required, name }: Field,
  object: Readonly<Record<string, unknown>>,
  key: string,
): string | undefined {
  const conditions = Object.entries(schema["x-present-when"] ?? {});
  const due =
    conditions.length > 0 && conditions.every(([field, value]) => object[field] === value);
  if (!Object.hasOwn(object, key)) return required || due ? "an item without it" : undefined;
  const value = object[key];
  if (conditions.length > 0 && !due) return `${kindOf(value)} in an item that should not have it`;
  const [mistake] = schemas.mistakesIn(value, schema);
  if (mistake) return mistake.text;
  const known: readonly unknown[] = knownValues(schema);
  if (known.length > 0 && value !== null && !known.includes(value))
    unknown.add(`${name} = ${stringify(value)}`);
  return undefined;
}
