// The summary for a terminal: what is failed first, and the count last.
import { coverageTable, unexplainedGaps } from "../run/coverage.ts";
import type { ContractReport } from "../run/ContractReport.ts";
import {
  failedIn,
  counted,
  countsOf,
  durationText,
  outcomeTexts,
  shown,
  skippedIn,
  weightText,
} from "./findings.ts";

/** A run in a few lines, without colours and without a line break at the end. What a section would be about and is not there is left out. */
export function terminalSummary(report: ContractReport): string {
  const { runs, coverage, unknown, probes } = report;
  const sections = [
    section(
      "Failed checks",
      failedIn(runs).map(({ result }) => result.message),
    ),
    section(
      "Skipped",
      skippedIn(runs).map(([reason, names]) => `${counted(names.length, "check")}: ${reason}`),
    ),
    coverage.length > 0 ? `Coverage of the descriptions\n${coverageText(report)}` : "",
    section(
      "Unknown fields and values",
      unknown.map(({ operation, what, seenBy }) => `${operation}: ${what} (${seenBy[0] ?? ""})`),
    ),
    section(
      "Open questions",
      probes.map(
        ({ discrepancy, title, outcome, seen }) =>
          `${discrepancy}: ${title}: ${outcomeTexts[outcome]}: ${seen}`,
      ),
    ),
    closing(report),
  ];
  return sections.filter((text) => text !== "").join("\n\n");
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : [title, ...lines.map((line) => `  ${shown(line)}`)].join("\n");
}

function coverageText({ coverage }: ContractReport): string {
  const gaps = unexplainedGaps(coverage).length;
  const explained = coverage.filter(
    ({ exercisedBy, reason }) => exercisedBy.length === 0 && reason !== undefined,
  ).length;
  const rest = [
    explained > 0 ? `${explained} left out for a reason` : "",
    gaps > 0 ? `${gaps} not exercised` : "",
  ].filter((text) => text !== "");
  const lines = coverageTable(coverage).split("\n").concat(rest.join(", "));
  return lines
    .filter((line) => line !== "")
    .map((line) => `  ${line}`)
    .join("\n");
}

function closing(report: ContractReport): string {
  const { passed, failed, skipped } = countsOf(report.runs);
  const weight = weightText(report);
  const spent = weight === "" ? "" : `, weight spent: ${weight}`;
  return shown(
    `${passed} passed, ${failed} failed, ${skipped} skipped: ${report.target}, ${durationText(report.elapsedMs)}${spent}`,
  );
}
