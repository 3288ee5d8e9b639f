// One whole run: plans it, says what it will do, runs the checks and the probes at the target's pace, and gathers what
// they found.
import type { Discrepancy } from "@open-orders/specs";
import type { Api } from "@open-orders/specs/model";
import { createChecks } from "../checks/createChecks.ts";
import type { ChecksOptions } from "../checks/createChecks.ts";
import { createRecorder } from "../record/createRecorder.ts";
import { readRecordings, replay } from "../record/replay.ts";
import { createSanitiser } from "../record/sanitise.ts";
import type { Check, Result } from "../run/check.ts";
import { checkName } from "../run/check.ts";
import { unknownSeen } from "../run/ContractReport.ts";
import type { ContractReport, ProbeResult } from "../run/ContractReport.ts";
import { coverageOf } from "../run/coverage.ts";
import { englishDescriptions, readApis } from "../run/descriptions.ts";
import type { Descriptions } from "../run/descriptions.ts";
import { createFindings } from "../run/findings.ts";
import type { Run } from "../run/findings.ts";
import { createMockTarget } from "../run/mockTarget.ts";
import type { Target } from "../run/Target.ts";
import { UsageError } from "../run/UsageError.ts";
import { createPace } from "./pace.ts";
import type { Pace } from "./pace.ts";
import { badRequestPauseMs, planRun } from "./planRun.ts";
import type { Plan } from "./planRun.ts";
import { reachTarget } from "./reachTarget.ts";
import { runProbe, skippedProbe } from "./runProbes.ts";

/** Options of `runContract`. All may be left out. */
export interface ContractOptions extends ChecksOptions {
  /** @defaultValue a mock exchange in process */
  readonly target?: Target | undefined;
  /** @defaultValue the English descriptions */
  readonly descriptions?: Descriptions | undefined;
  /** Only checks whose name has this text, and probes whose id has it; in any case. @defaultValue all */
  readonly only?: string | undefined;
  /** Weight to spend for each API and minute at most. @defaultValue half of the described limit */
  readonly maxWeight?: number | undefined;
  /** Directory for sanitised responses of a shared target. @defaultValue none are kept */
  readonly record?: string | undefined;
  /** Receives the plan, before anything is sent. */
  readonly onPlan?: ((plan: Plan) => void) | undefined;
  /** Notified of every wait for weight, in milliseconds. */
  readonly onWait?: ((ms: number, api: string) => void) | undefined;
  /** Aborted when the run is to end; its report has what was found until then. @defaultValue it runs to its end */
  readonly signal?: AbortSignal | undefined;
  /** This machine's clock, in milliseconds since the Unix epoch. @defaultValue Date.now */
  readonly now?: (() => number) | undefined;
  /** @defaultValue a timer */
  readonly sleep?: ((ms: number) => Promise<void>) | undefined;
  /** Numbers from 0 to below 1, for replacements in recordings. @defaultValue Math.random */
  readonly random?: (() => number) | undefined;
}

type TargetedOptions = ContractOptions & { readonly target: Target };

/** A run under way: its checks are run by whoever has started it, in any order. */
export interface ContractRun {
  readonly plan: Plan;
  /** Runs a check of the plan; one that the plan skips is skipped with its reason. */
  readonly runCheck: (check: Check) => Promise<Result>;
  /** Runs the probes and ends the run. */
  readonly finish: () => Promise<ContractReport>;
}

/**
 * Runs the contract tests. What a check finds is in the report; it makes nothing reject.
 *
 * @throws UsageError where the caller can fix what is wrong: nothing to run, nobody there, keys rejected.
 */
export async function runContract(options: ContractOptions = {}): Promise<ContractReport> {
  if (options.target) return runAll({ ...options, target: options.target });
  const target = await createMockTarget(options);
  try {
    return await runAll({ ...options, target });
  } finally {
    await target.close();
  }
}

async function runAll(options: TargetedOptions): Promise<ContractReport> {
  const run = await startRun(options);
  for (const check of run.plan.order) await run.runCheck(check);
  return run.finish();
}

/** Plans a run and makes the first requests. @throws UsageError as `runContract` does */
export async function startRun(
  options: TargetedOptions,
  checks = chooseChecks(options),
): Promise<ContractRun> {
  const { target, descriptions = englishDescriptions, now = Date.now, sleep = pause } = options;
  const startedAt = now();
  const plan = await planContract(options, checks);
  options.onPlan?.(plan);
  const apis = readApis(descriptions);
  const pace = createPace(target, apis, { ...options, now, sleep });
  const reached = await reach({ ...target, fetch: pace.fetch }, apis, pace, now);
  const recorder =
    options.record === undefined
      ? undefined
      : createRecorder(
          reached,
          apis,
          createSanitiser(options.random ?? Math.random),
          options.record,
        );
  const recorded = { ...reached, fetch: recorder?.fetch ?? reached.fetch };
  const skipped = new Map(plan.skipped.map(({ check, result }) => [check, result]));
  const judge = createFindings();
  const runs: Run[] = [];
  let badRequestAt = -Infinity;
  /** The result; or why there is none, where the target has said stop. What it said so to is not judged by it. */
  const paced = async <T>(
    what: Check | Discrepancy,
    run: () => Promise<T>,
  ): Promise<T | string> => {
    if (pace.stopped() === undefined) await pace.waitFor(plan.costs.get(what) ?? {});
    const before = pace.stopped();
    if (before !== undefined) return before;
    const result = await run();
    return pace.stopped() ?? result;
  };
  return {
    plan,
    async runCheck(check) {
      const planned = skipped.get(check);
      if (planned === undefined && target.shared && check.needs.includes("badRequests")) {
        const waitMs = badRequestAt + badRequestPauseMs - now();
        if (waitMs > 0 && pace.stopped() === undefined) await sleep(waitMs);
        badRequestAt = now();
      }
      const begun = now();
      const found = planned ?? (await paced(check, async () => check.run(recorded)));
      const elapsedMs = now() - begun;
      const result = judge(
        check,
        typeof found === "string" ? { outcome: "skipped", reason: found } : found,
      );
      if (planned === undefined && typeof found !== "string") await recorder?.write(check);
      runs.push({ check, result, ...(planned === undefined && { elapsedMs }) });
      return result;
    },
    async finish() {
      const probes: ProbeResult[] = [];
      for (const question of plan.probes) {
        const found = await paced(question, async () => runProbe(question, reached, apis));
        probes.push(typeof found === "string" ? skippedProbe(question, found) : found);
      }
      return {
        target: target.name,
        ...summaryOf(descriptions, runs, startedAt, now()),
        weightSpent: pace.weightSpent,
        probes: [...probes, ...plan.skippedProbes],
        ...(pace.stopped() !== undefined && { stopped: pace.stopped() }),
      };
    },
  };
}

/** What `runContract` will do with these options. Sends nothing to the target. @throws UsageError */
export async function planContract(
  options: TargetedOptions,
  checks = chooseChecks(options),
): Promise<Plan> {
  const { target, descriptions = englishDescriptions, only, maxWeight, record } = options;
  if (record !== undefined && !target.shared)
    throw new UsageError("--record keeps the responses of a target; name one with --target.");
  if (maxWeight !== undefined && !target.shared)
    throw new UsageError("--max-weight spares a target; name one with --target.");
  const apis = readApis(descriptions);
  const plan = await planRun(checks, { target, apis, descriptions, only, maxWeight });
  if (checks.length === 0 && plan.probes.length + plan.skippedProbes.length === 0)
    throw new UsageError(
      `--only ${JSON.stringify(only)}: no check and no probe has this in its name.`,
    );
  return plan;
}

/** The checks of these options. */
export function chooseChecks({
  descriptions,
  only,
  ...options
}: ContractOptions): readonly Check[] {
  return createChecks(descriptions, options).filter((check) => isNamed(checkName(check), only));
}

/**
 * Checks recorded responses against the descriptions, offline.
 *
 * @param directory Where `record` of `runContract` has put them.
 * @throws UsageError where there are none, or ones that cannot be replayed
 */
export async function replayContract(
  directory: string,
  options: Pick<ContractOptions, "descriptions" | "now" | "only"> = {},
): Promise<ContractReport> {
  const { descriptions = englishDescriptions, now = Date.now, only } = options;
  const startedAt = now();
  const recordings = await readRecordings(directory);
  const wanted = recordings.filter(({ check }) => isNamed(check, only));
  const runs = await replay(wanted, createChecks(descriptions), readApis(descriptions));
  if (runs.length === 0)
    throw new UsageError(`--only ${JSON.stringify(only)}: no recorded check has this in its name.`);
  return {
    target: `recordings in ${directory}`,
    ...summaryOf(descriptions, runs, startedAt, now()),
    weightSpent: {},
    probes: [],
  };
}

function summaryOf(
  descriptions: Descriptions,
  runs: readonly Run[],
  startedAt: number,
  endedAt: number,
): Pick<ContractReport, "startedAt" | "elapsedMs" | "runs" | "coverage" | "unknown"> {
  return {
    startedAt: new Date(startedAt).toISOString(),
    elapsedMs: endedAt - startedAt,
    runs,
    coverage: coverageOf(descriptions, runs),
    unknown: unknownSeen(runs),
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

function isNamed(name: string, text = ""): boolean {
  return name.toLowerCase().includes(text.toLowerCase());
}

async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}
