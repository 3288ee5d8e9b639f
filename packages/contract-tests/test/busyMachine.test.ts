// The checks of connections have a short time limit of their own. A machine that is slow, or busy, must not fail them.
import { expect, test } from "vitest";
import { createChecks, createMockTarget, runChecks } from "../src/index.ts";
import type { Fetch } from "../src/index.ts";

/** Keeps everything else waiting, longer than the limit. */
function busy(ms: number): void {
  for (const end = performance.now() + ms; performance.now() < end;);
}

test("a machine that is busy during each request passes the checks of connections", async () => {
  const target = await createMockTarget();
  const [first, ...others] = createChecks();
  const checks = others.filter(
    ({ operation, rule }) => operation === first?.operation && rule.startsWith("connection: "),
  );
  const fetch: Fetch = async (url, init) => {
    busy(50);
    const response = await target.fetch(url, init);
    busy(50);
    // Timers that are due come first.
    await new Promise((resolve) => setTimeout(resolve));
    return response;
  };
  const runs = await runChecks(checks, { ...target, fetch });
  expect(runs.length).toBeGreaterThan(20);
  expect(runs.flatMap(({ result }) => (result.outcome === "passed" ? [] : [result]))).toEqual([]);
});
