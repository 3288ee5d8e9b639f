// Renders a component of the site by itself, so that tests see pages of calls that no published description has.
import { fileURLToPath } from "node:url";
import type { Language } from "@open-orders/specs";
import type { SSRManifest } from "astro";
import { getViteConfig } from "astro/config";
import { experimental_AstroContainer as AstroContainer } from "astro/container";
import { type CheerioAPI, load } from "cheerio";
import { createViteServer } from "vitest/node";
import { allLanguages, sourceLanguage } from "../src/languages.ts";

type Component = Parameters<AstroContainer["renderToString"]>[0];

/** A page's worth of components, and what ends the compiler behind them. */
export interface Renderer {
  render: (name: string, language: Language, props: object) => Promise<CheerioAPI>;
  close: () => Promise<void>;
}

export async function createRenderer(): Promise<Renderer> {
  const root = fileURLToPath(new URL("..", import.meta.url));
  const server = { middlewareMode: true };
  const readConfig = getViteConfig({ root, server, appType: "custom" }, { logLevel: "error" });
  const compiler = await createViteServer(
    await readConfig({ mode: "development", command: "serve" }),
  );
  // The container fills in the rest; without this part it knows no language.
  const i18n = { strategy: "manual", defaultLocale: sourceLanguage, locales: allLanguages };
  const manifest = { i18n: { ...i18n, domainLookupTable: {} } } as unknown as SSRManifest;
  const container = await AstroContainer.create({ manifest });
  return {
    async render(name, language, props) {
      const module = await compiler.ssrLoadModule(`/src/components/${name}.astro`);
      const html = await container.renderToString(module["default"] as Component, {
        props: { ...props },
        request: new Request(`https://docs.example/${language}/`),
        // Starlight's own texts, which no test reads.
        locals: { t: (key: string) => key } as unknown as App.Locals,
      });
      return load(html);
    },
    close: () => compiler.close(),
  };
}
