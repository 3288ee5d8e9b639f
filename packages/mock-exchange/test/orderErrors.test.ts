// Changes of orders that cannot be made: the error names the order or the field, and nothing changes.
import { describe, expect, test } from "vitest";
import { createMockExchange, demoAccount } from "../src/index.ts";
import type { MockExchange, Orders } from "../src/index.ts";
import { coinMOrder } from "./calls.ts";

describe("errors name", () => {
  const exchange = (...listOpenOrders: object[]): MockExchange =>
    createMockExchange({ accounts: [{ ...demoAccount, orders: { listOpenOrders } }] });
  const orders = (): Orders =>
    exchange(
      coinMOrder({ orderId: 5 }),
      coinMOrder({ orderId: 5, symbol: "ETHUSD_PERP" }),
      coinMOrder({ orderId: 6 }),
    ).orders("listOpenOrders");
  const list = 'orders("listOpenOrders")';

  test.each<[string, () => unknown, string]>([
    [
      "a wrong value",
      () => orders().add({ price: 5 }),
      `${list}.add(order).price: must be a decimal`,
    ],
    [
      "an unknown field",
      () => orders().add({ pirce: "5" }),
      `${list}.add(order).pirce: unknown name; expected one of avgPrice, `,
    ],
    ["no object", () => orders().add("5" as never), `${list}.add(order): must be an object`],
    [
      "an id that is in use",
      () => orders().add({ orderId: "5" }),
      `${list}.add(order): another order of symbol BTCUSD_PERP has orderId 5`,
    ],
    [
      "an id that 64 bits do not hold",
      () => orders().add({ orderId: 2n ** 63n }),
      `${list}.add(order).orderId: must be an integer of 64 bits`,
    ],
    [
      "a field that needs another",
      () => orders().add({ activatePrice: "1" }),
      `${list}.add(order).activatePrice: must be left out unless origType is`,
    ],
    [
      "an order that is not there",
      () => orders().remove(7),
      `${list}.remove(order): no order has id 7; there are 5, 5, 6`,
    ],
    [
      "an empty list",
      () => exchange().orders("listOpenOrders").remove("7"),
      `${list}.remove(order): no order has id 7; the list is empty`,
    ],
    [
      "an id of several orders",
      () => orders().update(5, {}),
      `${list}.update(order): id 5 is in BTCUSD_PERP, ETHUSD_PERP; give { symbol, id }`,
    ],
    [
      "an order of another symbol",
      () => orders().update({ symbol: "SOLUSD_PERP", id: 6 }, {}),
      `${list}.update(order): no order has id 6 in SOLUSD_PERP; it is in BTCUSD_PERP`,
    ],
    [
      "what is no reference",
      () => orders().remove({ symbol: "BTCUSD_PERP" }),
      `${list}.remove(order): must be an id, { symbol, id } or an order`,
    ],
    ["nothing", () => orders().remove(null as never), "must be an id, { symbol, id } or an order"],
    [
      "a wrong change",
      () => orders().update(6, { side: undefined }),
      `${list}.update(…, changes).side: is missing`,
    ],
    [
      "an unknown change",
      () => orders().update(6, { sied: "BUY" }),
      `${list}.update(…, changes).sied: unknown name`,
    ],
    [
      "a change to an id that is in use",
      () => orders().update(6, { orderId: 5 }),
      `${list}.update(…, changes): another order of symbol BTCUSD_PERP has orderId 5`,
    ],
    [
      "an unknown operation",
      () => exchange().orders("listOrders"),
      "orders: listOrders lists no open orders; expected one of listMarginOpenOrders",
    ],
    [
      "the time endpoint",
      () => exchange().orders("clock"),
      "orders: clock lists no open orders; expected one of ",
    ],
    [
      "an unknown account",
      () => exchange().orders("listOpenOrders", "sesame"),
      "orders: no account has this API key",
    ],
  ])("%s", (_, act, message) => {
    expect(act).toThrow(TypeError);
    expect(act).toThrow(message);
  });

  test("at most ten of the ids that are there", () => {
    const many = Array.from({ length: 12 }, (_, index) => coinMOrder({ orderId: index + 1 }));
    expect(() =>
      exchange(...many)
        .orders("listOpenOrders")
        .remove(99),
    ).toThrow(/there are 1, 2, 3, 4, 5, 6, 7, 8, 9, 10$/u);
  });

  test("a mistake changes nothing", () => {
    const same = orders();
    const before = same.list();
    expect(() => same.update(6, { price: 5 })).toThrow(TypeError);
    expect(() => same.add({ price: 5 })).toThrow(TypeError);
    expect(same.list()).toEqual(before);
  });
});
