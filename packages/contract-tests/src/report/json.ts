// The report as data, for programs: every check with its place in bundle and YAML, every fact with its checks.
import type { ContractReport } from "../run/ContractReport.ts";
import { sourceLine } from "../run/sourceLine.ts";
import { countsOf } from "./texts.ts";

/** The text of the JSON file. */
export function jsonReport({ runs, coverage, ...rest }: ContractReport): string {
  const checks = runs.map(({ check, result, elapsedMs }) => {
    const { api, operation, rule, level, basis, expected } = check;
    const { outcome } = result;
    const found =
      result.outcome === "passed"
        ? { unknown: result.unknown }
        : result.outcome === "skipped"
          ? { reason: result.reason }
          : { actual: result.actual, repeat: result.repeat };
    const source = sourceLine(api, expected.pointer);
    return {
      api,
      operation,
      rule,
      level,
      basis,
      outcome,
      elapsedMs,
      expected: { ...expected, source },
      ...found,
    };
  });
  const facts = coverage.map(({ api, operation, kind, name, pointer, exercisedBy }) => {
    const source = sourceLine(api, pointer);
    return { api, operation, kind, name, pointer, source, exercisedBy };
  });
  return `${JSON.stringify({ ...rest, counts: countsOf(runs), checks, coverage: facts }, null, 2)}\n`;
}
