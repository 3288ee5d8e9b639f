// What is in the client's tarball: what was built of today's sources, and the papers. What holds for every tarball is
// in scripts/release/tarballRules.ts.
import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { basename, join, relative, sep } from "node:path";
import { promisify } from "node:util";
import { describe, expect, inject, it } from "vitest";
import { clientFolder, root, tarball } from "../places.ts";

const consumer = inject("consumer");
const installed = join(consumer, "node_modules/@open-orders/client");

interface Manifest {
  dependencies: Record<string, string>;
  sideEffects: boolean;
  exports: Record<string, unknown>;
  imports: Record<string, unknown>;
}

interface SourceMap {
  sources: string[];
  sourcesContent: string[];
}

const manifest = JSON.parse(await readFile(join(installed, "package.json"), "utf8")) as Manifest;
const packed = (await promisify(execFile)("tar", ["-tzf", tarball])).stdout
  .split("\n")
  .filter(Boolean)
  .map((name) => name.replace(/^package\//, ""))
  .toSorted();

/** Files of a folder, with slashes. */
async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, "/"));
}

const sources = (await filesOf(join(clientFolder, "src"))).filter(
  (file) => !file.endsWith(".test.ts"),
);

/** Every path that a field of the manifest points at. */
function targetsOf(value: unknown): string[] {
  if (typeof value === "string") return [value.replace(/^\.\//, "")];
  return Object.values(value as object).flatMap(targetsOf);
}

describe("the tarball", () => {
  it("holds types for each source, a module for each entry, what modules share, and the papers", () => {
    const entries = targetsOf([manifest.exports, manifest.imports]).filter((file) =>
      file.endsWith(".js"),
    );
    const modules = [...entries, ...packed.filter((file) => /^dist\/shared-\w+\.js$/.test(file))];
    const types = sources.map((file) => `dist/${file.replace(/\.ts$/, ".d.ts")}`);
    const built = [...types, ...modules.flatMap((file) => [file, `${file}.map`])];
    expect(packed).toEqual(["LICENSE", "README.md", "package.json", ...built].toSorted());
  });

  it("holds the sources of today in its maps, each once", async () => {
    const seen: string[] = [];
    const differing: string[] = [];
    for (const file of packed.filter((name) => name.endsWith(".js"))) {
      const code = await readFile(join(installed, file), "utf8");
      expect(code).toMatch(new RegExp(`\n//# sourceMappingURL=${basename(file)}\\.map\n$`));
      const map = JSON.parse(await readFile(join(installed, `${file}.map`), "utf8")) as SourceMap;
      for (const [at, source] of map.sources.entries()) {
        seen.push(source.replace("../src/", ""));
        const original = await readFile(join(clientFolder, "dist", source), "utf8");
        if (map.sourcesContent[at] !== original) differing.push(source);
      }
    }
    expect(differing).toEqual([]);
    // Types and re-exports leave nothing behind that could be mapped.
    for (const source of sources.filter((file) => !seen.includes(file)))
      expect(await readFile(join(clientFolder, "src", source), "utf8")).not.toMatch(
        /^(?:export )?(?:abstract |async )?(?:class|const|function|let) /m,
      );
    expect(seen.length).toBe(new Set(seen).size);
  });

  it("names the line of the source in a stack", async () => {
    const program = `import { hmac } from "@open-orders/client"; hmac("");`;
    const { stderr } = await promisify(execFile)(
      process.execPath,
      ["--enable-source-maps", "--input-type=module", "--eval", program],
      { cwd: consumer },
    ).catch((error: { stderr: string }) => error);
    const [, line = "0"] = /src\/sign\.ts:(\d+):\d+\)/.exec(stderr) ?? [];
    const source = await readFile(join(clientFolder, "src/sign.ts"), "utf8");
    expect(source.split("\n")[Number(line) - 1]).toContain("throw new ConfigError(");
  });

  it("is not older than what was built", async () => {
    const differing: string[] = [];
    for (const file of packed) {
      // The manifest is rewritten when it is packed.
      if (file === "package.json") continue;
      const original = join(file === "LICENSE" ? root : clientFolder, file);
      const [here, there] = await Promise.all([
        readFile(join(installed, file)),
        readFile(original).catch(() => undefined),
      ]);
      if (!there?.equals(here)) differing.push(file);
    }
    expect(differing).toEqual([]);
  });

  it("says that its modules do nothing when they are loaded", () => {
    expect(manifest.sideEffects).toBe(false);
  });

  it("needs openapi-fetch and at most one other package", () => {
    const names = Object.keys(manifest.dependencies);
    expect(names).toContain("openapi-fetch");
    expect(names.length).toBeLessThanOrEqual(2);
  });
});
