// Each page as Markdown: all that the page says, its code whole, and a button that copies it.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as specs from "@open-orders/specs";
import { operationNodes } from "@open-orders/specs/model";
import { type CheerioAPI, load } from "cheerio";
import { marked, type Token, type Tokens } from "marked";
import { describe, expect, test } from "vitest";
import { serveDocs } from "../serve.ts";
import { dist, operations, pages, plain, words } from "./builtSite.ts";
import { hasChromium, connectChromium } from "./chromium.ts";

const realPages = pages.filter(({ path }) => path !== "/404.html");
const markdownOf = (path: string): string => readFileSync(join(dist, path, "index.md"), "utf8");

function* tokensOf(tokens: Token[]): Generator<Token> {
  for (const token of tokens) {
    yield token;
    if (token.type === "list")
      for (const item of (token as Tokens.List).items) yield* tokensOf(item.tokens);
    else if (token.type === "table")
      for (const cell of [
        ...(token as Tokens.Table).header,
        ...(token as Tokens.Table).rows.flat(),
      ])
        yield* tokensOf(cell.tokens);
    else if ("tokens" in token && token.tokens) yield* tokensOf(token.tokens);
  }
}

describe.each(realPages)("$path", ({ path, $ }) => {
  const text = markdownOf(path);
  const tokens = [...tokensOf(marked.lexer(text))];

  test("begins with the title, has every heading, and no HTML", () => {
    const shown = contentOf($)
      .find("h2, h3, h4")
      .map((_, one) => words($(one).text()));
    const written = tokens.filter((token) => token.type === "heading") as Tokens.Heading[];
    expect(text.startsWith(`# ${$("h1").text()}`)).toBe(true);
    expect(written.map((one) => plain(unescaped(one.text)))).toEqual(
      [$("h1").text(), ...shown.get()].map(plain),
    );
    expect(tokens.filter(({ type }) => type === "html")).toEqual([]);
  });

  test("says all that the page says, in its order", () => {
    const said = dense(load(marked.parse(text, { async: false })).text());
    const shown = dense(contentOf($).text());
    expect(said.slice(-shown.length)).toBe(shown);
  });

  test("has the code of the page, line by line", () => {
    const shown = contentOf($)
      .find("pre")
      .map((_, pre) => {
        const lines = $(pre).find(".ec-line");
        return lines.length === 0
          ? $(pre).text().trim()
          : lines
              .map((__, line) => $(line).text().replace(/\n$/, ""))
              .get()
              .join("\n")
              .trim();
      });
    const written = tokens.filter((token) => token.type === "code") as Tokens.Code[];
    expect(written.map((one) => one.text.trim())).toEqual(shown.get());
  });

  test("leads where the page leads, from anywhere", () => {
    const links = tokens.filter((token) => token.type === "link") as Tokens.Link[];
    const wrong = links
      .map(({ href }) => href)
      .filter((href) => !/^https?:/.test(href))
      .filter((href) => !existsSync(join(dist, decodeURIComponent(href.replace(/#.*/, "")))));
    expect(wrong).toEqual([]);
    expect(links.filter(({ href }) => !/^(?:\/|https?:)/.test(href))).toEqual([]);
  });

  test("is named in the head of the page and beside its title", () => {
    const href = `${path}index.md`;
    expect($('head link[rel="alternate"][type="text/markdown"]').attr("href")).toBe(href);
    expect($(`main a[href="${href}"]`).length).toBe(1);
  });
});

function dense(text: string): string {
  return text.replaceAll(/\s/g, "");
}

/** A page without its controls, its pictures and tabs as they are read aloud. */
function contentOf($: CheerioAPI) {
  const content = $(".sl-markdown-content").first().clone();
  content.find('[role="tabpanel"]').each((_, panel) => {
    $(panel).prepend(content.find(`[id="${$(panel).attr("aria-labelledby")}"]`).text());
  });
  content.find("svg").each((_, svg) => {
    $(svg).replaceWith($(svg).attr("aria-label") ?? $(svg).children("title").text());
  });
  content.find("q").each((_, quote) => {
    $(quote).replaceWith(`"${$(quote).text()}"`);
  });
  const controls = '.sl-anchor-link, .copy, [role="tablist"], [data-markdown="none"]';
  content.find(`${controls}, button, form, noscript, script, style, template`).remove();
  return content;
}

function unescaped(text: string): string {
  return text.replaceAll(/\\(?=[!-/:-@[-`{-~])/g, "");
}

test.each(operations)("$name has every parameter, field and code", ({ operation, ...at }) => {
  const text = words(unescaped(markdownOf(at.address)));
  const fields = Object.entries(operation.item.properties ?? {});
  const parts = [
    ...fields.flatMap(([name, { description = "" }]) => [`\`${name}\``, description]),
    ...operation.parameters.flatMap(({ name, node }) => [
      `\`${name}\``,
      node.value.description ?? "",
    ]),
    "-1021",
    "-2015",
  ];
  expect(fields.length).toBeGreaterThan(10);
  expect(parts.filter((part) => !plain(text).includes(plain(part)))).toEqual([]);
});

test("as many operations have pages as are described", () => {
  const described = Object.values(specs.apis).flatMap(({ en }) => operationNodes(en));
  expect(operations.length).toBe(described.length * 2);
});

describe.skipIf(!hasChromium)("in Chromium", () => {
  test.each([
    ["/guides/signing/", "Copy as Markdown", "Copied"],
    ["/zh-cn/errors/", "复制为 Markdown", "已复制"],
  ])("%s is copied by a button", async (path, label, done) => {
    const server = await serveDocs();
    const browser = await connectChromium();
    try {
      const context = await browser.newContext();
      await context.grantPermissions(["clipboard-read", "clipboard-write"]);
      const page = await context.newPage();
      await page.goto(server.url + path.slice(1));
      await page.getByRole("button", { name: label }).press("Enter");
      await page.getByRole("button", { name: done }).waitFor();
      const copied = await page.evaluate(async () => navigator.clipboard.readText());
      expect(copied).toBe(markdownOf(path));
      const opened = await page.request.get(`${server.url + path.slice(1)}index.md`);
      expect(opened.headers()["content-type"]).toBe("text/markdown; charset=utf-8");
    } finally {
      await browser.close();
      await server.close();
    }
  });
});
