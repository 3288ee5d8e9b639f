// A copy of the repository for tests that change its files: sources are copied, installed packages linked,
// and what is generated is left out.
import { cp, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { basename, delimiter, join, relative } from "node:path";
import { ROOT } from "./installation.cjs";
import { run } from "./run.ts";
import type { RunOptions } from "./run.ts";

/** A copy of the repository. Paths are relative to its root. */
export interface Copy {
  readonly root: string;
  read: (file: string) => Promise<string>;
  write: (file: string, text: string) => Promise<void>;
  /** Runs a script of a package's package.json. Rejects with what it printed when it fails. */
  script: (folder: string, name: string, ...args: string[]) => Promise<void>;
  /** Runs lines of a shell at the root. Rejects with what they printed when one fails. */
  shell: (lines: string) => Promise<void>;
  /** Runs a file with Node and returns what it prints. Rejects with that when it fails. */
  node: (file: string, ...args: string[]) => Promise<string>;
  /** Source files that were changed, added or removed since the copy was made. */
  changes: () => Promise<string[]>;
  remove: () => Promise<void>;
}

const generated = new Set([".astro", ".git", ".turbo", "dist", "generated", "reports"]);

/** Whether a file or folder belongs into a copy. Caches of tools lie in node_modules and begin with a dot. */
function isKept(path: string): boolean {
  const name = basename(path);
  if (generated.has(name)) return false;
  // What the benchmark installs for itself is large, and no test needs it.
  if (/bench[\\/]peers[\\/]node_modules$/.test(path)) return false;
  return !/node_modules[\\/]\.[^\\/]+$/.test(path) || name === ".bin";
}

/**
 * Makes a copy. It lies inside the repository, where git does not see it, because Astro compiles a linked
 * package only where its path and the site's have a folder in common.
 */
export async function copyRepository(): Promise<Copy> {
  const scratch = join(ROOT, ".turbo");
  await mkdir(scratch, { recursive: true });
  const root = await mkdtemp(join(scratch, "copy-"));
  for (const entry of await readdir(ROOT))
    if (isKept(entry))
      await cp(join(ROOT, entry), join(root, entry), {
        recursive: true,
        verbatimSymlinks: true,
        filter: isKept,
      });
  // The links of pnpm go through this folder, and on from it stay in it: none leads to a package of ours.
  await symlink(join(ROOT, "node_modules/.pnpm"), join(root, "node_modules/.pnpm"), "junction");
  const before = await contents(root);
  const read = (file: string): Promise<string> => readFile(join(root, file), "utf8");
  return {
    root,
    read,
    write: (file, text) => writeFile(join(root, file), text),
    script: async (folder, name, ...args) => {
      const { scripts }: { scripts: Record<string, string> } = JSON.parse(
        await read(`${folder}/package.json`),
      );
      const command = scripts[name];
      if (command === undefined) throw new Error(`${folder} has no script ${name}`);
      await run(
        "sh",
        ["-ec", [command, ...args].join(" ")],
        environmentOf(root, join(root, folder)),
      );
    },
    shell: async (lines) => {
      await run("sh", ["-ec", lines], environmentOf(root, root));
    },
    node: (file, ...args) =>
      run(process.execPath, [join(root, file), ...args], environmentOf(root, root)),
    changes: async () => {
      const after = await contents(root);
      const names = new Set([...before.keys(), ...after.keys()]);
      return [...names].filter((name) => before.get(name) !== after.get(name)).toSorted();
    },
    remove: () => rm(root, { recursive: true }),
  };
}

/** Where and with what a command of a copy runs. */
function environmentOf(root: string, cwd: string): RunOptions {
  // What vitest sets for its own workers would change how the tools of the copy work.
  const own = Object.entries(process.env).filter(([name]) => !/^(NODE_ENV$|VITEST)/.test(name));
  const bins = [join(cwd, "node_modules/.bin"), join(root, "node_modules/.bin")];
  const path = [...bins, process.env["PATH"]].join(delimiter);
  const env = { ...Object.fromEntries(own), ASTRO_TELEMETRY_DISABLED: "1", PATH: path };
  return { cwd, env };
}

/** Every source file by its path. */
async function contents(root: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const walk = async (folder: string): Promise<void> => {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (generated.has(entry.name) || entry.name === "node_modules") continue;
      if (entry.isDirectory()) await walk(path);
      else files.set(relative(root, path).replaceAll("\\", "/"), await readFile(path, "utf8"));
    }
  };
  await walk(root);
  return files;
}
