// The summary for a terminal: what failed first, and the count last.
import type { ContractReport } from "../run/ContractReport.ts";
import { coverageTable, gapsIn } from "../run/coverage.ts";
import {
  counted,
  countsOf,
  durationText,
  findingsIn,
  probeTexts,
  shown,
  skippedIn,
  weightText,
} from "./texts.ts";

/** A run in a few lines, without colours and without a line break at the end. Empty sections are left out. */
export function terminalSummary(report: ContractReport): string {
  const { runs, coverage, unknown, probes, target, elapsedMs } = report;
  const messages = (outcome: "failed" | "unconfirmed"): readonly string[] =>
    findingsIn(runs, outcome).map(({ result }) => shown(result.message));
  const gaps = gapsIn(coverage).length;
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ["Failed checks", messages("failed")],
    ["Assumptions that this target does not confirm", messages("unconfirmed")],
    [
      "Skipped",
      skippedIn(runs).map(([reason, names]) =>
        shown(`${counted(names.length, "check")}: ${reason}`),
      ),
    ],
    [
      "Coverage of the descriptions",
      coverage.length === 0
        ? []
        : [...coverageTable(coverage).split("\n"), ...(gaps > 0 ? [`${gaps} not exercised`] : [])],
    ],
    [
      "Unknown fields and values",
      unknown.map(({ operation, what, seenBy }) =>
        shown(`${operation}: ${what} (${seenBy[0] ?? ""})`),
      ),
    ],
    [
      "Open questions",
      probes.map(({ discrepancy, title, outcome, seen }) =>
        shown(`${discrepancy}: ${title}: ${probeTexts[outcome]}: ${seen}`),
      ),
    ],
  ];
  const { passed, failed, unconfirmed, skipped } = countsOf(runs);
  const weight = weightText(report);
  const counts = [
    `${passed} passed`,
    `${failed} failed`,
    ...(unconfirmed > 0 ? [`${counted(unconfirmed, "assumption")} not confirmed`] : []),
    `${skipped} skipped`,
  ].join(", ");
  const closing = shown(
    `${counts}: ${target}, ${durationText(elapsedMs)}${weight === "" ? "" : `, weight spent: ${weight}`}`,
  );
  return [
    ...sections.flatMap(([title, lines]) =>
      lines.length === 0 ? [] : [[title, ...lines.map((line) => `  ${line}`)].join("\n")],
    ),
    closing,
  ].join("\n\n");
}
