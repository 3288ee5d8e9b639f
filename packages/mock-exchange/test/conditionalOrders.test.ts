// A conditional order of the simulation goes on in the list that the description names: both are listed for a
// moment, then the conditional one is closed. The lists are made up here; the mock knows no list by name.
import { Ajv2020 } from "ajv/dist/2020.js";
import { apis } from "@open-orders/specs";
import type { JsonObject, OpenApiDocument } from "@open-orders/specs/model";
import { describe, expect, test } from "vitest";
import { createMockExchange, demoAccount } from "../src/index.ts";
import type { MockExchangeOptions } from "../src/index.ts";
import { coinM, noon } from "./calls.ts";
import { jsonOf, operationAt, ordersOf, present } from "./extended.ts";
import { everything } from "./simulate.ts";

type Order = Readonly<Record<string, unknown>>;

const field = { type: "string" };
const decimal = { type: "string", format: "decimal" };
const time = { type: "integer", format: "double-int" };
const fields = {
  algoId: { type: "integer", format: "int64" },
  clientAlgoId: field,
  symbol: field,
  side: field,
  orderType: field,
  algoStatus: field,
  price: decimal,
  triggerPrice: decimal,
  quantity: decimal,
  positionSide: field,
  reduceOnly: { type: "boolean" },
  createTime: time,
  updateTime: time,
  actualOrderId: field,
};
const stop = {
  algoId: 2_148_627,
  clientAlgoId: "my-stop",
  symbol: "ETHUSD_PERP",
  side: "SELL",
  orderType: "STOP",
  algoStatus: "NEW",
  price: "2990",
  triggerPrice: "3000",
  quantity: "70",
  // Not the side of the example that completes the order.
  positionSide: "SHORT",
  reduceOnly: true,
  createTime: 1_768_412_803_870,
  updateTime: 1_768_412_803_870,
  actualOrderId: "",
};
const stopMarket = { ...stop, algoId: 2_148_628, orderType: "STOP_MARKET", price: "0" };

/** The COIN-M description with a list of conditional orders, which go on in another. */
function describedWith(becomesIn: string, examples: JsonObject[] = [stop, stopMarket]) {
  const document = structuredClone(everything["coin-m-futures"]);
  const described = operationAt(document, coinM);
  const success = {
    description: "Conditional orders.",
    content: {
      "application/json": {
        schema: {
          type: "array",
          items: {
            type: "object",
            required: Object.keys(fields),
            properties: fields,
            "x-order": {
              id: "algoId",
              uniqueWithin: "symbol",
              clientId: "clientAlgoId",
              symbol: "symbol",
              side: "side",
              type: "orderType",
              status: "algoStatus",
              price: "price",
              triggerPrice: "triggerPrice",
              quantity: "quantity",
              placedAt: "createTime",
              updatedAt: "updateTime",
              becomes: "actualOrderId",
            },
            "x-simulation": {
              price: ["price", "triggerPrice"],
              becomesIn,
              onTrigger: (
                [
                  ["STOP", "LIMIT"],
                  ["STOP_MARKET", "MARKET"],
                ] as const
              ).map(([orderType, type]) => ({
                from: { orderType, algoStatus: "NEW" },
                to: { algoStatus: "TRIGGERING" },
                as: { type, origType: type },
              })),
            },
          },
        },
        examples: { several: { value: examples } },
      },
    },
  };
  document.paths["/dapi/v1/conditional"] = {
    get: {
      ...described,
      operationId: "listConditional",
      responses: { ...described.responses, "200": success },
    },
  };
  return { "coin-m-futures": document };
}

/** Both lists, every half second for ten minutes. */
function watch(options: MockExchangeOptions = {}, everyMs = 500) {
  let now = noon;
  const exchange = createMockExchange({
    descriptions: describedWith("listOpenOrders"),
    now: () => now,
    simulate: { ordersPerMinute: 6 },
    ...options,
  });
  return Array.from({ length: 600_000 / everyMs }, (_, index) => {
    now = noon + index * everyMs;
    const read = (id: string): readonly Order[] => exchange.orders(id).list();
    return { now, conditional: read("listConditional"), regular: read("listOpenOrders") };
  });
}

const byId = (orders: readonly Order[], id: unknown): Order | undefined =>
  orders.find(({ orderId }) => orderId === id);

describe("a triggered conditional order", () => {
  test("is listed beside the order that it became for ten seconds, then is closed", () => {
    const triggered = new Map<unknown, number[]>();
    for (const { now, conditional, regular } of watch()) {
      for (const order of conditional) {
        const { algoId, algoStatus, actualOrderId, updateTime } = order;
        expect([algoStatus, actualOrderId === ""]).toEqual(
          actualOrderId === "" ? ["NEW", true] : ["TRIGGERING", false],
        );
        if (actualOrderId === "") continue;
        const became = byId(regular, actualOrderId);
        const type = order["orderType"] === "STOP" ? "LIMIT" : "MARKET";
        expect(became).toMatchObject({
          type,
          origType: type,
          clientOrderId: order["clientAlgoId"],
          symbol: "ETHUSD_PERP",
          pair: "ETHUSD",
          side: "SELL",
          price: order["price"],
          origQty: "70",
          positionSide: "SHORT",
          reduceOnly: true,
          time: updateTime,
          stopPrice: "0",
        });
        expect(now - Number(updateTime)).toBeLessThan(10_000);
        triggered.set(algoId, [...(triggered.get(algoId) ?? []), now]);
      }
    }
    expect(triggered.size).toBeGreaterThan(20);
    // Every half second, for ten seconds; the last ones are still listed at the end.
    const complete = [...triggered.values()].filter(([first = 0]) => first < noon + 590_000);
    for (const times of complete) expect([19, 20]).toContain(times.length);
  });

  test("is filled in the other list only, at its price or its trigger price", () => {
    const became = watch().flatMap(({ regular }) =>
      regular.filter((order) => order["origQty"] === "70"),
    );
    const filled = became.filter(({ executedQty }) => executedQty !== "0");
    const prices = new Set(
      filled.map(({ type, avgPrice }) => `${String(type)} ${String(avgPrice)}`),
    );
    expect([...prices].toSorted()).toEqual(["LIMIT 2990", "MARKET 3000"]);
    expect(became.length).toBeGreaterThan(filled.length);
  });

  test("one in four is never triggered", () => {
    const triggered = new Map<unknown, boolean>();
    // A triggered order is listed for ten seconds.
    for (const { conditional } of watch({ simulate: { ordersPerMinute: 40 } }, 5000)) {
      for (const { algoId, algoStatus } of conditional) {
        triggered.set(algoId, triggered.get(algoId) === true || algoStatus === "TRIGGERING");
      }
    }
    // Without those placed last, which may still wait.
    const all = [...triggered.values()].slice(0, 320);
    const share = all.filter((one) => !one).length / all.length;
    expect(share).toBeGreaterThan(0.2);
    expect(share).toBeLessThan(0.3);
  });

  test("closes no later than its lifetime says", () => {
    const times = new Map<unknown, number[]>();
    const short = watch({ simulate: { ordersPerMinute: 40, orderLifeMs: 8000 } });
    for (const { now, conditional } of short.slice(0, 240)) {
      for (const { algoId } of conditional) times.set(algoId, [...(times.get(algoId) ?? []), now]);
    }
    for (const seenAt of times.values()) {
      expect((seenAt.at(-1) ?? 0) - (seenAt[0] ?? 0)).toBeLessThan(8000);
    }
  });

  test("ids stay unique in either list", () => {
    for (const { conditional, regular } of watch()) {
      const ids = [
        ...conditional.map(({ algoId }) => algoId),
        ...regular.map((one) => one["orderId"]),
      ];
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  test("becomes an order that is valid by its description", () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    ajv.addSchema(everything["coin-m-futures"], "bundle");
    const schema = "responses/200/content/application~1json/schema/items";
    const validate = ajv.getSchema(`bundle#/paths/~1dapi~1v1~1openOrders/get/${schema}`);
    for (const order of watch().flatMap(({ regular }) => regular)) {
      const valid = validate?.({ ...order, orderId: Number(order["orderId"]) });
      expect({ valid, errors: validate?.errors }).toEqual({ valid: true, errors: null });
    }
  });
});

test("the account's own conditional orders are triggered too, under ids of their own", () => {
  const own = [1, 2, 3, 4, 5, 6, 7, 8].map((algoId) => Object.assign({}, stop, { algoId }));
  const seen = watch({
    accounts: [{ ...demoAccount, orders: { listConditional: own } }],
    simulate: { ordersPerMinute: 0 },
  });
  const became = new Map<unknown, unknown>();
  for (const { conditional } of seen) {
    for (const { algoId, actualOrderId } of conditional) {
      if (actualOrderId !== "") became.set(algoId, actualOrderId);
    }
  }
  expect(became.size).toBeGreaterThan(2);
  expect(new Set(became.values()).size).toBe(became.size);
  expect(seen.at(-1)).toMatchObject({ conditional: [], regular: [] });
});

test("what the conditional list does not have is new in the other", () => {
  const descriptions = describedWith("listOpenOrders");
  const conditional = operationAt(descriptions["coin-m-futures"], "/dapi/v1/conditional");
  delete jsonOf(conditional.responses["200"]).schema?.items?.["x-order"]?.clientId;
  const became = watch({ descriptions }, 5000).flatMap(({ regular }) =>
    regular.filter((order) => order["origQty"] === "70"),
  );
  expect(became.length).toBeGreaterThan(0);
  for (const { clientOrderId, orderId } of became)
    expect(clientOrderId).toBe(`order-${String(orderId)}`);
});

test("the demo account has conditional orders in their own list only", () => {
  // Examples of an order that waits for its trigger, and of two others.
  const withTrailingStop = (document: OpenApiDocument): OpenApiDocument => {
    const media = jsonOf(operationAt(document, coinM).responses["200"]);
    const [trailingStop] = ordersOf(media, "trailingStopMarket");
    const [limit] = ordersOf(media, "limit");
    const other = { ...present(limit), orderId: 24_684_460_931 };
    ordersOf(media, "severalOrders").splice(
      0,
      Infinity,
      present(trailingStop),
      present(limit),
      other,
    );
    return document;
  };
  const { "coin-m-futures": described } = describedWith("listOpenOrders");
  const descriptions = { "coin-m-futures": withTrailingStop(described) };
  const exchange = createMockExchange({ descriptions });
  const ids = (list: string, id: string): unknown[] =>
    exchange
      .orders(list)
      .list()
      .map((order) => order[id]);
  expect(ids("listConditional", "algoId")).toEqual(["2148627", "2148628"]);
  expect(ids("listOpenOrders", "orderId")).toEqual(["24684460474", "24684460931"]);
  const alone = withTrailingStop(structuredClone(everything["coin-m-futures"]));
  const without = createMockExchange({ descriptions: { "coin-m-futures": alone } });
  expect(without.orders("listOpenOrders").list()).toHaveLength(3);
});

test("a list that is not there is an error", () => {
  const descriptions = describedWith("listOrders");
  expect(() => createMockExchange({ descriptions, simulate: true })).toThrow(
    "coin-m-futures: x-simulation of listConditional: becomesIn names listOrders, which is no list",
  );
  // A list of another API is none either.
  const other = {
    ...describedWith("listMarginOpenOrders"),
    "portfolio-margin": apis["portfolio-margin"].en,
  };
  expect(() => createMockExchange({ descriptions: other, simulate: true })).toThrow(
    "becomesIn names listMarginOpenOrders, which is no list",
  );
});
