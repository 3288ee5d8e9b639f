// A process of contenders: `worker.ts <origin>`. Each job is a number of calls of one of them; the reply is what they took.
// A call that fails ends the process.
import { contenders } from "./contenders.ts";
import type { ApiName, ListOrders } from "./target.ts";

export interface Job {
  /** The contender. */
  readonly id: string;
  readonly api: ApiName;
  readonly calls: number;
  readonly inFlight: number;
  /** How many orders each response must have; checked in the first. */
  readonly orders: number;
}

const [origin = ""] = process.argv.slice(2);
const ready = new Map<string, ListOrders>();

async function prepare(id: string, api: ApiName, orders: number): Promise<ListOrders> {
  const contender = contenders.find((one) => one.id === id);
  const list = await contender?.prepare({ origin, api });
  const first = await list?.();
  if (!list || !Array.isArray(first) || first.length !== orders)
    throw new Error(`${id} did not list ${orders} orders.`);
  ready.set(`${id} ${api}`, list);
  return list;
}

/** User and system time of all threads, per call, in microseconds. */
async function run({ id, api, calls, inFlight, orders }: Job): Promise<number> {
  const list = ready.get(`${id} ${api}`) ?? (await prepare(id, api, orders));
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
