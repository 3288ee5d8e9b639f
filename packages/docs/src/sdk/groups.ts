// The public API in the order in which a reader wants it: by module, what is made from the descriptions last.
import type { ApiItem } from "./extract.ts";

export interface ApiGroup {
  /** The module, or the subpath for what is imported from there. */
  name: string;
  items: ApiItem[];
}

const kindOrder: ApiItem["kind"][] = ["function", "interface", "class", "type", "variable"];

/**
 * @param modules - The modules that come first, in this order.
 * @returns one group per module; types of single fields, which the API reference describes, are left out
 */
export function groupItems(items: ApiItem[], modules: readonly string[]): ApiGroup[] {
  const shown = items.filter(
    ({ generated, kind }) => !generated || kind === "function" || kind === "interface",
  );
  const nameOf = ({ generated, module }: ApiItem): string => (generated ? "client" : module);
  const names = [...new Set([...modules, ...shown.map(nameOf).toSorted()])];
  return names
    .map((name) => ({
      name,
      items: shown
        .filter((item) => nameOf(item) === name)
        .toSorted((a, b) => kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind)),
    }))
    .filter((group) => group.items.length > 0);
}

/** The anchor of a name. */
export function apiAnchor(name: string): string {
  return name.toLowerCase();
}
