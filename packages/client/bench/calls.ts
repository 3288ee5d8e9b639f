// CPU per call: every contender in every row, in short turns (A B C A B C …), so that whatever else the machine does falls
// on all of them alike. Another's work only ever adds to a turn, so the quarter of the turns that took least says most
// about the code: what is kept and compared is the upper bound of that quarter.
import { quantile } from "simple-statistics";
import type { Workers } from "./processes.ts";
import type { ApiName } from "./target.ts";

/** The same call of everybody. */
export interface Scenario {
  readonly orders: number;
  /** Whether one id in ten has 19 digits; else all of them fit a double. */
  readonly long: boolean;
  readonly api: ApiName;
  /** How many calls at once. */
  readonly inFlight: number;
}

export interface Row extends Scenario {
  /** CPU per call of the hand-written fetch, in microseconds: the lower quartile of its turns, as everywhere here. */
  readonly fetchUs: number;
  /** CPU per call as a multiple of the hand-written fetch. */
  readonly toFetch: Readonly<Record<string, number>>;
  /** CPU per call of this client as a multiple of another's. */
  readonly clientTo: Readonly<Record<string, number>>;
  readonly rounds: number;
}

const bodies = [1, 200, 5000].flatMap((orders) =>
  (orders === 1 ? [false] : [false, true]).map((long) => ({ orders, long })),
);
export const scenarios: readonly Scenario[] = bodies.flatMap((body) =>
  (["papi", "dapi"] as const).flatMap((api) =>
    // Fifty lists of 5,000 orders at once are more than anybody keeps in memory.
    (body.orders === 5000 ? [1] : [1, 50]).map((inFlight) =>
      Object.assign({ api, inFlight }, body),
    ),
  ),
);

/** `200 orders, 19-digit ids, papi, 50 at once` */
export function nameOf({ orders, long, api, inFlight }: Scenario): string {
  const count = orders === 1 ? "1 order" : `${orders.toLocaleString("en")} orders`;
  const ids = long ? ", 19-digit ids" : "";
  return `${count}${ids}, ${api}, ${inFlight === 1 ? "one at a time" : `${inFlight} at once`}`;
}

/** Measures a row for so many seconds; at least three rounds, whatever they take. */
export async function measureRow(row: Scenario, workers: Workers, seconds: number): Promise<Row> {
  const { api, inFlight, orders } = row;
  const calls = Math.max(inFlight, Math.ceil(100 / orders));
  const taking = [...workers].map(([id, worker]) => ({ id, worker, calls, cpuUs: [] as number[] }));
  for (const one of taking) {
    // Half a second of CPU for the compiler; then a turn takes a fortieth.
    for (const us of [500_000, 25_000]) {
      const cpuUs = await one.worker.ask({ id: one.id, api, calls: one.calls, inFlight, orders });
      one.calls = Math.max(inFlight, Math.round(us / cpuUs));
    }
  }
  const until = performance.now() + seconds * 1000;
  let rounds = 0;
  for (; rounds < 3 || performance.now() < until; rounds += 1) {
    // Another begins each time, so that nobody always follows the same one.
    const first = rounds % taking.length;
    for (const one of [...taking.slice(first), ...taking.slice(0, first)])
      one.cpuUs.push(await one.worker.ask({ id: one.id, api, calls: one.calls, inFlight, orders }));
  }
  const quartiles = taking.map(({ id, cpuUs }) => ({ id, us: quantile(cpuUs, 0.25) }));
  const usOf = (id: string): number => quartiles.find((one) => one.id === id)?.us ?? Number.NaN;
  const ratios = (ratio: (us: number) => number): Record<string, number> =>
    Object.fromEntries(quartiles.map(({ id, us }) => [id, Number(ratio(us).toFixed(2))]));
  const [fetchUs, clientUs] = [usOf("fetch"), usOf("client")];
  return {
    ...row,
    fetchUs: Math.round(fetchUs),
    toFetch: ratios((us) => us / fetchUs),
    clientTo: ratios((us) => clientUs / us),
    rounds,
  };
}
