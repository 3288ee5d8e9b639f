// Before the tests: installs the clients and the proxy as their lock file says, outside the workspace.
import { join } from "node:path";
import { installLocked } from "../../scripts/run.ts";

/** Takes no time where they are installed, and little where pnpm's store has them. */
export async function setup(): Promise<void> {
  await installLocked(join(import.meta.dirname, "installed"));
}
