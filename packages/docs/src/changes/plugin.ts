// Gives the changelog the changes of the descriptions as a module: they are found here, where the configuration
// runs, because a bundle of the pages would not find the tool.
import { fileURLToPath } from "node:url";
import { bundles } from "../site.ts";
import { descriptionChanges } from "./descriptionChanges.ts";

const name = "virtual:description-changes";

/** Compares `specs/released`, which each release leaves behind, with the bundles of today. */
export function changesOfDescriptions(specs: URL) {
  const apis = [...new Set(bundles.map(({ api }) => api))];
  const folder = (path: string): string => fileURLToPath(new URL(path, specs));
  const changes = descriptionChanges(folder("released"), folder("dist"), apis) ?? null;
  return {
    name: "open-orders-description-changes",
    resolveId: (id: string) => (id === name ? `\0${name}` : undefined),
    load: (id: string) =>
      id === `\0${name}` ? `export default ${JSON.stringify(changes)};` : undefined,
  };
}
