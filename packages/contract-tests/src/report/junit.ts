// The report as JUnit XML, in the part of it that the readers of common CI systems agree on: one suite per operation, one
// case per check.
import type { ContractReport } from "../run/ContractReport.ts";
import type { Run } from "../run/findings.ts";
import { groupByOperation } from "../run/groupByOperation.ts";
import { sourceLine } from "../run/sourceLine.ts";
import { countsOf, escapeMarkup } from "./texts.ts";

/** The text of the XML file. */
export function junitReport({ runs, elapsedMs, startedAt, target }: ContractReport): string {
  const suites = groupByOperation(runs, ({ check }) => check).map((group) => {
    const { api, operation, items: own } = group;
    const time = seconds(own.reduce((sum, run) => sum + (run.elapsedMs ?? 0), 0));
    // Without fraction and zone, as the schemas of old readers want it. It is UTC.
    const timestamp = startedAt.slice(0, 19);
    return `  <testsuite${attributes({ name: `${api} ${operation}`, ...totals(own), time, timestamp })}>
    <properties>
      <property${attributes({ name: "target", value: target })}/>
    </properties>
${own.map(testCase).join("")}  </testsuite>
`;
  });
  const whole = attributes({ name: "contract", ...totals(runs), time: seconds(elapsedMs) });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${whole}>\n${suites.join("")}</testsuites>\n`;
}

function testCase({ check, result, elapsedMs = 0 }: Run): string {
  const { api, operation, rule, level, expected } = check;
  const start = `    <testcase${attributes({
    name: `${rule} (${level})`,
    classname: `${api}.${operation}`,
    time: seconds(elapsedMs),
  })}`;
  if (result.outcome === "passed") return `${start}/>\n`;
  if (result.outcome !== "failed") {
    const message =
      result.outcome === "skipped" ? result.reason : `not confirmed: ${result.message}`;
    return `${start}>\n      <skipped${attributes({ message })}/>\n    </testcase>\n`;
  }
  const { actual, message, repeat } = result;
  const details = [
    `expected: ${expected.what}`,
    `actual: ${actual}`,
    `source: ${sourceLine(api, expected.pointer)}`,
    ...(repeat === undefined ? [] : [`repeat: ${repeat}`]),
  ];
  const failure = attributes({ message, type: "check failed" });
  return `${start}>\n      <failure${failure}>${details.map((line) => escapeMarkup(line)).join("\n")}</failure>\n    </testcase>\n`;
}

function totals(runs: readonly Run[]): Readonly<Record<string, number>> {
  const { failed, skipped, unconfirmed } = countsOf(runs);
  return { tests: runs.length, failures: failed, errors: 0, skipped: skipped + unconfirmed };
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeMarkup(String(value))}"`)
    .join("");
}
