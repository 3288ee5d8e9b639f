// How long a program waits for its imports: a bare Node and Nodes that import one thing each, started in
// turns; what counts is the time added to the bare one of the same round.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { ContenderId } from "./contenders/contenders.ts";
import { spread } from "./statistics.ts";
import type { Spread } from "./statistics.ts";

export interface ColdImport {
  readonly id: ContenderId;
  /** Milliseconds over a bare Node, on the clock. */
  readonly addedMs: Spread;
}

const here = join(import.meta.dirname, "..");
const peers = join(import.meta.dirname, "peers");

interface Candidate {
  readonly id: ContenderId;
  readonly folder: string;
  readonly imports: readonly string[];
  readonly peer: boolean;
}

const candidates: readonly Candidate[] = [
  { id: "fetch", folder: here, imports: ["node:crypto"], peer: false },
  { id: "client", folder: here, imports: ["@open-orders/client"], peer: false },
  { id: "undici", folder: here, imports: ["node:crypto", "undici"], peer: false },
  {
    id: "clientUndici",
    folder: here,
    imports: ["@open-orders/client"],
    peer: false,
  },
  {
    id: "official",
    folder: peers,
    imports: [
      "@binance/derivatives-trading-portfolio-margin",
      "@binance/derivatives-trading-coin-futures",
    ],
    peer: true,
  },
  { id: "binance", folder: peers, imports: ["binance"], peer: true },
  { id: "ccxt", folder: peers, imports: ["ccxt"], peer: true },
  { id: "nodeBinanceApi", folder: peers, imports: ["node-binance-api"], peer: true },
];

/** Peers take part in every third round; they are far apart from each other. */
export function measureColdImports(rounds: number, withPeers: boolean): ColdImport[] {
  const added = new Map<ContenderId, number[]>();
  const taking = candidates.filter(({ peer }) => withPeers || !peer);
  // Once before it counts, for the files to be in the memory of the system.
  for (const { folder, imports } of taking) start(folder, imports);
  for (let round = 0; round < rounds; round += 1) {
    const bare = start(here, []);
    for (const { id, folder, imports, peer } of taking) {
      if (peer && round % 3 !== 0) continue;
      const list = added.get(id) ?? [];
      list.push(start(folder, imports) - bare);
      added.set(id, list);
    }
  }
  return Array.from(added, ([id, list]) => ({ id, addedMs: spread(list) }));
}

/** From the start of a process to its end, in milliseconds. */
function start(folder: string, imports: readonly string[]): number {
  const code = imports.map((name) => `import ${JSON.stringify(name)};`).join("");
  // Some of them leave a timer behind, which would keep the process.
  const args = ["--input-type=module", "--eval", `${code}process.exit()`];
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
  if (status !== 0) throw new Error(`${imports.join(", ")} cannot be imported: ${stderr}`);
  return performance.now() - started;
}
