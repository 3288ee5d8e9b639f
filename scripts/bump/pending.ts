// What the published packages are at, and what the pending changesets promise for each.
import { readChangesets } from "@changesets/read";
import { bumps, packages } from "@open-orders/generate/rule";
import type { Bump, PackageName } from "@open-orders/generate/rule";
import { publishedPackages } from "../release/packages.ts";
import { UsageError } from "../startOptions.ts";

/** A published package. */
export interface Pending {
  name: PackageName;
  version: string;
  /** The largest bump in any changeset, those of a running pre-release included. */
  promised: Bump | undefined;
}

/** Reads `.changeset` and the packages. Rejects with UsageError where a published package has no rules. */
export async function readPending(root: string): Promise<Pending[]> {
  const changesets = await readChangesets(root);
  const releases = changesets.flatMap((changeset) => changeset.releases);
  return publishedPackages(root)
    .map(({ manifest }) => manifest)
    .toSorted((one, other) => one.name.localeCompare(other.name, "en"))
    .map(({ name, version }) => {
      const known = packages.find((one) => one === name);
      if (known === undefined)
        throw new UsageError(
          `${name} is published, and no rule in packages/generate/src/changes says what it needs`,
        );
      const types = new Set(releases.filter((one) => one.name === name).map(({ type }) => type));
      return { name: known, version, promised: bumps.find((bump) => types.has(bump)) };
    });
}
