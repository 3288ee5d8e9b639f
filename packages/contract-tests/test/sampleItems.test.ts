// The account that the checks use: it shows whatever the description has, the hardest values first.
import { typesOf } from "@open-orders/specs/model";
import type { Operation } from "@open-orders/specs/model";
import { describe, expect, test } from "vitest";
import { fieldsOf, holdersOf } from "../src/run/fields.ts";
import { longIds, sampleItems } from "../src/run/sampleItems.ts";
import { operations } from "./operations.ts";

/** The values that the sample items have in a field. */
function valuesOf(operation: Operation, name: string): readonly unknown[] {
  const field = fieldsOf(operation).find((candidate) => candidate.name === name);
  const holders = field ? sampleItems(operation).flatMap((item) => holdersOf(item, field)) : [];
  return holders.map(({ object, key }) => object[key]);
}

describe.each(operations)("$id", (operation) => {
  const ids = fieldsOf(operation).filter(({ schema }) => schema.format === "int64");

  test.each(ids)("$name has 8389765489680951453 and other ids of 16 to 19 digits", ({ name }) => {
    const values = valuesOf(operation, name);
    expect(values).toContain("8389765489680951453");
    expect(values).toEqual(expect.arrayContaining([...longIds]));
  });

  test("it is the same each time", () => {
    expect(sampleItems(operation)).toEqual(sampleItems(operation));
  });
});

test.each(operations.filter(({ list }) => list))(
  "$id: what may be null is so in some items and not in others",
  (operation) => {
    const nullable = fieldsOf(operation).filter(({ schema }) => typesOf(schema).includes("null"));
    for (const { name } of nullable) {
      const values = valuesOf(operation, name);
      expect(values).toContain(null);
      expect(values.some((value) => value !== null)).toBe(true);
    }
  },
);
