// What a change of a description makes turbo run again, and what comes from the cache. In a copy of the repository only
// the descriptions and what is generated from them are really made.
import { execFileSync } from "node:child_process";
import { globSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { copyRepository } from "../copyRepository.ts";
import type { Copy } from "../copyRepository.ts";
import { testTasks } from "../testResults.ts";
import type { TurboTask } from "../testResults.ts";

const operation = "specs/coin-m-futures/paths/listOpenOrders.yaml";
/** What reads the descriptions as they are written, line by line. */
const readers = [
  "//#format",
  "@open-orders/generate#test",
  "@open-orders/scripts#bump",
  "@open-orders/scripts#test",
  "@open-orders/specs#generate",
  "@open-orders/specs#lint",
  "@open-orders/specs#test",
];

let copy: Copy;

/** Leaves every task in place, and lets those do nothing whose output no other task is made from. */
async function emptyScripts(): Promise<void> {
  for (const file of globSync("{.,specs,scripts,packages/*}/package.json", { cwd: copy.root })) {
    const manifest = JSON.parse(await copy.read(file)) as { scripts?: Record<string, string> };
    const scripts = Object.entries(manifest.scripts ?? {}).map(([name, script]) => [
      name,
      name === "generate" ? script : "exit 0",
    ]);
    await copy.write(file, JSON.stringify({ ...manifest, scripts: Object.fromEntries(scripts) }));
  }
}

/** Runs the tasks of `npm test`. Returns those that do not come from the cache. */
async function rerun(): Promise<string[]> {
  const summaries = join(copy.root, ".turbo/runs");
  await rm(summaries, { recursive: true, force: true });
  await copy.node("node_modules/turbo/bin/turbo", "run", ...testTasks, "--summarize");
  const [summary] = await readdir(summaries);
  const run = JSON.parse(await copy.read(`.turbo/runs/${summary}`)) as { tasks: TurboTask[] };
  return run.tasks
    .filter(({ command, cache }) => command !== "<NONEXISTENT>" && cache.status === "MISS")
    .map(({ taskId }) => taskId)
    .toSorted();
}

async function edit(file: string, before: string | RegExp, after: string): Promise<void> {
  const text = await copy.read(file);
  const edited = text.replace(before, after);
  expect(edited).not.toBe(text);
  await copy.write(file, edited);
}

beforeAll(async () => {
  copy = await copyRepository();
  await emptyScripts();
  // Turbo sees what git sees, and to the repository the copy is one of the ignored folders.
  const author = ["-c", "user.name=test", "-c", "user.email=test@example.com"];
  const git = (...args: string[]) => execFileSync("git", args, { cwd: copy.root });
  git("init", "--quiet");
  git("add", "--all");
  git(...author, "commit", "--quiet", "--message", "A copy");
  await rerun();
});

afterAll(() => copy.remove());

describe("what runs again after", () => {
  test("no change: nothing", async () => {
    expect(await rerun()).toEqual([]);
  });

  test("a comment behind a line: what reads the descriptions as they are written", async () => {
    await edit(operation, /operationId: .*/, "$& # as on the page");
    expect(await rerun()).toEqual(readers);
  });

  test("a comment on a line of its own: what names lines, too", async () => {
    await edit(operation, /^(?=path:)/m, "# As on the page.\n");
    const lines = ["@open-orders/contract-tests#test", "@open-orders/package-tests#test"];
    expect(await rerun()).toEqual([...readers, ...lines].toSorted());
  });

  test("a weight: client, mock exchange, contract tests and documentation", async () => {
    await edit(operation, "{ whenSent: [symbol], weight: 1 }", "{ whenSent: [symbol], weight: 2 }");
    await edit("specs/sources/listOpenOrders.yaml", /weight: 1, when/g, "weight: 2, when");
    await edit("specs/discrepancies.yaml", "fact: weights.1.when", "fact: weights.2.when");
    const packages = ["client", "contract-tests", "docs", "mock-exchange"];
    expect(await rerun()).toEqual(
      expect.arrayContaining(
        packages.flatMap((name) => [`@open-orders/${name}#build`, `@open-orders/${name}#test`]),
      ),
    );
  });
});
