// What happens to the site once all its pages are there: it is checked, and copied as Markdown.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Language } from "@open-orders/specs";
import { messages } from "../i18n.ts";
import { allLanguages, languages } from "../languages.ts";
import { toSummary } from "../markdown.ts";
import { pageGroups } from "../sidebar.ts";
import { checkPages, linksOf } from "./checkPages.ts";
import { type ListedPage, llmsFull, llmsList } from "./llms.ts";
import { markdownOf } from "./markdown.ts";
import { type OutputPage, readPages } from "./pages.ts";

export interface FinishedSite {
  /** The built site. */
  folder: string;
  /** Pages written by hand. */
  content: string;
  /** Where in the address it begins. */
  base: string;
  /** Address of its host, where that is known. */
  site: string;
}

/** Writes `index.md` beside each page, and llms.txt and llms-full.txt per language; then checks every link. */
export function finishSite({ folder, content, base, site }: FinishedSite): void {
  const root = `/${base}/`.replaceAll(/\/+/g, "/");
  const start = site.replace(/\/$/, "") + root.slice(0, -1);
  const write = (path: string, text: string): void => {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  const homeOf = (language: Language): string =>
    `/${languages[language].locale ?? ""}/`.replaceAll(/\/+/g, "/");
  const pages = Array.from(readPages(folder), (page) => {
    const home = homeOf(page.language);
    return { links: linksOf(page), language: page.language, listed: listedPage(page, start, home) };
  });
  for (const language of allLanguages) {
    const home = homeOf(language);
    const listed = pages.filter((page) => page.language === language).map((page) => page.listed);
    for (const { name, text } of listed) write(`${home}${name}index.md`, text);
    const groups = pageGroups(language);
    write(`${home}llms.txt`, llmsList(listed, groups, wordsOf(language, start + home)));
    write(`${home}llms-full.txt`, llmsFull(listed, groups));
  }
  const links = pages.map((page) => page.links);
  checkPages(links, { folder, base: root, content });
}

function listedPage(page: OutputPage, start: string, home: string): ListedPage {
  const address = start + page.path;
  const { title, description, text } = markdownOf(page, address);
  const name = page.path.slice(home.length);
  return { name, address: `${address}index.md`, title, description: toSummary(description), text };
}

function wordsOf(language: Language, home: string) {
  const { siteTitle: title, siteDescription: description } = messages[language];
  const { intro, others } = messages[language].guidePages.llms;
  return { title, description, intro, fullAddress: `${home}llms-full.txt`, others };
}
