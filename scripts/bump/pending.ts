// The versions of the published packages, and what the pending changesets state for each.
import { readChangesets } from "@changesets/read";
import { bumps, packages } from "@open-orders/generate/bumps";
import type { Bump, PackageName } from "@open-orders/generate/bumps";
import { publishedPackages } from "../release/packages.ts";
import { UsageError } from "../command.ts";

/** A published package. */
export interface Pending {
  name: string;
  /** The packages whose rules count: itself, or those that it bundles where no rule names it. */
  rules: readonly PackageName[];
  version: string;
  /** The largest bump in any changeset, those of a running pre-release included. */
  promised: Bump | undefined;
}

/** Reads `.changeset` and the packages. Rejects with UsageError where no rule says what a published package needs. */
export async function readPending(root: string): Promise<Pending[]> {
  const changesets = await readChangesets(root);
  const releases = changesets.flatMap((changeset) => changeset.releases);
  return publishedPackages(root)
    .map(({ manifest }) => manifest)
    .toSorted((one, other) => one.name.localeCompare(other.name, "en"))
    .map(({ name, version, dependencies, devDependencies }) => {
      const bundled = Object.keys({ ...dependencies, ...devDependencies });
      const named = packages.filter((one) => one === name);
      const rules = named.length > 0 ? named : packages.filter((one) => bundled.includes(one));
      if (rules.length === 0)
        throw new UsageError(
          `${name} is published, and no rule in packages/generate/src/changes says what it needs`,
        );
      const types = new Set(releases.filter((one) => one.name === name).map(({ type }) => type));
      return { name, rules, version, promised: bumps.find((bump) => types.has(bump)) };
    });
}
