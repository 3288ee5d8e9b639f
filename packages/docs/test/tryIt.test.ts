// Sign and send, in a real browser: without a network, by keyboard alone, in both languages, with signatures
// that OpenSSL makes too. Skipped, and counted as such, where there is no Chromium.
import { execFileSync } from "node:child_process";
import { generateKeyPairSync, verify } from "node:crypto";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { submitted, tabTo } from "./browserPage.ts";
import { hasChromium, loadedWhenIdle, type OpenPage, useChromium } from "./chromium.ts";
import { page as builtPage } from "./builtSite.ts";

const coinM = "/reference/coin-m-futures/listOpenOrders/";
const coinMInChinese = "/zh-cn/reference/coin-m-futures/listOpenOrders/";
const marginInChinese = "/zh-cn/reference/portfolio-margin/listMarginOpenOrders/";
// The secret that the exchange's spot documentation prints, and its point in time.
const secret = "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j";
const apiKey = "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A";
const time = 1_499_827_319_559;

const part = async (page: Page, name: string): Promise<string> =>
  page.locator(`try-it [data-part=${name}]`).last().innerText();
const status = (page: Page) => page.locator("try-it form [role=status]");

/** Waits until all that sending needs has come. */
async function prepared({ page, requests, finished }: OpenPage): Promise<void> {
  await loadedWhenIdle({ page, finished });
  // The description is the last to be asked for; it is not there before it has come whole.
  const hasCome = (): boolean =>
    finished.some((url) => url.includes("/downloads/")) && finished.length === requests.length;
  await expect.poll(hasCome).toBe(true);
}

describe.skipIf(!hasChromium)("sign and send", () => {
  const { open: openPage, server } = useChromium();
  // The form is in a tab of its own, which a link into it opens.
  const open = async (path: string) => openPage(`${path}#try-it`);

  test.each([
    [coinM, "symbol=BTCUSD_PERP&recvWindow=3000", "Status 200. 1 entry."],
    [coinMInChinese, "symbol=BTCUSD_PERP&recvWindow=3000", "状态码 200。共 1 条。"],
    [marginInChinese, "symbol=BNBBTC&recvWindow=3000", "状态码 200。共 1 条。"],
  ])("%s works offline, by keyboard alone", async (path, query, summary) => {
    const opened = await open(path);
    const { page, context, requests, troubles } = opened;
    await page.clock.setFixedTime(time);
    await tabTo(page, "#try-recvWindow");
    await prepared(opened);
    expect(requests.filter((url) => !url.startsWith(server().url))).toEqual([]);
    await context.setOffline(true);
    const before = requests.length;

    await page.keyboard.type("3000");
    await tabTo(page, "try-it summary");
    await page.keyboard.press("Enter");
    await tabTo(page, "[data-key=apiKey]");
    await page.keyboard.type(apiKey);
    await tabTo(page, "[data-key=secret]");
    await page.keyboard.type(secret);
    await tabTo(page, "try-it [type=submit]");
    await page.keyboard.press("Enter");
    await page.waitForSelector("try-it [data-part=data]");

    const payload = `${query}&timestamp=${time}`;
    const openssl = execFileSync("openssl", ["dgst", "-sha256", "-hmac", secret], {
      input: payload,
    });
    const signature = openssl.toString().trim().split("= ")[1] ?? "";
    expect(signature).toMatch(/^[\da-f]{64}$/);
    expect(await part(page, "query")).toBe(query);
    expect(await part(page, "signed")).toBe(payload);
    expect(await part(page, "signature")).toBe(signature);
    expect(await part(page, "url")).toMatch(/^GET https:\/\/[a-z]+\.binance\.com\/[a-zA-Z\d/]+\?/);
    expect((await part(page, "url")).endsWith(`?${payload}&signature=${signature}`)).toBe(true);
    expect(await part(page, "header")).toBe(`X-MBX-APIKEY: ${apiKey}`);
    expect(await status(page).textContent()).toBe(summary);
    expect(await page.evaluate(() => document.activeElement?.getAttribute("type"))).toBe("submit");
    expect(requests.slice(before)).toEqual([]);
    expect(troubles).toEqual([]);
    await context.close();
  });

  test("shows ids exact to the last digit", async () => {
    const { page, context } = await open(coinM);
    await submitted(page);
    const orders = JSON.parse(await part(page, "data")) as { orderId: string }[];
    await page.getByText("The body on the wire").click();
    const wire = await part(page, "wire");
    const digits = /"orderId":(\d+)/.exec(wire)?.[1] ?? "";
    expect(digits).toHaveLength(19);
    expect(String(Number(digits))).not.toBe(digits);
    expect(orders.map(({ orderId }) => orderId)).toEqual([digits]);
    await context.close();
  });

  test.each(["rsa", "ed25519"] as const)("signs with a key of the kind %s", async (kind) => {
    const pair =
      kind === "rsa"
        ? generateKeyPairSync("rsa", { modulusLength: 2048 })
        : generateKeyPairSync("ed25519");
    const privateKey = pair.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    const { page, context, troubles } = await open(coinM);
    await page.locator("try-it summary").first().click();
    await page.locator(`[name=kind][value=${kind}]`).check();
    // The demo key of this kind first, made in the page.
    await submitted(page);
    expect(await status(page).textContent()).toBe("Status 200. 1 entry.");
    await page.locator("[data-key=secret]").fill(privateKey);
    await submitted(page);
    expect(await status(page).textContent()).toBe("Status 200. 1 entry.");
    const signature = await part(page, "signature");
    const hash = kind === "rsa" ? "sha256" : null;
    const signed = Buffer.from(await part(page, "signed"));
    expect(verify(hash, signed, pair.publicKey, Buffer.from(signature, "base64"))).toBe(true);
    expect(await part(page, "url")).toContain(`&signature=${encodeURIComponent(signature)}`);
    expect(await page.content()).not.toContain(privateKey.split("\n")[1]);
    expect(troubles).toEqual([]);
    await context.close();
  });

  describe.each([
    [coinM, ""],
    [marginInChinese, "/zh-cn"],
  ])("mistakes on %s", (path, locale) => {
    let opened: OpenPage;
    beforeAll(async () => {
      opened = await open(path);
    });
    afterAll(() => opened.context.close());

    test.each([
      ["secret", "ApiError", 400, -1022, "INVALID_SIGNATURE"],
      ["clock", "ApiError", 400, -1021, "INVALID_TIMESTAMP"],
      ["timestamp", "ApiError", 400, -1102, "MANDATORY_PARAM_EMPTY_OR_MALFORMED"],
      ["unknown", "ApiError", 400, -1121, "BAD_SYMBOL"],
      ["limit", "RateLimitError", 429, -1003, "TOO_MANY_REQUESTS"],
    ])("%s gives its error, explained", async (mistake, name, httpStatus, code, codeName) => {
      const { page } = opened;
      for (const one of await page.locator("[data-mistake]").all())
        await one.setChecked((await one.inputValue()) === mistake);
      await submitted(page);
      const error = page.locator("try-it .try-result");
      expect(await error.count()).toBe(1);
      expect(await error.locator(".error-class").textContent()).toBe(name);
      const text = (await error.textContent()) ?? "";
      const catalogue = builtPage(`${locale}/errors/`);
      const entry = catalogue(`#error-${Math.abs(code)}`).closest("details");
      const meaning = entry.find("summary + p").first().text();
      expect(meaning.length).toBeGreaterThan(5);
      for (const shown of [httpStatus, code, codeName, meaning])
        expect(text).toContain(String(shown));
      const link = await error.getByRole("link").getAttribute("href");
      expect(link).toBe(`${locale}/errors/#error-${Math.abs(code)}`);
      expect(await status(page).textContent()).toContain(`${code} ${codeName}`);
    });
  });

  test("a slow clock is set by the client, which signs again", async () => {
    const { page, context } = await open(coinM);
    await page.locator("[data-mistake][value=clock]").check();
    await submitted(page);
    const signed = await page.locator("try-it [data-part=signed]").allInnerTexts();
    const [first = 0, second = 0] = signed.map((text) => Number(/timestamp=(\d+)/.exec(text)?.[1]));
    expect(second - first).toBeGreaterThan(590_000);
    expect(await status(page).textContent()).toMatch(
      /INVALID_TIMESTAMP\. Sent again: Status 200\./,
    );
    await context.close();
  });

  test("what the client does not accept is never sent", async () => {
    const { page, context } = await open(coinM);
    await page.locator("#try-recvWindow").fill("60001");
    await submitted(page);
    const error = page.locator("try-it .try-result");
    expect(await error.textContent()).toMatch(/^ConfigError.*recvWindow must be at most 60000/);
    expect(await page.locator("try-it [data-part=url]").count()).toBe(0);
    await context.close();
  });

  test("keys stay in memory, and go when they are cleared", async () => {
    const { page, context, requests } = await open(coinM);
    await page.locator("try-it summary").first().click();
    await page.locator("[data-key=apiKey]").fill(apiKey);
    await page.locator("[data-key=secret]").fill(secret);
    for (const name of ["apiKey", "secret"]) {
      const field = page.locator(`[data-key=${name}]`);
      expect(await field.getAttribute("type")).toBe("password");
      expect(await field.getAttribute("autocomplete")).toBe("off");
      expect(await field.getAttribute("name")).toBe(null);
    }
    await submitted(page);
    const traces = await page.evaluate(() =>
      [
        location.href,
        JSON.stringify(Object.entries(localStorage)),
        JSON.stringify(Object.entries(sessionStorage)),
        document.cookie,
        JSON.stringify(history.state),
        document.documentElement.outerHTML,
      ].join("\n"),
    );
    expect(traces).toContain(apiKey);
    expect([traces, ...requests].join("\n")).not.toContain(secret);
    await page.getByRole("button", { name: "Clear keys" }).click();
    expect(await status(page).textContent()).toBe("Keys cleared.");
    expect(await page.locator("[data-key=apiKey]").inputValue()).toBe("");
    expect(await page.locator("[data-key=secret]").inputValue()).toBe("");
    // The header that was sent had the key in it.
    expect((await page.content()).includes(apiKey)).toBe(false);
    expect(await page.locator("try-it .try-steps > li").count()).toBe(5);
    await context.close();
  });

  test("keys are gone from a page that comes back from the browser's memory", async () => {
    const { page, context } = await open(coinM);
    await page.locator("try-it summary").first().click();
    await page.locator("[data-key=apiKey]").fill(apiKey);
    await submitted(page);
    expect(await page.content()).toContain(apiKey);
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pagehide")));
    expect(await page.locator("[data-key=apiKey]").inputValue()).toBe("");
    expect((await page.content()).includes(apiKey)).toBe(false);
    await context.close();
  });

  test("notifies the page which parameters are sent", async () => {
    const { page, context } = await open(coinM);
    await page.evaluate(() => {
      document.addEventListener("open-orders:parameters", (event) => {
        document.title = (event as CustomEvent<{ sent: string[] }>).detail.sent.join();
      });
    });
    await page.locator("#try-symbol").fill("");
    await page.locator("#try-pair").fill("BTCUSD");
    expect(await page.title()).toBe("pair");
    await context.close();
  });
});
