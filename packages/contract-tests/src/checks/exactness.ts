// Whether data comes through whole: every id with exactly its digits, every item, and every published
// example of a success.
import type { CheckDefinition } from "../run/check.ts";
import type { Operation } from "../spec/description.ts";
import { describeOutcome, listed, expectData } from "./checkBuilders.ts";
import type { CheckSuite } from "./checkBuilders.ts";
import { fieldsOf, holdersOf } from "../spec/fields.ts";
import type { Field } from "../spec/fields.ts";
import { itemsIn, expectAccepted } from "./assertions.ts";
import { readJson } from "../run/readJson.ts";
import { select } from "../run/select.ts";

export const exactnessChecks: CheckSuite = (operation) => [
  ...listed(operation, {
    rule: "exactness: every item, whole",
    place: operation.success.bodies.get("application/json") ?? operation.success.place,
    sent: () => ({}),
  }),
  ...fieldsOf(operation)
    .filter(({ schema }) => schema.format === "int64")
    .flatMap((field) =>
      (["raw", "method", "http"] as const).map((level) => idCheck(operation, field, level)),
    ),
  ...exampleChecks(operation),
];

function idCheck(
  operation: Operation,
  field: Field,
  level: "raw" | "method" | "http",
): CheckDefinition {
  return {
    rule: `exactness: digits of ${field.name}`,
    level,
    place: field.place.at("format") ?? field.place,
    needs: ["data"],
    what: "every id with exactly its digits",
    async probe(session) {
      const ids = (items: readonly unknown[]): readonly string[] =>
        items
          .flatMap((item) => holdersOf(item, field))
          .map(({ object, key }) => JSON.stringify(object[key]))
          .toSorted();
      const items: unknown[] = [];
      for (const sent of session.reaches) {
        if (level === "raw") {
          const answer = await session.ask(sent);
          const mistake = expectAccepted(session, answer);
          if (mistake) return mistake;
          items.push(...itemsIn(operation, answer));
        } else {
          const outcome = await session.call(level, sent);
          if (outcome.kind !== "data") return describeOutcome(outcome);
          if (operation.list !== Array.isArray(outcome.data)) return describeOutcome(outcome);
          items.push(...[outcome.data].flat());
        }
      }
      const expected = ids(
        session.reaches.flatMap((sent) => select(operation, session.data, sent)),
      );
      const came = ids(items);
      if (came.length !== expected.length) return `${came.length} ids, not ${expected.length}`;
      const at = expected.findIndex((id, index) => id !== came[index]);
      return at === -1 ? undefined : `${came[at]} in place of ${expected[at]}`;
    },
  };
}

function exampleChecks(operation: Operation): readonly CheckDefinition[] {
  const { success } = operation;
  return success.examples.flatMap((example) =>
    (["method", "http"] as const).map((level): CheckDefinition => ({
      rule: `exactness: example ${example.name}`,
      level,
      place: example.place,
      needs: ["faults"],
      what: "the published example, with ids as strings of digits",
      async probe(session) {
        const fault = { body: JSON.stringify(example.value), contentType: example.contentType };
        const schema = success.bodies.get(example.contentType);
        const exact = schema ? readJson(fault.body, schema).exact : example.value;
        session.inject({ status: Number(success.status), ...fault });
        const expected = operation.list ? (exact as readonly object[]) : [exact as object];
        return expectData(operation, await session.call(level), expected);
      },
    })),
  );
}
