// The contract tests judge an exchange that nobody tuned them for: nothing is found where nothing is wrong, also where it
// uses other codes than ours; and one mistake is one finding, which names it.
import { describe, expect, test } from "vitest";
import { runContract } from "../../src/index.ts";
import type { ContractReport, Target } from "../../src/index.ts";
import { createOtherExchange, faults, otherKey } from "./otherExchange.ts";
import type { ExchangeFault, OtherOptions } from "./otherExchange.ts";

async function reportOn(options: Omit<OtherOptions, "now">): Promise<ContractReport> {
  let time = Date.UTC(2026, 0, 15, 12, 30, 20);
  const now = (): number => time;
  const target: Target = {
    name: "other exchange",
    baseUrl: { "coin-m-futures": "http://127.0.0.1:1" },
    fetch: createOtherExchange({ now, ...options }),
    credentials: { hmac: otherKey },
    shared: true,
  };
  const sleep = async (ms: number) => {
    time += ms;
    return Promise.resolve();
  };
  return runContract({ target, now, sleep, only: "listOpenOrders: " });
}

const failed = ({ runs }: ContractReport): readonly string[] =>
  runs.flatMap(({ result }) => (result.outcome === "failed" ? [result.message] : []));
const repeated = ({ runs }: ContractReport): string =>
  runs.map(({ result }) => ("repeat" in result ? (result.repeat ?? "") : "")).join("\n");
const unconfirmed = ({ runs }: ContractReport): readonly string[] =>
  runs.flatMap(({ check, result }) => (result.outcome === "unconfirmed" ? [check.rule] : []));

test("an exchange without a mistake has no finding, and is checked", async () => {
  const report = await reportOn({});
  expect({ failed: failed(report), unconfirmed: unconfirmed(report) }).toEqual({
    failed: [],
    unconfirmed: [],
  });
  // Only what it serves is asked, and weighed as that.
  expect(Object.keys(report.weightSpent)).toEqual(["coin-m-futures"]);
  const passed = report.runs.filter(({ result }) => result.outcome === "passed");
  expect(passed.length).toBeGreaterThan(100);
});

test("other codes for an unknown parameter and an empty one are reported, and fail nothing", async () => {
  const report = await reportOn({ codes: { unknown: -1104, empty: -1102 } });
  expect(failed(report)).toEqual([]);
  expect(unconfirmed(report)).toEqual(["parameters: symbol empty", "parameters: unknown"]);
});

/** What the one finding of each fault says. */
const named: Readonly<Record<ExchangeFault, RegExp>> = {
  "drops a field": /schema: positionSide .* actual an item without it$/u,
  "sends a price as a number": /schema: price .* actual must be string, is 94120.5$/u,
  "rounds ids": /exactness: digits of orderId .* rounded as doubles are/u,
  "ignores symbol":
    /filters: symbol of the first item .* symbol=BTCUSD_PERP: 3 of 5 items are others$/u,
  "ignores pair": /filters: pair of the first item .* pair=BTCUSD: 2 of 5 items are others$/u,
  "matches the beginning of a symbol": /filters: symbol of no item, but as one begins .* others$/u,
  "sends times in seconds":
    /orders: time in milliseconds .* actual time is 1768412800, in 5 of 5 orders$/u,
  "sends an order twice": /orders: unique by symbol and orderId .* again, in 1 of 6 orders$/u,
  "fills more than was ordered":
    /orders: executedQty at most origQty .* executedQty is 120, origQty 100/u,
  "wraps the list in an object": /schema: the response .* actual status 200, an object$/u,
  "sends the list as text/plain": /schema: the response .* content type text\/plain$/u,
  "does not verify signatures": /security: .*signature.* actual status 200/u,
  "does not look at the key": /security: unknown key .* actual status 200/u,
  "accepts old requests": /timing: well beyond the default window .* actual status 200/u,
  "accepts requests from the future": /timing: timestamp well ahead .* actual status 200/u,
  "counts every call as 1": /weights: nothing sent .* a weight of 40 .* actual 1 for a call$/u,
  "leaves the weight out": /headers: 200 X-MBX-USED-WEIGHT-1M .* actual status 200 without it$/u,
  "signs the decoded query": /security: signature over the decoded query .* actual status 200/u,
  "wants signatures in lower case": /security: signature in upper case .* code -1022$/u,
  "rejects recvWindow": /parameters: recvWindow sent .* actual status 400, code -1106$/u,
};

test("the request that a finding can be seen with is the one that was filtered", async () => {
  expect(repeated(await reportOn({ fault: "ignores pair" }))).toContain("pair=BTCUSD&");
});

describe.each(faults)("an exchange that %s", (fault) => {
  test.each([undefined, { unknown: -1104, empty: -1102 }])(
    "has one finding (codes %o)",
    async (codes) => {
      const report = await reportOn({ fault, ...(codes && { codes }) });
      expect(failed(report)).toEqual([expect.stringMatching(named[fault])]);
    },
  );
});
