// Sizes of packages, minified and gzipped, by size-limit.
import { join } from "node:path";
import bundling from "@size-limit/esbuild";
import files from "@size-limit/file";
import type { BuildOptions } from "esbuild";
import sizeLimit from "size-limit";
import type { Size } from "./report.ts";

const client = join(import.meta.dirname, "../dist/index.js");
const signers = "hmac, rsa, ed25519";
const official = "@binance/derivatives-trading";
/** Module → what is imported of it. */
const imports: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  client: { [client]: `{ createCoinMFuturesClient, createPortfolioMarginClient, ${signers} }` },
  official: {
    [`${official}-portfolio-margin`]: "{ DerivativesTradingPortfolioMargin }",
    [`${official}-coin-futures`]: "{ DerivativesTradingCoinFutures }",
  },
  binance: { binance: "{ PortfolioClient, CoinMClient }" },
  ccxt: { ccxt: "{ binance }" },
  nodeBinanceApi: { "node-binance-api": "Binance" },
};

export async function measureSizes(withPeers: boolean): Promise<Record<string, Size>> {
  const sizes: Record<string, Size> = {};
  for (const [id, imported] of Object.entries(imports)) {
    if (id !== "client" && !withPeers) continue;
    const page = await sizeOf(imported, "browser", ["index"]).catch(() => null);
    const all = page === null ? null : await sizeOf(imported, "browser");
    const later = all === null ? null : Number((all - (page ?? 0)).toFixed(1));
    sizes[id] = { page, later, node: await sizeOf(imported, "node") };
  }
  return sizes;
}

/** Of the modules that are named `entry`, or of all. */
async function sizeOf(
  imported: Readonly<Record<string, string>>,
  platform: "browser" | "node",
  entry?: string[],
): Promise<number> {
  const check = {
    import: imported,
    files: [],
    gzip: true,
    entry,
    modifyEsbuildConfig: (config: BuildOptions): BuildOptions => ({
      ...config,
      platform,
      format: "esm",
      target: "es2023",
      splitting: true,
      logLevel: "silent",
      nodePaths: [join(import.meta.dirname, "peers/node_modules")],
      // An optional dependency of ccxt that it does not install.
      external: ["protobufjs/*"],
    }),
  };
  const found = await sizeLimit([...bundling, ...files], { checks: [check] });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its types know the checks, not the results
  const [{ size }] = found as [{ size: number }];
  return Number((size / 1000).toFixed(1));
}
