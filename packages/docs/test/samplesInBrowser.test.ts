// The tabs of the samples in a real browser: by mouse, by keyboard, without JavaScript, and on the next page.
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type DocsServer, serveDocs } from "../serve.ts";
import { objections } from "./browserPage.ts";
import { firstAddress, oneOfEachApi } from "./builtSite.ts";
import { hasChromium, connectChromium } from "./chromium.ts";
import { sampleIds, samples } from "./runSample.ts";

describe.skipIf(!hasChromium)("in Chromium", () => {
  let browser: Browser;
  let server: DocsServer;

  beforeAll(async () => {
    server = await serveDocs();
    browser = await connectChromium();
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  const open = async (context: BrowserContext, address: string): Promise<Page> => {
    const page = await context.newPage();
    await page.goto(server.url + address.slice(1));
    return page;
  };
  const visible = async (page: Page): Promise<(string | null)[]> => {
    const shown = await page.locator("[data-sample]:visible").all();
    return Promise.all(shown.map((one) => one.getAttribute("data-sample")));
  };

  test("every tab fits a phone", async () => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
    const found: string[] = [];
    for (const { name, address } of oneOfEachApi) {
      const page = await open(context, address);
      for (const id of sampleIds) {
        await page.locator(`label[for="sample-${id}"]`).click();
        expect(await visible(page)).toEqual([id]);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        if (width > 390) found.push(`${name}, ${id}: content is ${width} px wide`);
      }
      await page.close();
    }
    await context.close();
    expect(found).toEqual([]);
  });

  // Those of other pages differ in words, and the first tab is looked at with the rest of its page.
  test("axe objects to no tab", async () => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
    const page = await open(context, firstAddress);
    await page.addStyleTag({ content: ".sample-tabs > .sample { display: block !important; }" });
    const found = await objections(page, ".samples");
    await context.close();
    expect(found).toEqual([]);
  });

  test("arrow keys change the tab, and the next page has the same, in any language", async () => {
    const context = await browser.newContext();
    const addresses = oneOfEachApi.map(({ address }) => address);
    const [first = "", ...others] = addresses;
    const page = await open(context, first);
    await page.locator("#sample-curl").focus();
    await page.keyboard.press("ArrowRight");
    expect(await visible(page)).toEqual(["sdk"]);
    for (const other of others) expect(await visible(await open(context, other))).toEqual(["sdk"]);
    await context.close();
  });

  test("the copy button copies what the other tests run", async () => {
    const context = await browser.newContext();
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const sample = samples.find(({ id }) => id === "go");
    const page = await open(context, sample?.address ?? "");
    await page.locator('label[for="sample-go"]').click();
    await page.locator('[data-sample="go"]').hover();
    await page.locator('[data-sample="go"] button').click();
    const read = async (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
    await expect.poll(async () => `${await read()}\n`).toBe(sample?.code);
    await context.close();
  });

  test("no script is needed", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await open(context, firstAddress);
    expect(await visible(page)).toEqual(["curl"]);
    await page.locator('label[for="sample-python"]').click();
    expect(await visible(page)).toEqual(["python"]);
    await context.close();
  });
});
