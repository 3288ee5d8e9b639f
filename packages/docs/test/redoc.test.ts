// Redoc's pages hold all they need, in the language they say they are in; the bundles stand beside them.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as specs from "@open-orders/specs";
import { readApi } from "@open-orders/specs/model";
import { load } from "cheerio";
import { describe, expect, test } from "vitest";
import { allLanguages } from "../src/languages.ts";
import { dist } from "./builtSite.ts";

const files = Object.entries(specs.apis).flatMap(([api, byLanguage]) =>
  allLanguages.map((language) => ({
    name: `${api}.${language}`,
    language,
    document: byLanguage[language],
  })),
);

test("there is one page per API and language", () => {
  const expected = files.map(({ name }) => `${name}.html`).toSorted();
  expect(readdirSync(join(dist, "redoc")).toSorted()).toEqual(expected);
});

describe.each(files)("$name", ({ name, language, document }) => {
  const { operations, node } = readApi(name, document);
  const { info } = node.value;

  test("its Redoc page loads nothing and reports to nobody", () => {
    const html = readFileSync(join(dist, "redoc", `${name}.html`), "utf8");
    const $ = load(html);
    expect($("html").attr("lang")).toBe(language);
    expect($("title").text()).toBe(info.title);
    expect($("script[src], link[href^='http'], link[href^='//'], iframe, object").length).toBe(0);
    const images = $("img[src]").map((_, image) => $(image).attr("src"));
    expect(images.get().filter((source) => !source.startsWith("data:"))).toEqual([]);
    const policy = $('meta[http-equiv="Content-Security-Policy"]').attr("content");
    expect(policy).toMatch(/^default-src 'none'/);
    expect(policy).not.toContain("connect-src");
    // Short findings, because a failure would print the whole page.
    expect(html.match(/"disableTelemetry":\w+/g)).toEqual(['"disableTelemetry":true']);
    expect(html.match(/https?:\/\/(?:cdn|otel)[\w./-]*/g)).toBe(null);
    expect(operations.filter(({ id }) => !html.includes(id))).toEqual([]);
  });

  test("its bundle is the published one", () => {
    const file = readFileSync(join(dist, "downloads", `${name}.json`), "utf8");
    expect(JSON.parse(file)).toEqual(document);
  });
});
