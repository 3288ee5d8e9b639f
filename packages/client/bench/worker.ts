// A contender in a process of its own: `worker.ts <contender> <origin>`. The parent sends jobs, one at a
// time; the answer to each is the time it took on the clock and on the processor.
import { contenders } from "./contenders/contenders.ts";
import type { ApiName, ListOrders } from "./contenders/contender.ts";

/** From the parent: how many calls to make. */
export interface Job {
  readonly api: ApiName;
  readonly calls: number;
  readonly inFlight: number;
  /** How many orders each answer must have; checked in the first answer of the job. */
  readonly orders: number;
}

/** To the parent: what the calls took together. */
export interface Measure {
  readonly calls: number;
  /** User and system time of all threads of this process, in microseconds. */
  readonly cpuUs: number;
  readonly wallUs: number;
}

const [id, origin = ""] = process.argv.slice(2);
const contender = contenders.find((one) => one.id === id);
if (!contender) throw new Error(`There is no contender ${id}`);
const prepare = await contender.load();
const ready = new Map<ApiName, ListOrders>();

async function run({ api, calls, inFlight, orders }: Job): Promise<Measure> {
  const list = ready.get(api) ?? (await prepare({ origin, api }));
  if (!ready.has(api)) {
    ready.set(api, list);
    const first = await list();
    if (!Array.isArray(first) || first.length !== orders)
      throw new Error(`${id} answered with ${describe(first)} in place of ${orders} orders`);
  }
  let left = calls;
  const lane = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await list();
    }
  };
  const cpu = process.cpuUsage();
  const start = process.hrtime.bigint();
  await Promise.all(Array.from({ length: Math.min(inFlight, calls) }, lane));
  const wallUs = Number(process.hrtime.bigint() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { calls, cpuUs: user + system, wallUs };
}

function describe(answer: unknown): string {
  return Array.isArray(answer) ? `${answer.length} orders` : `a value of type ${typeof answer}`;
}

process.on("message", (job: Job) => {
  run(job).then(
    (measure) => process.send?.(measure),
    (error: unknown) =>
      process.send?.({ error: error instanceof Error ? error.stack : String(error) }),
  );
});
process.on("disconnect", () => process.exit());
process.send?.({ ready: true });
