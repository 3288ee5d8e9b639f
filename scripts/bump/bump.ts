// What `npm run bump` does.
import { join } from "node:path";
import { changesBetween } from "@open-orders/generate/changes";
import { bundlesAt, bundlesOf, readBundles } from "@open-orders/generate/olderBundles";
import { draftsOf, writeDrafts } from "./draft.ts";
import { needsOf, shortfallsOf } from "./needs.ts";
import type { BumpOptions } from "./options.ts";
import { readPending } from "./pending.ts";
import { changeLines, firstReleaseLines, shortfallLines } from "./report.ts";

/**
 * Compares, prints, and drafts the missing changesets where it is asked to.
 *
 * @param root - The repository, or a copy of it.
 * @param print - Takes one line.
 * @returns an exit code: 1 where a changeset states too little
 */
export async function bump(
  root: string,
  { since, write }: BumpOptions,
  print: (line: string) => void,
): Promise<number> {
  const pending = await readPending(root);
  const before =
    since === undefined ? readBundles(join(root, "specs/released")) : await bundlesAt(root, since);
  const changes = before && (await changesBetween(before, await bundlesOf(root), root));
  const needs = needsOf(changes, pending);
  const shortfalls = shortfallsOf(needs);
  for (const line of changes ? changeLines(changes, since) : firstReleaseLines) print(line);
  if (!write || shortfalls.length === 0) {
    for (const line of shortfallLines(needs, shortfalls)) print(line);
    return shortfalls.length > 0 ? 1 : 0;
  }
  const files = await writeDrafts(join(root, ".changeset"), draftsOf(changes, shortfalls));
  for (const file of files) print(`Wrote .changeset/${file}: read it, and say it in your words.`);
  return 0;
}
