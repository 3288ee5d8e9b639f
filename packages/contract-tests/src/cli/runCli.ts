// The command from its arguments to its exit code.
import { access, constants, mkdir } from "node:fs/promises";
import { readHosts } from "../live/hosts.ts";
import { keyNames, readKeys } from "../live/readKeys.ts";
import { planContract, replayContract, runContract } from "../live/runContract.ts";
import type { ContractOptions } from "../live/runContract.ts";
import { terminalSummary } from "../report/terminal.ts";
import { writeReports } from "../report/writeReports.ts";
import type { ContractReport } from "../run/ContractReport.ts";
import { englishDescriptions, readApis } from "../run/descriptions.ts";
import { errorCode } from "../run/guards.ts";
import { createMockTarget } from "../run/mockTarget.ts";
import type { Target } from "../run/Target.ts";
import { UsageError } from "../run/UsageError.ts";
import { planText, roundedTime } from "./planText.ts";
import { readData } from "./readData.ts";
import { readOptions, usage } from "./readOptions.ts";
import type { CliOptions } from "./readOptions.ts";

/** What the command works with; tests hand in their own. */
export interface Environment {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Prints a line. */
  readonly print: (line: string) => void;
  /** Prints a line about what went wrong. */
  readonly warn: (line: string) => void;
  readonly fetch: (url: string, init?: RequestInit) => Promise<Response>;
  readonly clock?: Pick<ContractOptions, "now" | "sleep" | "random">;
  /** Aborted when the run is to end: what is known until then is reported. */
  readonly signal?: AbortSignal | undefined;
}

/** Runs the command. @returns 0, 1 or 2, as `usage` says */
export async function runCli(args: readonly string[], environment: Environment): Promise<number> {
  const { print, warn } = environment;
  try {
    const options = readOptions(args);
    if (options.help) {
      print(usage);
      return 0;
    }
    if (!options.list) await makeDirectories(options);
    const report = await reportFor(options, environment);
    if (!report) return 0;
    print(terminalSummary(report));
    const files = await writeReports(report, options.report).catch((error: unknown) => {
      throw notWritable("report", options.report, error);
    });
    print(`Reports in ${options.report}: ${files.join(", ")}.`);
    if (report.stopped !== undefined) warn(`Stopped: ${report.stopped}.`);
    const outcomes = new Set(report.runs.map(({ result }) => result.outcome));
    if (outcomes.has("failed") || report.stopped !== undefined) return 1;
    const seen = [...outcomes, ...report.probes.map(({ outcome }) => outcome)];
    if (seen.some((outcome) => outcome !== "skipped")) return 0;
    warn(
      "No check could be run here, so nothing is known of the target; see why each was skipped.",
    );
    return 2;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    warn(error.message);
    return 2;
  }
}

/** The report of the run that was asked for; undefined where only its plan was. */
async function reportFor(
  options: CliOptions,
  environment: Environment,
): Promise<ContractReport | undefined> {
  const { replay, only, maxWeight, record, list } = options;
  const { clock, print, signal } = environment;
  if (replay !== undefined) return replayContract(replay, { ...clock, only });
  const { target, production } = await targetFor(options, environment);
  const run = { target, only, maxWeight, record };
  if (list) {
    for (const line of planText(target, await planContract(run), production)) print(line);
    return undefined;
  }
  return runContract({
    ...clock,
    ...run,
    signal,
    onPlan: (plan) => planText(target, plan, production).forEach((line) => print(line)),
    onWait: (ms, api) => print(`Waiting ${roundedTime(ms)} for weight of ${api}.`),
  });
}

async function targetFor(
  { targets, data: file }: CliOptions,
  { env, fetch }: Environment,
): Promise<{ readonly target: Target; readonly production: boolean }> {
  const operations = readApis(englishDescriptions).flatMap((api) => api.operations);
  const data =
    file === undefined ? undefined : await readData(file, operations, env[keyNames.apiKey]);
  if (targets.length === 0)
    return { target: await createMockTarget(data && { data }), production: false };
  const { name, baseUrl, production } = readHosts(targets, englishDescriptions);
  const credentials = await readKeys(env);
  return { target: { name, baseUrl, fetch, credentials, data, shared: true }, production };
}

function notWritable(name: string, directory: string, cause: unknown): UsageError {
  return new UsageError(`--${name} ${directory}: cannot be written to (${errorCode(cause)}).`, {
    cause,
  });
}

/** Makes what is written to, so that a mistake shows before a run and not after it. */
async function makeDirectories({ report, record }: CliOptions): Promise<void> {
  for (const [name, directory] of Object.entries({ report, record })) {
    if (directory === undefined) continue;
    try {
      await mkdir(directory, { recursive: true });
      await access(directory, constants.W_OK);
    } catch (error) {
      throw notWritable(name, directory, error);
    }
  }
}
