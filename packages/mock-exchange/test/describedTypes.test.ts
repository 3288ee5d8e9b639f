// Types and limits that a description may set, beside those of today's endpoints: in parameters, filters and orders.
import type { ParameterObject, Schema } from "@open-orders/specs/model";
import { describe, expect, test } from "vitest";
import { createMockExchange, demoAccount } from "../src/index.ts";
import { call, coinM, coinMOrder, noon } from "./calls.ts";
import { componentsOf, extended, present } from "./extended.ts";

const inQuery = (name: string, schema: Schema, field?: string): ParameterObject => ({
  name,
  in: "query",
  schema,
  ...(field !== undefined && { "x-filter": { field, keep: "from" } }),
});
const descriptions = extended((document, described) => {
  described.parameters.push(
    inQuery("lowest", { type: "number" }, "price"),
    inQuery("latest", { type: "boolean" }),
    inQuery("country", { type: "string", pattern: "^.{2}$" }),
    inQuery("since", { type: "integer", format: "int64" }, "orderId"),
    inQuery("either", { type: ["integer", "boolean"] }),
    inQuery("any", {}),
    { name: "X-Trace", in: "header", required: true, schema: { type: "string" } },
  );
  Object.assign(present(present(componentsOf(document).schemas["CoinMOpenOrder"]).properties), {
    ratio: { type: "number" },
    mode: { type: "string", enum: ["A", "B"] },
    legs: { type: ["array", "null"], items: { type: "integer" } },
    extra: { type: "object", properties: { depth: { type: "integer" } } },
  });
});
const exchange = createMockExchange({
  now: () => noon,
  descriptions,
  weightLimits: { "coin-m-futures": Infinity },
  accounts: [
    {
      ...demoAccount,
      orders: {
        listOpenOrders: ["9.5", "10.25", "100"].map((price, index) =>
          coinMOrder({ orderId: index + 1, price }),
        ),
      },
    },
  ],
});

describe("a parameter", () => {
  test("that is sent as a header is not missed in the address", async () => {
    const { status, text } = await call(exchange, coinM, "symbol=NONE");
    expect([status, text]).toEqual([200, "[]"]);
    expect((await call(exchange, coinM, "X-Trace=1")).code).toBe(-1103);
  });

  test.each([
    ["lowest", ["0", "-3", "10.25", "12345"], ["1.", ".5", "1e3", "a1", "1a", "1.2.3", "--1"]],
    ["latest", ["true", "false"], ["TRUE", "1", "yes"]],
    ["country", ["AB", "🙂b"], ["A", "ABC"]],
    [
      "since",
      ["0", "9223372036854775807", "-9223372036854775808"],
      ["9223372036854775808", "-9223372036854775809", "1.0"],
    ],
    ["either", ["1", "true"], ["1.5", "no"]],
    ["any", ["1", "words"], []],
  ])("%s takes what its schema allows, and rejects the rest", async (name, good, bad) => {
    const codeOf = async (value: string) =>
      (await call(exchange, coinM, `${name}=${encodeURIComponent(value)}`)).code;
    for (const value of good) expect([value, await codeOf(value)]).toEqual([value, undefined]);
    for (const value of bad) expect([value, await codeOf(value)]).toEqual([value, -1100]);
  });
});

describe("a filter", () => {
  test.each([
    ["lowest=10", ["2", "3"]],
    ["lowest=10.25", ["2", "3"]],
    ["lowest=9.5", ["1", "2", "3"]],
    ["lowest=100", ["3"]],
    ["lowest=100.5", []],
    ["since=2", ["2", "3"]],
  ])("compares numbers as numbers: %s", async (query, expected) => {
    const { text } = await call(exchange, coinM, query);
    expect([...text.matchAll(/"orderId":(\d+)/g)].map(([, digits]) => digits)).toEqual(expected);
  });
});

describe("a field of an order", () => {
  const place = 'orders("listOpenOrders").add(order)';
  let id = 100;
  const add = (fields: object) => () =>
    exchange.orders("listOpenOrders").add({ orderId: (id += 1), ...fields });

  test.each([
    [{ ratio: 0.5 }],
    [{ mode: "B" }],
    [{ legs: [1, 2] }],
    [{ legs: null }],
    [{ extra: { depth: 1 } }],
  ])("may be %o", (fields) => {
    expect(add(fields)).not.toThrow();
  });

  test.each([
    [{ ratio: "0.5" }, ".ratio: must be a number, is "],
    [{ ratio: Infinity }, ".ratio: must be a number, is the number Infinity"],
    [{ mode: "C" }, '.mode: must be one of ["A","B"]'],
    [{ legs: 5 }, ".legs: must be an array or null, is a number"],
    [{ legs: [1, "x"] }, '.legs[1]: must be an integer, is "x"'],
    [{ extra: { depth: true } }, ".extra.depth: must be an integer, is a boolean"],
    [{ ratio: [] }, ".ratio: must be a number, is an array"],
    [{ ratio: {} }, ".ratio: must be a number, is an object"],
    [{ ratio: null }, ".ratio: must be a number, is null"],
    [{ ratio: "x".repeat(40) }, `is "${"x".repeat(40)}"`],
    [{ ratio: "x".repeat(41) }, "is another string"],
  ])("may not be %o", (fields, message) => {
    const before = exchange.orders("listOpenOrders").list().length;
    expect(add(fields)).toThrow(message.startsWith(".") ? place + message : message);
    expect(exchange.orders("listOpenOrders").list()).toHaveLength(before);
  });
});
