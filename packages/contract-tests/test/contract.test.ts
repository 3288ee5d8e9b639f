// The whole matrix, against the mock exchange in process: each check is one test, and whatever the descriptions state must
// have been exercised by one of them.
import { describe, expect, test } from "vitest";
import {
  coverageOf,
  coverageTable,
  createMockTarget,
  englishDescriptions,
  gapsIn,
} from "../src/index.ts";
import type { ContractReport, MockTarget } from "../src/index.ts";
import { describeContract } from "../src/vitest.ts";

describe("the mock exchange in process", () => {
  let target: MockTarget;
  let report: ContractReport;
  const start = async () => (target = await createMockTarget());
  describeContract(start, {
    onReport: (made) => {
      report = made;
    },
  });

  test("no field and no value is unknown", () => {
    expect(report.unknown).toEqual([]);
  });

  test("whatever is described is exercised", () => {
    const coverage = coverageOf(englishDescriptions, report.runs);
    process.stdout.write(`\n${target.name}\n${coverageTable(coverage)}\n\n`);
    const gaps = gapsIn(coverage);
    expect(gaps.map(({ operation, kind, name }) => `${operation}: ${kind} ${name}`)).toEqual([]);
  });
});
