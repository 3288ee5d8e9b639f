// `npm run bump`: what changed in the descriptions since the last release, which packages need which bump, and
// whether the pending changesets promise as much. See bump/options.ts for what it can be told.
import { join } from "node:path";
import { changesBetween } from "@open-orders/generate/changes";
import { bundlesAt, bundlesOf, readBundles } from "@open-orders/generate/olderBundles";
import { GenerateError } from "@open-orders/generate/GenerateError";
import { draftsOf, writeDrafts } from "./bump/draft.ts";
import { readBumpOptions, usage } from "./bump/options.ts";
import type { BumpOptions } from "./bump/options.ts";
import { needsOf, shortfallsOf } from "./bump/needs.ts";
import { readPending } from "./bump/pending.ts";
import { changeLines, firstReleaseLines, shortfallLines } from "./bump/report.ts";
import { UsageError } from "./startOptions.ts";

const root = join(import.meta.dirname, "..");

try {
  const options = readBumpOptions(process.argv.slice(2));
  if (options.help) console.log(usage);
  else process.exitCode = await bump(options);
} catch (error) {
  if (!(error instanceof UsageError || error instanceof GenerateError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

/** Returns the exit code: 1 where a package promises too little. */
async function bump({ since, write }: BumpOptions): Promise<number> {
  const pending = await readPending(root);
  const before =
    since === undefined ? readBundles(join(root, "specs/released")) : await bundlesAt(root, since);
  const changes = before && (await changesBetween(before, await bundlesOf(root), root));
  const needs = needsOf(changes, pending);
  const shortfalls = shortfallsOf(needs);
  const lines = changes ? changeLines(changes, since) : firstReleaseLines;
  for (const line of lines) console.log(line);
  if (!write || shortfalls.length === 0) {
    for (const line of shortfallLines(needs, shortfalls)) console.log(line);
    return shortfalls.length > 0 ? 1 : 0;
  }
  const files = await writeDrafts(join(root, ".changeset"), draftsOf(changes, shortfalls));
  for (const file of files)
    console.log(`Wrote .changeset/${file}: read it, and say it in your words.`);
  return 0;
}
