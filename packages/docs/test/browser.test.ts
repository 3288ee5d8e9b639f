// Each page in a real browser: quiet console, no request off the site, no sideways scroll, not too tall, nothing that
// moves while it loads. One page of each kind: nothing that axe objects to, and all of it there without JavaScript.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { sourceLanguage } from "../src/languages.ts";
import { objections, sidewaysScroll } from "./browserPage.ts";
import { address, dist, oneOfEachApi, operations, pages } from "./builtSite.ts";
import { hasChromium, useChromium } from "./chromium.ts";

/** With how tall a page may be at most. */
const screens = [
  { width: 390, height: 844, tallest: 9000 },
  { width: 1440, height: 900, tallest: 8000 },
];
const redocPages = readdirSync(join(dist, "redoc")).map((file) => ({ path: `/redoc/${file}` }));

/** One page of each kind: its elements are those of all others. The Chinese ones differ in words and fonts. */
const isKind = (path: string): boolean => {
  if (oneOfEachApi.some((one) => one.address === path)) return true;
  if (path === address("zh-CN", "")) return true;
  if (path.startsWith(address("zh-CN", ""))) return false;
  if (operations.some((one) => one.address === path)) return false;
  return !/\/guides\/(?!first-call|limits)|\/sdk\/(?!clients)./.test(path);
};
const kinds = new Set(pages.map(({ path }) => path).filter(isKind));

/** How far content moved while the page loaded, as https://web.dev/articles/cls defines it. */
async function layoutShift(page: Page): Promise<number> {
  return page.evaluate(
    async () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[])
            sum += entry.value;
        }).observe({ type: "layout-shift", buffered: true });
        // What was buffered is handed over before the second frame.
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
      }),
  );
}

/** Opens what is closed, because axe looks only at what is shown. */
async function openAll(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll("main details"))
      details.setAttribute("open", "");
  });
}

describe.skipIf(!hasChromium)("in Chromium", () => {
  const { troubles, visit } = useChromium();

  // Each page is loaded once: English ones on a phone, Chinese ones on a desktop, and then shown at the other width.
  test.each(pages)("$path opens without trouble at both widths", async ({ path }) => {
    const widths = path.startsWith(address("zh-CN", "")) ? screens.toReversed() : screens;
    const measure = async (page: Page): Promise<string[]> => {
      const shift = await layoutShift(page);
      const found = shift < 0.1 ? [] : [`content moves by ${shift.toFixed(3)}`];
      for (const { tallest, ...viewport } of widths) {
        await page.setViewportSize(viewport);
        const height = await page.evaluate(() => document.documentElement.scrollHeight);
        if (height > tallest) found.push(`${viewport.width} px: content is ${height} px tall`);
      }
      await openAll(page);
      // Axe looks at both widths too, and says where one of them is too narrow.
      if (kinds.has(path)) return [...found, ...(await objections(page))];
      for (const { width, height } of widths.toReversed()) {
        await page.setViewportSize({ width, height });
        const wide = await sidewaysScroll(page);
        found.push(...wide.map((one) => `${width} px: ${one}`));
      }
      return found;
    };
    const [viewport] = widths;
    expect(await troubles(path, measure, { ...(viewport && { viewport }) })).toEqual([]);
  });

  test.each(redocPages.filter(({ path }) => path.includes(`.${sourceLanguage}.`)))(
    "$path opens without a request off the site, and its links stay in the file or are whole",
    async ({ path }) => {
      const found = await troubles(path, async (page) => {
        await page.waitForSelector("h1");
        const links = await page
          .locator("a")
          .evaluateAll((all) => all.map((a) => a.getAttribute("href")));
        return links.map(String).filter((href) => !/^(?:#|https:)/.test(href));
      });
      expect(found).toEqual([]);
    },
  );

  test.each([...kinds])("%s shows its content without JavaScript", async (path) => {
    const shown = await visit(
      path,
      async (page) => {
        const content = page.locator(".sl-markdown-content").first();
        const grounds = [];
        for (const colorScheme of ["light", "dark"] as const) {
          await page.emulateMedia({ colorScheme });
          grounds.push(await page.evaluate(() => getComputedStyle(document.body).backgroundColor));
        }
        return [
          await page.locator("h1").isVisible(),
          await content.locator("> :not(script, style)").last().isVisible(),
          ...grounds,
        ];
      },
      { javaScriptEnabled: false },
    );
    // In the colours that the reader's system prefers, as styles/theme.css has them.
    expect(shown).toEqual([true, true, "rgb(252, 251, 247)", "rgb(16, 22, 20)"]);
  });
});
