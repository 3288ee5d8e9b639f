// What 100,000 calls leave behind: this client against a fetch in memory, in a process of its own. Run as
// a program (`node --expose-gc heap.ts`) it makes the calls and prints the difference in bytes.
import { spawnSync } from "node:child_process";
import { createCoinMFuturesClient, createWeightBudget, hmac } from "@open-orders/client";
import { apiKey, apiSecret, symbols } from "./contenders/contender.ts";

export interface Heap {
  readonly calls: number;
  /** Bytes in use after the calls, less those after the warm-up; both after a collection. */
  readonly grownBytes: number;
}

const warmUp = 10_000;
const calls = 100_000;

export function measureHeap(): Heap {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ["--expose-gc", "--no-warnings", import.meta.filename],
    { encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`The heap could not be measured: ${stderr}`);
  return { calls, grownBytes: Number(stdout) };
}

async function callMany(count: number, list: () => Promise<unknown>): Promise<void> {
  let left = count;
  const lane = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await list();
    }
  };
  await Promise.all(Array.from({ length: 50 }, lane));
}

function usedBytes(): number {
  for (let time = 0; time < 3; time += 1) globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

if (import.meta.main) {
  const body = `[{"orderId":8389765489680951453,"symbol":"${symbols.dapi}"}]`;
  const client = createCoinMFuturesClient({
    apiKey,
    signer: hmac(apiSecret),
    weightBudget: createWeightBudget({ limit: 1e9 }),
    fetch: () =>
      Promise.resolve(
        new Response(body, {
          headers: {
            "content-type": "application/json",
            "content-length": String(body.length),
            date: new Date().toUTCString(),
            "x-mbx-used-weight-1m": "1",
          },
        }),
      ),
  });
  const list = (): Promise<unknown> => client.listOpenOrders({ symbol: symbols.dapi });
  await callMany(warmUp, list);
  const before = usedBytes();
  await callMany(calls, list);
  process.stdout.write(String(usedBytes() - before));
}
