// `npm test`: everything CI runs, by turbo: generate, build, check, test, docs. The last line is the sum.
// Arguments go to turbo: `npm test -- --force`, `npm test -- --filter=@open-orders/client`.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import { findChromium } from "./findProgram.cjs";
import { closingLine, sumResults, testTasks, type TurboTask } from "./testResults.ts";

const root = join(import.meta.dirname, "..");
const summaries = join(root, ".turbo/runs");
const turbo = [
  join(root, "node_modules/turbo/bin/turbo"),
  "run",
  ...testTasks,
  ...process.argv.slice(2),
];
const chromium = findChromium();
const env = chromium === undefined ? process.env : { ...process.env, CHROMIUM_PATH: chromium };

rmSync(summaries, { recursive: true, force: true });
const ended = await run();
const ran = tasksOf(readSummary());
// A summary leaves out what did not run; where all went well, nothing is left out.
const results = sumResults(ended === 0 ? ran : plan(), ran, root);
if (ended !== 0 && results.failed === 0) {
  results.failed += 1;
  results.failures.push("turbo: failed without naming a task");
}
const lines = results.failures.map((line) => `FAILED ${line}`);
console.log(["", ...lines, closingLine(results)].join("\n"));
process.exitCode = results.failed > 0 ? 1 : 0;

function plan(): TurboTask[] {
  const dry = spawnSync(process.execPath, [...turbo, "--dry=json"], {
    cwd: root,
    env,
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  if (dry.status !== 0) {
    console.log("\n0 passed, 1 failed");
    process.exit(1);
  }
  return tasksOf(dry.stdout);
}

function run(): Promise<number> {
  const options = ["--continue=dependencies-successful", "--summarize", "--output-logs=new-only"];
  const child = spawn(process.execPath, [...turbo, ...options], {
    cwd: root,
    env,
    stdio: "inherit",
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      // Not as it came: turbo's wrapper keeps a SIGINT to itself.
      child.kill("SIGTERM");
      // What did not run for this reason broke no promise: no sum.
      child.on("close", () => process.exit(128 + constants.signals[signal]));
    });
  }
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
}

function readSummary(): string {
  const [file] = existsSync(summaries) ? readdirSync(summaries) : [];
  return file === undefined ? '{"tasks":[]}' : readFileSync(join(summaries, file), "utf8");
}

function tasksOf(json: string): TurboTask[] {
  const { tasks }: { tasks: TurboTask[] } = JSON.parse(json);
  return tasks;
}
