// The way to what setup.ts installed. It has no part in the workspace, and its types none in this package's.
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(import.meta.dirname, "installed/package.json"));

/** Loads an installed package. What it exports is the caller's to know. */
export function load(name: string): unknown {
  return require(name);
}

/** The path of a file of an installed package. */
export function find(file: string): string {
  return require.resolve(file);
}
