// Puts the questions of specs/probes.yaml to a target, and says which reading its answers support.
import { discrepancies } from "@open-orders/specs";
import type { Discrepancy, Question } from "@open-orders/specs";
import type { Api } from "../spec/description.ts";
import type { ProbeResult } from "../run/ContractReport.ts";
import { strikeSecrets } from "../run/secrets.ts";
import { openSession } from "../run/Session.ts";
import { baseUrlOf } from "../run/Target.ts";
import type { Target } from "../run/Target.ts";
import { observe } from "./observe.ts";

/**
 * The doubts that a run can settle here, and why it cannot settle the others. A target that was made from the
 * descriptions would only repeat them, so it is asked nothing.
 */
export function planProbes(
  target: Target,
  apis: readonly Api[],
  doubts: readonly Discrepancy[] = discrepancies,
): { readonly asked: readonly Discrepancy[]; readonly skipped: readonly ProbeResult[] } {
  const asked: Discrepancy[] = [];
  const skipped: ProbeResult[] = [];
  for (const doubt of target.shared ? doubts : []) {
    const reason = whyNot(doubt, target, apis);
    if (reason === undefined) asked.push(doubt);
    else skipped.push(skippedProbe(doubt, reason));
  }
  return { asked, skipped };
}

/** Asks one doubt's question of each of its operations. Never rejects for what the target does. */
export async function runProbe(
  doubt: Discrepancy,
  target: Target,
  apis: readonly Api[],
): Promise<ProbeResult> {
  const { probe } = doubt;
  if ("none" in probe) throw new TypeError(`${doubt.id} has no question`);
  const findings: Finding[] = [];
  for (const api of apis) {
    const base = baseUrlOf(target, api.name);
    for (const operation of api.operations) {
      if (base === undefined || !probe.operations.includes(operation.id)) continue;
      const session = openSession(target, base, operation, {});
      try {
        const { outcome, seen } = await observe(session, probe);
        const meaning = probe.means.find((each) => each.seen === outcome);
        findings.push({ operation: operation.id, seen, meaning });
      } catch (error) {
        const seen = strikeSecrets(`an error: ${String(error)}`, target);
        findings.push({ operation: operation.id, seen, meaning: undefined });
      }
    }
  }
  const readings = new Set(findings.map(({ meaning }) => meaning?.reading));
  const several = findings.length > 1;
  return {
    ...about(doubt),
    seen: findings
      .map(({ operation, seen }) => (several ? `${operation}: ${seen}` : seen))
      .join("; "),
    // One answer against a reading outweighs any for it.
    outcome: (["contradicts", "supports"] as const).find((each) => readings.has(each)) ?? "open",
    agreesWith: [...new Set(findings.flatMap(({ meaning }) => meaning?.agreesWith ?? []))],
  };
}

/** The result of a probe that was not made. */
export function skippedProbe(doubt: Discrepancy, reason: string): ProbeResult {
  return { ...about(doubt), seen: reason, outcome: "skipped", agreesWith: [] };
}

interface Finding {
  readonly operation: string;
  readonly seen: string;
  readonly meaning: Question["means"][number] | undefined;
}

function about({ id, title }: Discrepancy): Pick<ProbeResult, "discrepancy" | "title"> {
  return { discrepancy: id, title: title.en };
}

function whyNot({ probe }: Discrepancy, target: Target, apis: readonly Api[]): string | undefined {
  if ("none" in probe) return probe.none;
  const served = apis.some(
    ({ name, operations }) =>
      baseUrlOf(target, name) !== undefined &&
      operations.some(({ id }) => probe.operations.includes(id)),
  );
  return served ? undefined : "None of its calls is served there.";
}
