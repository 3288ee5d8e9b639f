// The steps from the descriptions to what is published, in their order: what each runs, and what limits it.

/** A command of the pipeline. */
export interface Step {
  readonly name: string;
  /** Of the package it runs in, from the root. */
  readonly folder: string;
  /** A line for the shell. */
  readonly command: string;
  /** What takes the time, and what more operations do to it. */
  readonly limit: string;
  /** It only prepares the next step, and is not measured. */
  readonly untimed?: true;
  /** It takes so long that it is measured up to so many operations, unless a size is asked for. */
  readonly most?: number;
}

const tsc = "node ../../node_modules/typescript/bin/tsc";

export const steps: readonly Step[] = [
  {
    name: "lint",
    folder: "specs",
    command: "redocly lint --config ../redocly.yaml",
    limit: "Redocly reads every file and walks every API once, on one processor.",
  },
  {
    name: "bundle",
    folder: "specs",
    command: "node ../packages/generate/src/cli.ts bundle",
    limit:
      "Lint once more, then four bundles at once, one for each API and language, take half of it. The other half is one process of our own: it checks the descriptions against what stands beside them, and reads every YAML again to find its lines.",
  },
  {
    name: "generate",
    folder: "packages/client",
    command: "node ../generate/src/cli.ts client",
    limit:
      "openapi-typescript builds and prints a syntax tree of all types, one API after the other.",
  },
  {
    name: "client build",
    folder: "packages/client",
    command: `node build.ts && ${tsc} --project tsconfig.build.json`,
    limit: "The compiler again, for the declarations; esbuild hardly counts.",
  },
  {
    name: "type-check",
    folder: "packages/client",
    command: `${tsc} --project .`,
    limit:
      "The compiler reads and checks the generated types; the client's own sources take the first second.",
  },
  {
    name: "build of the mock exchange and the contract tests",
    folder: "packages/contract-tests",
    command: `cd ../mock-exchange && ${tsc} --project tsconfig.build.json && cd - && ${tsc} --project tsconfig.build.json`,
    limit: "",
    untimed: true,
  },
  {
    name: "contract matrix",
    folder: "packages/contract-tests",
    command: "node dist/cli.js --report reports/contract",
    most: 100,
    limit:
      "About 440 checks for every operation, one after the other, each with signed requests to the mock exchange. Most of them make a client, and a client makes a method for every operation of its API: among 1,000 operations one check takes nearly twice the time that it takes among 100. What each check did is kept for the reports, about 8 MB for an operation, so a run of 1,000 needs more memory than Node takes by itself; `--only` checks a part.",
  },
  {
    name: "docs build",
    folder: "packages/docs",
    command: "node build.ts",
    most: 100,
    limit:
      "Two pages for every operation, each highlighted, rendered, told as Markdown and checked. Every page has the whole sidebar, a link for every operation, so with many operations the pages grow as well as their number.",
  },
];
