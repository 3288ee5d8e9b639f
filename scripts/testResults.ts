// Adds up what `npm test` ran: every test that vitest reported, and every other task as one.
// A task that never ran, because one it depends on failed, has broken its promise too and counts as failed.
import { existsSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { stripVTControlCharacters } from "node:util";

/** The tasks of `npm test`, for turbo. */
export const testTasks = [
  "generate",
  "build",
  "lint",
  "format",
  "knip",
  "check",
  "bump",
  "test",
] as const;

/** A task as turbo describes it, before a run (`--dry=json`) and after it (`--summarize`). */
export interface TurboTask {
  /** For example `@open-orders/client#build`, or `//#lint` for a task of the root. */
  taskId: string;
  /** The script behind the task; `<NONEXISTENT>` where a package has no script of that name. */
  command: string;
  /** The package's folder, relative to the root; the root itself has none. */
  directory?: string;
  /** Where the output is kept, relative to the root. */
  logFile: string;
  dependencies: string[];
  cache: { status: "HIT" | "MISS" };
  /** Present once the task has run or was answered from the cache. */
  execution?: { exitCode: number; startTime: number };
}

/** What a run came to. */
export interface TestResults {
  passed: number;
  failed: number;
  skipped: number;
  /** One line per failure: which promise broke, and the first line of what was said. */
  failures: string[];
}

interface VitestReport {
  numPassedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { fullName: string; status: string; failureMessages: string[] }[];
  }[];
}

/**
 * Adds up a run.
 *
 * @param planned the tasks that should have run
 * @param ran the tasks that did
 * @param root the repository's folder
 */
export function sumResults(planned: TurboTask[], ran: TurboTask[], root: string): TestResults {
  const results: TestResults = { passed: 0, failed: 0, skipped: 0, failures: [] };
  const runs = new Map(ran.map((task) => [task.taskId, task]));
  for (const task of planned) {
    if (task.command === "<NONEXISTENT>") continue;
    const run = runs.get(task.taskId);
    if (run?.execution === undefined) {
      fail(results, `${label(task)}: did not run${becauseOf(task, planned, runs)}`);
    } else if (task.command.startsWith("vitest run")) {
      addTests(results, run, run.execution, root);
    } else if (run.execution.exitCode === 0) {
      results.passed += 1;
    } else {
      fail(results, `${label(task)}: ${firstMessage(logOf(run, root))}`);
    }
  }
  return results;
}

/** The line a run ends with: `12 passed, 0 failed, 3 skipped`. */
export function closingLine({ passed, failed, skipped }: TestResults): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/** The line of an output that says what is wrong. */
export function firstMessage(output: string): string {
  const lines = stripVTControlCharacters(output)
    .split("\n")
    .map((line) => line.trim())
    // Not pnpm's echo of the command, its remark that the command failed, or a heading.
    .filter((line) => !/^(\$ .*|\[ELIFECYCLE\].*|\w+:|)$/.test(line));
  const telling =
    lines.find((line) => /^[✖×✗]|^x /.test(line)) ??
    lines.find((line) => /\b(error|fail|missing|unused)|[✖×✗]/i.test(line));
  return telling ?? lines[0] ?? "failed without a message";
}

function fail(results: TestResults, line: string): void {
  results.failed += 1;
  results.failures.push(line);
}

function label({ taskId }: TurboTask): string {
  return taskId.replace(/^(\/\/#|@open-orders\/)/, "").replace("#", " ");
}

function becauseOf(task: TurboTask, planned: TurboTask[], runs: Map<string, TurboTask>): string {
  const seen = new Set<string>();
  const open = [...task.dependencies];
  for (let id = open.shift(); id !== undefined; id = open.shift()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const run = runs.get(id);
    if (run?.execution !== undefined && run.execution.exitCode !== 0) {
      return `, because ${label(run)} failed`;
    }
    open.push(...(planned.find(({ taskId }) => taskId === id)?.dependencies ?? []));
  }
  return "";
}

function addTests(
  results: TestResults,
  run: TurboTask,
  { exitCode, startTime }: NonNullable<TurboTask["execution"]>,
  root: string,
): void {
  const folder = join(root, run.directory ?? "", /--root (\S+)/.exec(run.command)?.[1] ?? ".");
  const file = join(folder, "reports/vitest.json");
  // A report older than the run is one of a run before: this one broke before it could write its own.
  if (!existsSync(file) || (run.cache.status !== "HIT" && statSync(file).mtimeMs < startTime)) {
    fail(results, `${label(run)}: no report; ${firstMessage(logOf(run, root))}`);
    return;
  }
  const report: VitestReport = JSON.parse(readFileSync(file, "utf8"));
  results.passed += report.numPassedTests;
  results.skipped += report.numPendingTests + report.numTodoTests;
  const before = results.failed;
  for (const suite of report.testResults.filter(({ status }) => status === "failed")) {
    const place = `${label(run)}: ${relative(folder, suite.name)}`;
    const broken = suite.assertionResults.filter(({ status }) => status === "failed");
    for (const test of broken) {
      fail(results, `${place} > ${test.fullName}: ${firstLine(test.failureMessages[0])}`);
    }
    if (broken.length === 0) fail(results, `${place}: ${firstLine(suite.message)}`);
  }
  if (exitCode !== 0 && results.failed === before) {
    fail(results, `${label(run)}: ${firstMessage(logOf(run, root))}`);
  }
}

function firstLine(text = "failed without a message"): string {
  return stripVTControlCharacters(text).trim().split("\n", 1).join("");
}

function logOf(task: TurboTask, root: string): string {
  const file = join(root, task.logFile);
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}
