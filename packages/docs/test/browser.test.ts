// Each page in a real browser: quiet console, no request off the site, no sideways scroll on a phone, and
// nothing that axe objects to. Skipped, and counted as such, where there is no Chromium.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type DocsServer, serveDocs } from "../serve.ts";
import { dist, pages } from "./builtSite.ts";

const executablePath = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";
const timeout = 120_000;

const widths = [1440, 390];
const themes = ["light", "dark"] as const;
/** Both themes have the same elements, so these alone can tell one from the other. */
const colourRules = ["color-contrast", "link-in-text-block"];
const redocPages = readdirSync(join(dist, "redoc")).map((file) => ({ path: `/redoc/${file}` }));

describe.skipIf(!existsSync(executablePath))("in Chromium", () => {
  let browser: Browser;
  let server: DocsServer;

  beforeAll(async () => {
    server = await serveDocs();
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  }, timeout);
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  /** Opens a page and collects what must not happen; `act` runs once all is loaded. */
  async function troubles(path: string, act: (page: Page) => Promise<string[]>): Promise<string[]> {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    const seen: string[] = [];
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) seen.push(`console: ${message.text()}`);
    });
    page.on("pageerror", (error) => seen.push(`error: ${error.message}`));
    page.on("request", (request) => {
      const { protocol, origin } = new URL(request.url());
      if (!["data:", "blob:"].includes(protocol) && `${origin}/` !== server.url)
        seen.push(`request: ${request.url()}`);
    });
    page.on("response", (response) => {
      if (response.status() >= 400) seen.push(`${response.status()}: ${response.url()}`);
    });
    try {
      await page.goto(server.url + path.slice(1), { waitUntil: "networkidle" });
      seen.push(...(await act(page)));
    } finally {
      await context.close();
    }
    return seen;
  }

  async function sidewaysScroll(page: Page): Promise<string[]> {
    const { scrollWidth, clientWidth } = await page.evaluate(() => {
      const root = document.documentElement;
      return { scrollWidth: root.scrollWidth, clientWidth: root.clientWidth };
    });
    return scrollWidth > clientWidth ? [`content is ${scrollWidth} px wide`] : [];
  }

  async function axeViolations(page: Page, theme: "light" | "dark"): Promise<string[]> {
    const axe = new AxeBuilder({ page }).setLegacyMode();
    const { violations } = await (theme === "light" ? axe : axe.withRules(colourRules)).analyze();
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(" ")}`),
    );
  }

  test.each(pages)(
    "$path opens without trouble at every width, light and dark",
    async ({ path }) => {
      const found = await troubles(path, async (page) => {
        const seen: string[] = [];
        for (const colorScheme of themes) {
          await page.emulateMedia({ colorScheme });
          await page.waitForSelector(`html[data-theme="${colorScheme}"]`);
          for (const width of widths) {
            await page.setViewportSize({ width, height: 900 });
            const all = [
              ...(await sidewaysScroll(page)),
              ...(await axeViolations(page, colorScheme)),
            ];
            seen.push(...all.map((one) => `${colorScheme}, ${width} px: ${one}`));
          }
        }
        return seen;
      });
      expect(found).toEqual([]);
    },
    timeout,
  );

  test.each(redocPages)(
    "$path opens without a request off the site",
    async ({ path }) => {
      const found = await troubles(path, async (page) => {
        await page.waitForSelector("h1");
        return [];
      });
      expect(found).toEqual([]);
    },
    timeout,
  );

  test.each([
    ["/", "Search", "trailing stop"],
    ["/zh-cn/", "搜索", "成交"],
  ])(
    "%s is searched in its own language",
    async (path, label, term) => {
      const found = await troubles(path, async (page) => {
        await page.getByRole("button", { name: label }).first().click();
        await page.getByRole("textbox", { name: label }).fill(term);
        const result = page.locator(".pagefind-ui__result-link").first();
        await result.waitFor();
        const href = (await result.getAttribute("href")) ?? "";
        return href.startsWith(path) ? [] : [`the first result is ${href}`];
      });
      expect(found).toEqual([]);
    },
    timeout,
  );

  test.each(pages)(
    "$path shows its content without JavaScript",
    async ({ path }) => {
      const context = await browser.newContext({ javaScriptEnabled: false });
      try {
        const page = await context.newPage();
        await page.goto(server.url + path.slice(1));
        expect(await page.locator("h1").isVisible()).toBe(true);
        expect(await page.locator(".sl-markdown-content > *").last().isVisible()).toBe(true);
      } finally {
        await context.close();
      }
    },
    timeout,
  );
});
