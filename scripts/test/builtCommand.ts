// For the tests of a root command that runs a package's own: the command as a process, in a folder of its own. The
// build is played by a script in place of turbo, so that no test writes into the packages that others read.
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const here = join(import.meta.dirname, "..");

/** A root command that can be run. */
export interface BuiltCommand {
  /** The folder that it runs in. */
  root: string;
  /** Runs it, without keys but for those in `env`; `heard` receives what it has printed so far. */
  run: (
    args: string[],
    options?: {
      /** The script that plays the build. @default one that does nothing */
      build?: string;
      env?: NodeJS.ProcessEnv;
      heard?: (output: string, child: ChildProcess) => void;
    },
  ) => Promise<{ code: number | null; output: string }>;
  remove: () => Promise<void>;
}

/** Prepares `npm run <name>`. */
export async function createBuiltCommand(name: string): Promise<BuiltCommand> {
  const root = await mkdtemp(join(tmpdir(), `open-orders-${name}-`));
  const turbo = join(root, "node_modules/turbo/bin");
  await mkdir(join(root, "scripts"));
  await writeFile(join(root, "package.json"), '{ "type": "module" }');
  for (const file of [`${name}.ts`, "runBuilt.ts"])
    await cp(join(here, file), join(root, "scripts", file));
  await symlink(join(here, "../packages"), join(root, "packages"), "junction");
  await mkdir(turbo, { recursive: true });
  let child: ChildProcess | undefined;

  return {
    root,
    run: async (args, { build = "", env = {}, heard } = {}) => {
      await writeFile(join(turbo, "turbo"), build);
      const others = Object.entries(process.env).filter(([key]) => !key.startsWith("BINANCE_"));
      const started = spawn(process.execPath, [join(root, `scripts/${name}.ts`), ...args], {
        cwd: root,
        env: { ...Object.fromEntries(others), ...env },
      });
      child = started;
      let output = "";
      for (const stream of [started.stdout, started.stderr])
        stream.setEncoding("utf8").on("data", (text: string) => {
          output += text;
          heard?.(output, started);
        });
      const code = await new Promise<number | null>((resolve) => {
        started.once("close", resolve);
      });
      return { code, output };
    },
    remove: async () => {
      child?.kill("SIGKILL");
      await rm(root, { recursive: true });
    },
  };
}
