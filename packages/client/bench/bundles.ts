// How large an application becomes: everything a package exports, bundled by esbuild, minified, gzipped.
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

export interface Bundle {
  readonly label: string;
  readonly node: Size | Failure;
  readonly browser: Size | Failure;
}
export interface Size {
  /** Minified, in bytes. */
  readonly minified: number;
  readonly gzip: number;
}
/** Why there is no bundle, in the words of esbuild. */
export interface Failure {
  readonly failure: string;
}

const here = join(import.meta.dirname, "..");
const peers = join(import.meta.dirname, "peers");

/** What the size target speaks of. */
export const wholeClient = "this client, both APIs, all but the subpaths";

interface Entry {
  readonly label: string;
  readonly folder: string;
  readonly code: string;
  readonly external?: readonly string[];
}

const entries: readonly Entry[] = [
  { label: wholeClient, folder: here, code: 'export * from "@open-orders/client";' },
  {
    label: "this client, COIN-M alone, HMAC",
    folder: here,
    code: 'export { createCoinMFuturesClient, hmac } from "@open-orders/client";',
  },
  {
    label: "official packages, both",
    folder: peers,
    code: 'export * as a from "@binance/derivatives-trading-portfolio-margin"; export * as b from "@binance/derivatives-trading-coin-futures";',
  },
  { label: "binance", folder: peers, code: 'export * from "binance";' },
  {
    label: "ccxt, without what it does not install",
    folder: peers,
    code: 'export * from "ccxt"; export { default } from "ccxt";',
    external: ["protobufjs/*"],
  },
  {
    label: "node-binance-api",
    folder: peers,
    code: 'export { default } from "node-binance-api";',
  },
];

export async function measureBundles(withPeers: boolean): Promise<Bundle[]> {
  const bundle = async (
    { folder, code, external = [] }: Entry,
    platform: "node" | "browser",
  ): Promise<Size | Failure> => {
    try {
      const { outputFiles } = await build({
        stdin: { contents: code, resolveDir: folder, loader: "js" },
        bundle: true,
        minify: true,
        write: false,
        format: "esm",
        target: "es2023",
        logLevel: "silent",
        platform,
        external: [...external],
      });
      const bytes = outputFiles[0]?.contents ?? new Uint8Array();
      return { minified: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length };
    } catch (error) {
      const { errors = [] } = error as { errors?: { text: string }[] };
      return { failure: errors[0]?.text ?? String(error) };
    }
  };
  const bundles: Bundle[] = [];
  for (const entry of entries) {
    if (entry.folder === peers && !withPeers) continue;
    bundles.push({
      label: entry.label,
      node: await bundle(entry, "node"),
      browser: await bundle(entry, "browser"),
    });
  }
  return bundles;
}
