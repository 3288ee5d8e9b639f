// A contender in a process of its own: `worker.ts <contender> <origin>`. Each job is a number of calls; the reply is what
// they took. A call that fails ends the process.
import { contenders } from "./contenders.ts";
import type { ApiName, ListOrders } from "./target.ts";

export interface Job {
  readonly api: ApiName;
  readonly calls: number;
  readonly inFlight: number;
  /** How many orders each response must have; checked in the first. */
  readonly orders: number;
}

const [id, origin = ""] = process.argv.slice(2);
const contender = contenders.find((one) => one.id === id);
const ready = new Map<ApiName, ListOrders>();

async function prepare(api: ApiName, orders: number): Promise<ListOrders> {
  const list = await contender?.prepare({ origin, api });
  const first = await list?.();
  if (!list || !Array.isArray(first) || first.length !== orders)
    throw new Error(`${id} did not list ${orders} orders.`);
  ready.set(api, list);
  return list;
}

/** User and system time of all threads, per call, in microseconds. */
async function run({ api, calls, inFlight, orders }: Job): Promise<number> {
  const list = ready.get(api) ?? (await prepare(api, orders));
  let left = calls;
  const lane = async (): Promise<void> => {
    while (left-- > 0) await list();
  };
  const cpu = process.cpuUsage();
  await Promise.all(Array.from({ length: Math.min(inFlight, calls) }, lane));
  const { user, system } = process.cpuUsage(cpu);
  return (user + system) / calls;
}

process.on("message", (job: Job) => void run(job).then((cpuUs) => process.send?.(cpuUs)));
process.on("disconnect", () => process.exit());
process.send?.("ready");
