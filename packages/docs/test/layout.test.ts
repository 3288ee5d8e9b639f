// The layout, measured in a real browser: the first screen of the home page, the call beside the text, the
// weight that follows the parameters, focus that is seen, and paper.
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { allLanguages } from "../src/languages.ts";
import { ruleThatApplies } from "../src/weightNow.ts";
import { address, firstAddress, oneOfEachApi, page as built } from "./builtSite.ts";
import { hasChromium, useChromium } from "./chromium.ts";

const screens = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

test("the first weight rule whose parameters are all sent applies", () => {
  const rules = [{ whenSent: ["a", "b"] }, { whenSent: ["a"] }, { whenSent: [] }];
  const applies = [["b", "c", "a"], ["a"], ["b"], []].map((sent) => ruleThatApplies(rules, sent));
  expect(applies).toEqual([0, 1, 2, 2]);
});

test("no script stands between a reader and the text", () => {
  const [head = ""] = built(address("en", "")).html().split("<main");
  const [, top = ""] = head.split("<body");
  expect(top).toContain("</nav>");
  expect(top.replaceAll('<script type="module"', "")).not.toContain("<script");
});

async function box(page: Page, selector: string) {
  const found = await page.locator(selector).first().boundingBox();
  if (!found) throw new Error(`${selector} is not shown`);
  return found;
}

describe.skipIf(!hasChromium)("in Chromium", () => {
  const { visit } = useChromium();

  test.each(
    allLanguages.flatMap((language) => screens.map((viewport) => ({ language, viewport }))),
  )(
    "the home page shows both buttons and what the command prints on the first screen ($language, $viewport.width px)",
    async ({ language, viewport }) => {
      const show = async (page: Page) => ({
        buttons: await box(page, ".actions a:last-child"),
        command: await box(page, ".home .frame code"),
        text: await page.locator(".home .frame code").first().innerText(),
      });
      const { buttons, command, text } = await visit(address(language, ""), show, { viewport });
      expect(buttons.y + buttons.height).toBeLessThan(viewport.height);
      expect(command.y).toBeLessThan(viewport.height - 100);
      expect(text).toContain("BTCUSD_PERP");
    },
  );

  test.each(oneOfEachApi)(
    "$name keeps the call beside the text, in one column on a phone, with the weight of what is sent",
    async ({ address: path, operation }) => {
      await visit(path, async (page) => {
        const text = await box(page, ".operation > .body");
        expect((await box(page, ".beside")).x).toBeGreaterThan(text.x + text.width);
        await page.evaluate(() => scrollTo(0, 3000));
        const beside = await box(page, ".beside");
        expect(beside.y).toBeLessThan(900);
        expect(beside.y + beside.height).toBeGreaterThan(100);
        const shown: string[] = [];
        for (const { whenSent } of operation.weights) {
          await page.evaluate((sent) => {
            const detail = { sent };
            document.dispatchEvent(new CustomEvent("open-orders:parameters", { detail }));
          }, whenSent);
          shown.push((await page.locator("[data-weight-now]").innerText()).replaceAll(/\D/g, ""));
          expect(await page.locator('[data-applies="true"]').count()).toBe(1);
        }
        expect(shown).toEqual(operation.weights.map(({ weight }) => String(weight)));
        await page.setViewportSize({ width: 390, height: 844 });
        expect((await box(page, ".beside")).x).toBe((await box(page, ".operation > .body")).x);
      });
    },
  );

  test("the sidebar is on the next page as the reader left it", async () => {
    const sidebar = "#starlight__sidebar";
    const kept = await visit(address("en", "guides/limits"), async (page) => {
      await page.locator(`${sidebar} summary`).first().click();
      await page.locator(sidebar).evaluate((element) => element.scrollTo(0, 150));
      await page.locator(`${sidebar} a[href="${address("en", "open-questions")}"]`).click();
      await page.waitForURL(`**${address("en", "open-questions")}`);
      return [
        await page.locator(`${sidebar} details`).first().getAttribute("open"),
        await page.locator(sidebar).evaluate((element) => element.scrollTop > 0),
      ];
    });
    expect(kept).toEqual([null, true]);
  });

  test("the theme menu shows what the reader chose, on the next page as well", async () => {
    const menu = (page: Page) => page.locator("starlight-theme-select select").first();
    const shown = await visit(address("en", ""), async (page) => {
      await menu(page).selectOption("dark");
      await page.goto(new URL(address("en", "errors"), page.url()).href);
      return [await menu(page).inputValue(), await page.locator("html").getAttribute("data-theme")];
    });
    expect(shown).toEqual(["dark", "dark"]);
  });

  test("the focus is seen wherever the Tab key leads", async () => {
    const path = firstAddress;
    const unseen = await visit(path, async (page) => {
      const found: string[] = [];
      for (let step = 0; step < 40; step += 1) {
        await page.keyboard.press("Tab");
        const { name, width } = await page.evaluate(() => {
          const focused = document.activeElement ?? document.body;
          const { outlineStyle, outlineWidth } = getComputedStyle(focused);
          return {
            name: focused.outerHTML.slice(0, 80),
            width: outlineStyle === "none" ? 0 : Number.parseFloat(outlineWidth),
          };
        });
        if (width < 1) found.push(name);
      }
      return found;
    });
    expect(unseen).toEqual([]);
  });

  test("on paper, the text has the whole width and nothing to press", async () => {
    await visit(firstAddress, async (page) => {
      await page.emulateMedia({ media: "print" });
      const { x, width } = await box(page, ".operation > .body");
      expect(x).toBeLessThan(60);
      expect(width).toBeGreaterThan(1200);
      expect(await page.locator("button:visible, .sidebar:visible").count()).toBe(0);
    });
  });
});
