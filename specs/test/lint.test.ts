// Every lint rule, by the smallest breakage that it finds: what, where, and what to write instead.
import { beforeAll, describe, expect, test } from "vitest";
import { rules } from "../lint/plugin.js";
import { exampleCases } from "./lint/examples.ts";
import { extensionCases } from "./lint/extensions.ts";
import { keywordCases, typeCases } from "./lint/keywords.ts";
import { lintEdited } from "./lint/lintEdited.ts";
import type { Problem } from "./lint/lintEdited.ts";
import { operationCases } from "./lint/operations.ts";
import { orderCases } from "./lint/order.ts";
import { parameterAndResponseCases } from "./lint/parametersAndResponses.ts";
import { pathCases } from "./lint/paths.ts";
import { schemaCases } from "./lint/schemas.ts";
import { subsetCases } from "./lint/subset.ts";

const cases = [
  ...operationCases,
  ...orderCases,
  ...parameterAndResponseCases,
  ...pathCases,
  ...exampleCases,
  ...schemaCases,
  ...subsetCases,
  ...keywordCases,
  ...typeCases,
  ...extensionCases,
];

describe("lint", () => {
  let asTheyAre: Problem[] | undefined;
  let found: Problem[][];

  beforeAll(async () => {
    [asTheyAre, ...found] = await lintEdited([undefined, ...cases]);
  });

  test("the descriptions keep every rule", () => {
    expect(asTheyAre).toEqual([]);
  });

  test.each(cases.map((one, index) => ({ ...one, index })))(
    "$rule finds $finds",
    ({ index, rule, file, at, message }) => {
      expect(found[index]).toEqual([
        { rule, message, at: at.startsWith("#") ? `${file}${at}` : at },
      ]);
    },
  );

  test("every rule has a case", () => {
    const shown = new Set(cases.map(({ rule }) => rule));
    const silent = Object.keys(rules).filter((name) => !shown.has(`open-orders/${name}`));
    expect(silent).toEqual([]);
  });
});
