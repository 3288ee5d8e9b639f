// Coverage of the description: everything it states that a check can exercise, and which check did.
import { byOperation } from "./byOperation.ts";
import type { Check, Result } from "./check.ts";
import { checkName } from "./check.ts";
import type { Descriptions } from "../checks/createChecks.ts";
import { readApi } from "../spec/description.ts";
import { factKey, factKinds } from "./exercised.ts";
import type { Fact, FactKind } from "./exercised.ts";
import { factsOf } from "./facts.ts";
import type { StatedFact } from "./facts.ts";
import { explanationOf } from "./gaps.ts";
import type { Gap } from "./gaps.ts";

/** A fact and what became of it. */
export interface CoveredFact extends Fact {
  /** JSON pointer in the API's bundle. */
  readonly pointer: string;
  /** Names of the checks that exercised it and were kept. */
  readonly exercisedBy: readonly string[];
  /** Why it is not exercised, where that is known. */
  readonly reason: string | undefined;
}

/** A check with its result. */
export interface Run {
  readonly check: Check;
  readonly result: Result;
  /** How long it took; undefined where nobody measured. */
  readonly elapsedMs?: number;
}

/** What the descriptions state, each fact with the checks that exercised it. */
export function coverageOf(
  descriptions: Descriptions,
  runs: readonly Run[],
  gaps: readonly Gap[] = [],
): readonly CoveredFact[] {
  const byKey = new Map<string, string[]>();
  const note = (key: string, check: Check): void => {
    const names = byKey.get(key);
    if (names) names.push(checkName(check));
    else byKey.set(key, [checkName(check)]);
  };
  const kept = runs.filter(({ result }) => result.outcome === "passed");
  for (const { check, result } of kept)
    if (result.outcome === "passed") for (const key of result.exercised) note(key, check);
  const checks = byOperation(kept.map(({ check }) => check));
  const naming = (fact: StatedFact): readonly string[] =>
    checks
      .of(fact)
      .filter(({ expected }) => `${expected.pointer}/`.startsWith(`${fact.pointer}/`))
      .map(checkName);
  return Object.entries(descriptions).flatMap(([name, document]) =>
    factsOf(readApi(name, document)).map((fact) => ({
      api: fact.api,
      operation: fact.operation,
      kind: fact.kind,
      name: fact.name,
      pointer: fact.pointer,
      exercisedBy: fact.byPlace ? naming(fact) : (byKey.get(factKey(fact)) ?? []),
      reason: explanationOf(gaps, fact),
    })),
  );
}

/** Facts that no check exercised and no reason explains. */
export function unexplainedGaps(coverage: readonly CoveredFact[]): readonly CoveredFact[] {
  return coverage.filter(
    ({ exercisedBy, reason }) => exercisedBy.length === 0 && reason === undefined,
  );
}

/** A short table: per operation, how many facts of each kind were exercised, of how many. */
export function coverageTable(coverage: readonly CoveredFact[]): string {
  const rows = byOperation(coverage).groups.map(({ operation, items }) =>
    [operation].concat(factKinds.map((kind) => share(items, kind))),
  );
  const table = [["exercised", ...factKinds.map((kind) => plural(kind))], ...rows];
  const widths = (table[0] ?? []).map((_unused, column) =>
    Math.max(...table.map((row) => row[column]?.length ?? 0)),
  );
  return table
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function share(facts: readonly CoveredFact[], kind: FactKind): string {
  const all = facts.filter((fact) => fact.kind === kind);
  return `${all.filter(({ exercisedBy }) => exercisedBy.length > 0).length}/${all.length}`;
}

function plural(kind: FactKind): string {
  return kind === "status" ? "statuses" : kind === "body" ? "bodies" : `${kind}s`;
}
