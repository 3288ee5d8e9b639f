// Builds a package, in silence unless it fails, then runs its command with the arguments given: `npm run mock`,
// `npm run contract`.
import { spawn } from "node:child_process";
import type { ChildProcess, StdioOptions } from "node:child_process";
import { constants } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");

/** Ends this process as the command ended. `folder` is the package's, from the root; `entry` the file to run. */
export async function runBuilt(folder: string, entry: string): Promise<void> {
  const turbo = join(root, "node_modules/turbo/bin/turbo");
  const building = run(
    [turbo, "run", "build", `--filter=./${folder}`, "--output-logs=errors-only"],
    ["ignore", "pipe", "pipe"],
  );
  let output = "";
  for (const stream of [building.child.stdout, building.child.stderr])
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  const failed = await building.ended;
  if (failed !== 0) {
    process.stderr.write(`${output}\nThe build failed, see above.\n`);
    process.exitCode = failed;
    return;
  }
  process.exitCode = await run([join(root, folder, entry), ...process.argv.slice(2)], "inherit")
    .ended;
}

interface Running {
  readonly child: ChildProcess;
  /** Its exit code; 128 and the signal's number where a signal ended it. */
  readonly ended: Promise<number>;
}

function run(args: readonly string[], stdio: StdioOptions): Running {
  const child = spawn(process.execPath, args, { cwd: process.cwd(), stdio });
  // Not as it came: turbo's wrapper keeps a SIGINT to itself.
  const stop = (): void => void child.kill("SIGTERM");
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, stop);
  const ended = new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => {
      for (const name of ["SIGINT", "SIGTERM"]) process.off(name, stop);
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
    });
  });
  return { child, ended };
}
