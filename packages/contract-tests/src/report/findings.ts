// A report's runs sorted for reading: what was failed, what was skipped and why, how many of each there are.
// And texts made fit to be shown: an exchange may have put anything into them.
import { checkName } from "../run/check.ts";
import type { Failed, Check } from "../run/check.ts";
import type { Run } from "../run/coverage.ts";
import { sourceLine } from "../spec/SpecNode.ts";
import type { ContractReport, ProbeResult } from "../run/ContractReport.ts";

/** A failed promise. */
export interface FailedCheck {
  readonly check: Check;
  readonly result: Failed;
  /** Where the YAML says what was expected: `specs/common/headers.yaml:9`. */
  readonly place: string;
}

export function failedIn(runs: readonly Run[]): readonly FailedCheck[] {
  return runs.flatMap(({ check, result }) =>
    result.outcome === "failed"
      ? [{ check, result, place: sourceLine(check.api, check.expected.pointer) }]
      : [],
  );
}

/** Names of the skipped checks by the reason, the most frequent first. */
export function skippedIn(runs: readonly Run[]): readonly (readonly [string, readonly string[]])[] {
  const byReason = new Map<string, string[]>();
  for (const { check, result } of runs) {
    if (result.outcome !== "skipped") continue;
    byReason.set(result.reason, [...(byReason.get(result.reason) ?? []), checkName(check)]);
  }
  return [...byReason].toSorted(([, a], [, b]) => b.length - a.length);
}

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export function countsOf(runs: readonly Run[]): Counts {
  const count = (outcome: keyof Counts): number =>
    runs.filter(({ result }) => result.outcome === outcome).length;
  return { passed: count("passed"), failed: count("failed"), skipped: count("skipped") };
}

/** The runs of each operation, in their order. */
export function byOperation(
  runs: readonly Run[],
): readonly { readonly api: string; readonly operation: string; readonly runs: readonly Run[] }[] {
  const groups = new Map<string, { api: string; operation: string; runs: Run[] }>();
  for (const run of runs) {
    const { api, operation } = run.check;
    const key = `${api} ${operation}`;
    const group = groups.get(key) ?? { api, operation, runs: [] };
    group.runs.push(run);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** `3 promises failed`, or that none is. */
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

/** What a target does to a doubt, by the outcome of its probe. */
export const outcomeTexts: Readonly<Record<ProbeResult["outcome"], string>> = {
  supports: "supports the description",
  contradicts: "contradicts the description",
  open: "leaves it open",
  skipped: "was not asked",
};

/**
 * A text on one line, without control characters, halves of characters and marks that turn the direction of
 * writing: nothing that a terminal would obey, XML forbids or a reader could be misled by.
 */
export function shown(text: string): string {
  return text
    .replaceAll(/\s+/gu, " ")
    .replaceAll(/[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]/gu, "\uFFFD");
}
