// The report as data, for programs: every check with its place in bundle and YAML, every fact with its checks.
import { writtenAt } from "../Place.ts";
import type { ContractReport } from "../report.ts";
import { countsOf } from "./findings.ts";

/** The text of the JSON file. */
export function reportJson(report: ContractReport): string {
  const { runs, coverage, ...rest } = report;
  const checks = runs.map(({ check, result, elapsedMs }) => {
    const { api, operation, rule, level, expected } = check;
    const { outcome } = result;
    const found =
      result.outcome === "kept"
        ? { drift: result.drift }
        : result.outcome === "skipped"
          ? { reason: result.reason }
          : { came: result.came, repeat: result.repeat };
    const place = writtenAt(api, expected.pointer);
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
    const place = writtenAt(api, pointer);
    return { api, operation, kind, name, pointer, place, exercisedBy, reason };
  });
  return `${JSON.stringify({ ...rest, counts: countsOf(runs), checks, coverage: facts }, null, 2)}\n`;
}
