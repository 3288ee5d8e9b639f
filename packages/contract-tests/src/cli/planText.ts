// Says what a run will do, before anything is sent.
import type { Target } from "../run/Target.ts";
import type { Plan } from "../live/planRun.ts";

/** Lines for a terminal: how much will be checked, what not and why, and what it will cost. */
export function planText(target: Target, plan: Plan, production: boolean): readonly string[] {
  const { checks, skipped, probes, requests, weight, leastMs } = plan;
  const reasons = new Map<string, number>();
  for (const { result } of skipped)
    if (result.outcome === "skipped")
      reasons.set(result.reason, (reasons.get(result.reason) ?? 0) + 1);
  const apis = Object.entries(weight).map(
    ([api, spent]) => `  ${api}: ${requests[api] ?? 0} requests, a weight of at least ${spent}`,
  );
  return [
    `Target: ${target.name}${production ? ", the live exchange; only what reads is called" : ""}.`,
    `${checks.length} checks${probes.length > 0 ? ` and ${probes.length} probes` : ""} will be run.`,
    ...(skipped.length > 0 ? [`${skipped.length} will not:`] : []),
    ...[...reasons].map(([reason, count]) => `  ${count}: ${reason}`),
    ...(apis.length > 0
      ? ["This asks for:", ...apis, `It takes at least ${durationText(leastMs)}.`]
      : []),
  ];
}

/** `40 s`, `3 min` */
export function durationText(ms: number): string {
  return ms < 120_000 ? `${Math.ceil(ms / 1000)} s` : `${Math.ceil(ms / 60_000)} min`;
}
