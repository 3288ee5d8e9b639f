// Makes each mistake in a copy of the repository, and asks what `npm test` would ask until something notices:
// the checks of the descriptions, the compiler, the contract checks, the tests of the package.
import type { Copy } from "../newEndpoint/copyRepository.ts";
import type { Mutant } from "./mutant.ts";

/** What became of a mutant. */
export interface Verdict {
  readonly mutant: Mutant;
  /** What noticed it, the most telling first; empty when nothing did. */
  readonly caughtBy: readonly string[];
}

/** Looks for a mistake; names what noticed it. */
export type Step = (copy: Copy) => Promise<readonly string[]>;

/** Builds whatever the checks stand on. */
export async function buildCopy(copy: Copy): Promise<void> {
  await copy.script("specs", "generate");
  await copy.script("packages/client", "generate");
  await copy.script("packages/client", "build");
  await copy.script("packages/mock-exchange", "build");
  await copy.script("packages/contract-tests", "build");
}

/** Makes one mistake, lets the steps look for it, and mends it again. */
export async function tryMutant(
  copy: Copy,
  mutant: Mutant,
  steps: readonly Step[] = stepsFor(mutant.file),
): Promise<Verdict> {
  const right = await copy.read(mutant.file);
  await copy.write(mutant.file, breakText(right, mutant));
  try {
    for (const step of steps) {
      const caughtBy = await step(copy);
      if (caughtBy.length > 0) return { mutant, caughtBy };
    }
    return { mutant, caughtBy: [] };
  } finally {
    await copy.write(mutant.file, right);
  }
}

/**
 * The file with the mistake in it.
 *
 * @throws Error when the text to be replaced does not stand there exactly once.
 */
export function breakText(text: string, { file, mistake, find, replace }: Mutant): string {
  const parts = text.split(find);
  if (parts.length !== 2)
    throw new Error(
      `${file}: "${mistake}" looks for a text that stands there ${parts.length - 1} times: ${find}`,
    );
  return parts.join(replace);
}

function stepsFor(file: string): readonly Step[] {
  const folder = /^(?:packages\/)?[^/]+/.exec(file)?.[0] ?? "";
  if (folder !== "specs")
    return [building(folder, "build"), matrix, testing(folder), testing("packages/contract-tests")];
  return [
    building("specs", "generate"),
    building("specs", "lint"),
    building("packages/client", "generate"),
    building("packages/client", "build"),
    matrix,
    testing("packages/generate"),
    testing("packages/client"),
    testing("packages/contract-tests"),
  ];
}

/** Asks the mock exchange of the copy every contract check. */
export const matrix: Step = async (copy) => {
  try {
    return JSON.parse(await copy.node("scripts/mutants/matrix.ts")) as string[];
  } catch (error) {
    return [`contract checks: ${firstLine(error, copy)}`];
  }
};

/** Runs a script that must succeed. */
export function building(folder: string, script: string): Step {
  return async (copy) => {
    try {
      await copy.script(folder, script);
      return [];
    } catch (error) {
      return [`${script} of ${folder}: ${firstLine(error, copy)}`];
    }
  };
}

function testing(folder: string): Step {
  return async (copy) => {
    try {
      // A slow machine is no verdict.
      await copy.script(folder, "test", "--testTimeout=120000", "--hookTimeout=120000");
      return [];
    } catch (error) {
      const failed = await failedTests(copy, folder);
      return failed.length > 0 ? failed : [`test of ${folder}: ${firstLine(error, copy)}`];
    }
  };
}

async function failedTests(copy: Copy, folder: string): Promise<readonly string[]> {
  const report = await copy.read(`${folder}/reports/vitest.json`).catch(() => "{}");
  const { testResults = [] } = JSON.parse(report) as {
    testResults?: { assertionResults: { fullName: string; status: string }[] }[];
  };
  return testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === "failed")
    .map(({ fullName }) => fullName);
}

/** The line that says what is wrong; what only announces it is passed over. */
function firstLine(error: unknown, { root }: Copy): string {
  const lines = (error as Error).message
    .replaceAll(`${root}/`, "")
    .split("\n")
    .map((text) => text.trim())
    .filter((text) => text !== "" && !/^(?:\d+ problems?|Bundling|Created|>)/.test(text));
  // What Node prints of an error begins with the place in the code that threw it.
  const thrown = lines[0]?.startsWith("file:") ? /^\w*Error: / : /^/;
  return (lines.find((line) => thrown.test(line)) ?? "failed").slice(0, 200);
}
