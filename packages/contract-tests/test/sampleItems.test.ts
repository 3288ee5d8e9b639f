// The account that the checks ask for: it shows whatever the description has, the hardest values first.
import { describe, expect, test } from "vitest";
import { fieldsOf, holdersOf } from "../src/run/fields.ts";
import { longIds, sampleItems } from "../src/run/sampleItems.ts";
import { typesOf } from "@open-orders/specs/model";
import { operations } from "./mutants/mutant.ts";

describe.each(operations)("$id", (operation) => {
  const items = sampleItems(operation);
  const valuesOf = (name: string): readonly unknown[] => {
    const field = fieldsOf(operation).find((candidate) => candidate.name === name);
    const holders = field ? items.flatMap((item) => holdersOf(item, field)) : [];
    return holders.map(({ object, key }) => object[key]);
  };
  const ids = fieldsOf(operation).filter(({ schema }) => schema.format === "int64");

  test.each(ids)("$name has 8389765489680951453 and other ids of 16 to 19 digits", ({ name }) => {
    const values = valuesOf(name);
    expect(values).toContain("8389765489680951453");
    expect(values).toEqual(expect.arrayContaining([...longIds]));
  });

  test("what may be null is so in some items and not in others", () => {
    const nullable = fieldsOf(operation).filter(({ schema }) => typesOf(schema).includes("null"));
    for (const { name } of nullable) {
      expect(valuesOf(name)).toContain(null);
      expect(valuesOf(name).some((value) => value !== null)).toBe(true);
    }
  });

  test("it is the same each time", () => {
    expect(sampleItems(operation)).toEqual(items);
  });
});
