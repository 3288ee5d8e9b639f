// The report as data, for programs: every check with its place in bundle and YAML, every fact with its checks.
import { sourceLine } from "../spec/SpecNode.ts";
import type { ContractReport } from "../run/ContractReport.ts";
import { countsOf } from "./findings.ts";

/** The text of the JSON file. */
export function reportJson(report: ContractReport): string {
  const { runs, coverage, ...rest } = report;
  const checks = runs.map(({ check, result, elapsedMs }) => {
    const { api, operation, rule, level, expected } = check;
    const { outcome } = result;
    const found =
      result.outcome === "passed"
        ? { unknown: result.unknown }
        : result.outcome === "skipped"
          ? { reason: result.reason }
          : { actual: result.actual, repeat: result.repeat };
    const place = sourceLine(api, expected.pointer);
    return {
      api,
      operation,
      rule,
      level,
      outcome,
      elapsedMs,
      expected: { ...expected, place },
      ...found,
    };
  });
  const facts = coverage.map(({ api, operation, kind, name, pointer, exercisedBy, reason }) => {
    const place = sourceLine(api, pointer);
    return { api, operation, kind, name, pointer, place, exercisedBy, reason };
  });
  return `${JSON.stringify({ ...rest, counts: countsOf(runs), checks, coverage: facts }, null, 2)}\n`;
}
