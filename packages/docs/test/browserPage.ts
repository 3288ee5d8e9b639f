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

/** Both themes have the same elements, so these alone can tell one from the other. */
const colourRules = ["color-contrast", "link-in-text-block"];

/** What axe objects to inside an element, light on a phone and dark on a screen, and whether the page scrolls sideways. */
export async function objections(page: Page, selector: string): Promise<string[]> {
  const found: string[] = [];
  for (const [colorScheme, width] of [
    ["light", 390],
    ["dark", 1440],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.waitForSelector(`html[data-theme="${colorScheme}"]`);
    await page.setViewportSize({ width, height: 900 });
    const axe = new AxeBuilder({ page }).setLegacyMode().include(selector);
    const { violations } = await (
      colorScheme === "light" ? axe : axe.withRules(colourRules)
    ).analyze();
    const targets = violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => [id, target]));
    found.push(...targets.map((one) => `${colorScheme}, ${width} px: ${one.join(" ")}`));
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    if (overflow > 0) found.push(`${colorScheme}, ${width} px: ${overflow} px too wide`);
  }
  return found;
}
