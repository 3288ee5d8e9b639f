// Runs the command `open-orders` when pages are built, and gives what it prints.
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Language } from "@open-orders/specs";

// Found through its package: a bundle of this module lies somewhere else.
const folder = dirname(createRequire(import.meta.url).resolve("@open-orders/cli/package.json"));

/** What it prints on stdout, in a language and without colours. */
export function commandOutput(args: string[], language: Language): string {
  return execFileSync(process.execPath, [join(folder, "dist/cli.js"), ...args], {
    encoding: "utf8",
    env: { NO_COLOR: "1", COLUMNS: "120", LC_ALL: `${language.replace("-", "_")}.UTF-8` },
  }).trimEnd();
}
