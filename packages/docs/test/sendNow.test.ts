// The button on the home page, in a real browser: by keyboard alone, in both languages, in both themes, without a network
// once it has loaded what it needs, and without moving the page.
import { createHmac } from "node:crypto";
import { demoAccount } from "@open-orders/mock-exchange";
import { describe, expect, test } from "vitest";
import { objections, tabTo } from "./browserPage.ts";
import { address, page as built } from "./builtSite.ts";
import { hasChromium, loadedWhenIdle, useChromium } from "./chromium.ts";

const place = ".send-now";

describe.skipIf(!hasChromium)("send from the home page", () => {
  const { open, server } = useChromium();

  test.each([
    ["en", "Status 200. 1 entry."],
    ["zh-CN", "状态码 200。共 1 条。"],
  ] as const)("%s", async (language, summary) => {
    const opened = await open(address(language, ""));
    const { page, context, requests, finished, troubles } = opened;
    await loadedWhenIdle(opened);
    // What sending needs comes when the reader turns to the button.
    const before = requests.length;
    expect(requests.filter((url) => /\/run\.|\/downloads\//.test(url))).toEqual([]);
    await tabTo(page, `${place} button`);
    const hasCome = (): boolean =>
      finished.some((url) => url.includes("/downloads/")) && finished.length === requests.length;
    await expect.poll(hasCome).toBe(true);
    expect(requests.length).toBeGreaterThan(before);
    await context.setOffline(true);

    const data = page.locator(`${place} [data-part=data]`);
    const heightOf = async () => page.locator(place).evaluate((one) => one.scrollHeight);
    const height = await heightOf();
    await page.keyboard.press("Enter");
    await expect.poll(() => data.innerText()).toContain('"orderId"');
    expect(await heightOf()).toBe(height);

    const sent = await page.locator(`${place} [data-part=url]`).innerText();
    const [, query = "", signature] = /^GET https:\S+\?(\S+)&signature=(\w+)$/.exec(sent) ?? [];
    const hmac = createHmac("sha256", demoAccount.secret).update(query).digest("hex");
    expect(signature).toBe(hmac);
    expect(await page.locator(`${place} [role=status]`).innerText()).toBe(summary);
    // One order of the symbol in the query, its id exact beyond what a number holds.
    const [{ symbol, orderId }] = JSON.parse(await data.innerText()) as [Record<string, string>];
    expect(new URLSearchParams(query).get("symbol")).toBe(symbol);
    expect(orderId).toMatch(/^\d{19}$/);
    expect(String(Number(orderId))).not.toBe(orderId);
    expect(await page.evaluate(() => document.activeElement?.localName)).toBe("button");

    await context.setOffline(false);
    expect(await objections(page, place)).toEqual([]);
    expect(requests.filter((url) => !url.startsWith(server().url))).toEqual([]);
    expect(troubles).toEqual([]);
    await context.close();
  });

  test("two quick presses send once", async () => {
    const { page, context } = await open("/");
    await page.evaluate(() => {
      const { subtle } = crypto;
      const sign = subtle.sign.bind(subtle);
      subtle.sign = async (...all) => {
        document.title += "+";
        return sign(...all);
      };
      document.title = "";
    });
    await page.locator(`${place} button`).evaluate((button: HTMLButtonElement) => {
      button.click();
      button.click();
    });
    await expect
      .poll(() => page.locator(`${place} [role=status]`).innerText())
      .toBe("Status 200. 1 entry.");
    expect(await page.title()).toBe("+");
    await context.close();
  });

  test("without JavaScript there is no button that does nothing", async () => {
    const { page, context } = await open("/", { javaScriptEnabled: false });
    expect(await page.locator(place).isVisible()).toBe(false);
    await context.close();
  });

  test("the page says what it sends before it is sent", () => {
    expect(built("/")(`${place} [data-part=url]`).text()).toMatch(/^GET https:.*&signature=·+$/);
  });
});
