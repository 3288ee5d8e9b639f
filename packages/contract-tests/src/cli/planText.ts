// Says what a run will do, before anything is sent.
import type { Plan } from "../live/planRun.ts";
import { skippedIn } from "../report/texts.ts";
import type { Target } from "../run/Target.ts";

/** Lines for a terminal: how much will be checked, what not and why, and what it will cost. */
export function planText(
  { name }: Target,
  { checks, skipped, probes, requests, weight, leastMs }: Plan,
  production: boolean,
): readonly string[] {
  const apis = Object.entries(weight).map(
    ([api, spent]) => `  ${api}: ${requests[api] ?? 0} requests, a weight of at least ${spent}`,
  );
  return [
    `Target: ${name}${production ? ", the live exchange; only operations that read are called" : ""}.`,
    `${checks.length} checks${probes.length > 0 ? ` and ${probes.length} probes` : ""} will be run.`,
    ...(skipped.length > 0 ? [`${skipped.length} will not:`] : []),
    ...skippedIn(skipped).map(([reason, names]) => `  ${names.length}: ${reason}`),
    ...(apis.length > 0 ? ["This asks for:", ...apis] : []),
    ...(leastMs > 0 ? [`It takes at least ${roundedTime(leastMs)}.`] : []),
  ];
}

/** `40 s`, `3 min` */
export function roundedTime(ms: number): string {
  return ms < 120_000 ? `${Math.ceil(ms / 1000)} s` : `${Math.ceil(ms / 60_000)} min`;
}
