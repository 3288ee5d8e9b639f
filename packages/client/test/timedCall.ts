// Calls by the clocks of the machine, where the clocks are vitest's: a test can say to the millisecond when a call
// ended, and takes no time.
import { afterEach, beforeAll, beforeEach, vi } from "vitest";
import { scriptedExchange, start } from "./scriptedExchange.ts";
import type { Step } from "./scriptedExchange.ts";
import { createCoinMFuturesClient } from "../src/index.ts";
import type { CallOptions, ClientOptions } from "../src/index.ts";

/** Puts vitest's clocks in place of the machine's for each test of a file. No timer may be left when it ends. */
export function useFakeClocks(): void {
  // Loaded by the first error otherwise, which takes a time that these clocks do not know.
  beforeAll(async () => void (await import("../src/generated/error-texts.ts")));
  beforeEach(() => {
    vi.useFakeTimers({
      now: start,
      toFake: ["setTimeout", "clearTimeout", "setImmediate", "Date", "performance"],
    });
  });
  afterEach(() => {
    const left = vi.getTimerCount();
    vi.useRealTimers();
    if (left > 0) throw new Error(`${left} timers were left behind.`);
  });
}

export const hour = 3_600_000;
export const never = <T>() => new Promise<T>(() => {});
export const after = <T>(ms: number, value: () => T) =>
  new Promise<T>((resolve) => setTimeout(() => resolve(value()), ms));

/** Makes a call by the clocks of the machine, and says how it ended and after how many milliseconds. */
export async function timed(
  steps: Step[],
  options: Partial<ClientOptions> = {},
  own: CallOptions = {},
) {
  const script = scriptedExchange(steps);
  const { now: _, monotonicNow: __, sleep: ___, ...rest } = script.options;
  const client = createCoinMFuturesClient({ ...rest, ...options });
  const startedAt = performance.now();
  let ended: { outcome: unknown; afterMs: number; timersLeft: number } | undefined;
  void client
    .listOpenOrders({}, own)
    .catch((error: unknown) => error)
    .then((outcome) => {
      const timersLeft = vi.getTimerCount();
      ended = { outcome, afterMs: performance.now() - startedAt, timersLeft };
      return ended;
    });
  await vi.advanceTimersByTimeAsync(600_000);
  if (!ended) throw new Error("The call has not ended in ten minutes.");
  return { ...script, ...ended, client };
}
