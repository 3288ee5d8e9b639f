// How much a page transfers, and how soon its largest part is painted on a slow machine and a slow line: a table in
// the run's output. What is transferred must not grow; a time says as much of the machine as of the page, so it is
// only shown.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { allLanguages } from "../src/languages.ts";
import { address, operations } from "./builtSite.ts";
import { hasChromium, patience, useChromium } from "./chromium.ts";

const slowdown = 4;
const bitsPerSecond = 1.6e6;
const mostBytes = 100_000;
const aimMs = 1000;
/** A busy machine only adds to a time: of so many openings, the fastest counts. */
const attempts = 5;

const paths = [
  ...operations.map((operation) => operation.address),
  ...allLanguages.map((language) => address(language, "")),
];

interface Measured {
  path: string;
  requests: number;
  bytes: number;
  lcpMs: number;
}

describe.skipIf(!hasChromium)("on a slow machine and a slow line", () => {
  const { server, visit } = useChromium();
  const table: Measured[] = [];
  // Hosts compress what they send; the site's own small server does not.
  const compressing = createServer((request, response) => {
    const relay = async (): Promise<void> => {
      const answer = await fetch(new URL(request.url ?? "/", server().url));
      const type = answer.headers.get("Content-Type") ?? "";
      const headers = { "Content-Type": type, "Content-Encoding": "gzip" };
      response.writeHead(answer.status, headers);
      response.end(gzipSync(await answer.bytes()));
    };
    relay().catch((error: unknown) => response.destroy(error as Error));
  });

  beforeAll(async () => new Promise<void>((done) => compressing.listen(0, "127.0.0.1", done)));
  afterAll(() => {
    compressing.close();
    const rows = table.map(({ path, requests, bytes, lcpMs }) => [
      path,
      { requests, "kB, gzip": bytes / 1000, "LCP, ms": Math.round(lcpMs), "aim, ms": aimMs },
    ]);
    const conditions = `${slowdown}x CPU slowdown, ${bitsPerSecond / 1e6} Mbit/s`;
    console.log(
      `Before any interaction, ${conditions}, the fastest of up to ${attempts} openings:`,
    );
    console.table(Object.fromEntries(rows));
  });

  async function measure(path: string): Promise<Measured> {
    return visit("/favicon.svg", async (page: Page, context: BrowserContext) => {
      const devtools = await context.newCDPSession(page);
      const measured = { path, requests: 0, bytes: 0, lcpMs: Number.POSITIVE_INFINITY };
      devtools.on("Network.loadingFinished", ({ encodedDataLength }) => {
        measured.requests += 1;
        measured.bytes += encodedDataLength;
      });
      await devtools.send("Network.enable");
      await devtools.send("Network.setCacheDisabled", { cacheDisabled: true });
      await devtools.send("Network.emulateNetworkConditions", {
        offline: false,
        latency: 0,
        downloadThroughput: bitsPerSecond / 8,
        uploadThroughput: bitsPerSecond / 8,
      });
      await devtools.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
      const { port } = compressing.address() as AddressInfo;
      await page.goto(`http://127.0.0.1:${port}${path}`, { waitUntil: "networkidle" });
      // The search box is loaded when all else is; it counts, for nobody asked for it yet.
      await page.locator("#starlight__search input").waitFor({ state: "attached" });
      await page.waitForLoadState("networkidle");
      measured.lcpMs = await page.evaluate(
        async () =>
          new Promise<number>((resolve) => {
            new PerformanceObserver((list) => {
              resolve(list.getEntries().at(-1)?.startTime ?? Number.POSITIVE_INFINITY);
            }).observe({ type: "largest-contentful-paint", buffered: true });
          }),
      );
      return measured;
    });
  }

  test.each(paths)(
    "%s is light",
    async (path) => {
      let best = await measure(path);
      for (let attempt = 1; attempt < attempts && best.lcpMs > aimMs; attempt += 1) {
        const next = await measure(path);
        if (next.lcpMs < best.lcpMs) best = next;
      }
      table.push(best);
      expect(best.bytes).toBeLessThanOrEqual(mostBytes);
      expect(best.lcpMs).toBeLessThan(Number.POSITIVE_INFINITY);
    },
    patience,
  );
});
