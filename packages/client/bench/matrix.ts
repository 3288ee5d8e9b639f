// The table of calls: every contender in every row, in turns (A B C A B C …), so that whatever else the
// machine does falls on all of them alike.
import { startWorker } from "./children.ts";
import type { Server, Worker } from "./children.ts";
import { baseline } from "./contenders/contenders.ts";
import type { Contender, ContenderId } from "./contenders/contenders.ts";
import { bodyName, nameOf, warmUpCalls } from "./scenarios.ts";
import type { Scenario } from "./scenarios.ts";
import { median, ratios, spread } from "./statistics.ts";
import type { Spread } from "./statistics.ts";

/** What one contender needed in one row. */
export interface Cell {
  /** Medians over the rounds, per call, in microseconds. */
  readonly cpuUs: number;
  readonly wallUs: number;
  /** Against the hand-written fetch, round by round. */
  readonly cpuRatio: Spread;
  readonly wallRatio: Spread;
  /** Of this client's undici transport: CPU against the hand-written undici, round by round. */
  readonly cpuRatioToUndici?: Spread;
  /** Of a peer: CPU of this client's undici transport against it, round by round. */
  readonly cpuRatioOfClient?: Spread;
  readonly rounds: number;
}

export interface Row extends Scenario {
  readonly cells: Partial<Record<ContenderId, Cell>>;
}

export interface MatrixOptions {
  readonly server: Server;
  readonly contenders: readonly Contender[];
  readonly scenarios: readonly Scenario[];
  /** When all must be done, by `performance.now()`. */
  readonly until: number;
  /** How long a contender's turn takes, unless so many calls at once take longer. */
  readonly turnMs: number;
  readonly fewestRounds: number;
  /** Whether processes are started anew for each body. */
  readonly freshProcesses: boolean;
  /** The longest a row may take, in milliseconds. */
  readonly longestRowMs: number;
  /** Whether a contender takes part in a row. */
  readonly takesPart: (contender: Contender, scenario: Scenario) => boolean;
  readonly say: (line: string) => void;
}

/** Peers are far apart from each other, so a few of the rounds are enough for them. */
const peersEvery = 4;

export async function measureMatrix(options: MatrixOptions): Promise<Row[]> {
  const rows: Row[] = [];
  let workers = new Map<Contender, Worker>();
  let startedFor = "";
  try {
    for (const [index, scenario] of options.scenarios.entries()) {
      // What the compiler and the kernel make of a process is partly luck, and lasts as long as it does.
      const answer = options.freshProcesses ? `${scenario.api} ${bodyName(scenario)}` : "all";
      if (answer !== startedFor) {
        close(workers);
        workers = await start(options);
        startedFor = answer;
      }
      const left = options.until - performance.now();
      const shares = options.scenarios.slice(index).reduce((sum, one) => sum + shareOf(one), 0);
      const share = Math.min(options.longestRowMs, (left * shareOf(scenario)) / shares);
      const row = await measureRow(options, workers, scenario, performance.now() + share);
      const { client, clientUndici } = row.cells;
      const seconds = Math.round(Math.max(0, options.until - performance.now()) / 1000);
      options.say(
        `${index + 1}/${options.scenarios.length} ${nameOf(scenario)}: this client ${client?.cpuRatio.median.toFixed(2)}, with undici ${clientUndici?.cpuRatio.median.toFixed(2)} (${client?.rounds} rounds, at most ${seconds} s left)`,
      );
      rows.push(row);
    }
  } finally {
    close(workers);
  }
  return rows;
}

async function start({ contenders, server }: MatrixOptions): Promise<Map<Contender, Worker>> {
  const workers = new Map<Contender, Worker>();
  for (const contender of contenders)
    workers.set(contender, await startWorker(contender.id, server.origin));
  return workers;
}

function close(workers: ReadonlyMap<Contender, Worker>): void {
  for (const worker of workers.values()) worker.close();
}

/** 50 answers of 5,000 orders each take so long that such a row needs twice the time of another. */
function shareOf({ orders, inFlight }: Scenario): number {
  return orders * inFlight > 100_000 ? 2 : 1;
}

interface Taken {
  readonly contender: Contender;
  readonly worker: Worker;
  readonly calls: number;
  readonly cpuUs: Map<number, number>;
  readonly wallUs: Map<number, number>;
}

async function measureRow(
  options: MatrixOptions,
  workers: ReadonlyMap<Contender, Worker>,
  scenario: Scenario,
  until: number,
): Promise<Row> {
  const { api, inFlight, orders } = scenario;
  await options.server.answerWith(scenario);
  const taking: Taken[] = [];
  for (const [contender, worker] of workers) {
    if (!options.takesPart(contender, scenario)) continue;
    const warm = await worker.run({ api, calls: warmUpCalls(scenario), inFlight, orders });
    const calls = Math.max(
      inFlight,
      Math.round((options.turnMs * 1000 * warm.calls) / warm.wallUs),
    );
    taking.push({ contender, worker, calls, cpuUs: new Map(), wallUs: new Map() });
  }
  for (let round = 0; round < options.fewestRounds || performance.now() < until; round += 1) {
    const present = taking.filter(
      ({ contender }) => contender.kind !== "peer" || round % peersEvery === 0,
    );
    // Another begins each time, so that nobody always follows the same one.
    const first = round % present.length;
    for (const one of [...present.slice(first), ...present.slice(0, first)]) {
      const measure = await one.worker.run({ api, calls: one.calls, inFlight, orders });
      one.cpuUs.set(round, measure.cpuUs / measure.calls);
      one.wallUs.set(round, measure.wallUs / measure.calls);
    }
  }
  return { ...scenario, cells: toCells(taking) };
}

function toCells(taking: readonly Taken[]): Row["cells"] {
  const find = (id: ContenderId): Taken | undefined =>
    taking.find(({ contender }) => contender.id === id);
  const base = find(baseline);
  const undici = find("undici");
  const own = find("clientUndici");
  const cells: Row["cells"] = {};
  for (const { contender, cpuUs, wallUs } of taking) {
    const { id, kind } = contender;
    cells[id] = {
      cpuUs: median([...cpuUs.values()]),
      wallUs: median([...wallUs.values()]),
      cpuRatio: spread(ratios(cpuUs, base?.cpuUs ?? new Map())),
      wallRatio: spread(ratios(wallUs, base?.wallUs ?? new Map())),
      ...(id === "clientUndici" &&
        undici && { cpuRatioToUndici: spread(ratios(cpuUs, undici.cpuUs)) }),
      ...(kind === "peer" && own && { cpuRatioOfClient: spread(ratios(own.cpuUs, cpuUs)) }),
      rounds: cpuUs.size,
    };
  }
  return cells;
}
