// What is in the tarball: what was built of today's sources, the papers, and nothing of anybody's machine.
import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join, relative, sep } from "node:path";
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

/** Every path that a field of the manifest points at. */
function targetsOf(value: unknown): string[] {
  if (typeof value === "string") return [value.replace(/^\.\//, "")];
  return Object.values(value as object).flatMap(targetsOf);
}

describe("the tarball", () => {
  it("holds a module and its types for each source, and the papers", async () => {
    const sources = (await filesOf(join(clientFolder, "src")))
      .filter((file) => !file.endsWith(".test.ts"))
      .map((file) => `dist/${file.replace(/\.ts$/, "")}`);
    const built = sources.flatMap((file) => [`${file}.js`, `${file}.d.ts`]);
    expect(packed).toEqual(["LICENSE", "README.md", "package.json", ...built].toSorted());
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

  it("holds what the manifest points at", () => {
    const targets = targetsOf([manifest.exports, manifest.imports]);
    expect(targets.length).toBeGreaterThan(8);
    expect(targets.filter((target) => !packed.includes(target))).toEqual([]);
  });

  it("says that its modules do nothing when they are loaded", () => {
    expect(manifest.sideEffects).toBe(false);
  });

  it("needs openapi-fetch and at most one other package", () => {
    const names = Object.keys(manifest.dependencies);
    expect(names).toContain("openapi-fetch");
    expect(names.length).toBeLessThanOrEqual(2);
    expect(JSON.stringify(manifest)).not.toContain("workspace:");
  });

  it("holds no path of a machine, no secret and no map to files that are not there", async () => {
    const traces = [
      root,
      homedir(),
      /\/(?:home|Users|root|tmp|work)\/\w/,
      /\b[A-Za-z0-9]{64}\b/,
      /-----BEGIN [A-Z ]+-----\s*[A-Za-z0-9+/=]{16}/,
      /_authToken|\bnpm_[A-Za-z0-9]{36}/,
      /sourceMappingURL/,
    ];
    const found: string[] = [];
    for (const file of packed) {
      const text = await readFile(join(installed, file), "utf8");
      for (const trace of traces)
        if (typeof trace === "string" ? text.includes(trace) : trace.test(text))
          found.push(`${file}: ${trace}`);
    }
    expect(found).toEqual([]);
  });
});
