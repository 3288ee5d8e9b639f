// How much a page transfers before any interaction: it must not grow unseen. When its largest text is there on a slow
// machine and line is printed only, because it depends on what else the machine does.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { allLanguages } from "../src/languages.ts";
import { address, oneOfEachApi } from "./builtSite.ts";
import { hasChromium, useChromium } from "./chromium.ts";

const mostBytes = 70_000;
/** A phone on a slow line, as Lighthouse has it: 1.6 Mbit/s, 150 ms to the server and back. */
const slowLine = {
  offline: false,
  latency: 150,
  downloadThroughput: 200_000,
  uploadThroughput: 90_000,
};
const slowDown = 4;

const paths = [
  ...oneOfEachApi.map((operation) => operation.address),
  ...allLanguages.flatMap((language) => [
    address(language, ""),
    address(language, "guides/limits"),
  ]),
];

/** When the largest text or image of the page was painted, in milliseconds; https://web.dev/articles/lcp. */
async function largestPaint(page: Page): Promise<number> {
  return page.evaluate(
    async () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          resolve(list.getEntries().at(-1)?.startTime ?? 0);
        }).observe({ type: "largest-contentful-paint", buffered: true });
      }),
  );
}

describe.skipIf(!hasChromium)("in Chromium", () => {
  const { server, open } = useChromium();
  // Hosts compress what they send; the site's own small server does not.
  const compressing = createServer((request, response) => {
    const relay = async (): Promise<void> => {
      const original = await fetch(new URL(request.url ?? "/", server().url));
      const type = original.headers.get("Content-Type") ?? "";
      const headers = { "Content-Type": type, "Content-Encoding": "gzip" };
      response.writeHead(original.status, headers);
      response.end(gzipSync(await original.bytes()));
    };
    relay().catch((error: unknown) => response.destroy(error as Error));
  });

  beforeAll(async () => new Promise<void>((done) => compressing.listen(0, "127.0.0.1", done)));
  afterAll(() => void compressing.close());

  /** When the largest text of a page is painted on the first visit. */
  async function paintedWhenSlow(url: string): Promise<number> {
    const { page, context } = await open("/favicon.svg");
    const devtools = await context.newCDPSession(page);
    await devtools.send("Network.enable");
    await devtools.send("Network.emulateNetworkConditions", slowLine);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: slowDown });
    await page.goto(url);
    const paintedMs = await largestPaint(page);
    await context.close();
    return paintedMs;
  }

  test.each(paths)("%s is light", async (path) => {
    const { page, context } = await open("/favicon.svg");
    const devtools = await context.newCDPSession(page);
    let bytes = 0;
    // A request of the page before, such as Chromium's own for /favicon.ico, may end in the meantime.
    const own = new Set<string>();
    devtools.on("Network.requestWillBeSent", ({ requestId }) => own.add(requestId));
    devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      if (own.has(requestId)) bytes += encodedDataLength;
    });
    await devtools.send("Network.enable");
    const { port } = compressing.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}${path}`;
    // What a page loads when it is idle counts, because nobody asked for it yet.
    await page.goto(url, { waitUntil: "networkidle" });
    await context.close();
    const paintedMs = await paintedWhenSlow(url);
    const size = `${(bytes / 1000).toFixed(1)} kB compressed`;
    const line = `${slowDown} times slower CPU, 1.6 Mbit/s, 150 ms`;
    console.log(`${path}: ${size}, largest paint after ${paintedMs.toFixed()} ms (${line})`);
    expect(paintedMs).toBeGreaterThan(0);
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThanOrEqual(mostBytes);
  });
});
