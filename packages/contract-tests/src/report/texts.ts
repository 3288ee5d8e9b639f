// The words of the reports, and texts made fit to be shown: an exchange may have put anything into them.
import { checkName } from "../run/check.ts";
import type { Check, Failed } from "../run/check.ts";
import type { ContractReport, ProbeResult } from "../run/ContractReport.ts";
import type { Run } from "../run/findings.ts";
import { sourceLine } from "../run/sourceLine.ts";

/** A check that failed, or whose assumption is not confirmed. */
export interface Finding {
  readonly check: Check;
  readonly result: Failed;
  /** Where the YAML says what was expected: `specs/common/headers.yaml:9`. */
  readonly source: string;
}

export function findingsIn(runs: readonly Run[], outcome: Failed["outcome"]): readonly Finding[] {
  return runs.flatMap(({ check, result }) =>
    result.outcome === outcome
      ? [{ check, result, source: sourceLine(check.api, check.expected.pointer) }]
      : [],
  );
}

/** Names of the skipped checks by the reason, the most frequent first. */
export function skippedIn(runs: readonly Run[]): readonly (readonly [string, readonly string[]])[] {
  const byReason = new Map<string, string[]>();
  for (const { check, result } of runs)
    if (result.outcome === "skipped")
      byReason.set(result.reason, [...(byReason.get(result.reason) ?? []), checkName(check)]);
  return [...byReason].toSorted(([, a], [, b]) => b.length - a.length);
}

/** How many checks had each outcome. */
export type Counts = Readonly<Record<Run["result"]["outcome"], number>>;

export function countsOf(runs: readonly Run[]): Counts {
  const counts = { passed: 0, failed: 0, unconfirmed: 0, skipped: 0 };
  for (const { result } of runs) counts[result.outcome] += 1;
  return counts;
}

/** `3 checks failed`, or that none did. */
export function verdictOf({ runs, stopped }: ContractReport): string {
  const { failed, passed } = countsOf(runs);
  const early = stopped === undefined ? "" : ", stopped early";
  if (failed > 0) return `${counted(failed, "check")} failed${early}`;
  return passed > 0
    ? `${counted(passed, "check")} passed, none failed${early}`
    : `No check was run${early}`;
}

/** `1 check`, `2 checks`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** `9.3 s`, `2 min 5 s` */
export function durationText(ms: number): string {
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** `coin-m-futures 81, portfolio-margin 40` */
export function weightText({ weightSpent }: ContractReport): string {
  return Object.entries(weightSpent)
    .map(([api, weight]) => `${api} ${weight}`)
    .join(", ");
}

/** What a target says to an open question, by the outcome of its probe. */
export const probeTexts: Readonly<Record<ProbeResult["outcome"], string>> = {
  supports: "supports the description",
  contradicts: "contradicts the description",
  open: "leaves it open",
  skipped: "was not asked",
};

/**
 * A text on one line, without control characters, halves of surrogate pairs and marks that turn the direction of
 * writing: nothing that a terminal would obey, XML forbids or a reader could be misled by.
 */
export function shown(text: string): string {
  return text
    .replaceAll(/\s+/gu, " ")
    .replaceAll(/[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]/gu, "\uFFFD");
}

/** Fit for XML and HTML, for a text and for a quoted attribute. @param kept Characters that may stay as they are. */
export function escapeMarkup(text: string, kept = ""): string {
  const parts = kept === "" ? [text] : text.split(new RegExp(`([${kept}])`, "u"));
  return parts
    .map((part) => (part !== "" && kept.includes(part) ? part : shown(part)))
    .join("")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&apos;");
}
