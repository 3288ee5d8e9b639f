// How Changesets writes a line of a changelog: the change in its own words, with links to its pull request and its
// commit. Both are read from git, so that a release needs no network and no token; .changeset/config.json names
// this file.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ChangelogFunctions } from "@changesets/types";

const root = join(import.meta.dirname, "../..");
const { repository }: { repository: { url: string } } = JSON.parse(
  readFileSync(join(root, "specs/package.json"), "utf8"),
);
const address = repository.url.replace(/^git\+|\.git$/g, "");

/**
 * `[#12](…) [abc1234](…): `; the number is the one that a squashed pull request leaves in its commit. Empty
 * where the changeset is not committed.
 */
function linksOf(commit: string | undefined): string {
  if (commit === undefined) return "";
  const subject = execFileSync("git", ["log", "-1", "--format=%s", commit], {
    cwd: root,
    encoding: "utf8",
  });
  const [, number] = /\(#(\d+)\)$/m.exec(subject) ?? [];
  const pull = number === undefined ? "" : `[#${number}](${address}/pull/${number}) `;
  return `${pull}[${commit.slice(0, 7)}](${address}/commit/${commit}): `;
}

const changelog: ChangelogFunctions = {
  getReleaseLine: ({ summary, commit }) => {
    const [first = "", ...rest] = summary.split("\n").map((line) => line.trimEnd());
    const lines = rest.map((line) => (line === "" ? "" : `  ${line}`));
    return [`- ${linksOf(commit)}${first}`, ...lines].join("\n");
  },
  getDependencyReleaseLine: (_, dependencies) => {
    if (dependencies.length === 0) return "";
    const names = dependencies.map(({ name, newVersion }) => `${name} ${newVersion}`);
    return `- Made for ${names.join(", ")}.`;
  },
};

// Changesets reads the default export.
// eslint-disable-next-line import/no-default-export
export default changelog;
