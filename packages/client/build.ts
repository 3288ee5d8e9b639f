// Makes the modules that are published, before tsc adds their types: one for each entry and what they share,
// for every module that Node has to find and read makes a program start later.
import { readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { build } from "esbuild";

const folder = import.meta.dirname;
const {
  exports,
  imports,
}: {
  exports: Record<string, { default?: string }>;
  imports: Record<string, Record<string, string>>;
} = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
const modules = new Set([
  ...Object.values(exports).flatMap(({ default: module }) => module ?? []),
  ...Object.values(imports).flatMap((conditions) => Object.values(conditions)),
]);

// What was built of sources that are gone would be published too.
rmSync(join(folder, "dist"), { recursive: true, force: true });
await build({
  absWorkingDir: folder,
  entryPoints: Array.from(modules, (module) => `src/${basename(module, ".js")}.ts`),
  outdir: "dist",
  chunkNames: "shared-[hash]",
  bundle: true,
  splitting: true,
  packages: "external",
  // What the manifest chooses by runtime is chosen where it runs.
  external: Object.keys(imports),
  format: "esm",
  platform: "neutral",
  target: "es2023",
  sourcemap: true,
  logLevel: "warning",
});
