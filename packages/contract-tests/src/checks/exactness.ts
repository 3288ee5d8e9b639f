// Whether data arrives complete and exact: every item, every id with its digits, every published example.
import type { Operation } from "@open-orders/specs/model";
import { isInt64 } from "@open-orders/specs/model";
import { CannotDecide, levels } from "../run/check.ts";
import type { CheckDefinition, CheckSuite, Difference } from "../run/check.ts";
import { clientLevels } from "../run/client.ts";
import { fieldsOf, holdersOf } from "../run/fields.ts";
import type { Field } from "../run/fields.ts";
import { itemsIn } from "../run/guards.ts";
import { isRounded, select } from "../run/items.ts";
import { readJson } from "../run/readJson.ts";
import { stringify } from "../run/stringify.ts";
import { expectItems, isItems, itemsOfCall } from "./assertions.ts";
import { list, listAll, reachAll } from "./lists.ts";

export const exactnessChecks: CheckSuite = (operation) => [
  ...fieldsOf(operation)
    .filter(({ schema }) => isInt64(schema.items ?? schema))
    .flatMap((field) => idChecks(operation, field)),
  ...levels.map((level): CheckDefinition => ({
    rule: "exactness: every item",
    level,
    node: operation.result.schemaNode ?? operation.result.node,
    needs: ["data"],
    what: "every item of the account, as it is",
    async probe(session) {
      const { items, mandatory } = session.account;
      if (!items) throw new CannotDecide("it is nothing that an account has");
      return expectItems(
        operation,
        await list(session, level),
        select(operation, items, mandatory),
      );
    },
  })),
  ...exampleChecks(operation),
];

function idChecks(operation: Operation, field: Field): readonly CheckDefinition[] {
  const idsIn = (items: readonly unknown[]): readonly string[] =>
    items
      .flatMap((item) => holdersOf(item, field))
      .flatMap(({ object, key }) => (Object.hasOwn(object, key) ? [object[key]].flat() : []))
      .map(stringify)
      .toSorted();
  return levels.map((level) => ({
    rule: `exactness: digits of ${field.name}`,
    level,
    node: (field.node.child("items") ?? field.node).child("format") ?? field.node,
    what: "every id with exactly its digits",
    cause: "digits",
    async probe(session) {
      const found = await listAll(session, level);
      if (!isItems(found)) return found;
      const ids = idsIn(found);
      const { items } = session.account;
      if (items) {
        const own = reachAll(session).flatMap((sent) => select(operation, items, sent));
        return differentIds(idsIn(own), ids);
      }
      if (level === "raw") return roundedIds(ids);
      // Raw responses are judged by themselves; here it is the client's turn.
      const raw = await listAll(session, "raw");
      return isItems(raw) ? differentIds(idsIn(raw), ids) : raw;
    },
  }));
}

function differentIds(expected: readonly string[], ids: readonly string[]): Difference | undefined {
  if (ids.length !== expected.length)
    return { actual: `${ids.length} ids, not ${expected.length}`, causes: ["ids"] };
  const at = expected.findIndex((id, index) => id !== ids[index]);
  return at === -1 ? undefined : { actual: `${ids[at]} instead of ${expected[at]}` };
}

/** So improbable it must be by chance that all ids are numbers that rounding returns. */
const suspiciousChance = 1e-3;

/** Ids beyond 2^53 of which every one may have been rounded. */
function roundedIds(ids: readonly string[]): Difference | undefined {
  const long = [...new Set(ids)].filter(
    (id) => /^-?\d+$/u.test(id) && !Number.isSafeInteger(Number(id)),
  );
  if (long.length === 0) throw new CannotDecide("no id is longer than a double holds exactly");
  const rounded = long.filter(isRounded);
  const chance = long.reduce((product, id) => {
    const size = BigInt(id) < 0n ? -BigInt(id) : BigInt(id);
    // Doubles lie this far apart at this size.
    return product / 2 ** (size.toString(2).length - 53);
  }, 1);
  if (rounded.length < long.length || chance > suspiciousChance) return undefined;
  return { actual: `all ${long.length} ids above 2^53 are rounded as doubles are: ${long[0]}` };
}

function exampleChecks(operation: Operation): readonly CheckDefinition[] {
  const { contentType, examples, schema } = operation.result;
  return examples.flatMap((example) =>
    clientLevels.map((level): CheckDefinition => ({
      rule: `exactness: example ${example.name}`,
      level,
      node: example.node,
      needs: ["faults"],
      what: "the published example, with ids as strings of digits",
      async probe(session) {
        const body = JSON.stringify(example.value);
        const { exact } = readJson(body, schema);
        session.inject({ status: Number(operation.success.status), body, contentType });
        const found = itemsOfCall(session, await session.client.call(level));
        return expectItems(operation, found, itemsIn(operation, exact) ?? []);
      },
    })),
  );
}
