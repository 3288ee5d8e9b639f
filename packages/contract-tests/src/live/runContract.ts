// One whole run: plans it, says what it will do, runs the checks and the probes at the target's pace, and
// gathers what they found.
import type { Check } from "../run/check.ts";
import { checkName } from "../run/check.ts";
import { coverageOf } from "../run/coverage.ts";
import type { Run } from "../run/coverage.ts";
import { createChecks, englishDescriptions } from "../checks/createChecks.ts";
import type { Descriptions } from "../checks/createChecks.ts";
import { readApi } from "../spec/description.ts";
import type { Api } from "../spec/description.ts";
import { explainedGaps } from "../run/gaps.ts";
import { createMockTarget } from "../run/mockTarget.ts";
import { runProbe, skippedProbe } from "./runProbes.ts";
import { createRecorder } from "../record/createRecorder.ts";
import type { Recorder } from "../record/createRecorder.ts";
import { readRecordings, replay } from "../record/replay.ts";
import { createSanitiser } from "../record/sanitise.ts";
import { unknownSeen } from "../report/index.ts";
import type { ContractReport, ProbeResult } from "../run/ContractReport.ts";
import type { Target } from "../run/Target.ts";
import { createPace } from "./pace.ts";
import type { Pace, Weights } from "./pace.ts";
import { planRun, refusalPauseMs } from "./planRun.ts";
import type { Plan } from "./planRun.ts";
import { reachTarget } from "./reachTarget.ts";
import { UsageError } from "../run/UsageError.ts";

/** Options of `runContract`. All may be left out. */
export interface ContractOptions {
  /** @default a mock exchange in process */
  readonly target?: Target | undefined;
  /** @default the English descriptions */
  readonly descriptions?: Descriptions | undefined;
  /** Only checks whose name has this text, and probes whose id has it; in any case. @default all */
  readonly only?: string | undefined;
  /** Weight to spend for each API and minute at most. @default half of the described limit */
  readonly maxWeight?: number | undefined;
  /** Directory for sanitised answers of a target in use. @default none are kept */
  readonly record?: string | undefined;
  /** Told the plan, before anything is sent. */
  readonly onPlan?: ((plan: Plan) => void) | undefined;
  /** Told of every wait for weight, in milliseconds. */
  readonly onWait?: ((ms: number, api: string) => void) | undefined;
  /** This machine's clock, in milliseconds since the Unix epoch. @default Date.now */
  readonly now?: (() => number) | undefined;
  /** @default a timer */
  readonly sleep?: ((ms: number) => Promise<void>) | undefined;
  /** Numbers from 0 to below 1, for replacements in recordings. @default Math.random */
  readonly random?: (() => number) | undefined;
}

/**
 * Runs the contract tests. What a check finds is in the report; it makes nothing reject.
 *
 * @throws UsageError where the caller can mend what is wrong: nothing to run, nobody there, keys refused.
 */
export async function runContract(options: ContractOptions = {}): Promise<ContractReport> {
  const { descriptions = englishDescriptions, now = Date.now, sleep = pause } = options;
  const mock = options.target ? undefined : await createMockTarget({ descriptions });
  const target = options.target ?? mock;
  if (!target) throw new TypeError("no target");
  try {
    const startedAt = now();
    const plan = await planContract({ ...options, target });
    options.onPlan?.(plan);
    const apis = apisOf(descriptions);
    const pace = createPace(target, apis, { ...options, now, sleep });
    const reached = await reach({ ...target, fetch: pace.fetch }, apis, pace, now);
    const recorder = recorderFor(options, reached, apis);
    const heard = { ...reached, fetch: recorder?.fetch ?? reached.fetch };
    const runs = await runPaced(plan, heard, pace, { now, sleep, recorder });
    const probes = await probe(plan, reached, apis, pace);
    const all = inOrder([...runs, ...plan.skipped], plan);
    return {
      target: target.name,
      startedAt: new Date(startedAt).toISOString(),
      elapsedMs: now() - startedAt,
      weightSpent: pace.weightSpent,
      runs: all,
      coverage: coverageOf(descriptions, all, explainedGaps),
      unknown: unknownSeen(all),
      probes,
      ...(pace.stopped() !== undefined && { stopped: pace.stopped() }),
    };
  } finally {
    await mock?.close();
  }
}

/** What `runContract` will do with these options. Sends nothing to the target. @throws UsageError */
export async function planContract(
  options: ContractOptions & { readonly target: Target },
): Promise<Plan> {
  const { target, descriptions = englishDescriptions, only, maxWeight, record } = options;
  if (record !== undefined && !target.shared)
    throw new UsageError("--record keeps the answers of a target; name one with --target.");
  const checks = chosen(createChecks(descriptions), only);
  const plan = await planRun(checks, target, apisOf(descriptions), {
    descriptions,
    only,
    maxWeight,
  });
  if (checks.length === 0 && plan.probes.length + plan.skippedProbes.length === 0)
    throw new UsageError(
      `--only ${JSON.stringify(only)}: no check and no probe has this in its name.`,
    );
  return plan;
}

/**
 * Holds recorded answers against the descriptions, offline.
 *
 * @param directory Where `record` of `runContract` has put them.
 * @throws UsageError where there are none, or ones that cannot be replayed
 */
export async function replayContract(
  directory: string,
  options: Pick<ContractOptions, "descriptions" | "now" | "only"> = {},
): Promise<ContractReport> {
  const { descriptions = englishDescriptions, now = Date.now, only = "" } = options;
  const startedAt = now();
  const recordings = await readRecordings(directory);
  const wanted = recordings.filter(({ check }) => isNamed(check, only));
  const runs = await replay(wanted, createChecks(descriptions), apisOf(descriptions));
  if (runs.length === 0)
    throw new UsageError(`--only ${JSON.stringify(only)}: no recorded check has this in its name.`);
  return {
    target: `recordings in ${directory}`,
    startedAt: new Date(startedAt).toISOString(),
    elapsedMs: now() - startedAt,
    weightSpent: {},
    runs,
    coverage: coverageOf(descriptions, runs, explainedGaps),
    unknown: unknownSeen(runs),
    probes: [],
  };
}

/** The target with its own clock. One that says stop at once is left as it is: nothing more is sent to it. */
async function reach(
  target: Target,
  apis: readonly Api[],
  pace: Pace,
  now: () => number,
): Promise<Target> {
  if (!target.shared) return target;
  try {
    return await reachTarget(target, apis, now);
  } catch (error) {
    if (pace.stopped() === undefined) throw error;
    return target;
  }
}

/** Runs the checks until the target says stop; what is left then is skipped, and says so. */
async function runPaced(
  { checks, costs }: Plan,
  target: Target,
  pace: Pace,
  {
    now,
    sleep,
    recorder,
  }: {
    readonly now: () => number;
    readonly sleep: (ms: number) => Promise<void>;
    readonly recorder: Recorder | undefined;
  },
): Promise<readonly Run[]> {
  const runs: Run[] = [];
  let refusedAt = -Infinity;
  for (const check of checks) {
    if (target.shared && check.needs.includes("badRequests") && pace.stopped() === undefined) {
      const waitMs = refusedAt + refusalPauseMs - now();
      if (waitMs > 0) await sleep(waitMs);
      refusedAt = now();
    }
    const startedAt = now();
    const cost = costs.get(check) ?? {};
    const { result, reason } = await paced(pace, cost, async () => check.run(target));
    const elapsedMs = now() - startedAt;
    runs.push({ check, result: result ?? { outcome: "skipped", reason }, elapsedMs });
    if (result) await recorder?.write(check);
  }
  return runs;
}

async function probe(
  { probes, skippedProbes, costs }: Plan,
  target: Target,
  apis: readonly Api[],
  pace: Pace,
): Promise<readonly ProbeResult[]> {
  const results: ProbeResult[] = [];
  for (const doubt of probes) {
    const cost = costs.get(doubt) ?? {};
    const { result, reason } = await paced(pace, cost, async () => runProbe(doubt, target, apis));
    results.push(result ?? skippedProbe(doubt, reason));
  }
  return [...results, ...skippedProbes];
}

/** The result; or why there is none, where the target has said stop. What it said so to is not judged by it. */
async function paced<T>(
  pace: Pace,
  cost: Weights,
  run: () => Promise<T>,
): Promise<{ readonly result: T | undefined; readonly reason: string }> {
  const result = pace.stopped() === undefined ? await pace.during(cost, run) : undefined;
  const reason = pace.stopped();
  return reason === undefined ? { result, reason: "" } : { result: undefined, reason };
}

/** Checks in the order of the matrix, those that were not run among them. */
function inOrder(runs: readonly Run[], { order }: Plan): readonly Run[] {
  const ranks = new Map(order.map((check, rank) => [check, rank]));
  return runs.toSorted((a, b) => (ranks.get(a.check) ?? 0) - (ranks.get(b.check) ?? 0));
}

function recorderFor(
  { record, random = Math.random }: ContractOptions,
  target: Target,
  apis: readonly Api[],
): Recorder | undefined {
  return record === undefined
    ? undefined
    : createRecorder(target, apis, createSanitiser(random), record);
}

function apisOf(descriptions: Descriptions): readonly Api[] {
  return Object.entries(descriptions).map(([name, document]) => readApi(name, document));
}

function chosen(checks: readonly Check[], only = ""): readonly Check[] {
  return checks.filter((check) => isNamed(checkName(check), only));
}

function isNamed(name: string, text: string): boolean {
  return name.toLowerCase().includes(text.toLowerCase());
}

async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}
