// What a run will do, found out before anything is sent: which checks will run, which not and why, and by
// a rehearsal on a mock exchange how much they will ask for.
import { discrepancies } from "@open-orders/specs";
import type { Discrepancy } from "@open-orders/specs";
import type { Check, Skipped } from "../run/check.ts";
import type { Run } from "../run/coverage.ts";
import type { Descriptions } from "../checks/createChecks.ts";
import type { Api } from "../spec/description.ts";
import { createMockTarget } from "../run/mockTarget.ts";
import { planProbes, runProbe } from "./runProbes.ts";
import type { ProbeResult } from "../run/ContractReport.ts";
import { baseUrlOf, maxBadRequests } from "../run/Target.ts";
import type { Target } from "../run/Target.ts";
import { createPace, leastTimeFor } from "./pace.ts";
import type { Weights } from "./pace.ts";

/** Milliseconds between the beginnings of two checks that are to be refused, at a target in use. */
export const refusalPauseMs = 1000;

/** What will be done. */
export interface Plan {
  /** What will be run, and what not and why. */
  readonly checks: readonly Check[];
  readonly skipped: readonly Run[];
  /** All of them in the order of the matrix. */
  readonly order: readonly Check[];
  /** Doubts that will be asked about, and those that will not. */
  readonly probes: readonly Discrepancy[];
  readonly skippedProbes: readonly ProbeResult[];
  /** What each of them needs, as the rehearsal showed; nothing at a target that is not in use. */
  readonly costs: ReadonlyMap<Check | Discrepancy, Weights>;
  /** Requests and weight by API name: the least there can be where weights are only estimated. */
  readonly requests: Readonly<Record<string, number>>;
  readonly weight: Weights;
  /** How long the pace will make it take at least, in milliseconds. */
  readonly leastMs: number;
}

/** What a plan is made for. */
export interface PlanOptions {
  readonly descriptions: Descriptions;
  readonly only?: string | undefined;
  readonly maxWeight?: number | undefined;
}

/** Plans a run of these checks, and of the probes whose id has the text `only`. Sends nothing to the target. */
export async function planRun(
  checks: readonly Check[],
  target: Target,
  apis: readonly Api[],
  { descriptions, only = "", maxWeight }: PlanOptions,
): Promise<Plan> {
  const named = discrepancies.filter(({ id }) => id.includes(only.toLowerCase()));
  const { asked: probes, skipped: skippedProbes } = planProbes(target, apis, named);
  const planned = { order: checks, probes, skippedProbes };
  if (!target.shared)
    return {
      ...planned,
      checks,
      skipped: [],
      costs: new Map(),
      requests: {},
      weight: {},
      leastMs: 0,
    };
  const { runs, costs, requests, weight } = await rehearse({
    checks,
    probes,
    target,
    apis,
    descriptions,
  });
  const skipped = runs.filter(({ result }) => result.outcome === "skipped");
  const left = runs.filter(({ result }) => result.outcome !== "skipped");
  const refused = left.filter(({ check }) => check.needs.includes("badRequests")).length;
  const leastMs = Math.max(refused * refusalPauseMs, leastTimeFor(weight, apis, maxWeight));
  const leftChecks = left.map(({ check }) => check);
  return { ...planned, checks: leftChecks, skipped, costs, requests, weight, leastMs };
}

interface Rehearsal {
  readonly checks: readonly Check[];
  readonly probes: readonly Discrepancy[];
  readonly target: Target;
  readonly apis: readonly Api[];
  readonly descriptions: Descriptions;
}

/** Runs them on a mock that lacks what the target lacks. */
async function rehearse({ checks, probes, target, apis, descriptions }: Rehearsal): Promise<{
  readonly runs: readonly Run[];
  readonly costs: Plan["costs"];
  readonly requests: Plan["requests"];
  readonly weight: Weights;
}> {
  const weightLimits = Object.fromEntries(apis.map(({ name }) => [name, Number.MAX_SAFE_INTEGER]));
  const mock = await createMockTarget({ descriptions, mock: { now: Date.now, weightLimits } });
  const kinds = Object.keys(target.credentials);
  const pace = createPace(mock, apis, { now: Date.now, sleep: async () => Promise.resolve() });
  const served = apis.filter(({ name }) => baseUrlOf(target, name) !== undefined);
  const stand: Target = {
    name: "rehearsal",
    baseUrl: Object.fromEntries(served.map(({ name }) => [name, baseUrlOf(mock, name) ?? ""])),
    fetch: pace.fetch,
    credentials: Object.fromEntries(
      Object.entries(mock.credentials).filter(([kind]) => kinds.includes(kind)),
    ),
    shared: true,
  };
  const runs: Run[] = [];
  const costs = new Map<Check | Discrepancy, Weights>();
  const costing = async <T>(what: Check | Discrepancy, run: () => Promise<T>): Promise<T> => {
    const before = { ...pace.weightSpent };
    const result = await run();
    const grown = Object.entries(pace.weightSpent).map(
      ([api, spent]) => [api, spent - (before[api] ?? 0)] as const,
    );
    costs.set(what, Object.fromEntries(grown.filter(([, weight]) => weight > 0)));
    return result;
  };
  const refusals = new Map<string, number>();
  for (const check of checks) {
    const reason = check.needs.includes("badRequests")
      ? tooManyRefusals(check, refusals)
      : undefined;
    const result = reason ? skippedFor(reason) : await costing(check, async () => check.run(stand));
    runs.push({ check, result });
    if (result.outcome === "skipped" || !check.needs.includes("badRequests")) continue;
    refusals.set(check.api, (refusals.get(check.api) ?? 0) + 1);
  }
  for (const doubt of probes) await costing(doubt, async () => runProbe(doubt, stand, apis));
  return { runs, costs, requests: pace.requests, weight: pace.weightSpent };
}

function tooManyRefusals(
  { api }: Check,
  refusals: ReadonlyMap<string, number>,
): string | undefined {
  return (refusals.get(api) ?? 0) < maxBadRequests
    ? undefined
    : `a target in use is made to refuse no more than ${maxBadRequests} times for each API`;
}

function skippedFor(reason: string): Skipped {
  return { outcome: "skipped", reason };
}
