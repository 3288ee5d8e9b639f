// The way to what setup.ts installed. It has no part in the workspace, and its types none in this package's.
import { createRequire } from "node:module";
import { join } from "node:path";

/** Loads an installed package. The caller says what it exports. */
export const load = createRequire(join(import.meta.dirname, "installed/package.json"));

/** The path of a file of an installed package. */
export const find = load.resolve;
