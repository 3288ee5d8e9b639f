// The filter of the error codes in a real browser: what is pasted into it, and links to what it hides.
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { address } from "./builtSite.ts";
import { hasChromium, useChromium } from "./chromium.ts";

const shown = async (page: Page): Promise<string[]> =>
  page
    .locator("[data-error]:visible")
    .evaluateAll((all) => all.map((one) => one.getAttribute("data-error") ?? ""));

describe.skipIf(!hasChromium)("the filter of error codes", () => {
  const { open } = useChromium();

  test.each([
    '{"code":-1021,"msg":"Timestamp for this request is outside of the recvWindow."}',
    '"code":-1021',
    "code=-1021",
    "  -1021,",
  ])("finds the code in %s", async (pasted) => {
    const { page, context } = await open(address("en", "errors"));
    await page.locator("#error-filter").fill("-1021");
    const found = await shown(page);
    expect(found[0]).toBe("error-1021");
    await page.locator("#error-filter").fill(pasted);
    expect(await shown(page)).toEqual(found);
    await context.close();
  });

  test("still goes by every word where there is no code", async () => {
    const { page, context } = await open(address("en", "errors"));
    const all = await shown(page);
    await page.locator("#error-filter").fill("Timestamp recvWindow");
    const found = await shown(page);
    expect(found).toContain("error-1021");
    expect(found.length).toBeLessThan(all.length);
    await context.close();
  });

  test("is cleared by a link to an entry that it hides, and by no other", async () => {
    const { page, context } = await open(address("en", "errors"));
    const filter = page.locator("#error-filter");
    const follow = async (anchor: string): Promise<void> => {
      await page.evaluate((hash) => (location.hash = hash), anchor);
      await expect.poll(() => page.locator(`[data-error=${anchor}]`).getAttribute("open")).toBe("");
    };
    await filter.fill("recvWindow");
    await follow("error-1021");
    expect(await filter.inputValue()).toBe("recvWindow");
    expect(await shown(page)).not.toContain("error-2015");
    await follow("error-2015");
    expect(await filter.inputValue()).toBe("");
    expect(await shown(page)).toContain("error-1022");
    const place = await page.locator("#error-2015").boundingBox();
    expect(place?.y).toBeGreaterThanOrEqual(0);
    expect(place?.y).toBeLessThan(900);
    await context.close();
  });
});
