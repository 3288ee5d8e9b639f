// Sign and send where the response does not come, comes in part, or leads elsewhere: a mock on this machine that misbehaves.
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { aimAt, submitted } from "./browserPage.ts";
import { hasChromium, useChromium } from "./chromium.ts";
import { allowed, localServer } from "./localServer.ts";

const coinM = "/reference/coin-m-futures/listOpenOrders/";
const coinMInChinese = `/zh-cn${coinM}`;

const status = (page: Page) => page.locator("try-it form [role=status]");
const outcome = (page: Page) => page.locator("try-it [data-outcome]");

describe.skipIf(!hasChromium)("sign and send", () => {
  const { open } = useChromium();

  async function openForm(path: string, local: string) {
    const opened = await open(`${path}#try-it`);
    await aimAt(opened.page, local);
    return opened;
  }

  test("a new call takes the place of one that hangs", async () => {
    const seen: string[] = [];
    const server = await localServer((_, response) => {
      seen.push("request");
      response.on("close", () => seen.push("closed"));
    });
    const { page, context, troubles } = await openForm(coinM, server.url);
    await page.locator("try-it [type=submit]").click();
    await expect.poll(() => seen).toEqual(["request"]);
    await page.locator("[name=target][value=page]").check();
    await submitted(page);
    expect(await status(page).textContent()).toBe("Status 200. 1 entry.");
    await expect.poll(() => seen).toEqual(["request", "closed"]);
    expect(await status(page).textContent()).toBe("Status 200. 1 entry.");
    expect(await outcome(page).locator(".try-result").count()).toBe(0);
    expect(troubles).toEqual([]);
    server.close();
    await context.close();
  });

  test("clearing the keys ends a call under way, and shows nothing of it", async () => {
    const closed: boolean[] = [];
    let sent = 0;
    const server = await localServer((_, response) => {
      sent += 1;
      response.on("close", () => closed.push(true));
    });
    const { page, context } = await openForm(coinM, server.url);
    await page.locator("try-it summary").first().click();
    await page.locator("[data-key=apiKey]").fill("key-of-a-test");
    await page.locator("try-it [type=submit]").click();
    await expect.poll(() => sent).toBe(1);
    await page.getByRole("button", { name: "Clear keys" }).click();
    await expect.poll(() => closed).toEqual([true]);
    expect(await status(page).textContent()).toBe("Keys cleared.");
    expect(await outcome(page).innerText()).not.toContain("key-of-a-test");
    server.close();
    await context.close();
  });

  test.each([
    [coinM, "Status 200. The response was cut off: its body is not complete."],
    [coinMInChinese, "状态码 200。响应被中断：响应体不完整。"],
  ])("%s shows status and headers of a response that is cut off", async (path, summary) => {
    const server = await localServer((_, response) => {
      response.writeHead(200, { ...allowed, "Content-Length": 100, "X-Mark": "came" });
      response.write("[{", () => response.destroy());
    });
    const { page, context } = await openForm(path, server.url);
    await submitted(page);
    expect(await status(page).textContent()).toBe(summary);
    expect(await outcome(page).locator("[data-part=status]").innerText()).toMatch(
      /^200\n[^]*x-mark: came/,
    );
    expect(await outcome(page).locator(".error-class").innerText()).toBe("ResponseError");
    expect(await outcome(page).innerText()).not.toContain("CORS");
    server.close();
    await context.close();
  });

  test.each([
    [coinM, "The response is a redirect."],
    [coinMInChinese, "响应是重定向。"],
  ])("%s calls a redirect so, and gives it no status", async (path, summary) => {
    const server = await localServer((_, response) => {
      response.writeHead(302, { ...allowed, Location: "/elsewhere" }).end();
    });
    const { page, context } = await openForm(path, server.url);
    await submitted(page);
    const said = await status(page).innerText();
    expect(said.startsWith(summary)).toBe(true);
    const error = outcome(page).locator(".try-result");
    expect(await error.innerText()).toContain(said);
    expect(await outcome(page).locator("[data-step=response]").innerText()).not.toMatch(/\b0\b/);
    server.close();
    await context.close();
  });

  test("a wrong address takes away the last result", async () => {
    const { page, context } = await openForm(coinM, "");
    for (const target of ["local", "other"]) {
      await page.locator("[name=target][value=page]").check();
      await submitted(page);
      expect(await outcome(page).locator("[data-part=data]").count()).toBe(1);
      await page.locator(`[name=target][value=${target}]`).check();
      await page.locator(`#try-it-${target}`).fill("8787");
      await page.locator("try-it [type=submit]").click();
      await expect.poll(() => status(page).textContent()).toMatch(/^Enter an a/);
      expect(await outcome(page).locator("[data-part]").count()).toBe(0);
    }
    await context.close();
  });

  test("Chinese sentences have Chinese punctuation, and no space between them", async () => {
    const { page, context } = await open(`${coinMInChinese}#try-it`);
    await page.locator("[data-mistake][value=secret]").check();
    await page.locator("[data-mistake][value=clock]").check();
    await submitted(page);
    const notes = await outcome(page).locator(".try-result p.aside").allInnerTexts();
    expect(notes).toContain(
      "签名所用的 API Secret 与交易所为此密钥保存的不同。你的时钟慢了十分钟。",
    );
    await page.locator("#try-recvWindow").fill("60001");
    await submitted(page);
    expect(await status(page).textContent()).toBe("没有发送任何请求：ConfigError");
    await context.close();
  });
});
