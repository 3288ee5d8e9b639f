// The steps of the release workflow, in a copy of the repository that knows no registry but the one on loopback.
import { globSync } from "node:fs";
import { appendFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { publishedPackages } from "../../../scripts/release/packages.ts";
import { rejectOtherRegistries } from "../../../scripts/release/registries.ts";
import { readTarballs } from "../../../scripts/release/tarball.ts";
import { run } from "../../../scripts/run.ts";

/** A package that was published. */
export interface Published {
  readonly name: string;
  readonly version: string;
  /** As lock files write it: `sha512-…`. */
  readonly integrity: string;
}

/** What a release came to. */
export interface Released {
  readonly published: readonly Published[];
  /** The tags that were set: `@open-orders/client@1.2.3`. */
  readonly tags: readonly string[];
}

/**
 * Releases what is in a copy of the repository: versions, tarballs, checks, publication, tags.
 *
 * @param root - The copy. It becomes a repository of its own: tags must not be set in the real one.
 * @param registry - A registry on loopback.
 * @param env - The environment of every program, without keys and tokens.
 * @throws Error with all that a failed step printed, or where a package would be published somewhere else
 */
export async function release(
  root: string,
  registry: string,
  env: NodeJS.ProcessEnv,
): Promise<Released> {
  const step = (file: string, ...args: string[]) => run(file, args, { cwd: root, env });
  const commit = async (message: string): Promise<void> => {
    await step("git", "add", "--all");
    await step("git", "commit", "--quiet", `--message=${message}`);
  };

  await step("git", "init", "--quiet");
  await commit("Rehearsal");
  await directTo(registry, root, env);

  await addChangeset(root);
  await step("pnpm", "run", "release:version");
  await commit("Version packages");
  // Not through the npm scripts: the copy has nothing installed of its own.
  await step("node", "scripts/release/pack.ts");
  const tarballs = await readTarballs(join(root, "reports/release/packages"));
  await step("node", "scripts/release/publish.ts");
  return {
    published: tarballs.map(({ manifest: { name, version }, integrity }) => ({
      name,
      version,
      integrity,
    })),
    tags: (await step("git", "tag")).trim().split("\n"),
  };
}

/** Makes the copy publish to one registry, and asks pnpm for each package whether it will. */
async function directTo(registry: string, root: string, env: NodeJS.ProcessEnv): Promise<void> {
  const keys = ["registry", ...scopesIn(root).map((scope) => `${scope}:registry`)];
  await appendFile(join(root, ".npmrc"), `\n${keys.map((key) => `${key}=${registry}\n`).join("")}`);
  rejectOtherRegistries(root, env);
  for (const { folder } of publishedPackages(root)) {
    const asked = keys.map((key) =>
      run("pnpm", ["--dir", folder, "config", "get", key], { cwd: root, env }),
    );
    for (const found of await Promise.all(asked))
      if (found.trim() !== registry) throw new Error(`${folder} would be published somewhere else`);
  }
}

/** Without pending changesets nothing would be released. */
async function addChangeset(root: string): Promise<void> {
  const pending = globSync(".changeset/*.md", { cwd: root });
  if (pending.some((file) => !file.endsWith("README.md"))) return;
  const bumps = publishedPackages(root).map(({ manifest }) => `"${manifest.name}": patch`);
  const text = `---\n${bumps.join("\n")}\n---\n\nA rehearsal.\n`;
  await writeFile(join(root, ".changeset/rehearsal.md"), text);
}

/** The `@scope` of each published package, once. */
export function scopesIn(root: string): readonly string[] {
  const names = publishedPackages(root).map(({ manifest }) => manifest.name);
  return [...new Set(names.map((name) => name.replace(/\/.*/, "")))];
}
