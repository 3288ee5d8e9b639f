// Rejects built pages with a link or an anchor that leads nowhere, or with anything loaded from elsewhere.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Element } from "hast";
import { DocsError } from "../DocsError.ts";
import type { OutputPage } from "./pages.ts";
import { attribute, elementsOf, textOf } from "./tree.ts";

export interface CheckedSite {
  /** The built site. */
  folder: string;
  /** Where in the address it begins, with a slash at both ends. */
  base: string;
  /** Pages written by hand, for the file and line of a mistake. */
  content: string;
}

const elsewhere = /^(?:[a-z][a-z+.-]*:|\/\/)/i;
const elsewhereInCss = /(?:url\(\s*["']?|@import\s+["'])((?:https?:)?\/\/[^"')]*)/gi;
/** Links of a head that a browser does not follow by itself. */
const notLoaded = new Set(["alternate", "canonical"]);
const loading = new Set(["script", "img", "iframe", "source", "video", "audio", "link", "embed"]);

/** What of a page is checked: little of a large tree, so that the trees of all pages need not be kept. */
export interface PageLinks {
  path: string;
  ids: Set<string>;
  addresses: Set<string>;
  /** What it loads from elsewhere. */
  foreign: Problem[];
}

interface Problem {
  address: string;
  problem: string;
}

/** What of a page is checked. */
export function linksOf({ path, tree }: OutputPage): PageLinks {
  const elements = [...elementsOf(tree)];
  return {
    path,
    ids: new Set(elements.flatMap((element) => attribute(element, "id") ?? [])),
    addresses: new Set(elements.flatMap((element) => addressOf(element) ?? [])),
    foreign: elements.flatMap(foreignIn),
  };
}

/** Throws a DocsError that names each page, its file and line where it was written by hand, and the address. */
export function checkPages(pages: PageLinks[], site: CheckedSite): void {
  const ids = new Map(pages.map((page) => [page.path, page.ids]));
  const problems = pages.flatMap((page) =>
    [
      ...[...page.addresses].flatMap((address) => brokenAt(address, page, ids, site)),
      ...page.foreign,
    ].map(({ address, problem }) => `${placeOf(page, address, site)}: ${problem}`),
  );
  problems.push(...foreignSheets(site.folder));
  if (problems.length > 0) throw new DocsError(problems);
}

function addressOf(element: Element): string | undefined {
  return attribute(element, "href") ?? attribute(element, "src");
}

function brokenAt(
  address: string,
  { path }: PageLinks,
  ids: Map<string, Set<string>>,
  { folder, base }: CheckedSite,
): Problem[] {
  if (elsewhere.test(address)) return [];
  const { pathname, hash } = new URL(address, `http://site${base.slice(0, -1)}${path}`);
  if (!pathname.startsWith(base) && pathname !== base.slice(0, -1))
    return [{ address, problem: `"${address}" leaves the site, which begins at ${base}` }];
  const target = decodeURIComponent(`/${pathname.slice(base.length)}`);
  const anchors = ids.get(target);
  if (!anchors && !isServed(join(folder, target)))
    return [{ address, problem: `"${address}" leads to no page or file; correct the link` }];
  const anchor = decodeURIComponent(hash.slice(1));
  if (!anchors || anchor === "" || anchors.has(anchor)) return [];
  return [{ address, problem: `"${address}": ${target} has no anchor "${anchor}"` }];
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

/** A host leads from a folder's name to the page in it. */
function isServed(path: string): boolean {
  return isFile(path) || isFile(join(path, "index.html"));
}

function foreignIn(element: Element): Problem[] {
  const css = element.tagName === "style" ? textOf(element) : (attribute(element, "style") ?? "");
  const found = [...css.matchAll(elsewhereInCss)].map(([, address = ""]) => address);
  const address = addressOf(element);
  const rel = attribute(element, "rel") ?? "";
  const loads = loading.has(element.tagName) && !notLoaded.has(rel);
  if (loads && address !== undefined && !address.startsWith("data:") && elsewhere.test(address))
    found.push(address);
  return found.map((one) => ({
    address: one,
    problem: `<${element.tagName}> loads ${one}; keep a copy in the site`,
  }));
}

function foreignSheets(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".css"))
    .flatMap((file) =>
      [...readFileSync(join(folder, file), "utf8").matchAll(elsewhereInCss)].map(
        ([, address]) => `${file}: loads ${address}; keep a copy in the site`,
      ),
    );
}

/** The file and line that an address was written in; the page's own address where it was generated. */
function placeOf({ path }: PageLinks, address: string, { content }: CheckedSite): string {
  for (const name of [`${path}index.mdx`, `${path.slice(0, -1)}.mdx`]) {
    const file = join(content, name);
    if (!isFile(file)) continue;
    const lines = readFileSync(file, "utf8").split("\n");
    const line = lines.findIndex((text) => text.includes(address)) + 1;
    if (line > 0) return `packages/docs/src/content/docs${name}:${line}`;
  }
  return path;
}
