// The site: Starlight in every language, pages made from the bundles, nothing loaded from elsewhere.
import { fileURLToPath } from "node:url";
import starlight from "@astrojs/starlight";
import { defineConfig } from "astro/config";
import { benchmarks } from "./src/benchmarks/plugin.ts";
import { changesOfDescriptions } from "./src/changes/plugin.ts";
import { checkContent } from "./src/content.ts";
import { allLanguages, languages, sourceLanguage } from "./src/languages.ts";
import { editFolder } from "./src/repository.ts";
import { searchBox } from "./src/search/plugin.ts";
import { sidebar } from "./src/sidebar.ts";
import { mockWithoutSpecs } from "./src/tryIt/mockWithoutSpecs.ts";
import { ui } from "./src/ui/index.ts";

const { BASE, SITE } = process.env;

checkContent(new URL("src/content/docs/", import.meta.url));

// Inline styles and scripts are Starlight's own; the search runs WebAssembly.
const policy = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  // A mock exchange on the reader's own machine may be asked, and nobody else.
  "connect-src 'self' http://127.0.0.1:* http://localhost:*",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
].join("; ");

export default defineConfig({
  base: BASE ?? "/",
  ...(SITE ? { site: SITE } : {}),
  // Words in neighbouring elements stay apart, as they are in the source.
  compressHTML: true,
  vite: {
    // Licences ask for their texts to go with the code.
    build: { license: { fileName: "licences.json" } },
    plugins: [
      benchmarks(new URL("../client/bench/results/", import.meta.url)),
      changesOfDescriptions(fileURLToPath(new URL("../..", import.meta.url))),
      searchBox(),
      mockWithoutSpecs(),
    ],
  },
  integrations: [
    starlight({
      title: ui[sourceLanguage].siteTitle,
      description: ui[sourceLanguage].siteDescription,
      defaultLocale: "root",
      locales: Object.fromEntries(
        allLanguages.map((language) => {
          const { locale = "root", label } = languages[language];
          return [locale, { label, lang: language }];
        }),
      ),
      sidebar,
      customCss: [
        "theme",
        "reference",
        "operation",
        "notes",
        "home",
        "evidence",
        "tryIt",
        "tryItOutcome",
        "samples",
        "guides",
        "print",
      ].map((name) => `./src/styles/${name}.css`),
      editLink: { baseUrl: `${editFolder}packages/docs/` },
      // A title counts as the heading that it is on its page, and not a second time.
      pagefind: { ranking: { metaWeights: { title: 0 } } },
      components: {
        LanguageSelect: "./src/components/LanguageSelect.astro",
        PageTitle: "./src/components/PageTitle.astro",
        Search: "./src/components/Search.astro",
      },
      head: [{ tag: "meta", attrs: { "http-equiv": "Content-Security-Policy", content: policy } }],
      routeMiddleware: "./src/guides/markdownLink.ts",
      credits: false,
      disable404Route: true,
    }),
  ],
});
