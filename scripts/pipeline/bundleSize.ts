// How large the client is in a browser, everything of it but its subpaths.
import { createRequire } from "node:module";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

type Build = (options: object) => Promise<{ outputFiles: { contents: Uint8Array }[] }>;

/** Bytes on the wire of the client as it is built in a repository, minified and gzipped. */
export async function bundleSize(root: string): Promise<number> {
  const folder = join(root, "packages/client");
  const { build } = createRequire(join(folder, "package.json"))("esbuild") as { build: Build };
  const { outputFiles } = await build({
    stdin: { contents: 'export * from "@open-orders/client";', resolveDir: folder },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2023",
    write: false,
  });
  return gzipSync(outputFiles[0]?.contents ?? "", { level: 9 }).length;
}
