// The whole matrix, against the mock exchange in process and over HTTP: each check is one test, and
// whatever the descriptions state must have been exercised by one of them.
import { afterAll, describe, expect, test } from "vitest";
import {
  coverageOf,
  coverageTable,
  createChecks,
  createMockTarget,
  englishDescriptions,
  explainedGaps,
  unexplainedGaps,
} from "../src/index.ts";
import type { Run } from "../src/index.ts";

const checks = createChecks();

describe.each([await createMockTarget(), await createMockTarget({ over: "http" })])(
  "$name",
  (target) => {
    const runs: Run[] = [];
    afterAll(target.close);

    for (const check of checks) {
      const { operation, rule, level } = check;
      test(`${operation}: ${rule} (${level})`, async ({ skip }) => {
        const result = await check.run(target);
        runs.push({ check, result });
        if (result.outcome === "skipped") skip(result.reason);
        if (result.outcome === "failed") throw new Error(result.message);
        expect(result).toHaveProperty("unknown", []);
      });
    }

    test("whatever is described is exercised", () => {
      const coverage = coverageOf(englishDescriptions, runs, explainedGaps);
      process.stdout.write(`\n${target.name}\n${coverageTable(coverage)}\n\n`);
      const gaps = unexplainedGaps(coverage);
      expect(gaps.map(({ operation, kind, name }) => `${operation}: ${kind} ${name}`)).toEqual([]);
    });

    test("every explained gap is still one", () => {
      const coverage = coverageOf(englishDescriptions, runs, explainedGaps);
      const filled = explainedGaps.filter(({ reason }) =>
        coverage.every((fact) => fact.reason !== reason || fact.exercisedBy.length > 0),
      );
      expect(filled).toEqual([]);
    });
  },
);
