// What a run of the contract tests found, as data: everything the reports show, and nothing secret.
import { checkName } from "./check.ts";
import type { CoveredFact } from "./coverage.ts";
import type { Run } from "./findings.ts";

/** What a target's responses say about an open question of the descriptions. */
export interface ProbeResult {
  /** Id in discrepancies.yaml. */
  readonly discrepancy: string;
  readonly title: string;
  /** What was seen; why nothing could be, where `outcome` is `skipped`. */
  readonly seen: string;
  /** Whether the target supports the reading the description takes, contradicts it, or leaves it open. */
  readonly outcome: "supports" | "contradicts" | "open" | "skipped";
  /** Sources whose statement the target confirms, by their id. */
  readonly agreesWith: readonly string[];
}

/** A field or value that was seen and is not described. */
export interface UnknownSeen {
  readonly api: string;
  readonly operation: string;
  /** For instance `field newField`, or `side = "UNHEARD_OF"`. */
  readonly what: string;
  /** Names of the checks that saw it. */
  readonly seenBy: readonly string[];
}

/** One run of the contract tests against one target. */
export interface ContractReport {
  /** For people: `mock exchange, in process`, or an address without query or credentials. */
  readonly target: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly elapsedMs: number;
  /** Weight that was spent, by API name. */
  readonly weightSpent: Readonly<Record<string, number>>;
  readonly runs: readonly Run[];
  readonly coverage: readonly CoveredFact[];
  readonly unknown: readonly UnknownSeen[];
  readonly probes: readonly ProbeResult[];
  /** Why the run ended early; undefined where it did not. */
  readonly stopped?: string | undefined;
}

/** Fields and values that are not described, each once for its operation, with the checks that saw it. */
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
