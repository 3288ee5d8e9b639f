// Every published example, of bodies, headers and parameters, is valid by the schema it illustrates.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { examplesOf, isObject, lookUp, schemasToShow } from "./examples/examplesOf.ts";
import type { Json, JsonObject } from "./examples/examplesOf.ts";
import { exampleValidator } from "./examples/exampleValidator.ts";

const dist = join(import.meta.dirname, "../dist");
const names = readdirSync(dist).filter((name) => name.endsWith(".json"));
const bundles = names.map((name) => ({
  name,
  document: JSON.parse(readFileSync(join(dist, name), "utf8")) as JsonObject,
}));

test("there are bundles", () => {
  expect(names).not.toEqual([]);
});

describe.each(bundles)("$name", ({ document }) => {
  const examples = examplesOf(document);
  const problemsOf = exampleValidator(document);

  for (const { at, value, schema } of examples)
    test(`${at} is valid`, () => {
      expect(problemsOf(value, schema)).toEqual([]);
    });

  test("every response body, parameter and header has examples", () => {
    const shown = new Set(examples.map(({ schema }) => schema));
    expect(schemasToShow(document).filter((schema) => !shown.has(schema))).toEqual([]);
    expect(shown.size).toBeGreaterThan(0);
  });

  test("every field of a list is shown", () => {
    const lists = examples.filter(({ value }) => Array.isArray(value));
    for (const { schema } of lists) {
      const item = lookUp(document, `${schema}/items`) as { properties?: JsonObject };
      const items = lists.filter((list) => list.schema === schema).flatMap(({ value }) => value);
      const shown = new Set(items.filter(isObject).flatMap(Object.keys));
      const fields = Object.keys(item.properties ?? {});
      expect(fields.filter((field) => !shown.has(field))).toEqual([]);
    }
  });
});

describe("an example is rejected", () => {
  const document = bundles.find(({ name }) => name === "coin-m-futures.en.json")?.document;
  if (!document) throw new Error("specs/dist has no coin-m-futures.en.json");
  const schema = "/components/schemas/CoinMOpenOrder";
  const shown = examplesOf(document).find(({ at }) => at.endsWith("/examples/trailingStopMarket"));
  const [trailing] = (shown?.value ?? []) as JsonObject[];
  if (!trailing) throw new Error("specs/coin-m-futures shows no trailing stop");
  const { priceRate: _, ...withoutRate } = trailing;
  const edits: [string, Json, string][] = [
    [
      "lacks a field",
      { ...trailing, pair: undefined } as unknown as Json,
      "required property 'pair'",
    ],
    ["has a field nobody described", { ...trailing, leverage: "5" }, "additionalProperty"],
    ["lacks a field that its type has", withoutRate, "required property 'priceRate'"],
    ["has a field that its type lacks", { ...trailing, origType: "LIMIT" }, "/priceRate"],
    [
      "has an unknown value",
      { ...trailing, side: "HOLD" },
      "/side must be one of the known values",
    ],
    ["has an id that was rounded", { ...trailing, orderId: 2 ** 60 }, "/orderId must match format"],
    ["has a price that is no decimal", { ...trailing, price: "1e3" }, "/price must match format"],
    ["has a time in text", { ...trailing, time: "1579276756075" }, "/time must be integer"],
  ];
  const problemsOf = exampleValidator(document);

  test.each(edits)("that %s", (_what, value, problem) => {
    expect(problemsOf(trailing, schema)).toEqual([]);
    expect(problemsOf(value, schema).join("\n")).toContain(problem);
  });
});
