// Mistakes by the thousand, made by a machine: Stryker changes one operator, literal or block after another in a
// package of a copy of the repository, and runs the tests of that package that come by it.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { buildCopy } from "./tryMutants.ts";
import { copyRepository } from "../newEndpoint/copyRepository.ts";

/** What became of the mutants of one file. */
export interface FileScore {
  readonly file: string;
  readonly made: number;
  readonly caught: number;
  /** `line: what stands there now`, of those that nothing noticed. */
  readonly missed: readonly string[];
}

interface Report {
  readonly files: Readonly<Record<string, { readonly mutants: readonly Mutation[] }>>;
}

interface Mutation {
  readonly status: string;
  readonly replacement?: string;
  readonly mutatorName: string;
  readonly location: { readonly start: { readonly line: number } };
}

/** The packages that are worth it: where a slip costs money, and where one would hide it. */
export const packages = ["packages/mock-exchange", "packages/client"] as const;

/** Mutates a package, or the files of it that match. Takes 10 to 30 minutes for a whole one. */
export async function mutatePackage(
  folder: string,
  files = "src/**/*.ts",
): Promise<readonly FileScore[]> {
  const copy = await copyRepository();
  try {
    await buildCopy(copy);
    await copy.write(`${folder}/stryker.config.json`, JSON.stringify(configuration(files)));
    await stryker(copy.root, folder);
    const report = JSON.parse(await copy.read(`${folder}/reports/mutation.json`)) as Report;
    return Object.entries(report.files).map(([file, { mutants }]) => score(folder, file, mutants));
  } finally {
    await copy.remove();
  }
}

function configuration(files: string): object {
  return {
    testRunner: "vitest",
    plugins: ["@stryker-mutator/vitest-runner"],
    vitest: { configFile: "../../vitest.config.ts" },
    mutate: [files, "!src/**/*.test.ts", "!src/generated/**"],
    coverageAnalysis: "perTest",
    // What is tested is a copy already, and its links to other packages hold only where it lies.
    inPlace: true,
    // Stryker would rewrite it through an API that TypeScript 7 does not have.
    tsconfigFile: "none",
    reporters: ["json", "progress-append-only"],
    jsonReporter: { fileName: "reports/mutation.json" },
    tempDirName: "reports/stryker",
    concurrency: 2,
  };
}

function stryker(root: string, folder: string): Promise<void> {
  const bin = join(root, "node_modules/@stryker-mutator/core/bin/stryker.js");
  const child = spawn(process.execPath, [bin, "run"], {
    cwd: join(root, folder),
    stdio: "inherit",
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`stryker ended with ${code} in ${folder}`));
    });
  });
}

function score(folder: string, file: string, mutants: readonly Mutation[]): FileScore {
  const counted = mutants.filter(
    ({ status }) => !/^(?:Ignored|CompileError|RuntimeError)$/.test(status),
  );
  const missed = counted.filter(({ status }) => /^(?:Survived|NoCoverage)$/.test(status));
  return {
    file: `${folder}/${file}`,
    made: counted.length,
    caught: counted.length - missed.length,
    missed: missed.map(
      ({ location, mutatorName, replacement = "" }) =>
        `${location.start.line}: ${mutatorName} ${replacement.replaceAll(/\s+/g, " ").slice(0, 60)}`,
    ),
  };
}
