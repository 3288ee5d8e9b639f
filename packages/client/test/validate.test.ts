// The validator validates responses against the description, and reports what the description does not know.
import { apis } from "@open-orders/specs";
import { readApi } from "@open-orders/specs/model";
import { describe, expect, it } from "vitest";
import { callOnce, json } from "./scriptedExchange.ts";
import { ConfigError } from "../src/index.ts";
import { createValidator } from "../src/validate.ts";
import type { UnknownPart } from "../src/validate.ts";

// The LIMIT order of the exchange's own page for COIN-M, without the trailing fields.
const order = {
  avgPrice: "0.0",
  clientOrderId: "abc",
  cumBase: "0",
  executedQty: "0",
  orderId: 1917641,
  origQty: "0.40",
  origType: "LIMIT",
  price: "0",
  reduceOnly: false,
  side: "BUY",
  positionSide: "SHORT",
  status: "NEW",
  stopPrice: "9300",
  closePosition: false,
  symbol: "BTCUSD_200925",
  pair: "BTCUSD",
  time: 1579276756075,
  timeInForce: "GTC",
  type: "LIMIT",
  updateTime: 1579276756075,
  workingType: "CONTRACT_PRICE",
  priceProtect: false,
};

async function call(change: Record<string, unknown>) {
  const unknown: UnknownPart[] = [];
  const validate = createValidator({ onUnknown: (part) => unknown.push(part) });
  const body = Object.fromEntries(
    Object.entries({ ...order, ...change }).filter(([, value]) => value !== undefined),
  );
  const { outcome } = await callOnce([json([body])], { validate });
  return { outcome, unknown };
}

describe("createValidator", () => {
  it("lets a described response pass, and hands out the data unchanged", async () => {
    const { outcome, unknown } = await call({});
    expect(outcome).toEqual([{ ...order, orderId: "1917641" }]);
    expect(unknown).toEqual([]);
  });

  it.each([
    [{ status: undefined }, "[0].status is missing"],
    [{ price: 5 }, "[0].price is number 5, not decimal"],
    [{ price: "1e5" }, '[0].price is string "1e5", not decimal'],
    [{ time: "now" }, '[0].time is string "now", not integer'],
    [{ reduceOnly: null }, "[0].reduceOnly is null, not boolean"],
    [{ orderId: "x" }, '[0].orderId is string "x", not id'],
    [{ origType: "TRAILING_STOP_MARKET" }, "[0].activatePrice is missing"],
  ])("rejects %j", async (change, why) => {
    const { outcome } = await call(change);
    expect(outcome).toMatchObject({ kind: "response", reason: "shape", status: 200 });
    expect(outcome.message).toContain(why);
  });

  it.each([
    [[7], "[0] is number 7, not an object"],
    [[null], "[0] is null, not an object"],
    [[[]], "[0] is an array, not an object"],
    [{}, "it is an object, not an array"],
    [null, "it is null, not an array"],
    [[order, { ...order, orderId: "1", price: 5 }].slice(1), "[0].price is number 5, not decimal"],
    [
      [
        { ...order, orderId: "1" },
        { ...order, orderId: "2", price: {} },
      ],
      "[1].price is an object, not decimal",
    ],
    [[{ ...order, orderId: "-1x" }], '[0].orderId is string "-1x", not id'],
    [[{ ...order, orderId: "x1" }], '[0].orderId is string "x1", not id'],
    [[{ ...order, orderId: "1", symbol: 5 }], "[0].symbol is number 5, not string"],
    [
      [{ ...order, orderId: "1", time: "x".repeat(99) }],
      `[0].time is string "${"x".repeat(52)}, not integer`,
    ],
  ])("says of %j what is wrong", (data, why) => {
    expect(createValidator()("coin-m-futures", "listOpenOrders", data)).toBe(why);
  });

  it("lets a field be of each of its types, and names both", () => {
    const [api, id] = ["portfolio-margin", "listMarginOpenOrders"] as const;
    const described = readApi(api, apis[api].en).operations.find((one) => one.id === id);
    const orders = described?.responses[0]?.bodies[0]?.examples[0]?.value;
    const [example] = orders as object[];
    const check = (change: object) =>
      createValidator()(api, id, [{ ...example, orderId: "1", accountId: "2", ...change }]);
    expect(check({})).toBeUndefined();
    expect(check({ preventedMatchId: "7" })).toBeUndefined();
    expect(check({ preventedMatchId: 7 })).toBe("[0].preventedMatchId is number 7, not id or null");
  });

  it("finds nothing wrong with what is not described", () => {
    expect(createValidator()("coin-m-futures", "getTime", 5)).toBeUndefined();
    expect(createValidator()("options", "listOpenOrders", 5)).toBeUndefined();
  });

  it.each([
    [{ newField: 1 }, "unknown-field", "[0].newField", 1],
    [{ status: "FROZEN" }, "unknown-value", "[0].status", "FROZEN"],
    [{ activatePrice: "9020" }, "unknown-field", "[0].activatePrice", "9020"],
  ])("reports %j as unknown and lets it pass", async (change, kind, path, value) => {
    const { outcome, unknown } = await call(change);
    expect(outcome).toEqual([{ ...order, ...change, orderId: "1917641" }]);
    expect(unknown).toEqual([
      { api: "coin-m-futures", operation: "listOpenOrders", kind, path, value },
    ]);
  });
});

it("throws what onUnknown throws as it is, and nothing is repeated (case C4)", async () => {
  const bug = new TypeError("bug");
  const validate = createValidator({
    onUnknown() {
      throw bug;
    },
  });
  const { outcome, sent } = await callOnce([json([{ ...order, newField: 1 }])], { validate });
  expect(outcome).toBe(bug);
  expect(sent).toHaveLength(1);
});

describe("options of a validator", () => {
  it.each([
    [{ onUnknown: 5 }, "Option onUnknown must be a function; it is of type number."],
    [{ onUnknwon: () => {} }, "A validator has no option onUnknwon. Did you mean onUnknown?"],
    [null, "A validator takes its options as an object."],
  ])("is not made with the options %j", (options, why) => {
    expect(() => createValidator(options as never)).toThrow(ConfigError);
    expect(() => createValidator(options as never)).toThrow(why);
  });
});
