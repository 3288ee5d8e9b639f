// Options of createMockExchange and listen that cannot be used: each error names the option and what it must be.
import { describe, expect, test } from "vitest";
import { createMockExchange } from "../src/index.ts";

describe("createMockExchange rejects", () => {
  test.each<[object, string]>([
    [
      { acounts: [] },
      "acounts: unknown name; expected one of accounts, now, faults, seed, simulate, symbols, ",
    ],
    [{ now: 5 }, "now: must be a function"],
    [{ accounts: {} }, "accounts: must be an array"],
    [{ faults: {} }, "faults: must be an array"],
    [{ seed: 1.5 }, "seed: must be an integer from 0 to 4294967295"],
    [{ seed: 2 ** 32 }, "seed: must be an integer from 0 to 4294967295"],
    [{ seed: -1 }, "seed: must be an integer from 0 to 4294967295"],
    [{ simulate: 1 }, "simulate: must be true, false or an object"],
    [
      { simulate: { ordersPerMinute: -1 } },
      "simulate.ordersPerMinute: must be a number from 0 to 1000000",
    ],
    [
      { simulate: { ordersPerMinute: Infinity } },
      "simulate.ordersPerMinute: must be a number from 0 to 1000000",
    ],
    [
      { simulate: { orderLifeMs: 0 } },
      "simulate.orderLifeMs: must be a number from 1 to 1000000000000",
    ],
    [
      { simulate: { orderLifeMS: 1 } },
      "simulate.orderLifeMS: unknown name; expected one of ordersPerMinute, orderLifeMs",
    ],
    [
      { simulate: { ordersPerMinute: 6000, orderLifeMs: 1_000_001 } },
      "simulate: more than 100000 orders would be open at once",
    ],
    [{ symbols: "BTCUSD_PERP" }, "symbols: must be an array of strings that are not empty"],
    [{ symbols: [""] }, "symbols: must be an array of strings that are not empty"],
    [{ weightLimits: 40 }, "weightLimits: must be an object"],
    [
      { weightLimits: { "coin-m-futures": -1 } },
      "weightLimits.coin-m-futures: must be a number of at least 0",
    ],
    [
      { weightLimits: { fapi: 1 } },
      "weightLimits.fapi: unknown name; expected one of portfolio-margin, coin-m-futures",
    ],
    [
      { rejectionsBeforeBan: -1 },
      "rejectionsBeforeBan: must be an integer of at least 0, or Infinity",
    ],
    [
      { weightLimits: { "coin-m-futures": "40" } },
      "weightLimits.coin-m-futures: must be a number of at least 0",
    ],
    [{ banMs: "5" }, "banMs: must be a number above 0"],
    [{ banMs: 0 }, "banMs: must be a number above 0"],
    [{ banMs: NaN }, "banMs: must be a number above 0"],
    [{ requestLogSize: 0.5 }, "requestLogSize: must be an integer of at least 0, or Infinity"],
    [{ sleep: 5 }, "sleep: must be a function"],
    [{ descriptions: [] }, "descriptions: must be an object"],
  ])("%j", (options, message) => {
    expect(() => createMockExchange(options)).toThrow(message);
  });

  test("what is no object", () => {
    expect(() => createMockExchange(null as unknown as object)).toThrow(
      "options: must be an object",
    );
  });
});

test.each<object>([
  { seed: 0 },
  { seed: 2 ** 32 - 1 },
  { rejectionsBeforeBan: 0 },
  { rejectionsBeforeBan: Infinity },
  { requestLogSize: Infinity },
  { banMs: 0.1 },
  { weightLimits: { "coin-m-futures": 0 } },
  { simulate: { ordersPerMinute: 0, orderLifeMs: 1 } },
  { simulate: { ordersPerMinute: 6000, orderLifeMs: 1_000_000 } },
  { simulate: false },
  { symbols: [] },
])("createMockExchange accepts %j", (options) => {
  expect(() => createMockExchange(options)).not.toThrow();
});

test("an option that is undefined counts as left out", () => {
  expect(createMockExchange({ seed: undefined, accounts: undefined }).requests).toEqual([]);
});

test.each<[object, string]>([
  [{ port: 65_536 }, "listen.port: must be an integer from 0 to 65535"],
  [{ port: "8787" }, "listen.port: must be an integer from 0 to 65535"],
  [{ hostname: "" }, "listen.hostname: must be a string that is not empty"],
  [{ host: "::1" }, "listen.host: unknown name; expected one of port, hostname"],
])("listen rejects %j", async (options, message) => {
  await expect(createMockExchange().listen(options)).rejects.toThrow(message);
});
