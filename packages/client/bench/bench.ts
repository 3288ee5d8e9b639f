// `npm run bench`: how fast and how small this client is, beside code written by hand and beside the packages one could
// take instead. It never fails because something is slow; it says by how much.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg, platform, release } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { measureRow, nameOf, scenarios } from "./calls.ts";
import type { Row } from "./calls.ts";
import { contenders } from "./contenders.ts";
import { measureOnce } from "./once.ts";
import { startServer, startWorker } from "./processes.ts";
import { judge, toMarkdown } from "./report.ts";
import type { Results } from "./report.ts";

const usage = `npm run bench -- [options]

  --no-peers        without the packages of others; installs nothing
  --only <text>     only the rows whose name holds the text, for instance "1 order", papi or "at once"
  --seconds <n>     how long a row is measured (default 20)
  --help            this text

A whole run writes bench/results/; any other writes reports/bench/.`;

const { values } = parseArgs({
  args: process.argv.slice(2).filter((argument) => argument !== "--"),
  options: {
    "no-peers": { type: "boolean", default: false },
    only: { type: "string", default: "" },
    seconds: { type: "string", default: "20" },
    help: { type: "boolean", default: false },
  },
});
const withPeers = !values["no-peers"];
const peersFolder = join(import.meta.dirname, "peers");
const started = performance.now();
const say = (line: string): void =>
  console.log(`${((performance.now() - started) / 1000).toFixed(0)} s: ${line}`);

/** Installs the peers where they are not there yet, outside the workspace, and returns their versions. */
function installPeers(): Record<string, string> {
  const manifest = readFileSync(join(peersFolder, "package.json"), "utf8");
  const { dependencies }: { dependencies: Record<string, string> } = JSON.parse(manifest);
  const isThere = (name: string): boolean => existsSync(join(peersFolder, "node_modules", name));
  if (Object.keys(dependencies).every(isThere)) return dependencies;
  say("Installing the peers, once.");
  // None of them needs an install script; npm is a batch file on Windows, hence the shell.
  const install = "npm install --no-package-lock --ignore-scripts --no-audit --no-fund";
  const { status } = spawnSync(install, { cwd: peersFolder, shell: true, stdio: "inherit" });
  if (status !== 0) throw new Error("The peers could not be installed; --no-peers goes without.");
  return dependencies;
}

async function measure(): Promise<Results> {
  const versions = withPeers ? installPeers() : {};
  const [load = 0] = loadavg();
  const isWhole = values.only === "";
  say(isWhole ? "first response, connections, sizes, heap" : "rows only");
  const once = isWhole ? await measureOnce(withPeers) : {};
  const rows = scenarios.filter((row) => nameOf(row).includes(values.only));
  const calls: Row[] = [];
  const server = await startServer();
  const workers = new Map<string, Awaited<ReturnType<typeof startWorker>>>();
  for (const { id, with: other } of contenders.filter(({ isPeer }) => withPeers || !isPeer))
    workers.set(id, workers.get(other ?? "") ?? (await startWorker(server.origin)));
  for (const row of rows) {
    await server.ask(row);
    const measured = await measureRow(row, workers, Number(values.seconds));
    calls.push(measured);
    const { toFetch, clientTo, rounds } = measured;
    say(
      `${nameOf(row)}: ${toFetch["client"]} × fetch, ${clientTo["https"]} × node:https, ${rounds} rounds`,
    );
  }
  for (const one of [server, ...workers.values()]) one.close();
  const environment = {
    date: new Date().toISOString().slice(0, 10),
    Node: process.versions.node,
    machine: `${cpus()[0]?.model.trim()}, ${cpus().length} cores, ${platform()} ${release()}`,
    load: `${load.toFixed(1)} before, ${loadavg()[0]?.toFixed(1)} after`,
    peers: Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(", "),
  };
  return {
    environment,
    isBusy: load > cpus().length / 2,
    targets: judge({ calls, ...once }),
    calls,
    ...once,
  };
}

if (values.help) console.log(usage);
else {
  const results = await measure();
  const isWhole = withPeers && values.only === "";
  const folder = join(import.meta.dirname, isWhole ? "results" : "../reports/bench");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "results.json"), `${JSON.stringify(results, undefined, 2)}\n`);
  writeFileSync(join(folder, "results.md"), toMarkdown(results));
  for (const { name, worst, atMost, where } of results.targets)
    console.log(`${worst <= atMost ? "met   " : "MISSED"} ${name}: ${worst} of ${atMost} ${where}`);
  say(`written to ${folder}`);
}
