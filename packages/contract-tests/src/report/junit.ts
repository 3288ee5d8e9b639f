// The report as JUnit XML, in the part of it that the readers of common CI systems agree on: one suite per
// operation, one case per check.
import type { Run } from "../run/coverage.ts";
import type { ContractReport } from "../run/ContractReport.ts";
import { sourceLine } from "../spec/SpecNode.ts";
import { byOperation, countsOf, shown } from "./findings.ts";

/** The text of the XML file. */
export function junitXml(report: ContractReport): string {
  const { runs, elapsedMs, startedAt, target } = report;
  const suites = byOperation(runs).map(
    ({ api, operation, runs: own }) =>
      `  <testsuite${attributes({
        name: `${api} ${operation}`,
        ...totals(own),
        time: seconds(own.reduce((sum, run) => sum + (run.elapsedMs ?? 0), 0)),
        // Without fraction and zone, as the schemas of old readers want it. It is UTC.
        timestamp: startedAt.slice(0, 19),
      })}>
    <properties>
      <property${attributes({ name: "target", value: target })}/>
    </properties>
${own.map(testCase).join("")}  </testsuite>
`,
  );
  const all = attributes({ name: "contract", ...totals(runs), time: seconds(elapsedMs) });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${all}>\n${suites.join("")}</testsuites>\n`;
}

function testCase({ check, result, elapsedMs = 0 }: Run): string {
  const { api, operation, rule, level, expected } = check;
  const start = `    <testcase${attributes({
    name: `${rule} (${level})`,
    classname: `${api}.${operation}`,
    time: seconds(elapsedMs),
  })}`;
  if (result.outcome === "passed") return `${start}/>\n`;
  if (result.outcome === "skipped")
    return `${start}>\n      <skipped${attributes({ message: result.reason })}/>\n    </testcase>\n`;
  const details = [
    `expected: ${expected.what}`,
    `actual: ${result.actual}`,
    `source: ${sourceLine(api, expected.pointer)}`,
    ...(result.repeat === undefined ? [] : [`repeat: ${result.repeat}`]),
  ];
  const failure = attributes({ message: result.message, type: "check failed" });
  return `${start}>\n      <failure${failure}>${details.map(escaped).join("\n")}</failure>\n    </testcase>\n`;
}

function totals(runs: readonly Run[]): Readonly<Record<string, number>> {
  const { failed, skipped } = countsOf(runs);
  return { tests: runs.length, failures: failed, errors: 0, skipped };
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join("");
}

/** Fit for a text and for an attribute; what XML 1.0 does not allow at all is gone. */
function escaped(text: string): string {
  return shown(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
