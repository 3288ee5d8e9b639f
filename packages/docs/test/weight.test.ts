// How much a page transfers before any interaction: it must not grow unseen.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { allLanguages } from "../src/languages.ts";
import { address, oneOfEachApi } from "./builtSite.ts";
import { hasChromium, useChromium } from "./chromium.ts";

const mostBytes = 80_000;

const paths = [
  ...oneOfEachApi.map((operation) => operation.address),
  ...allLanguages.map((language) => address(language, "")),
];

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
    // What a page loads when it is idle counts, because nobody asked for it yet.
    await page.goto(`http://127.0.0.1:${port}${path}`, { waitUntil: "networkidle" });
    await context.close();
    console.log(`${path}: ${(bytes / 1000).toFixed(1)} kB compressed`);
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThanOrEqual(mostBytes);
  });
});
