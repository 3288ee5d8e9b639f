// The signature debugger in a real browser: offline, by keyboard alone, in both languages. Skipped, and counted
// as such, where there is no Chromium.
import { execFileSync } from "node:child_process";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { objections, tabTo } from "./browserPage.ts";
import { hasChromium, loadedWhenIdle, useChromium } from "./chromium.ts";

// The key, the query and the signature of the exchange's spot documentation.
const secret = "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j";
const query =
  "symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1&recvWindow=5000&timestamp=1499827319559";
const signature = "c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71";

const outcome = (page: Page) => page.locator("signature-debugger [data-outcome]");

describe.skipIf(!hasChromium)("signature debugger", () => {
  const { open } = useChromium();

  test.each([
    ["/signature/", "The signature is right", "A line end was signed along with the query."],
    ["/zh-cn/signature/", "签名正确", "签名时多签了一个换行符。"],
  ])("%s works offline, by keyboard alone", async (path, right, lineEnd) => {
    const opened = await open(path);
    const { page, context, requests, troubles } = opened;
    await loadedWhenIdle(opened);
    await context.setOffline(true);
    const before = requests.length;
    await tabTo(page, "[data-field=query]");
    await page.keyboard.insertText(query);
    await tabTo(page, "[data-field=secret]");
    await page.keyboard.insertText(secret);
    await tabTo(page, "[data-field=signature]");
    await page.keyboard.insertText(signature);
    await page.keyboard.press("Enter");
    await outcome(page).locator("[data-verdict=match]").waitFor();
    expect(await outcome(page).innerText()).toContain(right);

    const echoed = execFileSync("openssl", ["dgst", "-sha256", "-hmac", secret], {
      input: `${query}\n`,
    });
    await page
      .locator("[data-field=signature]")
      .fill(echoed.toString().trim().split("= ")[1] ?? "");
    await page.keyboard.press("Enter");
    await outcome(page).locator("[data-verdict=found]").waitFor();
    expect(await outcome(page).innerText()).toContain(lineEnd);
    expect(await outcome(page).locator("[data-part=signed] mark").innerText()).toBe("␊");
    expect(await outcome(page).locator("[data-part=expected]").innerText()).toBe(signature);

    const traces = await page.evaluate(() =>
      [location.href, document.cookie, document.documentElement.outerHTML]
        .concat(Object.values(localStorage), Object.values(sessionStorage))
        .join("\n"),
    );
    expect(traces).not.toContain(secret);
    expect(requests.slice(before)).toEqual([]);
    expect(troubles).toEqual([]);
    await context.close();
  });

  test("fills in an example, finds its mistake, and forgets all when cleared", async () => {
    const { page, context } = await open("/signature/");
    await page.getByRole("button", { name: "Fill in an example" }).click();
    await outcome(page).locator("[data-found=trailing-newline]").waitFor();
    await page.getByRole("button", { name: "Clear" }).click();
    expect(await page.locator("[data-field=secret]").inputValue()).toBe("");
    expect(await outcome(page).innerText()).toBe("");
    await page.getByRole("button", { name: "Find the mistake" }).click();
    await outcome(page).locator("[data-verdict=incomplete]").waitFor();
    await context.close();
  });

  test.each(["query", "secret", "signature"])(
    "what is shown goes when the field %s is edited",
    async (field) => {
      const { page, context } = await open("/signature/");
      await page.locator("[data-act=example]").click();
      await outcome(page).locator("[data-verdict=found]").waitFor();
      await page.locator(`[data-field=${field}]`).press("End");
      await page.keyboard.insertText("0");
      expect(await outcome(page).innerText()).toBe("");
      await context.close();
    },
  );

  test.each([
    ["/signature/", "The request cannot be read", "more than 8192 characters"],
    ["/zh-cn/signature/", "无法从粘贴的内容中读出请求", "超过 8192 个字符"],
  ])("%s says what it cannot check", async (path, unreadable, tooLong) => {
    const { page, context } = await open(path);
    await page.locator("[data-act=example]").click();
    await outcome(page).locator("[data-verdict=found]").waitFor();
    await page.locator("[data-field=query]").fill(`fetch("https://example.com/?${query}")`);
    await page.locator("signature-debugger [type=submit]").click();
    await outcome(page).locator("[data-verdict=unreadable]").waitFor();
    expect(await outcome(page).innerText()).toContain(unreadable);
    await page.locator("[data-field=query]").fill("a=1&".repeat(300_000));
    await page.locator("signature-debugger [type=submit]").click();
    await outcome(page).locator("[data-verdict=too-long]").waitFor();
    expect(await outcome(page).innerText()).toContain(tooLong);
    await context.close();
  });

  test.each(["/signature/", "/zh-cn/signature/"])(
    "%s: nothing for axe to object to",
    async (path) => {
      const { page, context } = await open(path);
      await page.locator("[data-act=example]").click();
      await outcome(page).locator("[data-verdict=found]").waitFor();
      expect(await objections(page, "signature-debugger")).toEqual([]);
      await context.close();
    },
  );

  test("lists what it knows without JavaScript", async () => {
    const { page, context } = await open("/signature/", { javaScriptEnabled: false });
    expect(await page.locator("signature-debugger form").isVisible()).toBe(false);
    expect(await page.locator("[data-mistake=trailing-newline]").isVisible()).toBe(true);
    await context.close();
  });
});
