// The site as it is built for a folder of a host, as GitHub Pages serves it: no address may leave the folder.
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { pagesOf } from "../../../packages/docs/test/builtSite.ts";
import type { BuiltPage } from "../../../packages/docs/test/builtSite.ts";

/** How many addresses were found, and those that leave the folder or lead nowhere. */
interface Addresses {
  readonly addresses: number;
  readonly broken: readonly string[];
}

/** A built site. */
export interface FolderSite {
  readonly pages: readonly BuiltPage[];
  /** Pages that do not name themselves to search engines. */
  readonly unnamedPages: () => string[];
  /** The languages in which the home page names itself. */
  readonly languagesOfHome: () => (string | undefined)[];
  readonly addressesOfPages: () => Addresses;
  /** The same of a list for language models, by its name in the folder. */
  readonly addressesOfList: (file: string) => Addresses;
}

const alternates = 'link[rel="alternate"][hreflang]';

/**
 * Reads it.
 *
 * @param folder - Where it was built.
 * @param base - The folder of the host: `/some/folder`.
 * @param site - The host: `https://docs.example`.
 */
export function readFolderSite(folder: string, base: string, site: string): FolderSite {
  const pages = pagesOf(folder);

  function isThere(href: string): boolean {
    if (!href.startsWith(`${base}/`) && href !== base) return false;
    const path = decodeURIComponent(href.slice(base.length).replace(/[#?].*/, ""));
    const file = join(folder, path);
    const entry = statSync(file, { throwIfNoEntry: false });
    return entry?.isDirectory() ? existsSync(join(file, "index.html")) : entry !== undefined;
  }
  const judge = (hrefs: readonly string[], from: string): Addresses => ({
    addresses: hrefs.length,
    broken: hrefs.filter((href) => !isThere(href)).map((href) => `${from}: ${href}`),
  });

  return {
    pages,
    unnamedPages: () =>
      pages
        .filter(({ path, $ }) => {
          const named = $(alternates).map((_, link) => $(link).attr("href"));
          return path !== "/404.html" && !named.get().includes(`${site}${base}${path}`);
        })
        .map(({ path }) => path),
    languagesOfHome() {
      const home = pages.find(({ path }) => path === "/");
      const links = home?.$(alternates).toArray() ?? [];
      return links.map((link) => home?.$(link).attr("hreflang"));
    },
    addressesOfPages() {
      const each = pages.map(({ path, $ }) => {
        const elements = $("a[href], link[href], script[src], img[src]").toArray();
        const hrefs = elements.map((one) => $(one).attr("href") ?? $(one).attr("src") ?? "");
        return judge(
          hrefs.filter((href) => href.startsWith("/")),
          path,
        );
      });
      return {
        addresses: each.reduce((sum, { addresses }) => sum + addresses, 0),
        broken: each.flatMap(({ broken }) => broken),
      };
    },
    addressesOfList(file) {
      const text = readFileSync(join(folder, file), "utf8");
      const found = text.matchAll(/\]\((?:https?:\/\/[^/]+)?(\/[^)]*)/g);
      return judge(
        Array.from(found, ([, href = ""]) => href),
        file,
      );
    },
  };
}
