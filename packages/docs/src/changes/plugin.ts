// Gives the changelog the changes of the descriptions as a module: they are found here, where the configuration
// runs, because a bundle of the pages would not find the tools.
import { join } from "node:path";
import { changesBetween } from "@open-orders/generate/changes";
import type { Change } from "@open-orders/generate/change";
import { readBundles } from "@open-orders/generate/olderBundles";

const name = "virtual:description-changes";

/** Compares `specs/released`, which each release leaves behind, with the bundles of today. */
export function changesOfDescriptions(root: string) {
  let changes: Promise<Change[] | null> | undefined;
  return {
    name: "open-orders-description-changes",
    resolveId: (id: string) => (id === name ? `\0${name}` : undefined),
    load: async (id: string) => {
      if (id !== `\0${name}`) return undefined;
      changes ??= changesSince(join(root, "specs/released"), root);
      return `export default ${JSON.stringify(await changes)};`;
    },
  };
}

/** What `npm run bump` finds since the bundles in `folder` were released; null where none are there. */
export async function changesSince(folder: string, root: string): Promise<Change[] | null> {
  const released = readBundles(folder);
  if (!released) return null;
  return changesBetween(released, readBundles(join(root, "specs/dist")) ?? {}, root);
}
