// Functions of the caller's own: what they throw reaches the caller unchanged, and nothing is repeated after it.
import { setImmediate as turn } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { callOnce, html, json, errorResponse, scriptedExchange } from "./scriptedExchange.ts";
import type { Step } from "./scriptedExchange.ts";
import { createCoinMFuturesClient } from "../src/index.ts";
import type { ClientOptions } from "../src/index.ts";

const bug = new TypeError("bug");
const fail = (): never => {
  throw bug;
};

describe("what a function of the caller's throws (case C4)", () => {
  it.each<[string, Partial<ClientOptions>, Step[], number]>([
    ["validate", { validate: fail }, [json([])], 1],
    ["now", { now: fail }, [json([])], 0],
    ["monotonicNow", { monotonicNow: fail }, [json([])], 0],
    ["random", { random: fail }, [html(502)], 1],
    ["sleep, at once", { sleep: fail }, [html(502)], 1],
    ["sleep, later", { sleep: async () => fail() }, [html(502)], 1],
  ])("is thrown as it is: %s", async (_, options, steps, requests) => {
    const { outcome, sent } = await callOnce([...steps, json([]), json([])], options);
    expect(outcome).toBe(bug);
    expect(sent).toHaveLength(requests);
  });

  it.each([undefined, null, 0, "words"])("even when it is %j", async (thrown) => {
    const validate = (): never => {
      // oxlint-disable-next-line typescript/only-throw-error -- what a caller may do
      throw thrown;
    };
    const { options } = scriptedExchange([json([])], { validate });
    const settled = await Promise.allSettled([createCoinMFuturesClient(options).listOpenOrders()]);
    expect(settled).toEqual([{ status: "rejected", reason: thrown }]);
  });

  it("does not keep the exchange's count from being taken in", async () => {
    const script = scriptedExchange([json([], 200, { "x-mbx-used-weight-1m": "77" })], {
      validate: fail,
    });
    const client = createCoinMFuturesClient(script.options);
    await expect(client.listOpenOrders()).rejects.toBe(bug);
    expect(client.weightUsage.usedWeight).toBe(77);
  });
});

describe("onAttempt", () => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown): void => void unhandled.push(reason);
  beforeEach(() => void process.on("unhandledRejection", note));
  afterEach(() => {
    process.off("unhandledRejection", note);
    unhandled.length = 0;
  });

  it.each([
    ["at once", fail],
    ["later", async () => fail()],
  ])(
    "may fail %s: the call goes on, and nothing is left unhandled (case C23)",
    async (_, onAttempt) => {
      const { outcome, sent } = await callOnce([html(502), json([])], {
        // oxlint-disable-next-line typescript/no-misused-promises -- what callers do
        onAttempt,
      });
      expect(outcome).toEqual([]);
      expect(sent).toHaveLength(2);
      await turn();
      expect(unhandled).toEqual([]);
    },
  );
});

describe("a fetch of the caller's own", () => {
  it.each([
    ["throws at once", fail],
    ["rejects", async () => fail()],
    ["returns nothing", async () => undefined],
  ])("that %s is a connection that failed", async (_, fetch) => {
    const { outcome } = await callOnce([], {
      fetch: fetch as unknown as typeof globalThis.fetch,
      maxRetries: 1,
    });
    expect(outcome).toMatchObject({ kind: "connection", attempts: 2 });
  });
});

it("a time call that fails is no reason to fail, and its weight is counted", async () => {
  const script = scriptedExchange([errorResponse(400, -1021), html(502), json([])]);
  const client = createCoinMFuturesClient(script.options);
  expect(await client.listOpenOrders()).toEqual([]);
  // Two calls of 40, and one for the time.
  expect(client.weightUsage.usedWeight).toBe(81);
});
