// Heads and ids of the built pages, and that the languages match. The build itself rejects links that lead nowhere and
// what is loaded from elsewhere: see checkPages.test.ts.
import { describe, expect, test } from "vitest";
import { allLanguages, languages } from "../src/languages.ts";
import { pages } from "./builtSite.ts";

const notFound = "/404.html";

describe.each(pages)("$path", ({ $ }) => {
  test("has each id once, a title, a description and a policy", () => {
    const ids = $("[id]").map((_, element) => $(element).attr("id"));
    expect(ids.get().filter((id, at, all) => all.indexOf(id) !== at)).toEqual([]);
    expect($("title").text()).not.toBe("");
    expect($("h1").length).toBe(1);
    expect($('meta[name="description"]').attr("content")).not.toBe("");
    expect($('meta[http-equiv="Content-Security-Policy"]').attr("content")).toContain(
      "default-src 'self'",
    );
  });
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
