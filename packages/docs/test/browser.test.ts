// Each page in a real browser: quiet console, no request off the site, no sideways scroll on a phone,
// nothing that axe objects to, all of it there without JavaScript.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { dist, pages } from "./builtSite.ts";
import { hasChromium, useChromium } from "./chromium.ts";

const widths = [1440, 390];
const themes = ["light", "dark"] as const;
/** Both themes have the same elements, so these alone can tell one from the other. */
const colourRules = ["color-contrast", "link-in-text-block"];
const redocPages = readdirSync(join(dist, "redoc")).map((file) => ({ path: `/redoc/${file}` }));

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

/** Opens what is closed, for axe looks only at what is shown. */
async function openAll(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll("main details"))
      details.setAttribute("open", "");
  });
}

describe.skipIf(!hasChromium).concurrent("in Chromium", () => {
  const { troubles, visit } = useChromium();

  test.each(pages)(
    "$path opens without trouble at every width, light and dark",
    async ({ path }) => {
      const found = await troubles(path, async (page) => {
        const seen: string[] = [];
        await openAll(page);
        for (const width of widths) {
          await page.setViewportSize({ width, height: 900 });
          for (const colorScheme of themes) {
            await page.emulateMedia({ colorScheme });
            await page.waitForSelector(`html[data-theme="${colorScheme}"]`);
            const all = await axeViolations(page, colorScheme);
            seen.push(...all.map((one) => `${colorScheme}, ${width} px: ${one}`));
          }
          seen.push(...(await sidewaysScroll(page)).map((one) => `${width} px: ${one}`));
        }
        return seen;
      });
      expect(found).toEqual([]);
    },
  );

  test.each(redocPages)("$path opens without a request off the site", async ({ path }) => {
    const found = await troubles(path, async (page) => {
      await page.waitForSelector("h1");
      return [];
    });
    expect(found).toEqual([]);
  });

  test.each(pages)("$path shows its content without JavaScript", async ({ path }) => {
    const shown = await visit(
      path,
      async (page) => {
        const content = page.locator(".sl-markdown-content").first();
        return [
          await page.locator("h1").isVisible(),
          await content.locator("> :not(script, style)").last().isVisible(),
        ];
      },
      { javaScriptEnabled: false },
    );
    expect(shown).toEqual([true, true]);
  });
});
