// The built pages, one at a time, each parsed once for everything that happens after the build.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { Language } from "@open-orders/specs";
import type { Root } from "hast";
import { fromHtml } from "hast-util-from-html";
import { allLanguages, languages, sourceLanguage } from "../languages.ts";

export interface OutputPage {
  /** Address below the base: `/zh-cn/errors/`. */
  path: string;
  language: Language;
  tree: Root;
}

const notPages = /^(?:404\.html|redoc\/|pagefind\/)/;

/** Every page of a built site; Redoc's single files, and the one for missing pages, are none. */
export function* readPages(folder: string): Generator<OutputPage> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".html"))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((file) => !notPages.test(file));
  for (const file of files.toSorted()) {
    const path = `/${file.replace(/index\.html$/, "")}`;
    const tree = fromHtml(readFileSync(join(folder, file), "utf8"));
    yield { path, language: languageOf(path), tree };
  }
}

function languageOf(path: string): Language {
  const [, first] = path.split("/");
  return allLanguages.find((one) => languages[one].locale === first) ?? sourceLanguage;
}
