// Makes the command that is published: one module with its dependencies, and a second one for --mock.
import { globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { build } from "esbuild";
import type { Metafile } from "esbuild";

const folder = import.meta.dirname;
rmSync(join(folder, "dist"), { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: folder,
  entryPoints: ["src/cli.ts"],
  outdir: "dist",
  bundle: true,
  splitting: true,
  chunkNames: "shared-[hash]",
  format: "esm",
  platform: "node",
  target: "node20.19",
  metafile: true,
  // Some dependencies are CommonJS and ask for modules of Node.
  banner: {
    js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
  },
  logLevel: "warning",
  // Chunks of the client import others for their order alone.
  logOverride: { "ignored-bare-import": "silent" },
});
writeFileSync(join(folder, "dist/THIRD_PARTY.txt"), noticesOf(metafile));

/** The licences of what was bundled, which their texts ask to pass on. */
function noticesOf({ inputs }: Metafile): string {
  const folders = new Set(
    Object.keys(inputs).flatMap(
      (path) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? [],
    ),
  );
  return [...folders]
    .map((path) => join(folder, path))
    .toSorted((one, other) => basename(one).localeCompare(basename(other)))
    .map((path) => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- npm gives every package these names
      const { name, version, license } = JSON.parse(
        readFileSync(join(path, "package.json"), "utf8"),
      ) as Record<string, string>;
      const [file] = globSync("{LICEN[CS]E,licen[cs]e}*", { cwd: path });
      if (file === undefined) throw new Error(`${name} has no licence file in ${dirname(path)}.`);
      const text = readFileSync(join(path, file), "utf8").trim();
      return `${name} ${version} (${license})\n\n${text}\n`;
    })
    .join(`\n${"-".repeat(80)}\n\n`);
}
