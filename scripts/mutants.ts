// `npm run mutants`: breaks mock exchange, client and descriptions in small ways, each in a copy of the
// repository, and lists what noticed. Exit code 1 when something went unnoticed.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { mutatePackage, packages } from "./mutants/breadth.ts";
import type { FileScore } from "./mutants/breadth.ts";
import { brokenClient } from "./mutants/brokenClient.ts";
import { brokenDescriptions } from "./mutants/brokenDescriptions.ts";
import { brokenExchange } from "./mutants/brokenExchange.ts";
import { scoreTable, verdictTable } from "./mutants/verdictTable.ts";
import { buildCopy, tryMutant } from "./mutants/tryMutants.ts";
import type { Verdict } from "./mutants/tryMutants.ts";
import type { Mutant } from "./mutants/mutant.ts";
import { copyRepository, repository } from "./newEndpoint/copyRepository.ts";

const usage = `npm run mutants [-- options]
  --only TEXT   only mistakes whose file or name has this text in it
  --write       keep the list in scripts/mutants/RESULTS.md
  --breadth     thousands of mistakes made by Stryker instead, with the tests of one package; takes an hour
  --files GLOB  with --breadth: only these files of the packages (default: src/**/*.ts)`;

const { values } = parseArgs({
  options: {
    only: { type: "string", default: "" },
    write: { type: "boolean", default: false },
    breadth: { type: "boolean", default: false },
    files: { type: "string" },
    help: { type: "boolean", short: "h", default: false },
  },
});
if (values.help) console.log(usage);
else if (values.breadth) await runBreadth(values.files, values.write);
else await run(values.only, values.write);

async function runBreadth(files: string | undefined, write: boolean): Promise<void> {
  const scores: FileScore[] = [];
  for (const folder of packages) scores.push(...(await mutatePackage(folder, files)));
  for (const { file, missed } of scores) for (const line of missed) console.log(`${file}:${line}`);
  console.log(scoreTable(scores));
  if (write) await writeFile(join(repository, "scripts/mutants/BREADTH.md"), scoreTable(scores));
}

async function run(only: string, write: boolean): Promise<void> {
  const groups = [brokenDescriptions, brokenExchange, brokenClient].map((group) =>
    group.filter(({ file, mistake }) => `${file} ${mistake}`.includes(only)),
  );
  const verdicts = (await Promise.all(groups.map(tryGroup))).flat();
  const missed = verdicts.filter(({ caughtBy }) => caughtBy.length === 0);
  console.log(`\n${verdicts.length - missed.length} caught, ${missed.length} not`);
  if (missed.length > 0) process.exitCode = 1;
  if (write)
    await writeFile(join(repository, "scripts/mutants/RESULTS.md"), verdictTable(verdicts));
}

async function tryGroup(mutants: readonly Mutant[]): Promise<readonly Verdict[]> {
  if (mutants.length === 0) return [];
  const copy = await copyRepository();
  try {
    await buildCopy(copy);
    const verdicts: Verdict[] = [];
    for (const mutant of mutants) {
      const verdict = await tryMutant(copy, mutant);
      const [by = "NOTHING", ...more] = verdict.caughtBy;
      const rest = more.length > 0 ? ` and ${more.length} more` : "";
      console.log(`${mutant.file}: ${mutant.mistake}\n  caught by ${by}${rest}`);
      verdicts.push(verdict);
    }
    return verdicts;
  } finally {
    await copy.remove();
  }
}
