// Before the tests: installs the clients and the proxy as their lock file says, outside the workspace.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

/** Takes no time where they are installed, and little where pnpm's store has them. */
export async function setup(): Promise<void> {
  const cwd = join(import.meta.dirname, "installed");
  await promisify(execFile)("pnpm", ["install", "--frozen-lockfile", "--prefer-offline"], { cwd });
}
