// Runs the command `open-orders` when pages are built, and gives what it prints.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import type { Language } from "@open-orders/specs";
import { packageFolder } from "./packageFolder.ts";

const cli = join(packageFolder("@open-orders/cli"), "dist/cli.js");

/** What it prints on stdout, in a language and without colours. */
export function commandOutput(args: string[], language: Language): string {
  return execFileSync(process.execPath, [cli, ...args], {
    encoding: "utf8",
    env: { NO_COLOR: "1", COLUMNS: "120", LC_ALL: `${language.replace("-", "_")}.UTF-8` },
  }).trimEnd();
}
