// One finding for each cause: what a missing field breaks besides the check that names it is not counted again.
import { checkName } from "./check.ts";
import type { Check, Result } from "./check.ts";

/** A check with its result. */
export interface Run {
  readonly check: Check;
  readonly result: Result;
  /** How long it took; undefined where nobody measured. */
  readonly elapsedMs?: number;
}

/**
 * Judges results in their order: a check that fails only for causes that earlier ones have named is skipped, with the
 * name of the first of those.
 */
export function createFindings(): (check: Check, result: Result) => Result {
  const failed = new Map<string, string>();
  const unconfirmed = new Map<string, string>();
  return (check, result) => {
    if (!("causes" in result)) return result;
    const { causes, outcome } = result;
    // An assumption explains no failure.
    const nameOf = (cause: string): string | undefined =>
      failed.get(cause) ?? (outcome === "failed" ? undefined : unconfirmed.get(cause));
    const names = causes.map(nameOf);
    const own = outcome === "failed" ? failed : unconfirmed;
    for (const cause of causes) if (!own.has(cause)) own.set(cause, checkName(check));
    return names.includes(undefined)
      ? result
      : { outcome: "skipped", reason: `same cause as "${names[0]}"` };
  };
}

/** Runs every check in turn, as they share the target's clock. Never rejects for what a check finds. */
export async function runChecks(
  checks: readonly Check[],
  target: Parameters<Check["run"]>[0],
): Promise<readonly Run[]> {
  const judge = createFindings();
  const runs: Run[] = [];
  for (const check of checks) runs.push({ check, result: judge(check, await check.run(target)) });
  return runs;
}
