// What readers search for leads to the right page first, and to the right section of it first; the ranking of
// sections by itself.
import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { type FoundSection, rankSections } from "../src/search/rankSections.ts";
import { address, operations, page as built } from "./builtSite.ts";
import { hasChromium, loadedWhenIdle, useChromium } from "./chromium.ts";
import { listening } from "./localServer.ts";

/** The page of an operation: of which one, is another matter with every operation that comes. */
const operation = String.raw`reference/[\w-]+/\w+/`;

describe.skipIf(!hasChromium)("the search box", () => {
  const { open, server } = useChromium();
  const boxes = new Map<string, Page>();

  /** The home page of a language with the search box open; it is opened once. */
  async function searchPage(language: "en" | "zh-CN"): Promise<Page> {
    const known = boxes.get(language);
    if (known) return known;
    const { page } = await open(address(language, ""));
    const label = language === "en" ? "Search" : "搜索";
    await page.getByRole("button", { name: label }).first().click();
    boxes.set(language, page);
    return page;
  }

  /** Addresses of what is found first: its page, then the sections of it that are shown. */
  async function firstFound(language: "en" | "zh-CN", term: string): Promise<string[]> {
    const page = await searchPage(language);
    const box = page.locator("input.pagefind-ui__search-input");
    const links = page.locator(".pagefind-ui__result-link");
    await box.fill("");
    await expect.poll(() => links.count()).toBe(0);
    await box.fill(term);
    // Results come one by one, each in the place that is kept for it.
    const loading = page.locator(".pagefind-ui__loading");
    const isComplete = async (): Promise<boolean> =>
      (await links.count()) > 0 && (await loading.count()) === 0;
    await expect.poll(isComplete).toBe(true);
    const shown = await links.evaluateAll((all) =>
      all.map((link) => link.getAttribute("href") ?? ""),
    );
    return shown.filter((href, at) => at === 0 || href.startsWith(`${shown[0]}#`));
  }

  test("comes with its styles, which no page carries", async () => {
    const page = await searchPage("en");
    expect(built(address("en", ""))("style").text()).not.toContain(".pagefind-ui");
    await firstFound("en", "ban");
    const title = page.locator(".pagefind-ui__result-title").first();
    // A picture of a page before it is Starlight's, bold text is Pagefind's.
    const mark = title.evaluate((found) => getComputedStyle(found, "::before").maskImage);
    expect(await mark).toContain("svg");
    expect(await title.evaluate((found) => getComputedStyle(found).fontWeight)).toBe("700");
  });

  test.each([
    ["en", "recvWindow", operation, "parameter-recvWindow"],
    ["zh-CN", "recvWindow", operation, "parameter-recvWindow"],
    ["en", "-1021", "errors/", "error-1021"],
    ["zh-CN", "-1021", "errors/", "error-1021"],
    ["en", "trailing stop", operation, String.raw`field-\w+`],
    ["zh-CN", "跟踪止损", operation, String.raw`field-\w+`],
    ["zh-CN", "成交", operation, String.raw`field-\w+`],
    ["zh-CN", "平均成交价", operation, "field-avgPrice"],
  ] as const)(
    "finds in %s for %s the right section first",
    async (language, term, page, anchor) => {
      const [first = "", ...sections] = await firstFound(language, term);
      expect(first).toMatch(new RegExp(`^${address(language, "")}${page}$`));
      expect(sections[0]).toMatch(new RegExp(`^${first}#${anchor}$`));
      const $ = built(first);
      const texts = sections.map((section) =>
        $(`[id="${section.split("#")[1]}"]`)
          .closest("li, section, details")
          .text()
          .toLowerCase(),
      );
      expect(texts.filter((text) => text.includes(term.toLowerCase()))).not.toEqual([]);
    },
  );

  test.each([
    ["en", "open orders", operation],
    ["zh-CN", "挂单", operation],
    ["en", "filled", operation],
    ["zh-CN", "币本位", operation],
    ["zh-CN", "统一账户", operation],
    ["zh-CN", "限速", "guides/limits/"],
    ["zh-CN", "限频", "guides/limits/"],
    ["en", "precision", "guides/exact-ids/"],
    ["zh-CN", "精度", "guides/exact-ids/"],
    ["en", "proxy", "guides/proxies/"],
    ["zh-CN", "代理", "guides/proxies/"],
    ["en", "python", "guides/"],
    ["zh-CN", "python", "guides/"],
  ] as const)("finds in %s for %s a page that helps first", async (language, term, page) => {
    const [first] = await firstFound(language, term);
    expect(first).toMatch(new RegExp(`^${address(language, "")}${page}`));
  });

  test.each(operations)("finds for $name its own page first", async (one) => {
    const [first] = await firstFound(one.language, one.operation.id);
    expect(first).toBe(one.address);
  });

  test.each([
    ["en", /^The search could not be loaded/],
    ["zh-CN", /^无法加载搜索/],
  ] as const)("says in %s when it cannot be loaded, and tries again", async (language, message) => {
    const opened = await open(address(language, ""));
    const { page, context, troubles, finished } = opened;
    await loadedWhenIdle(opened);
    // The same page of a server that goes away.
    let isAway = false;
    let slowestHasFailed = false;
    const fail = async (path: string, response: ServerResponse): Promise<void> => {
      if (path.endsWith("/pagefind.js")) {
        // A part that still fails when the search is opened again would make that load fail as well.
        await sleep(500);
        slowestHasFailed = true;
      }
      response.destroy();
    };
    const relay = async (path: string, response: ServerResponse): Promise<void> => {
      if (isAway) return fail(path, response);
      const original = await fetch(new URL(path, server().url));
      response.setHeader("Content-Type", original.headers.get("Content-Type") ?? "");
      response.end(await original.bytes());
    };
    const site = await listening(({ url = "/" }, response) => void relay(url, response));
    finished.length = 0;
    await page.goto(site.url + address(language, ""));
    await loadedWhenIdle(opened);
    isAway = true;
    await page.keyboard.press("Control+k");
    const alert = page.locator("site-search [role=alert]");
    await expect.poll(() => alert.allInnerTexts()).toEqual([expect.stringMatching(message)]);
    expect(slowestHasFailed).toBe(true);
    expect(troubles.filter((trouble) => trouble.startsWith("error"))).toEqual([]);
    await page.keyboard.press("Escape");
    isAway = false;
    await page.keyboard.press("Control+k");
    const box = page.locator("input.pagefind-ui__search-input");
    await expect.poll(() => box.count()).toBe(1);
    expect(await alert.count()).toBe(0);
    site.close();
    await context.close();
  });
});

describe("sections of a page", () => {
  const section = (url: string, ...matches: [location: number, weight: number, score: number][]) =>
    ({
      url,
      excerpt: "",
      weighted_locations: matches.map(([location, weight, balanced_score]) => ({
        location,
        weight,
        balanced_score,
      })),
    }) satisfies FoundSection;
  const order = (...sections: FoundSection[]): string[] =>
    rankSections(sections).map(({ url }) => url);

  test("with the words side by side come first, parts of compounds aside", () => {
    const compound = section("#compound", [1, 0.5, 90], [2, 0.5, 90]);
    const apart = section("#apart", [10, 1, 50], [12, 1, 50]);
    const phrase = section("#phrase", [20, 1, 40], [21, 1, 40]);
    expect(order(compound, apart, phrase)).toEqual(["#phrase", "#compound", "#apart"]);
  });

  test("then those with the best single match, then those higher on the page", () => {
    const often = section("#often", [1, 1, 5], [5, 1, 5], [9, 1, 5]);
    const heading = section("#heading", [20, 5, 80]);
    const later = section("#later", [30, 1, 5]);
    expect(order(often, later, heading)).toEqual(["#heading", "#often", "#later"]);
  });

  test("are three at most, and never the page itself", () => {
    const many = [1, 2, 3, 4].map((at) => section(`#${at}`, [at * 10, 1, 1]));
    expect(order(section("/page/#_top", [0, 7, 99]), ...many)).toEqual(["#1", "#2", "#3"]);
  });

  test.each([
    [
      "、服务不可用、交易所<mark>限频</mark>（错误码 -",
      "服务不可用、交易所<mark>限频</mark>（错误码",
    ],
    [", or a <mark>proxy</mark> (", "or a <mark>proxy</mark>"],
    ["&lt;mark&gt; <mark>-1021</mark>.", "&lt;mark&gt; <mark>-1021</mark>."],
  ])("show %s without stray punctuation", (excerpt, shown) => {
    const [only] = rankSections([{ ...section("#one"), excerpt }]);
    expect(only?.excerpt).toBe(shown);
  });
});
