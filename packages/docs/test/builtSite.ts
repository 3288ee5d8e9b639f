// The built site as the tests read it: every page, parsed, without running a script.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import * as specs from "@open-orders/specs";
import type { Language } from "@open-orders/specs";
import { readApi } from "@open-orders/specs/model";
import { type CheerioAPI, load } from "cheerio";
import { allLanguages, languages } from "../src/languages.ts";

export const dist = fileURLToPath(new URL("../dist", import.meta.url));

if (!existsSync(join(dist, "index.html")))
  throw new Error("packages/docs/dist is empty; run `pnpm run build` first");

/** A page, parsed when it is first asked for: most tests look at few. */
export class BuiltPage {
  /** Address from the root of the site: `/zh-cn/errors/`. */
  readonly path: string;
  readonly #file: string;
  #parsed: CheerioAPI | undefined;

  constructor(folder: string, file: string) {
    this.path = `/${file.replace(/index\.html$/, "")}`;
    this.#file = join(folder, file);
  }

  get $(): CheerioAPI {
    return (this.#parsed ??= load(readFileSync(this.#file, "utf8")));
  }
}

/** Every HTML page of a built site, Redoc's single files aside. */
export function pagesOf(folder: string): BuiltPage[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".html"))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((file) => !/^(?:redoc|pagefind)\//.test(file))
    .toSorted()
    .map((file) => new BuiltPage(folder, file));
}

export const pages = pagesOf(dist);

export function page(path: string): CheerioAPI {
  const found = pages.find((one) => one.path === path);
  if (!found) throw new Error(`${path} was not built`);
  return found.$;
}

/** The address of a page in a language; `""` is the home page. */
export function address(language: Language, path: string): string {
  return `/${[languages[language].locale, path].filter(Boolean).join("/")}${path ? "/" : languages[language].locale ? "/" : ""}`;
}

/** Text as a reader sees it: spaces and line ends count as one space. */
export function words(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

/** What a description says once its markup is gone. */
export function plain(markdown: string): string {
  return words(markdown.replaceAll(/[`*]/g, ""));
}

/** Every described operation in every language, with its page. */
export const operations = Object.entries(specs.apis).flatMap(([api, byLanguage]) =>
  allLanguages.flatMap((language) => {
    const described = readApi(api, byLanguage[language]);
    return described.operations.map((operation) => ({
      name: `${operation.id} (${language})`,
      api,
      language,
      described,
      operation,
      address: address(language, `reference/${api}/${operation.id}`),
    }));
  }),
);

/** The first operation of each API in each language: enough for what the same code makes of every operation. */
export const oneOfEachApi = operations.filter(
  (one, at) =>
    operations.findIndex(({ api, language }) => api === one.api && language === one.language) ===
    at,
);

/** The page of the first operation in the source language. */
export const firstAddress = operations[0]?.address ?? "";
