// Drift: what the kept checks saw that the description neither knows nor forbids.
import { checkName } from "../check.ts";
import type { Run } from "../coverage.ts";
import type { Drift } from "../report.ts";

/** Fields and values that the description does not know, each once for its operation, with the checks that saw it. */
export function driftOf(runs: readonly Run[]): readonly Drift[] {
  const found = new Map<string, Drift & { readonly seenBy: string[] }>();
  for (const { check, result } of runs) {
    if (result.outcome !== "kept") continue;
    const { api, operation } = check;
    for (const what of result.drift) {
      const key = JSON.stringify([api, operation, what]);
      const drift = found.get(key) ?? { api, operation, what, seenBy: [] };
      drift.seenBy.push(checkName(check));
      found.set(key, drift);
    }
  }
  return [...found.values()];
}
