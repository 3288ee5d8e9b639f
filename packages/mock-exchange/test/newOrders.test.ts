// What an added order takes from the description: the example that is most like it, what goes with its symbol, and
// which field plays which role.
import type { OpenApiDocument, Schema } from "@open-orders/specs/model";
import { describe, expect, test } from "vitest";
import { createMockExchange } from "../src/index.ts";
import { call, coinM, noon } from "./calls.ts";
import { extended, jsonOf, operationAt, ordersOf, present } from "./extended.ts";

const list = "listOpenOrders";
const trailingStop = { type: "TRAILING_STOP_MARKET", origType: "TRAILING_STOP_MARKET" };

/** An exchange whose list of open orders is described otherwise. */
function described(change: (document: OpenApiDocument, item: Schema) => void) {
  const descriptions = extended((document) => {
    change(document, present(document.components?.schemas?.["CoinMOpenOrder"]));
  });
  return createMockExchange({ now: () => noon, descriptions });
}

const successOf = (document: OpenApiDocument) =>
  jsonOf(operationAt(document, coinM).responses["200"]);

describe("the example", () => {
  const orders = createMockExchange({ now: () => noon }).orders(list);

  test("is of the type that is given; the pair is that of the symbol", () => {
    const added = orders.add({ ...trailingStop, symbol: "ETHUSD_PERP" });
    // The one trailing stop that is described buys BTCUSD_200925.
    expect(added).toMatchObject({ side: "BUY", pair: "ETHUSD", activatePrice: "9020" });
  });

  test("gives a conditional field, also where it is not of that type", () => {
    const { origType } = trailingStop;
    expect(orders.add({ origType })).toMatchObject({ type: "LIMIT", activatePrice: "9020" });
  });

  test("waits for no trigger where no type is given", () => {
    const exchange = described((document) => {
      present(ordersOf(successOf(document), "severalOrders")[0])["symbol"] = "BTCUSD_PERP";
      const [trailing] = ordersOf(successOf(document), "trailingStopMarket");
      Object.assign(present(trailing), { symbol: "BTCUSD_PERP", pair: "BTCUSD" });
    });
    expect(exchange.orders(list).add()).toMatchObject({ type: "LIMIT", symbol: "BTCUSD_PERP" });
  });

  test("is of the symbol that the description asks for, wherever that parameter stands", () => {
    const exchange = described((document) => {
      operationAt(document, coinM).parameters?.reverse();
      delete successOf(document).examples?.["limit"];
    });
    // The first example that waits for no trigger is of BTCUSD_200925.
    expect(exchange.orders(list).add()).toMatchObject({ symbol: "BTCUSD_PERP" });
  });

  test("gives no id, though the list is filtered by it", () => {
    const conditional = createMockExchange({ now: () => noon }).orders("listOpenAlgoOrders");
    expect(conditional.add({ symbol: "BTCUSD_PERP" })).toMatchObject({
      algoId: "9000000000000000001",
      symbol: "BTCUSD_PERP",
    });
  });
});

test("what goes with a symbol is found by the field that a parameter filters", () => {
  const exchange = described((document) => {
    for (const parameter of operationAt(document, coinM).parameters ?? []) {
      if ("name" in parameter && parameter.name === "pair") parameter.name = "underlying";
    }
  });
  const added = exchange.orders(list).add({ ...trailingStop, symbol: "ETHUSD_PERP" });
  expect(added).toMatchObject({ pair: "ETHUSD" });
});

test("an id that is described as text is text", async () => {
  const exchange = described((document, { properties }) => {
    present(properties)["orderId"] = { type: "string" };
    for (const name of ["trailingStopMarket", "limit", "severalOrders"])
      for (const order of ordersOf(successOf(document), name))
        order["orderId"] = `${order["orderId"] as number}`;
  });
  exchange.orders(list).add();
  expect((await call(exchange, coinM)).text).toContain('"orderId":"9000000000000000001"');
});

test("a client id is given only where the description names its field", () => {
  const exchange = described((_, item) => delete item["x-order"]?.clientId);
  const [order] = exchange.orders(list).list();
  const added = exchange.orders(list).add();
  expect(Object.keys(added).toSorted()).toEqual(Object.keys(order ?? {}).toSorted());
  expect(added["clientOrderId"]).not.toBe("added-1");
});

test.each([
  [
    "a list of something else",
    (_: OpenApiDocument, item: Schema) => {
      delete item["x-order"];
      delete item["x-simulation"];
    },
  ],
  [
    "one order",
    (document: OpenApiDocument) => {
      const success = successOf(document);
      success.schema = present(success.schema?.items);
      success.examples = { one: { value: present(ordersOf(success, "limit")[0]) } };
      delete operationAt(document, coinM).parameters;
    },
  ],
] as const)("%s has no orders to add", (_, change) => {
  expect(() => described(change).orders(list)).toThrow(list);
});
