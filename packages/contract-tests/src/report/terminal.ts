// The summary for a terminal: what is broken first, and the count last.
import { coverageTable, unexplainedGaps } from "../coverage.ts";
import type { ContractReport } from "../report.ts";
import {
  brokenIn,
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
  const { runs, coverage, drift, probes } = report;
  const sections = [
    section(
      "Broken promises",
      brokenIn(runs).map(({ result }) => result.message),
    ),
    section(
      "Skipped",
      skippedIn(runs).map(([reason, names]) => `${counted(names.length, "check")}: ${reason}`),
    ),
    coverage.length > 0 ? `Coverage of the descriptions\n${coverageText(report)}` : "",
    section(
      "Drift: seen, and not described",
      drift.map(({ operation, what, seenBy }) => `${operation}: ${what} (${seenBy[0] ?? ""})`),
    ),
    section(
      "Doubts",
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
  const { kept, broken, skipped } = countsOf(report.runs);
  const weight = weightText(report);
  const spent = weight === "" ? "" : `, weight spent: ${weight}`;
  return shown(
    `${kept} kept, ${broken} broken, ${skipped} skipped: ${report.target}, ${durationText(report.elapsedMs)}${spent}`,
  );
}
