// How much a page transfers before any interaction: it must not grow unseen. When its largest text is there on a slow
// machine and line is printed only, because it depends on what else the machine does.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { allLanguages } from "../src/languages.ts";
import { address, oneOfEachApi } from "./builtSite.ts";
import { hasChromium, loadedWhenIdle, useChromium } from "./chromium.ts";
import type { LocalServer } from "./localServer.ts";
import { paintedWhenSlow, serveSlowly, slowMachine } from "./paintTime.ts";

const mostBytes = 70_000;

const paths = [
  ...oneOfEachApi.map((operation) => operation.address),
  ...allLanguages.flatMap((language) => [
    address(language, ""),
    address(language, "guides/limits"),
  ]),
];

describe.skipIf(!hasChromium)("in Chromium", () => {
  const { browser, server, open } = useChromium();
  let slow: LocalServer;
  beforeAll(async () => {
    slow = await serveSlowly(server().url);
  });
  afterAll(() => slow.close());

  test.each(paths)("%s is light", async (path) => {
    const opened = await open("/favicon.svg");
    const { page, context } = opened;
    const devtools = await context.newCDPSession(page);
    let bytes = 0;
    // A request of the page before, such as Chromium's own for /favicon.ico, may end in the meantime.
    const own = new Set<string>();
    devtools.on("Network.requestWillBeSent", ({ requestId }) => own.add(requestId));
    devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      if (own.has(requestId)) bytes += encodedDataLength;
    });
    await devtools.send("Network.enable");
    const url = new URL(path, slow.url);
    // What a page loads when it is idle counts, because nobody asked for it yet.
    await page.goto(url.href, { waitUntil: "networkidle" });
    await loadedWhenIdle(opened);
    await context.close();
    const paintedMs = await paintedWhenSlow(browser(), url);
    const size = `${(bytes / 1000).toFixed(1)} kB compressed`;
    console.log(`${path}: ${size}, largest paint after ${paintedMs.toFixed()} ms (${slowMachine})`);
    expect(paintedMs).toBeGreaterThan(0);
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThanOrEqual(mostBytes);
  });
});
