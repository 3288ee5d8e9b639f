// Puts our order of sections between Starlight's search and Pagefind's box, which knows no option for it.
import { fileURLToPath } from "node:url";

const box = "@pagefind/default-ui";
const ours = "\0search-box";
const ranking = fileURLToPath(new URL("rankSections.ts", import.meta.url));

/** What Vite gives a plugin to look up modules with. */
interface Resolver {
  resolve: (
    source: string,
    importer?: string,
    options?: { skipSelf: boolean },
  ) => Promise<{ id: string } | null>;
}

/** A Vite plugin: whoever imports Pagefind's box gets one that ranks the sections of each page. */
export function searchBox() {
  let original = "";
  return {
    name: "search-box",
    enforce: "pre" as const,
    async resolveId(this: Resolver, source: string, importer?: string) {
      if (source !== box) return undefined;
      // From where Starlight stands, because it is Starlight that depends on it.
      original = (await this.resolve(source, importer, { skipSelf: true }))?.id ?? "";
      return ours;
    },
    load(id: string) {
      if (id !== ours) return undefined;
      return `
        import { PagefindUI as Box } from ${JSON.stringify(original)};
        import { rankSections } from ${JSON.stringify(ranking)};
        export class PagefindUI extends Box {
          constructor(options) {
            const processResult = (result) => {
              options.processResult?.(result);
              result.sub_results = rankSections(result.sub_results);
            };
            super({ ...options, processResult });
          }
        }`;
    },
  };
}
