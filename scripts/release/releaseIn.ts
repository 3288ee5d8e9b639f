// The steps of the release workflow, in a copy of the repository that knows no registry but the one on loopback.
import { globSync } from "node:fs";
import { appendFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { publishedPackages } from "./packages.ts";

/** A copy of the repository, and a way to run programs in it. */
export interface Place {
  readonly root: string;
  /** Resolves with what it printed; rejects with that when it fails. */
  readonly run: (file: string, ...args: string[]) => Promise<string>;
}

/** Makes the copy a repository of its own: tags are set, and must not be set in the real one. */
export async function commit({ run }: Place, message: string): Promise<void> {
  await run("git", "init", "--quiet");
  await run("git", "add", "--all");
  await run("git", "commit", "--quiet", `--message=${message}`);
}

/**
 * Directs everything that is published from the copy to a registry, and asks pnpm whether it will go there.
 *
 * @throws Error when it would go anywhere else
 */
export async function directTo(registry: string, { root, run }: Place): Promise<void> {
  const keys = ["registry", ...scopesIn(root).map((scope) => `${scope}:registry`)];
  const lines = keys.map((key) => `${key}=${registry}\n`);
  await appendFile(join(root, ".npmrc"), `\n${lines.join("")}`);
  for (const { folder } of publishedPackages(root))
    for (const key of keys) {
      const found = (await run("pnpm", "--dir", folder, "config", "get", key)).trim();
      if (found !== registry) throw new Error(`${folder} would be published somewhere else`);
    }
}

/** Gives the packages their next versions. Without pending changesets it makes one up. */
export async function takeVersions(place: Place): Promise<void> {
  const pending = globSync(".changeset/*.md", { cwd: place.root });
  if (pending.every((file) => file.endsWith("README.md"))) {
    const bumps = publishedPackages(place.root).map(({ manifest }) => `"${manifest.name}": patch`);
    const text = `---\n${bumps.join("\n")}\n---\n\nA rehearsal.\n`;
    await writeFile(join(place.root, ".changeset/rehearsal.md"), text);
  }
  await place.run("pnpm", "run", "release:version");
  await commit(place, "Version packages");
}

/** Builds, packs and checks what is to be published. @returns the folder of the tarballs */
export async function pack({ root, run }: Place): Promise<string> {
  // Not through the door of the npm scripts: the copy has nothing installed of its own.
  await run("node", "scripts/release/pack.ts");
  return join(root, "reports/release/packages");
}

/** Publishes what was packed. @throws Error when a tag is missing afterwards */
export async function publish({ root, run }: Place): Promise<void> {
  await run("node", "scripts/release/publish.ts");
  const tags = (await run("git", "tag")).trim().split("\n");
  const wanted = publishedPackages(root).map(
    ({ manifest }) => `${manifest.name}@${manifest.version}`,
  );
  const missing = wanted.filter((tag) => !tags.includes(tag));
  if (missing.length > 0) throw new Error(`No tag was set for ${missing.join(", ")}.`);
}

/** The `@scope` of each published package, once. */
export function scopesIn(root: string): readonly string[] {
  const names = publishedPackages(root).map(({ manifest }) => manifest.name);
  return [...new Set(names.map((name) => name.replace(/\/.*/, "")))];
}
