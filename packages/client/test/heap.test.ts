// A client that runs for weeks must not grow. Measured in a process of its own, where garbage can be
// collected on demand.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";

const calls = { succeeding: 100_000, failing: 10_000 };
const twoMegabytes = 2 * 2 ** 20;

it("keeps the heap within 2 MB over 100,000 calls and 10,000 that fail", () => {
  const script = join(import.meta.dirname, "heapGrowth.ts");
  const args = ["--expose-gc", script, String(calls.succeeding), String(calls.failing)];
  const output = execFileSync(process.execPath, args, { encoding: "utf8" });
  const { bytes, requests } = JSON.parse(output) as {
    bytes: { successes: number; failures: number };
    requests: number;
  };
  expect(bytes.successes).toBeLessThan(twoMegabytes);
  expect(bytes.failures).toBeLessThan(twoMegabytes);
  // A tenth of each to warm up, a tenth of the succeeding calls once more by path, three tries each of the failing.
  expect(requests).toBe(1.1 * (1.1 * calls.succeeding + 3 * calls.failing));
});
