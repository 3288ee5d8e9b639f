// When the largest text of a page is there on a slow machine and line. Playwright keeps a log of what its pages load,
// with a copy of each response, and the page waits for that: up to 0.1 s here. So the page is one that Playwright does
// not know, and the server is slow, not the browser.
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { listening, type LocalServer } from "./localServer.ts";

/** A phone on a slow line, as Lighthouse has it: 1.6 Mbit/s, 150 ms to the server and back. */
const [bytesPerMs, roundTripMs] = [200, 150];
const slowDown = 4;
export const slowMachine = `${slowDown} times slower CPU, 1.6 Mbit/s, ${roundTripMs} ms`;

/** Serves a site compressed, as hosts do, over one slow line for all that is asked for. */
export async function serveSlowly(site: string): Promise<LocalServer> {
  let lineIsFreeAt = 0;
  const piece = 2000;
  return listening((request, response) => {
    const relay = async (): Promise<void> => {
      const original = await fetch(new URL(request.url ?? "/", site));
      const type = original.headers.get("Content-Type") ?? "";
      const body = gzipSync(await original.bytes());
      await sleep(roundTripMs);
      response.writeHead(original.status, { "Content-Type": type, "Content-Encoding": "gzip" });
      for (let at = 0; at < body.length; at += piece) {
        lineIsFreeAt = Math.max(lineIsFreeAt, performance.now()) + piece / bytesPerMs;
        await sleep(lineIsFreeAt - performance.now());
        response.write(body.subarray(at, at + piece));
      }
      response.end();
    };
    relay().catch((error: unknown) => response.destroy(error as Error));
  });
}

/** When the largest text or image of the page was painted, in milliseconds; https://web.dev/articles/lcp. Runs in the page. */
async function largestPaint(): Promise<number> {
  if (document.readyState !== "complete")
    await new Promise((loaded) => globalThis.addEventListener("load", loaded));
  return new Promise((resolve) => {
    new PerformanceObserver((list) => {
      resolve(list.getEntries().at(-1)?.startTime ?? 0);
    }).observe({ type: "largest-contentful-paint", buffered: true });
  });
}

/** When the largest text of a page is painted on the first visit to its site, in milliseconds. */
export async function paintedWhenSlow(browser: Browser, url: URL): Promise<number> {
  const devtools = await browser.newBrowserCDPSession();
  const { browserContextId } = await devtools.send("Target.createBrowserContext");
  const [width, height] = [1440, 900];
  const target = { url: "about:blank", browserContextId, width, height };
  const { targetId } = await devtools.send("Target.createTarget", target);
  const page = await devtools.send("Target.attachToTarget", { targetId, flatten: false });
  // The page reports nothing by itself, so each message from it is the answer to the last one sent.
  const send = async (method: string, params: object): Promise<unknown> => {
    const answer = new Promise<string>((resolve) => {
      devtools.once("Target.receivedMessageFromTarget", ({ message }) => resolve(message));
    });
    const message = JSON.stringify({ id: 1, method, params });
    await devtools.send("Target.sendMessageToTarget", { message, sessionId: page.sessionId });
    return JSON.parse(await answer);
  };
  // A page of the same site first, so that the process of the site is there.
  await send("Page.navigate", { url: new URL("/favicon.svg", url) });
  await send("Emulation.setCPUThrottlingRate", { rate: slowDown });
  await send("Page.navigate", { url });
  const expression = `(${largestPaint.toString()})()`;
  const options = { awaitPromise: true, returnByValue: true };
  const answer = await send("Runtime.evaluate", { expression, ...options });
  await devtools.send("Target.disposeBrowserContext", { browserContextId });
  await devtools.detach();
  return (answer as { result: { result: { value: number } } }).result.result.value;
}
