// Asks a target the questions of specs/probes.yaml, and says which reading its responses support.
import type { Discrepancy, Question } from "@open-orders/specs";
import type { Api } from "@open-orders/specs/model";
import type { ProbeResult } from "../run/ContractReport.ts";
import { withoutSecrets } from "../run/secrets.ts";
import { openSession } from "../run/Session.ts";
import { baseUrlOf } from "../run/Target.ts";
import type { Target } from "../run/Target.ts";
import { observe } from "./observe.ts";

/**
 * The open questions that a run can settle here, and why it cannot settle the others. A target that was made from the
 * descriptions would only repeat them, so it is asked nothing.
 */
export function planProbes(
  target: Target,
  apis: readonly Api[],
  questions: readonly Discrepancy[],
): { readonly asked: readonly Discrepancy[]; readonly skipped: readonly ProbeResult[] } {
  const reasoned = (target.shared ? questions : []).map((question) => {
    const { probe } = question;
    if ("none" in probe) return { question, reason: probe.none };
    const served = operationsOf(probe, target, apis).length > 0;
    return { question, reason: served ? undefined : "None of its calls is served there." };
  });
  return {
    asked: reasoned.flatMap(({ question, reason }) => (reason === undefined ? [question] : [])),
    skipped: reasoned.flatMap(({ question, reason }) =>
      reason === undefined ? [] : [skippedProbe(question, reason)],
    ),
  };
}

/** Asks one question of each of its operations. Never rejects for what the target does. */
export async function runProbe(
  question: Discrepancy,
  target: Target,
  apis: readonly Api[],
): Promise<ProbeResult> {
  const { probe } = question;
  if ("none" in probe) throw new TypeError(`${question.id} has no question`);
  const findings: {
    operation: string;
    seen: string;
    meaning?: Question["means"][number] | undefined;
  }[] = [];
  for (const { api, base, operation } of operationsOf(probe, target, apis)) {
    const session = openSession({ target, base, operation });
    try {
      const { outcome, seen } = await observe(session, probe, api.rateLimits[0]);
      const meaning = probe.means.find((each) => each.seen === outcome);
      findings.push({ operation: operation.id, seen, meaning });
    } catch (error) {
      const seen = withoutSecrets(`an error: ${String(error)}`, target);
      findings.push({ operation: operation.id, seen });
    }
  }
  const readings = new Set(findings.map(({ meaning }) => meaning?.reading));
  const several = findings.length > 1;
  return {
    discrepancy: question.id,
    title: question.title.en,
    seen: findings
      .map(({ operation, seen }) => (several ? `${operation}: ${seen}` : seen))
      .join("; "),
    // One response against a reading outweighs any for it.
    outcome: (["contradicts", "supports"] as const).find((each) => readings.has(each)) ?? "open",
    agreesWith: [...new Set(findings.flatMap(({ meaning }) => meaning?.agreesWith ?? []))],
  };
}

/** The result of a probe that was not made. */
export function skippedProbe({ id, title }: Discrepancy, reason: string): ProbeResult {
  return { discrepancy: id, title: title.en, seen: reason, outcome: "skipped", agreesWith: [] };
}

/** The operations of a question that the target serves. */
function operationsOf({ operations }: Question, target: Target, apis: readonly Api[]) {
  return apis.flatMap((api) => {
    const base = baseUrlOf(target, api.name);
    if (base === undefined) return [];
    const asked = api.operations.filter(({ id }) => operations.includes(id));
    return asked.map((operation) => ({ api, base, operation }));
  });
}
