// Bundles programs of the project into which the client was installed.
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import type { Metafile, Plugin } from "esbuild";

/** A bundle, minified, as a browser would load it: what it loads with the page, without what it may load later. */
export interface Bundle {
  text: string;
  /** Size on the wire, in bytes. */
  gzipBytes: number;
  /** The same, of what is loaded when it is first used. */
  laterGzipBytes: number;
  /** What went in, file by file, with the bytes that were left of it. */
  inputs: Metafile["outputs"][string]["inputs"];
}

/** Bundles a module for browsers. */
export async function bundleForBrowser(
  consumer: string,
  module: string,
  plugins: Plugin[] = [],
): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: module, resolveDir: consumer },
    absWorkingDir: consumer,
    bundle: true,
    splitting: true,
    outdir: ".",
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2023",
    metafile: true,
    write: false,
    logLevel: "silent",
    plugins,
  });
  const withPage = new Set(outputsWithPage(metafile));
  const files = Object.keys(metafile.outputs).map((path, index) => ({
    isLater: !withPage.has(path),
    text: outputFiles[index]?.text ?? "",
  }));
  const bytesOf = (isLater: boolean): number =>
    files
      .filter((file) => file.isLater === isLater)
      .reduce((sum, { text }) => sum + gzipSync(text, { level: 9 }).length, 0);
  return {
    text: files.map(({ isLater, text }) => (isLater ? "" : text)).join(""),
    gzipBytes: bytesOf(false),
    laterGzipBytes: bytesOf(true),
    inputs: Object.assign({}, ...[...withPage].map((path) => metafile.outputs[path]?.inputs)),
  };
}

/** The entry, and what it imports without `import()`. */
function outputsWithPage({ outputs }: Metafile): string[] {
  const entry = Object.keys(outputs).find((path) => outputs[path]?.entryPoint === "<stdin>");
  if (entry === undefined) throw new Error("esbuild made nothing");
  const found = [entry];
  for (const path of found)
    for (const { kind, path: imported } of outputs[path]?.imports ?? [])
      if (kind === "import-statement" && outputs[imported] && !found.includes(imported))
        found.push(imported);
  return found;
}

/** Makes the conformance program ready for each kind of runtime, beside its sources. */
export async function buildPrograms(consumer: string): Promise<void> {
  const common = { absWorkingDir: consumer, bundle: true, format: "esm", outdir: "." } as const;
  await Promise.all([
    // Runtimes that read node_modules themselves get the packages as they were installed.
    build({
      ...common,
      entryPoints: ["programs/onCommandLine.ts"],
      packages: "external",
    }),
    build({ ...common, entryPoints: { inPage: "programs/conform.ts" } }),
    build({
      ...common,
      entryPoints: ["programs/inWorker.ts"],
      outdir: "programs",
      conditions: ["workerd", "worker", "browser"],
    }),
  ]);
}
