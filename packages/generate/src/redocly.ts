// The Redocly CLI, without colours, telemetry or news of updates.
import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { membersOf } from "./model.ts";

const run = promisify(execFile);
const require = createRequire(import.meta.url);
const cli = join(dirname(require.resolve("@redocly/cli/package.json")), "bin/cli.js");

/** How a run ended, and what it printed. */
interface Outcome {
  ok: boolean;
  stdout: string;
  stderr: string;
}

/** Runs the Redocly CLI in a folder. Never rejects: a command that fails is an outcome. */
export async function redocly(root: string, args: string[]): Promise<Outcome> {
  // Its colours come with FORCE_COLOR, whatever that says.
  const { FORCE_COLOR: _, ...inherited } = process.env;
  const own = { NO_COLOR: "1", REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
  const env = { ...inherited, ...own };
  try {
    const options = { cwd: root, env, maxBuffer: 2 ** 26 };
    return { ok: true, ...(await run(process.execPath, [cli, ...args], options)) };
  } catch (cause) {
    const { stdout, stderr } = membersOf(cause);
    const printed = (text: unknown): string => (typeof text === "string" ? text : "");
    return { ok: false, stdout: printed(stdout), stderr: printed(stderr) || String(cause) };
  }
}
