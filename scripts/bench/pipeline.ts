// `npm run bench:pipeline`: how time and memory of lint, bundle, generation, type-check, contract matrix and docs build
// grow with the number of operations. `-- --help` says what it takes.
import { mkdir, writeFile } from "node:fs/promises";
import { arch, availableParallelism, cpus, loadavg, release, type } from "node:os";
import { join } from "node:path";
import { copyRepository, repository, surroundings } from "../newEndpoint/copyRepository.ts";
import type { Copy } from "../newEndpoint/copyRepository.ts";
import { bundleSize } from "../pipeline/bundleSize.ts";
import { growDescriptions } from "../pipeline/growDescriptions.ts";
import { measure } from "../pipeline/measure.ts";
import type { Cost } from "../pipeline/measure.ts";
import { readOptions, usage } from "../pipeline/options.ts";
import type { Options } from "../pipeline/options.ts";
import { toSvg } from "../pipeline/picture.ts";
import { toMarkdown } from "../pipeline/results.ts";
import type { Row, Size } from "../pipeline/results.ts";
import { steps } from "../pipeline/steps.ts";
import type { Step } from "../pipeline/steps.ts";

/** A step that takes this long runs once. */
const longSeconds = 20;

const stopped = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"])
  process.on(signal, () => stopped.abort(new Error("Stopped.")));

async function bench({ sizes, until, runs, whole }: Options): Promise<void> {
  const load = () => loadavg()[0]?.toFixed(1);
  const before = load();
  const last = steps.findIndex(({ name }) => name === until);
  const rows: Row[] = [];
  const bundles: Size[] = [];
  for (const operations of sizes) {
    const copy = await copyRepository();
    try {
      await growDescriptions(copy, operations);
      for (const step of steps.slice(0, last + 1)) {
        if (whole && operations > (step.most ?? Infinity)) continue;
        const costs = await runStep(copy, step, runs);
        const cost = medianOf(costs);
        if (step.untimed) continue;
        rows.push({ step: step.name, operations, runs: costs.length, ...cost });
        console.log(
          `${operations} operations: ${step.name} ${cost.seconds.toFixed(1)} s, processors ${cost.cpuSeconds.toFixed(1)} s, ${Math.round(cost.peakMegabytes)} MB`,
        );
        if (step.name === "client build")
          bundles.push({ operations, gzipBytes: await bundleSize(copy.root) });
      }
    } finally {
      await copy.remove();
    }
  }
  const circumstances = `${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${cpus()[0]?.model.trim()} with ${availableParallelism()} cores, ${type()} ${release()} ${arch()}; load ${before} before and ${load()} after. Medians of ${runs} runs; what takes ${longSeconds} s runs once.`;
  const results = { circumstances, rows, sizes: bundles };
  const folder = whole ? "scripts/pipeline" : "scripts/reports/pipeline";
  await mkdir(join(repository, folder), { recursive: true });
  const write = (name: string, text: string) => writeFile(join(repository, folder, name), text);
  await write("results.md", toMarkdown(results));
  await write("results.svg", toSvg(results));
  await write("results.json", `${JSON.stringify(results, null, 2)}\n`);
  console.log(`\nWrote ${folder}/results.md, results.svg and results.json.`);
}

async function runStep(copy: Copy, step: Step, runs: number): Promise<Cost[]> {
  const around = surroundings(copy.root, join(copy.root, step.folder));
  const costs = [await measure(step.command, around, stopped.signal)];
  while (!step.untimed && costs.length < runs && (costs[0]?.seconds ?? 0) < longSeconds)
    costs.push(await measure(step.command, around, stopped.signal));
  return costs;
}

/** The median of each figure by itself. */
function medianOf(costs: readonly Cost[]): Cost {
  const middle = (figure: (cost: Cost) => number): number =>
    costs.map(figure).toSorted((a, b) => a - b)[Math.floor(costs.length / 2)] ?? Number.NaN;
  return {
    seconds: middle(({ seconds }) => seconds),
    cpuSeconds: middle(({ cpuSeconds }) => cpuSeconds),
    peakMegabytes: middle(({ peakMegabytes }) => peakMegabytes),
  };
}

try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) console.log(usage);
  else await bench(options);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = stopped.signal.aborted ? 130 : 1;
}
