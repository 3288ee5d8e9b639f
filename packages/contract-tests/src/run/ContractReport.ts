// What a run of the contract tests found, as data: everything the reports show, and nothing secret.
import type { CoveredFact, Run } from "./coverage.ts";

/** What a live target's answers say of a doubt that the sources leave open. */
export interface ProbeResult {
  /** Id in discrepancies.yaml. */
  readonly discrepancy: string;
  readonly title: string;
  /** What was seen; why nothing could be, where `outcome` is `skipped`. */
  readonly seen: string;
  /** Whether the target supports the reading the description takes, contradicts it, or left it open. */
  readonly outcome: "supports" | "contradicts" | "open" | "skipped";
  /** Sources whose statement the target bears out, by their id. */
  readonly agreesWith: readonly string[];
}

/** A field or value that was seen and that the description does not know. */
export interface UnknownSeen {
  readonly api: string;
  readonly operation: string;
  /** For instance `field newField: string`. */
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
  /** Why the run ended before its time; undefined where it did not. */
  readonly stopped?: string | undefined;
}
