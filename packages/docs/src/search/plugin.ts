// Puts a small search box of our own in the place of Pagefind's: it loads that one on first use, and gives the
// sections of a page another order. Pagefind's box has an option for neither.
import { fileURLToPath } from "node:url";

const box = "@pagefind/default-ui";
const ours = fileURLToPath(new URL("lazyBox.ts", import.meta.url));

/** What Vite gives a plugin to look up modules with. */
interface Resolver {
  resolve: (
    source: string,
    importer?: string,
    options?: { skipSelf: boolean },
  ) => Promise<{ id: string } | null>;
}

/** A Vite plugin: `@pagefind/default-ui` is our box, and `virtual:pagefind-box` the original. */
export function searchBox() {
  let original = "";
  return {
    name: "search-box",
    enforce: "pre" as const,
    async resolveId(this: Resolver, source: string, importer?: string) {
      if (source === "virtual:pagefind-box") return original;
      if (source !== box) return undefined;
      // From where Starlight stands, because it is Starlight that depends on it.
      original = (await this.resolve(source, importer, { skipSelf: true }))?.id ?? "";
      return ours;
    },
  };
}
