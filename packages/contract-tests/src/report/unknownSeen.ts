// Drift: what the kept checks saw that the description neither knows nor forbids.
import { checkName } from "../run/check.ts";
import type { Run } from "../run/coverage.ts";
import type { UnknownSeen } from "../run/ContractReport.ts";

/** Fields and values that the description does not know, each once for its operation, with the checks that saw it. */
export function unknownSeen(runs: readonly Run[]): readonly UnknownSeen[] {
  const found = new Map<string, UnknownSeen & { readonly seenBy: string[] }>();
  for (const { check, result } of runs) {
    if (result.outcome !== "passed") continue;
    const { api, operation } = check;
    for (const what of result.unknown) {
      const key = JSON.stringify([api, operation, what]);
      const entry = found.get(key) ?? { api, operation, what, seenBy: [] };
      entry.seenBy.push(checkName(check));
      found.set(key, entry);
    }
  }
  return [...found.values()];
}
