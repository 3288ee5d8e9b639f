// Puts a small search box of our own in the place of Pagefind's: it loads that one and its styles on first use, and
// gives the sections of a page another order. Starlight and Pagefind's box have an option for none of these.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { DocsError } from "../DocsError.ts";

const box = "@pagefind/default-ui";
const ours = fileURLToPath(new URL("lazyBox.ts", import.meta.url));
const component = fileURLToPath(import.meta.resolve("@astrojs/starlight/components/Search.astro"));
/** A name beside the component, from where its imports are found. */
const stylesId = `${component}.css?inline`;

/** What Vite gives a plugin to look up modules with. */
interface Resolver {
  resolve: (
    source: string,
    importer: string,
    options: { skipSelf: boolean },
  ) => Promise<{ id: string } | null>;
}

/**
 * A Vite plugin: `@pagefind/default-ui` is our box, `virtual:pagefind-box` the original, and
 * `virtual:pagefind-box.css` the styles of what it makes, which pages then do not carry.
 */
export function searchBox() {
  const source = readFileSync(component, "utf8");
  const [block, styles] = /<style is:global>(.*?)<\/style>/s.exec(source) ?? [];
  if (!block) throw new DocsError([`${component}: no global styles`]);
  return {
    name: "search-box",
    enforce: "pre" as const,
    async resolveId(this: Resolver, name: string) {
      if (name === box) return ours;
      if (name === "virtual:pagefind-box.css?inline") return stylesId;
      if (name !== "virtual:pagefind-box") return undefined;
      // From where Starlight stands, because it is Starlight that depends on it.
      return this.resolve(box, component, { skipSelf: true });
    },
    load(id: string) {
      if (id === component) return source.replace(block, "");
      return id === stylesId ? styles : undefined;
    },
  };
}
