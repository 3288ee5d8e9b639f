// Bundles programs of the project into which the client was installed.
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import type { Metafile, Plugin } from "esbuild";

/** A bundle, minified, as a browser would load it. */
export interface Bundle {
  text: string;
  /** Size on the wire, in bytes. */
  gzipBytes: number;
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
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2023",
    metafile: true,
    write: false,
    logLevel: "silent",
    plugins,
  });
  const [file] = outputFiles;
  const [output] = Object.values(metafile.outputs);
  if (!file || !output) throw new Error("esbuild made nothing");
  return {
    text: file.text,
    gzipBytes: gzipSync(file.contents, { level: 9 }).length,
    inputs: output.inputs,
  };
}

/** Makes the conformance program ready for each kind of runtime, beside its sources. */
export async function buildPrograms(consumer: string): Promise<void> {
  const common = { absWorkingDir: consumer, bundle: true, format: "esm", outdir: "." } as const;
  await Promise.all([
    // Runtimes that read node_modules themselves get the packages as they were installed.
    build({
      ...common,
      entryPoints: ["programs/onCommandLine.ts", "programs/withUndici.ts"],
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
