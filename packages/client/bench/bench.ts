// `npm run bench`: how fast and how small this client is, beside code written by hand and beside the
// packages one could take instead. It never fails because something is slow; it says by how much.
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { measureBundles } from "./bundles.ts";
import { startServer } from "./children.ts";
import { measureColdImports } from "./coldImport.ts";
import { contenders } from "./contenders/contenders.ts";
import type { Contender } from "./contenders/contenders.ts";
import { measureHeap } from "./heap.ts";
import { installPeers, readPeers } from "./installPeers.ts";
import { measureMatrix } from "./matrix.ts";
import type { Row } from "./matrix.ts";
import { isAskedFor, isWhole, readOptions, usage } from "./options.ts";
import type { Options } from "./options.ts";
import { toSvg } from "./picture.ts";
import { readEnvironment, readLoad, toJson } from "./results.ts";
import type { Results } from "./results.ts";
import { isQuick, nameOf, scenarios } from "./scenarios.ts";
import { toMarkdown } from "./table.ts";
import { inWords, judge, summarize } from "./targets.ts";
import { countTlsConnections } from "./tls.ts";

const say = (line: string): void =>
  console.log(`${(performance.now() / 1000).toFixed(0)} s: ${line}`);

async function measure(options: Options): Promise<Results> {
  // What is left is for the children to end and the files to be written.
  const until = performance.now() + options.minutes * 60_000 * 0.96;
  if (options.peers) installPeers(say);
  const taking = contenders.filter(({ kind }) => options.peers || kind !== "peer");
  const versions = { undici: undiciVersion(), ...(options.peers && readPeers()) };
  const environment = readEnvironment(options.date, versions);

  const part = async <T>(name: string, otherwise: T, work: () => T | Promise<T>): Promise<T> => {
    if (!isAskedFor(name, options)) return otherwise;
    say(name);
    return work();
  };
  const coldImports = await part("cold import", [], () =>
    measureColdImports(options.quick ? 7 : 31, options.peers),
  );
  const bundles = await part("bundles", [], () => measureBundles(options.peers));
  const heap = await part("heap", undefined, measureHeap);
  const tls = await part("tls", [], () => countTlsConnections(taking));
  const rows = await measureRows(options, taking, until);
  return {
    environment: { ...environment, loadAfter: readLoad() },
    rows,
    coldImports,
    bundles,
    heap,
    tls,
  };
}

async function measureRows(
  options: Options,
  taking: readonly Contender[],
  until: number,
): Promise<Row[]> {
  const asked = scenarios.filter(
    (scenario) =>
      isAskedFor(nameOf(scenario), options) && (!options.quick || isQuick(scenario, options)),
  );
  if (asked.length === 0) return [];
  say(`${asked.length} rows, CPU against the hand-written fetch`);
  const server = await startServer();
  try {
    return await measureMatrix({
      server,
      contenders: taking,
      scenarios: asked,
      until,
      turnMs: options.quick ? 150 : 300,
      fewestRounds: options.quick ? 2 : 3,
      freshProcesses: !options.quick,
      longestRowMs: 60_000,
      takesPart: ({ kind }, { orders }) => !(options.quick && kind === "peer" && orders > 1000),
      say,
    });
  } finally {
    server.close();
  }
}

function undiciVersion(): string {
  const { version } = createRequire(import.meta.url)("undici/package.json") as { version: string };
  return version;
}

function write(results: Results, options: Options): string {
  const folder = join(import.meta.dirname, isWhole(options) ? "results" : "../reports/bench");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "results.json"), toJson(results));
  writeFileSync(join(folder, "results.md"), toMarkdown(results));
  if (results.rows.length > 0) writeFileSync(join(folder, "results.svg"), toSvg(results));
  return folder;
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), new Date().toISOString().slice(0, 10));
  if (options.help) {
    console.log(usage);
    return;
  }
  const results = await measure(options);
  const folder = write(results, options);
  console.log(`\n${toMarkdown(results)}`);
  for (const { target, met, of, worst } of summarize(judge(results)))
    console.log(
      `${met === of ? "met   " : "MISSED"} ${target}: ${met} of ${of}, worst ${worst.value.toFixed(2)} of ${worst.limit} ${worst.unit}${met === of ? "" : `, ${inWords(worst)} (${worst.where})`}`,
    );
  say(`written to ${folder}`);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
