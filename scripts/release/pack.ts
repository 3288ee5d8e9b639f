// `npm run release:pack`: builds and packs what the registry does not have yet, and checks the tarballs: by publint,
// by Are The Types Wrong, and by our own rules. What passed is moved to reports/release, for release:publish.
import { spawnSync } from "node:child_process";
import { renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { checkTarballs, sizeTable } from "./checkTarballs.ts";
import { publishedPackages } from "./packages.ts";
import { publishPointers } from "./registries.ts";
import { readTarballs } from "./tarball.ts";

const root = resolve(import.meta.dirname, "../..");
const checked = join(root, "reports/release");
/** What is not checked lies elsewhere, so that a run that is stopped leaves nothing to publish. */
const packed = join(root, "reports/unchecked");

for (const folder of [checked, packed]) rmSync(folder, { recursive: true, force: true });
process.exitCode = await pack();
if (process.exitCode === 0) renameSync(packed, checked);

/** @returns an exit code */
async function pack(): Promise<number> {
  const filters = publishedPackages(root).map(({ manifest }) => `--filter=${manifest.name}`);
  const steps = [
    () => run("turbo", "run", "build", "--output-logs=errors-only", ...filters),
    () => run("changeset", "pack", "--out-dir", packed),
  ];
  const packing = firstFailure(steps);
  if (packing !== 0) return packing;

  const tarballs = await readTarballs(join(packed, "packages"));
  // A command has no types.
  const typed = tarballs.filter(({ files }) =>
    [...files.keys()].some((name) => name.endsWith(".d.ts")),
  );
  const checking = firstFailure([
    ...tarballs.map(
      ({ path }) =>
        () =>
          run("publint", path, "--strict"),
    ),
    ...typed.map(
      ({ path }) =>
        () =>
          run("attw", path, "--profile", "esm-only"),
    ),
  ]);
  if (checking !== 0) return checking;

  const urls = publishPointers(root, process.env).map(({ url }) => url);
  const hosts = urls.flatMap((url) => (URL.canParse(url) ? new URL(url).host : []));
  const places = [root, homedir(), ...hosts];
  const mistakes = await checkTarballs(root, tarballs, places);
  console.log(["", ...sizeTable(tarballs), ""].join("\n"));
  for (const line of mistakes) console.error(`FAILED ${line}`);
  return mistakes.length === 0 ? 0 : 1;
}

/** Runs steps until one fails. @returns its exit code, or 0 */
function firstFailure(steps: readonly (() => number)[]): number {
  for (const step of steps) {
    const code = step();
    if (code !== 0) return code;
  }
  return 0;
}

function run(command: string, ...args: string[]): number {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: "inherit" });
  if (error) throw error;
  return status ?? 1;
}
