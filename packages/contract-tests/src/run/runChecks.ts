// Runs checks on a target, one after the other, as they share its clock.
import type { Check } from "./check.ts";
import type { Run } from "./coverage.ts";
import type { Target } from "./Target.ts";

/** Runs every check in turn. Never rejects for what a check finds. */
export async function runChecks(checks: readonly Check[], target: Target): Promise<readonly Run[]> {
  const runs: Run[] = [];
  for (const check of checks) runs.push({ check, result: await check.run(target) });
  return runs;
}
