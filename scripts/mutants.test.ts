// Mistakes made on purpose: the list fits the sources, its results are whole, and the search for them can tell a
// mistake from none.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { brokenClient } from "./mutants/brokenClient.ts";
import { brokenDescriptions } from "./mutants/brokenDescriptions.ts";
import { brokenExchange } from "./mutants/brokenExchange.ts";
import { mutantsOf } from "./mutants/mutant.ts";
import { breakText, buildCopy, building, matrix, tryMutant } from "./mutants/tryMutants.ts";
import { copyRepository, repository } from "./newEndpoint/copyRepository.ts";
import type { Copy } from "./newEndpoint/copyRepository.ts";

const mutants = [...brokenDescriptions, ...brokenExchange, ...brokenClient];
const source = (file: string): Promise<string> => readFile(join(repository, file), "utf8");

test("there are many, of all three kinds", () => {
  expect(mutants.length).toBeGreaterThanOrEqual(60);
  for (const kind of [brokenDescriptions, brokenExchange, brokenClient])
    expect(kind.length).toBeGreaterThanOrEqual(20);
});

test.each(mutants)("$file: $mistake: can be made", async (mutant) => {
  const text = await source(mutant.file);
  expect(breakText(text, mutant)).not.toBe(text);
});

test("the results name each of them, and what noticed it", async () => {
  const results = await source("scripts/mutants/RESULTS.md");
  const rows = results.split("\n").filter((line) => line.startsWith("| `"));
  expect(rows.map((row) => row.split(" | ").slice(0, 2).join(" "))).toEqual(
    mutants.map(({ file, mistake }) => `| \`${file}\` ${mistake.replaceAll(/[|<>`*_]/g, "\\$&")}`),
  );
  expect(rows.filter((row) => row.includes("**nothing**"))).toEqual([]);
});

describe("in a copy", { timeout: 120_000 }, () => {
  const folder = "packages/mock-exchange";
  const steps = [building(folder, "build"), matrix];
  let copy: Copy;
  beforeAll(async () => {
    copy = await copyRepository();
    await buildCopy(copy);
  }, 120_000);
  afterAll(() => copy.remove());

  test("a mistake is noticed by the checks that are about it, and mended", async () => {
    const [mutant] = mutantsOf(`${folder}/src`, [
      ["checks.ts", "recvWindow is off by one", "<= windowMs", "< windowMs"],
    ]);
    if (!mutant) throw new Error("no mutant");
    const { caughtBy } = await tryMutant(copy, mutant, steps);
    expect(caughtBy).toContain("listOpenOrders: timing: as old as the default window (raw)");
    expect(caughtBy.filter((name) => !/: timing: |recvWindow at minimum/.test(name))).toEqual([]);
    expect(await copy.changes()).toEqual([]);
  });

  test("what is no mistake goes unnoticed", async () => {
    const [mutant] = mutantsOf(`${folder}/src`, [
      [
        "checks.ts",
        "a comment",
        "// What a request must fulfil",
        "// What each request must fulfil",
      ],
    ]);
    if (!mutant) throw new Error("no mutant");
    expect((await tryMutant(copy, mutant, steps)).caughtBy).toEqual([]);
  });

  test("a mistake that does not compile is the compiler's to notice", async () => {
    const [mutant] = mutantsOf(`${folder}/src`, [
      ["checks.ts", "a name that is not there", "const mostAheadMs = 1000;", ""],
    ]);
    if (!mutant) throw new Error("no mutant");
    const { caughtBy } = await tryMutant(copy, mutant, steps);
    expect(caughtBy).toEqual([
      expect.stringMatching(/^build of packages\/mock-exchange: .*TS2304/),
    ]);
  });
});
