// Where a package of the workspace lies. Found by its name: a bundle of a module lies somewhere else than its source.
import { createRequire } from "node:module";
import { dirname } from "node:path";

const { resolve } = createRequire(import.meta.url);

/** The folder of a package, without a slash at its end. */
export function packageFolder(name: string): string {
  return dirname(resolve(`${name}/package.json`));
}
