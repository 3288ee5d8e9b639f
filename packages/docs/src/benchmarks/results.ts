// The results of the benchmark as `npm run bench` wrote them, checked: the page shows them or the build
// says what is wrong with them.
import { readFileSync } from "node:fs";
import { z } from "astro/zod";
import { baseline } from "../../../client/bench/contenders/contenders.ts";
import type { Results } from "../../../client/bench/results.ts";
import { nameOf } from "../../../client/bench/scenarios.ts";
import { DocsError } from "../DocsError.ts";

/** What one run left behind. */
export interface Run {
  results: Results;
  picture: Picture;
}

export interface Picture {
  svg: string;
  width: number;
  height: number;
}

const spread = z.object({ median: z.number(), low: z.number(), high: z.number() });
const size = z.object({ minified: z.number(), gzip: z.number() });
const sizeOrFailure = z.union([size, z.object({ failure: z.string() })]);
const cell = z.object({
  cpuUs: z.number(),
  wallUs: z.number(),
  cpuRatio: spread,
  wallRatio: spread,
  cpuRatioToUndici: spread.optional(),
  cpuRatioOfClient: spread.optional(),
  rounds: z.number(),
});
const row = z.object({
  orders: z.number(),
  long: z.boolean(),
  api: z.enum(["papi", "dapi"]),
  inFlight: z.number(),
  cells: z.looseObject({ [baseline]: cell }).catchall(cell),
});
const shape = z.object({
  environment: z.object({
    date: z.iso.date(),
    node: z.string(),
    cpu: z.string(),
    cores: z.number(),
    system: z.string(),
    loadBefore: z.number(),
    loadAfter: z.number(),
    versions: z.record(z.string(), z.string()),
  }),
  rows: z.array(row).min(1),
  coldImports: z.array(z.object({ id: z.string(), addedMs: spread })),
  bundles: z.array(z.object({ label: z.string(), node: sizeOrFailure, browser: sizeOrFailure })),
  heap: z.object({ calls: z.number(), grownBytes: z.number() }).optional(),
  tls: z.array(z.object({ id: z.string(), connections: z.number() })),
});

/** Throws a DocsError that says what is wrong with the files. */
export function readRun(folder: URL): Run {
  return { results: readResults(folder), picture: readPicture(folder) };
}

function readResults(folder: URL): Results {
  const text = read(folder, "results.json");
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw refuse("results.json", [(error as Error).message]);
  }
  const { data, error } = shape.safeParse(json);
  if (!data)
    throw refuse(
      "results.json",
      error.issues.map(({ path, message }) => `${path.join(".") || "the whole"}: ${message}`),
    );
  const names = data.rows.map(nameOf);
  const twice = names.filter((name, at) => names.indexOf(name) !== at);
  if (twice.length > 0) throw refuse("results.json", [`rows: "${twice[0]}" occurs twice`]);
  // Whoever takes part has an id that is a plain string to the schema.
  return data as unknown as Results;
}

function readPicture(folder: URL): Picture {
  const svg = read(folder, "results.svg");
  const [, width, height] =
    /^\s*<svg\b[^>]*?\bwidth="(\d+)"[^>]*?\bheight="(\d+)"[^]*<\/svg>\s*$/.exec(svg) ?? [];
  if (width === undefined || height === undefined)
    throw refuse("results.svg", ["it is no <svg> with a width and a height"]);
  return { svg, width: Number(width), height: Number(height) };
}

function read(folder: URL, name: string): string {
  try {
    return readFileSync(new URL(name, folder), "utf8");
  } catch {
    throw refuse(name, ["missing"]);
  }
}

function refuse(name: string, problems: string[]): DocsError {
  const file = `packages/client/bench/results/${name}`;
  return new DocsError(problems.map((problem) => `${file}: ${problem}; run \`npm run bench\``));
}
