// What the changelogs say, as they stand in the repository, and what waits for the next release.
import { join } from "node:path/posix";

/** One changelog, as Changesets writes it. */
export interface Changelog {
  /** The package, from its first heading. */
  title: string;
  /** Its releases, each under a heading of the fourth level. */
  text: string;
}

/** A change that is merged and not yet released. */
export interface Pending {
  /** The packages that it changes. */
  packages: string[];
  text: string;
}

/** Splits a changelog from its title and moves its headings below those of the page. */
export function readChangelog(text: string): Changelog {
  const [, title = "", rest = ""] = /^# (.*)\n([\s\S]*)$/.exec(text) ?? [];
  return { title, text: rest.replaceAll(/^##/gm, "####").trim() };
}

/** Reads one file of `.changeset`; undefined where it names no package. */
export function readChangeset(file: string): Pending | undefined {
  const [, head = "", text = ""] = /^---\n([\s\S]*?)---\n([\s\S]*)$/.exec(file) ?? [];
  const packages = [...head.matchAll(/^"(.+)":/gm)].map(([, name = ""]) => name);
  return packages.length > 0 ? { packages, text: text.trim() } : undefined;
}

const repository = "packages/docs/src/guides";

/** Every changelog, by the folder of its package. */
export function changelogs(): Map<string, Changelog> {
  const files = import.meta.glob<string>(
    ["../../../*/CHANGELOG.md", "../../../../specs/CHANGELOG.md"],
    { query: "?raw", import: "default", eager: true },
  );
  return new Map(
    Object.entries(files).map(([key, text]) => [join(repository, key, ".."), readChangelog(text)]),
  );
}

/** Whether a package is on npm, by its folder below `packages`: Changesets writes a changelog with the first release. */
export function isPublished(name: string): boolean {
  return changelogs().has(`packages/${name}`);
}

export function pendingChanges(): Pending[] {
  const files = import.meta.glob<string>("../../../../.changeset/*.md", {
    query: "?raw",
    import: "default",
    eager: true,
  });
  return Object.values(files).flatMap((file) => readChangeset(file) ?? []);
}
