// The SDK reference: which page has what, in the order in which a reader wants it.
import { DocsError } from "../DocsError.ts";
import { recordOf } from "../languages.ts";
import type { ApiItem } from "./extract.ts";

/** The exports of one module, or of one subpath of the package. */
export interface ApiGroup {
  /** `options`, or `./redis`. */
  name: string;
  items: ApiItem[];
}

/** The modules and subpaths of each page. What is made from the descriptions belongs to `client`. */
export const sdkPages = {
  clients: ["client"],
  options: ["options", "httpTransport"],
  "open-orders": ["openOrders"],
  watching: ["watch"],
  errors: ["errors", "error-codes"],
  signers: ["sign"],
  weight: ["weight", "./redis"],
  validation: ["./validate"],
};
export type SdkPage = keyof typeof sdkPages;
const isSdkPage = (name: string): name is SdkPage => Object.hasOwn(sdkPages, name);
export const sdkPageNames = Object.keys(sdkPages).filter(isSdkPage);

const kindOrder: ApiItem["kind"][] = ["function", "interface", "class", "type", "variable"];

/**
 * What each page describes; types of single fields, which the API reference describes, are left out.
 * Throws a DocsError that names what is on no page.
 *
 * @param api - The exports of each entry point.
 */
export function groupsOfPages(api: Record<string, ApiItem[]>): Record<SdkPage, ApiGroup[]> {
  const { ".": main = [], ...subpaths } = api;
  const groups = new Map<string, ApiItem[]>();
  const add = (name: string, item: ApiItem): void => {
    const { generated, kind } = item;
    if (generated && kind !== "function" && kind !== "interface") return;
    groups.set(name, [...(groups.get(name) ?? []), item]);
  };
  for (const item of main) add(item.generated ? "client" : item.module, item);
  for (const [path, items] of Object.entries(subpaths))
    for (const item of items)
      // What the main entry point exports too is described there.
      if (main.every(({ name }) => name !== item.name)) add(path, item);
  const known = new Set<string>(Object.values(sdkPages).flat());
  const lost = [...groups.keys()].filter((name) => !known.has(name));
  if (lost.length > 0)
    throw new DocsError(
      lost.map((name) => `${name} is on no page of the SDK reference; add it to src/sdk/groups.ts`),
    );
  const groupsOf = (page: SdkPage): ApiGroup[] =>
    sdkPages[page].flatMap((name) => {
      const items = groups.get(name)?.toSorted(byKind);
      return items ? { name, items } : [];
    });
  return recordOf(sdkPageNames, groupsOf);
}

/** Functions first, then what they take and return. */
export function byKind(a: ApiItem, b: ApiItem): number {
  return kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind);
}

/** The anchor of a name. */
export function apiAnchor(name: string): string {
  return name.toLowerCase();
}
