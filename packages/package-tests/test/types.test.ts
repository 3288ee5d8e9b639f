// The packed types, as strangers compile against them: with either TypeScript, either module resolution, the
// types of Node or those of browsers, and nothing skipped.
import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, inject, it } from "vitest";
import { here } from "../src/places.ts";

const consumer = inject("consumer");
const { resolve } = createRequire(import.meta.url);

/** What a compiler says, line by line. */
async function compile(compiler: string, ...args: string[]): Promise<string[]> {
  const tsc = join(resolve(`${compiler}/package.json`), "../bin/tsc");
  const run = promisify(execFile)(process.execPath, [tsc, "--pretty", "false", ...args], {
    cwd: consumer,
  });
  const { stdout } = await run.catch((error: { stdout: string }) => error);
  return stdout.split("\n").filter(Boolean);
}

// TypeScript 5 takes ten times as long, so it gets each module resolution and each kind of types once.
describe.each([
  ["typescript-5", /^Version 5\.9\./, ["onNode", "inBrowsersBundled"]],
  ["typescript", /^Version 7\./, ["onNode", "onNodeBundled", "inBrowsers", "inBrowsersBundled"]],
] as const)("%s", (compiler, version, projects) => {
  it("is the one that is meant", async () => {
    expect(await compile(compiler, "--version")).toEqual([expect.stringMatching(version)]);
  });

  it.each(projects)("compiles the project %s", async (project) => {
    const complaints = await compile(compiler, "--project", `tsconfig.${project}.json`);
    expect(complaints, `first of ${complaints.length}: ${complaints[0]}`).toEqual([]);
  });
});

/** What a declaration file exports, apart from what it passes on whole. */
function exportedBy(declarations: string): string[] {
  const lists = declarations.matchAll(/^export (?:type )?\{([^}]*)\}/gm);
  const own = declarations.matchAll(
    /^export (?:declare )?(?:const|function|interface|type) (\w+)/gm,
  );
  const listed = Array.from(lists, ([, names = ""]) => names.match(/\w+/g) ?? []);
  return listed.flat().concat(Array.from(own, ([, name = ""]) => name));
}

it("uses everything that is exported", async () => {
  const dist = join(consumer, "node_modules/@open-orders/client/dist");
  const modules = ["index", "redis", "validate"];
  const read = (file: string): Promise<string> => readFile(file, "utf8");
  const declarations = await Promise.all(modules.map((name) => read(join(dist, `${name}.d.ts`))));
  const folder = join(here, "consumer/types");
  const uses = await Promise.all((await readdir(folder)).map((file) => read(join(folder, file))));
  const words = new Set(uses.join("\n").match(/\w+/g));
  const exported = declarations.flatMap(exportedBy);
  expect(exported.length).toBeGreaterThan(20);
  expect(exported.filter((name) => !words.has(name))).toEqual([]);
});
