// The site: Starlight in every language, pages made from the bundles, nothing loaded from elsewhere.
import { fileURLToPath } from "node:url";
import starlight from "@astrojs/starlight";
import { defineConfig } from "astro/config";
import { changesOfDescriptions } from "./src/changes/plugin.ts";
import { checkContent } from "./src/content.ts";
import { allLanguages, languages, sourceLanguage } from "./src/languages.ts";
import { editFolder, repositoryUrl } from "./src/repository.ts";
import { sdk } from "./src/sdk/plugin.ts";
import { searchBox } from "./src/search/plugin.ts";
import { sidebar } from "./src/sidebar.ts";
import { mockWithoutSpecs } from "./src/tryIt/mockWithoutSpecs.ts";
import { messages } from "./src/i18n.ts";

const { BASE, SITE } = process.env;

const base = `/${BASE ?? ""}/`.replaceAll(/\/+/g, "/");
/** The colour of paper in each theme, as in styles/theme.css. */
const themeColors = { light: "#fcfbf7", dark: "#101614" };

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
  // A first visit waits for no second file before it shows text; see DECISIONS.md.
  build: { inlineStylesheets: "always" },
  vite: {
    // Licences ask for their texts to go with the code.
    build: { license: { fileName: "licences.json" } },
    plugins: [
      changesOfDescriptions(fileURLToPath(new URL("../..", import.meta.url))),
      sdk(),
      searchBox(),
      mockWithoutSpecs(),
    ],
  },
  integrations: [
    starlight({
      title: messages[sourceLanguage].siteTitle,
      description: messages[sourceLanguage].siteDescription,
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
        "folded",
        "sdk",
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
      social: [{ icon: "github", label: "GitHub", href: repositoryUrl }],
      head: [
        { tag: "meta", attrs: { "http-equiv": "Content-Security-Policy", content: policy } },
        ...(["light", "dark"] as const).map((scheme) => ({
          tag: "meta" as const,
          attrs: {
            name: "theme-color",
            media: `(prefers-color-scheme: ${scheme})`,
            content: themeColors[scheme],
          },
        })),
        {
          tag: "link",
          attrs: { rel: "apple-touch-icon", href: `${base}apple-touch-icon.png` },
        },
        // Its address must be whole, so there is none while the host is unknown.
        ...(SITE
          ? [
              {
                tag: "meta" as const,
                attrs: { property: "og:image", content: new URL(`${base}og.png`, SITE).href },
              },
            ]
          : []),
      ],
      routeMiddleware: "./src/guides/markdownLink.ts",
      lastUpdated: true,
      credits: false,
      disable404Route: true,
    }),
  ],
});
