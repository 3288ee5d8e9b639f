// What a browser loads of the packed client: how much, and nothing that the page did not ask for.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { apis } from "@open-orders/specs";
import type { Plugin } from "esbuild";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { bundleForBrowser } from "../src/bundle.ts";
import type { Bundle } from "../src/bundle.ts";

const consumer = inject("consumer");
const operations = Object.values(apis).flatMap(({ en }) => Object.keys(en.paths as object)).length;
/** Where it stands, so that it cannot grow unseen: so much, and at most 60 bytes for each operation. */
const limitBytes = 14_420 + 60 * operations;
/**
 * Loaded when it is first used: `listAllOpenOrders` and `watchOpenOrders`, calls by path, openapi-fetch for its middleware,
 * and what error codes mean.
 */
const laterLimitBytes = 8_490 + 20 * operations;

const everything = `export * from "@open-orders/client";`;
const bothClients = `export {
  createCoinMFuturesClient, createPortfolioMarginClient, hmac, rsa, ed25519
} from "@open-orders/client";`;
const oneClient = (name: string): string => `export { ${name}, hmac } from "@open-orders/client";`;

describe("a bundle for browsers", () => {
  it.each([
    ["both clients and all signers", bothClients],
    ["everything but the subpaths", everything],
  ])("of %s stays within its limits", async (what, module) => {
    const { text, gzipBytes, laterGzipBytes } = await bundleForBrowser(consumer, module);
    console.log(
      `${what}: ${gzipBytes} bytes gzip, ${text.length} minified; loaded later ${laterGzipBytes} more`,
    );
    expect(gzipBytes).toBeLessThanOrEqual(limitBytes);
    expect(laterGzipBytes).toBeLessThanOrEqual(laterLimitBytes);
  });

  it("loads the unified view only where it is used", async () => {
    const { text, laterGzipBytes } = await bundleForBrowser(consumer, bothClients);
    expect(laterGzipBytes).toBeGreaterThan(0);
    // A message of the watcher, and a role of the order tables.
    for (const words of ["option intervalMs must", "clientId:"]) expect(text).not.toContain(words);
  });

  describe("of both clients", () => {
    let bundle: Bundle;
    let files: string[];
    beforeAll(async () => {
      bundle = await bundleForBrowser(consumer, everything);
      files = Object.keys(bundle.inputs);
    });

    it.each([
      ["redis", "PTTL"],
      ["httpTransport.node", "rawHeaders"],
      ["validate", "is missing`"],
      ["validate", "cummulativeQuoteQty"],
      ["crypto.node", "getBuiltinModule"],
      ["diagnostics.node", "hasSubscribers"],
    ])("has nothing of %s, which alone holds %j", async (module, words) => {
      const folder = join(consumer, "node_modules/@open-orders/client/dist");
      expect(await readFile(join(folder, `${module}.js`), "utf8")).toContain(words);
      expect(files.filter((file) => file.endsWith("/client/dist/index.js"))).toHaveLength(1);
      expect(files.filter((file) => file.endsWith(`/client/dist/${module}.js`))).toEqual([]);
      expect(bundle.text).not.toContain(words);
    });

    it("has nothing of other packages: openapi-fetch is loaded later", () => {
      const packages = files.map((file) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1]);
      expect(new Set(packages)).toEqual(new Set([undefined, "@open-orders/client"]));
    });
  });

  it("of one client has no host of the other", async () => {
    const coinM = await bundleForBrowser(consumer, oneClient("createCoinMFuturesClient"));
    const margin = await bundleForBrowser(consumer, oneClient("createPortfolioMarginClient"));
    // A remedy may name a path of either.
    expect(coinM.text).toContain("https://dapi.");
    expect(coinM.text).not.toContain("https://papi.");
    expect(margin.text).toContain("https://papi.");
    expect(margin.text).not.toContain("https://dapi.");
  });

  it("of nothing that is used is empty", async () => {
    const { text } = await bundleForBrowser(consumer, `import "@open-orders/client";`);
    expect(text).toBe("");
  });

  it("would be empty without the word of the manifest: no module does anything when it is loaded", async () => {
    // esbuild believes `sideEffects: false`. With `true`, it keeps what it cannot prove to be harmless.
    const disbelieve: Plugin = {
      name: "disbelieve",
      setup(build) {
        build.onResolve({ filter: /.*/ }, async ({ path, pluginData, ...rest }) => {
          if (pluginData === "asked") return undefined;
          const found = await build.resolve(path, { ...rest, pluginData: "asked" });
          return found.path.includes("/@open-orders/client/")
            ? { ...found, sideEffects: true }
            : found;
        });
      },
    };
    const unused = `import "@open-orders/client";`;
    expect((await bundleForBrowser(consumer, unused, [disbelieve])).text).toBe("");
  });
});
