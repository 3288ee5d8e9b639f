// Every address in the built pages leads somewhere, none loads from elsewhere, and the languages match.
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { allLanguages, languages } from "../src/languages.ts";
import { dist, pages } from "./builtSite.ts";

const local = (href: string): boolean => !/^(?:[a-z][a-z+.-]*:|\/\/)/i.test(href);
const notFound = "/404.html";

/** The tags whose address the browser fetches by itself. */
const loading =
  "script[src], img[src], iframe[src], source[src], video[src], audio[src], link[href]";

function exists(path: string): boolean {
  const file = join(dist, decodeURIComponent(path));
  if (!existsSync(file)) return false;
  return statSync(file).isFile() || existsSync(join(file, "index.html"));
}

describe.each(pages)("$path", ({ path, $ }) => {
  test("has no broken link or anchor", () => {
    const broken = $("a[href], link[href], script[src], img[src]")
      .toArray()
      .map((element) => $(element).attr("href") ?? $(element).attr("src") ?? "")
      .filter(local)
      .filter((href) => {
        const url = new URL(href, `http://site${path}`);
        const target = pages.find((page) => page.path === url.pathname);
        if (!target) return !exists(url.pathname);
        const id = decodeURIComponent(url.hash.slice(1));
        return id !== "" && id !== "_top" && target.$(`[id="${id}"]`).length !== 1;
      });
    expect(broken).toEqual([]);
  });

  test("loads nothing from elsewhere", () => {
    const outside = $(loading)
      .toArray()
      .filter((element) => !["alternate", "canonical"].includes($(element).attr("rel") ?? ""))
      .map((element) => $(element).attr("src") ?? $(element).attr("href") ?? "")
      .filter((href) => !local(href) && !href.startsWith("data:"));
    const styles = $("style, [style]").text() + $("[style]").attr("style");
    expect(outside).toEqual([]);
    expect(styles).not.toMatch(/url\(\s*["']?(?:https?:)?\/\//);
    expect($('meta[http-equiv="Content-Security-Policy"]').attr("content")).toContain(
      "default-src 'self'",
    );
  });

  test("has each id once, a title and a description", () => {
    const ids = $("[id]").map((_, element) => $(element).attr("id"));
    expect(ids.get().filter((id, at, all) => all.indexOf(id) !== at)).toEqual([]);
    expect($("title").text()).not.toBe("");
    expect($("h1").length).toBe(1);
    expect($('meta[name="description"]').attr("content")).not.toBe("");
  });
});

test("style sheets load nothing from elsewhere", () => {
  const sheets = new Set(
    pages.flatMap(({ $ }) =>
      $('link[rel="stylesheet"]')
        .map((_, link) => $(link).attr("href"))
        .get(),
    ),
  );
  expect(sheets.size).toBeGreaterThan(0);
  for (const sheet of sheets)
    expect(readFileSync(join(dist, sheet), "utf8")).not.toMatch(/url\(\s*["']?(?:https?:)?\/\//);
});

describe("languages", () => {
  const locales = allLanguages.flatMap((language) => languages[language].locale ?? []);
  const localeOf = (path: string) => locales.find((locale) => path.startsWith(`/${locale}/`));
  const ofLocale = (locale?: string) =>
    pages
      .filter(({ path }) => path !== notFound && localeOf(path) === locale)
      .map(({ path }) => (locale ? path.slice(locale.length + 1) : path));

  test("have the same pages", () => {
    for (const locale of locales) expect(ofLocale(locale)).toEqual(ofLocale());
  });

  test("are named by every page, which leads to its twins", () => {
    const wrong = pages
      .filter(({ path }) => path !== notFound)
      .flatMap(({ path, $ }) => {
        const locale = localeOf(path);
        const rest = locale ? path.slice(locale.length + 1) : path;
        const language = allLanguages.find((one) => languages[one].locale === locale);
        const twins = allLanguages.filter((one) => one !== language);
        const links = twins.map((one) => {
          const href = $(`a[hreflang="${one}"][rel="alternate"]`).first().attr("href");
          const twin = languages[one].locale;
          return href === (twin ? `/${twin}${rest}` : rest);
        });
        const named = $("html").attr("lang") === language;
        return named && links.every(Boolean) ? [] : [path];
      });
    expect(wrong).toEqual([]);
  });
});
