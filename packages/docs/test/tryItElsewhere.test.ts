// Sign and send beside its main road: another address than the page's own mock, what it weighs, what axe says
// of it, and what is left without JavaScript. Skipped, and counted as such, where there is no Chromium.
import type { IncomingMessage, ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { createMockExchange } from "@open-orders/mock-exchange";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { aimAt, objections, submitted } from "./browserPage.ts";
import { hasChromium, useChromium } from "./chromium.ts";
import { allowed, localServer } from "./localServer.ts";

const coinM = "/reference/coin-m-futures/listOpenOrders/";
const marginInChinese = "/zh-cn/reference/portfolio-margin/listMarginOpenOrders/";

const status = (page: Page) => page.locator("try-it form [role=status]");

/** A mock exchange behind a server that lets pages of other origins ask. */
async function localMock() {
  const exchange = createMockExchange();
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const key = String(request.headers["x-mbx-apikey"]);
    const init = { headers: { "X-MBX-APIKEY": key } };
    const made = await exchange.fetch(`http://mock${request.url}`, init);
    response.writeHead(made.status, { ...Object.fromEntries(made.headers), ...allowed });
    response.end(await made.text());
  };
  const server = await localServer((request, response) => void respond(request, response));
  return { ...server, requests: exchange.requests };
}

describe.skipIf(!hasChromium)("sign and send", () => {
  const { open: openPage, server } = useChromium();
  // The form is in a tab of its own, which a link into it opens.
  const open: typeof openPage = async (path, options) => openPage(`${path}#try-it`, options);

  test("asks a mock on this machine", async () => {
    const mock = await localMock();
    const { page, context, troubles } = await open(coinM);
    await aimAt(page, mock.url);
    await submitted(page);
    expect(await status(page).textContent()).toBe("Status 200. 1 entry.");
    expect(mock.requests.map(({ status: sent }) => sent)).toEqual([200]);
    expect(troubles).toEqual([]);
    mock.close();
    await context.close();
  });

  test("sends to no address that is not of this machine", async () => {
    const { page, context, requests } = await open(coinM);
    await page.locator("try-it summary").nth(1).click();
    await page.locator("[name=target][value=local]").check();
    const rejected: string[] = [];
    const addresses = [
      "http://10.0.0.1:8787",
      "https://127.0.0.1",
      "http://127.0.0.1/?a=b",
      "8787",
    ];
    for (const address of addresses) {
      await status(page).evaluate((one) => (one.textContent = ""));
      await page.locator("#try-it-local").fill(address);
      await page.locator("try-it [type=submit]").click();
      await expect.poll(() => status(page).textContent()).toMatch(/^Enter an address of this/);
      rejected.push(address);
    }
    expect(rejected).toEqual(addresses);
    expect(requests.filter((url) => !url.startsWith(server().url))).toEqual([]);
    await context.close();
  });

  test("gives commands for any other address, after a warning, and sends nothing", async () => {
    const { page, context, requests } = await open(coinM);
    const secret = "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j";
    for (const summary of await page.locator("try-it summary").all()) await summary.click();
    await page.locator("[data-key=secret]").fill(secret);
    await page.locator("[name=target][value=other]").check();
    expect(await page.locator("#try-it-other-note").innerText()).toMatch(/this is a live call/);
    await page.locator("#try-it-other").fill("https://example.com/base/");
    await submitted(page);
    const command = await page.locator("[data-part=command]").innerText();
    expect(command).toContain("'https://example.com/base/dapi/v1/openOrders'");
    expect(command).toContain("query='symbol=BTCUSD_PERP&timestamp='");
    expect(command).not.toContain(secret);
    expect(requests.filter((url) => !url.startsWith(server().url))).toEqual([]);
    await page.locator("#try-it-other").fill("example.com");
    await page.locator("try-it [type=submit]").click();
    await expect.poll(() => status(page).textContent()).toMatch(/^Enter an absolute https: URL/);
    await context.close();
  });

  test("says so when it cannot be loaded", async () => {
    const { page, context } = await open(coinM);
    await context.setOffline(true);
    await page.locator("try-it [type=submit]").click();
    await expect.poll(() => status(page).textContent()).toMatch(/^The client could not be loaded/);
    await context.close();
  });

  test("the policy of the page stops a request to any other host", async () => {
    const { page, context } = await open(coinM);
    const directive = await page.evaluate(async () => {
      const violated = new Promise<string>((resolve) => {
        document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) =>
          resolve(effectiveDirective),
        );
      });
      await fetch("https://example.com/").catch(() => {});
      return violated;
    });
    expect(directive).toBe("connect-src");
    await context.close();
  });

  test.each([
    [coinM, "Sending from this page needs JavaScript"],
    [marginInChinese, "在本页发送请求需要 JavaScript"],
  ])("%s shows the steps without JavaScript", async (path, note) => {
    const { page, context } = await open(path, { javaScriptEnabled: false });
    await page.locator("label[for=beside-send]").click();
    const shownNote = page.locator(".try-it noscript p");
    expect(await shownNote.isVisible()).toBe(true);
    expect(await shownNote.textContent()).toContain(note);
    expect(await page.locator("try-it form").isVisible()).toBe(false);
    expect(await page.locator("try-it .try-steps > li").count()).toBe(5);
    expect(await page.locator("try-it .try-steps > li").last().isVisible()).toBe(true);
    await context.close();
  });

  test("weighs at most 60 kB compressed on first use", async () => {
    const { page, context } = await open(coinM);
    const bodies: Promise<Buffer>[] = [];
    page.on("response", (response) => bodies.push(response.body()));
    await page.locator("#try-symbol").focus();
    await expect.poll(() => bodies.length).toBeGreaterThan(1);
    await submitted(page);
    const sizes = (await Promise.all(bodies)).map((body) => gzipSync(body).length);
    const total = sizes.reduce((sum, size) => sum + size, 0);
    console.log(`sign and send, first use: ${(total / 1000).toFixed(1)} kB compressed`);
    expect(sizes.length).toBeGreaterThan(1);
    expect(total).toBeLessThanOrEqual(60_000);
    await context.close();
  });

  test.each([coinM, marginInChinese])("%s: nothing for axe to object to", async (path) => {
    const { page, context } = await open(path);
    for (const summary of await page.locator("try-it summary").all()) await summary.click();
    await page.locator("[data-mistake][value=clock]").check();
    await submitted(page);
    expect(await objections(page, ".try-it")).toEqual([]);
    await page.locator("[name=target][value=other]").check();
    await submitted(page);
    expect(await objections(page, ".try-it")).toEqual([]);
    await context.close();
  });
});
