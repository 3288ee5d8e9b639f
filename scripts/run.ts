// Runs a program to its end.
import { execFile } from "node:child_process";

/** Where a program runs, and with what. */
export interface RunOptions {
  readonly cwd: string;
  /** @default the environment of this process */
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Resolves with what a program printed to standard output.
 *
 * @throws Error when its exit code is not 0: the message is all that it printed, `cause.code` its exit code
 */
export function run(file: string, args: readonly string[], options: RunOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(file, args, { ...options, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`${stdout}${stderr}`.trim() || error.message, { cause: error }));
    });
  });
}

/** Installs a folder that is no part of the workspace, as its own lock file says. Nothing happens where that is done. */
export async function installLocked(folder: string, env = process.env): Promise<void> {
  const args = ["install", "--frozen-lockfile", "--prefer-offline"];
  await run("pnpm", args, { cwd: folder, env });
}
