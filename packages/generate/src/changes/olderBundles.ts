// The bundles to compare: those that a folder keeps, those of a commit, and today's.
import { execFile } from "node:child_process";
import { existsSync, globSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { bundleForm, listApis } from "../apis.ts";
import { bundleAll } from "../bundle.ts";
import { readJson } from "../form.ts";
import { GenerateError } from "../GenerateError.ts";
import type { Bundles } from "../apis.ts";

const run = promisify(execFile);

/** The bundles that a folder holds, `<api>.<language>.json`; undefined where it holds none. */
export function readBundles(folder: string): Bundles | undefined {
  const bundles: Bundles = {};
  for (const file of globSync(join(folder, "*.json")).toSorted()) {
    const [api = "", language = ""] = basename(file, ".json").split(".");
    const document = readJson(bundleForm, file, readFileSync(file, "utf8"));
    bundles[api] = { ...bundles[api], [language]: document };
  }
  return Object.keys(bundles).length > 0 ? bundles : undefined;
}

/** The descriptions of a folder as they are, bundled. Throws GenerateError on what cannot be bundled. */
export async function bundlesOf(root: string): Promise<Bundles> {
  return bundleAll(root, await listApis(root));
}

/**
 * The descriptions of a commit, bundled by today's generator.
 *
 * @param ref - Whatever git knows a commit by: a tag, a branch, `HEAD~3`.
 * @throws GenerateError where git knows none, or where what it holds cannot be bundled
 */
export async function bundlesAt(root: string, ref: string): Promise<Bundles> {
  const git = async (...args: string[]) => run("git", args, { cwd: root });
  const commit = await git(
    "rev-parse",
    "--verify",
    "--quiet",
    "--end-of-options",
    `${ref}^{commit}`,
  )
    .then(({ stdout }) => stdout.trim())
    .catch(() => {
      throw new GenerateError(`git knows no commit "${ref}"; name a tag, a branch or a commit`);
    });
  const scratch = await mkdtemp(join(tmpdir(), "open-orders-since-"));
  try {
    const archive = join(scratch, "specs.tar");
    await git("archive", `--output=${archive}`, commit, "specs", "redocly.yaml").catch(() => {
      throw new GenerateError(`"${ref}" has no descriptions; name a commit that has specs/`);
    });
    await run("tar", ["-xf", archive, "-C", scratch]);
    if (!existsSync(join(scratch, "redocly.yaml")))
      throw new GenerateError(`"${ref}" could not be unpacked; tar must be installed`);
    return await bundlesOf(scratch);
  } finally {
    await rm(scratch, { recursive: true });
  }
}
