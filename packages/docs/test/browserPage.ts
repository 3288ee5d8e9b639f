// What a reader does in a page, and what axe objects to in it.
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

/** Presses Tab until the selected element has the focus, as a reader without a mouse does. */
export async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    const there = await page.evaluate((one) => document.activeElement?.matches(one), selector);
    if (there) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never came to ${selector}`);
}

/** Chooses a mock on this machine, at an address, for what the form sends. */
export async function aimAt(page: Page, local: string): Promise<void> {
  await page.locator("try-it summary").nth(1).click();
  await page.locator("[name=target][value=local]").check();
  await page.locator("#try-it-local").fill(local);
}

/** Sends the form, and waits until what was shown before is gone. */
export async function submitted(page: Page): Promise<void> {
  await page.locator("try-it [data-outcome]").evaluate((one) => {
    one.append(document.createComment("before"));
  });
  await page.locator("try-it [type=submit]").click();
  await page.waitForFunction(() => {
    const nodes = [...(document.querySelector("try-it [data-outcome]")?.childNodes ?? [])];
    return nodes.every((node) => node.nodeType !== Node.COMMENT_NODE);
  });
}

/** How much wider than the window the page is. */
export async function sidewaysScroll(page: Page): Promise<string[]> {
  const { scrollWidth, clientWidth } = await page.evaluate(() => {
    const root = document.documentElement;
    return { scrollWidth: root.scrollWidth, clientWidth: root.clientWidth };
  });
  return scrollWidth > clientWidth ? [`content is ${scrollWidth} px wide`] : [];
}

/** Code that scrolls can be focused as soon as its script has seen the new width; axe says so where it never is. */
async function codeSettles(page: Page): Promise<void> {
  const isSettled = (): boolean =>
    [...document.querySelectorAll(".expressive-code pre")].every(
      (code) => code.scrollWidth <= code.clientWidth || code.hasAttribute("tabindex"),
    );
  await page.waitForFunction(isSettled, undefined, { timeout: 30_000 }).catch(() => undefined);
}

/** Both themes have the same elements, so these alone can tell one from the other. */
const colourRules = ["color-contrast", "link-in-text-block"];

/** What axe objects to in an element, light on a phone and dark on a screen, and whether the page scrolls sideways. */
export async function objections(page: Page, selector = "html"): Promise<string[]> {
  const found: string[] = [];
  for (const [colorScheme, width] of [
    ["light", 390],
    ["dark", 1440],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    await page.waitForSelector(`html[data-theme="${colorScheme}"]`);
    await codeSettles(page);
    const axe = new AxeBuilder({ page }).setLegacyMode().include(selector);
    // What passes would be named element by element, which takes longer than the rules do.
    axe.options({ resultTypes: ["violations"] });
    if (colorScheme === "dark") axe.withRules(colourRules);
    const { violations } = await axe.analyze();
    const targets = violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => [id, target]));
    const seen = [...targets.map((one) => one.join(" ")), ...(await sidewaysScroll(page))];
    found.push(...seen.map((one) => `${colorScheme}, ${width} px: ${one}`));
  }
  return found;
}
