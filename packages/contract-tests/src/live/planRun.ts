// What a run will do, found out before anything is sent: which checks will run, which not and why, and by a rehearsal on
// a mock exchange how much they will ask for.
import { discrepancies } from "@open-orders/specs";
import type { Discrepancy } from "@open-orders/specs";
import type { Api } from "@open-orders/specs/model";
import type { Check } from "../run/check.ts";
import type { ProbeResult } from "../run/ContractReport.ts";
import type { Descriptions } from "../run/descriptions.ts";
import type { Run } from "../run/findings.ts";
import { createMockTarget } from "../run/mockTarget.ts";
import { baseUrlOf, maxBadRequests } from "../run/Target.ts";
import type { Target } from "../run/Target.ts";
import { createPace, leastTimeFor } from "./pace.ts";
import type { Weights } from "./pace.ts";
import { planProbes, runProbe } from "./runProbes.ts";

/** Milliseconds between the beginnings of two checks that send bad requests to a shared target. */
export const badRequestPauseMs = 1000;

/** What will be done. */
export interface Plan {
  /** What will be run, and what not and why. */
  readonly checks: readonly Check[];
  readonly skipped: readonly Run[];
  /** All of them in the order of the matrix. */
  readonly order: readonly Check[];
  /** Open questions that will be probed, and those that will not. */
  readonly probes: readonly Discrepancy[];
  readonly skippedProbes: readonly ProbeResult[];
  /** The weight that each of them needs, as the rehearsal showed; empty for a target that is not shared. */
  readonly costs: ReadonlyMap<Check | Discrepancy, Weights>;
  /** Requests and weight by API name: the least there can be where weights are only estimated. */
  readonly requests: Readonly<Record<string, number>>;
  readonly weight: Weights;
  /** How long the pace will make it take at least, in milliseconds. */
  readonly leastMs: number;
}

/** What a plan is made for. */
export interface PlanOptions {
  readonly target: Target;
  readonly apis: readonly Api[];
  readonly descriptions: Descriptions;
  /** Probes whose id has this text. */
  readonly only?: string | undefined;
  readonly maxWeight?: number | undefined;
}

/** Plans a run of these checks, and of the probes. Sends nothing to the target. */
export async function planRun(checks: readonly Check[], options: PlanOptions): Promise<Plan> {
  const { target, apis, only = "", maxWeight } = options;
  const named = discrepancies.filter(({ id }) => id.includes(only.toLowerCase()));
  const { asked: probes, skipped: skippedProbes } = planProbes(target, apis, named);
  const planned = { order: checks, probes, skippedProbes };
  if (!target.shared) {
    const nothing = { skipped: [], costs: new Map(), requests: {}, weight: {}, leastMs: 0 };
    return { ...planned, checks, ...nothing };
  }
  const { runs, costs, requests, weight } = await rehearse(checks, probes, options);
  const skipped = runs.filter(({ result }) => result.outcome === "skipped");
  const left = runs.flatMap(({ check, result }) => (result.outcome === "skipped" ? [] : [check]));
  const bad = left.filter(({ needs }) => needs.includes("badRequests")).length;
  const leastMs = Math.max(bad * badRequestPauseMs, leastTimeFor(weight, apis, maxWeight));
  return { ...planned, checks: left, skipped, costs, requests, weight, leastMs };
}

/** Runs everything on a mock that lacks what the target lacks. */
async function rehearse(
  checks: readonly Check[],
  probes: readonly Discrepancy[],
  { target, apis, descriptions }: PlanOptions,
): Promise<Pick<Plan, "costs" | "requests" | "weight"> & { readonly runs: readonly Run[] }> {
  const weightLimits = Object.fromEntries(apis.map(({ name }) => [name, Number.MAX_SAFE_INTEGER]));
  const mock = await createMockTarget({ descriptions, mock: { now: Date.now, weightLimits } });
  const pick = <T>(values: Readonly<Record<string, T>>, names: readonly string[]) =>
    Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)));
  const served = apis.filter(({ name }) => baseUrlOf(target, name) !== undefined);
  const stand: Target = {
    name: "rehearsal",
    baseUrl: Object.fromEntries(served.map(({ name }) => [name, baseUrlOf(mock, name) ?? ""])),
    fetch: mock.fetch,
    credentials: pick(mock.credentials, Object.keys(target.credentials)),
    ...(target.data && { data: mock.data }),
    shared: true,
  };
  const costs = new Map<Check | Discrepancy, Weights>();
  const requests: Record<string, number> = {};
  const weight: Record<string, number> = {};
  /** Runs one of them, and adds what it costs, unless it is skipped. */
  const costing = async <T extends { readonly outcome: string }>(
    what: Check | Discrepancy,
    run: (target: Target) => Promise<T>,
  ): Promise<T> => {
    const pace = createPace(mock, apis, { now: Date.now, sleep: async () => Promise.resolve() });
    const result = await run({ ...stand, fetch: pace.fetch });
    if (result.outcome === "skipped") return result;
    costs.set(what, pace.weightSpent);
    for (const [api, spent] of Object.entries(pace.weightSpent)) {
      weight[api] = (weight[api] ?? 0) + spent;
      requests[api] = (requests[api] ?? 0) + (pace.requests[api] ?? 0);
    }
    return result;
  };
  const bad = new Map<string, number>();
  const runs: Run[] = [];
  for (const check of checks) {
    const sent = check.needs.includes("badRequests") ? (bad.get(check.api) ?? 0) : undefined;
    const reason = `no more than ${maxBadRequests} checks for each API send bad requests to a shared target`;
    const result =
      sent !== undefined && sent >= maxBadRequests
        ? ({ outcome: "skipped", reason } as const)
        : await costing(check, check.run);
    runs.push({ check, result });
    if (sent !== undefined && result.outcome !== "skipped") bad.set(check.api, sent + 1);
  }
  for (const question of probes)
    await costing(question, async (counted) => runProbe(question, counted, apis));
  return { runs, costs, requests, weight };
}
