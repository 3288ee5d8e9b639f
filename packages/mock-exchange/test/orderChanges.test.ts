// Orders that change during a test: what is left out comes from the described example, ids are exact and used once.
import { apis } from "@open-orders/specs";
import { readApi } from "@open-orders/specs/model";
import { describe, expect, test } from "vitest";
import { createMockExchange, demoAccount } from "../src/index.ts";
import type { Account, MockExchange } from "../src/index.ts";
import { call, coinM, coinMOrder, margin, noon, send, signed } from "./calls.ts";

function start(orders: Account["orders"] = {}) {
  let time = noon;
  const exchange = createMockExchange({
    now: () => time,
    accounts: [{ ...demoAccount, orders }],
    weightLimits: { "coin-m-futures": Infinity },
  });
  const wait = (ms: number): void => {
    time += ms;
  };
  return { exchange, wait, orders: exchange.orders("listOpenOrders") };
}

/** What the exchange lists, as text: digits are as on the wire. */
async function listed(exchange: MockExchange, path = coinM, query = ""): Promise<string> {
  const { status, text } = await call(exchange, path, query);
  expect(status).toBe(200);
  return text;
}

describe("add", () => {
  const lists = Object.entries(apis).flatMap(([name, { en }]) =>
    readApi(name, en).operations.flatMap(({ id, item: { "x-order": roles } }) =>
      roles ? [{ id, symbol: roles.symbol }] : [],
    ),
  );
  test.each(lists)("to $id is about a symbol that the demo account has there", ({ id, symbol }) => {
    const orders = createMockExchange({ now: () => noon }).orders(id);
    const known = orders.list().map((order) => order[symbol]);
    expect(known).toContain(orders.add()[symbol]);
  });

  test("fills in what is left out, for an order that was placed now", async () => {
    const { exchange, orders } = start();
    const order = orders.add({ symbol: "BTCUSD_PERP", price: "90000" });
    // The described limit order, with nothing filled.
    expect(order).toEqual({
      avgPrice: "0.0",
      clientOrderId: "added-1",
      cumBase: "0.00000000",
      executedQty: "0",
      orderId: "9000000000000000001",
      origQty: "100",
      origType: "LIMIT",
      price: "90000",
      reduceOnly: false,
      side: "SELL",
      positionSide: "BOTH",
      status: "NEW",
      stopPrice: "0",
      closePosition: false,
      symbol: "BTCUSD_PERP",
      pair: "BTCUSD",
      time: noon,
      timeInForce: "GTX",
      type: "LIMIT",
      updateTime: noon,
      workingType: "CONTRACT_PRICE",
      priceProtect: false,
      priceMatch: "NONE",
      selfTradePreventionMode: "EXPIRE_MAKER",
    });
    const text = await listed(exchange);
    expect(text).toContain('"orderId":9000000000000000001,');
    expect(JSON.parse(text)).toEqual([{ ...order, orderId: 9_000_000_000_000_000_000 }]);
    expect(orders.list()).toEqual([order]);
  });

  test("works without any field, and for the other API", async () => {
    const { exchange, orders } = start();
    expect(orders.add()).toMatchObject({ symbol: "BTCUSD_PERP", type: "LIMIT" });
    exchange.orders("listMarginOpenOrders").add({ symbol: "ETHBTC" });
    expect(await listed(exchange, margin)).toMatch(/"orderId":9000000000000000001,.*"ETHBTC"/u);
  });

  test("what is undefined is left out, what is given stays", () => {
    const given = { orderId: "8389765489680951453", clientOrderId: "mine", time: 5, updateTime: 6 };
    const { orders } = start();
    expect(orders.add({ ...given, status: undefined })).toMatchObject({ ...given, status: "NEW" });
    expect(orders.add({ orderId: 7 })).toMatchObject({ orderId: "7" });
    expect(orders.add({ orderId: 8n })).toMatchObject({ orderId: "8" });
  });

  test("takes what goes with a symbol or a type from an example of it", () => {
    const { orders } = start();
    expect(orders.add({ symbol: "ETHUSD_PERP" })).toMatchObject({ pair: "ETHUSD", type: "LIMIT" });
    const type = "TRAILING_STOP_MARKET";
    const trailing = orders.add({ type, origType: type });
    expect(trailing).toMatchObject({ activatePrice: "9020", priceRate: "0.3" });
    expect(orders.add({ type, origType: "LIMIT" })).not.toHaveProperty("activatePrice");
  });

  test("an id is used once, also after its order was removed, and never one that is in use", () => {
    const { exchange, orders } = start({
      listOpenOrders: [coinMOrder({ orderId: "9000000000000000002", symbol: "ETHUSD_PERP" })],
    });
    const first = orders.add()["orderId"];
    orders.remove(String(first));
    const again = exchange.orders("listOpenOrders");
    expect([first, again.add()["orderId"], again.add()["orderId"]]).toEqual([
      "9000000000000000001",
      "9000000000000000003",
      "9000000000000000004",
    ]);
  });
});

describe("update and remove", () => {
  test("change what is listed, and the time of the last change", async () => {
    const { exchange, orders, wait } = start({ listOpenOrders: [coinMOrder({ orderId: 5 })] });
    wait(1000);
    const changes = { executedQty: "0.5", status: "PARTIALLY_FILLED" };
    const updated = orders.update(5, changes);
    expect(updated).toMatchObject({ ...changes, orderId: "5", updateTime: noon + 1000 });
    expect(orders.update("5", { updateTime: 7 })).toMatchObject({ ...changes, updateTime: 7 });
    const timestamp = `timestamp=${noon + 1000}`;
    const { text } = await send(exchange, coinM, signed(timestamp));
    expect(text).toContain('"executedQty":"0.5","orderId":5,');
    orders.remove(5n);
    expect((await send(exchange, coinM, signed(timestamp))).text).toBe("[]");
    expect(orders.list()).toEqual([]);
  });

  test("an undefined field is removed", () => {
    const type = "TRAILING_STOP_MARKET";
    const { orders } = start();
    const order = orders.add({ type, origType: type });
    const changes = { origType: "LIMIT", activatePrice: undefined, priceRate: undefined };
    expect(orders.update(order, changes)).not.toHaveProperty("activatePrice");
  });

  test("two orders with the same id on two symbols are distinguished by the symbol", async () => {
    const id = 512_726_567;
    const { exchange, orders } = start({
      listOpenOrders: ["BTCUSD_PERP", "ETHUSD_PERP", "BTCUSD_200925"].map((symbol) =>
        coinMOrder({ orderId: id, symbol }),
      ),
    });
    const [, , third] = orders.list();
    orders.update({ symbol: "ETHUSD_PERP", id }, { price: "3000" });
    orders.update(third ?? {}, { price: "1" });
    expect(orders.list().map(({ price }) => price)).toEqual(["9300", "3000", "1"]);
    orders.remove({ symbol: "BTCUSD_PERP", id: String(id) });
    expect(await listed(exchange)).not.toContain("BTCUSD_PERP");
    expect(orders.list()).toHaveLength(2);
  });

  test("of the account with that key", async () => {
    const accounts = ["one", "two"].map((apiKey) => ({ apiKey, secret: apiKey, orders: {} }));
    const exchange = createMockExchange({ now: () => noon, accounts });
    exchange.orders("listOpenOrders", "two").add();
    expect(exchange.orders("listOpenOrders", "one").list()).toEqual([]);
    expect(exchange.orders("listOpenOrders").list()).toEqual([]);
    const query = signed(`timestamp=${noon}`, "two");
    const { text } = await send(exchange, coinM, query, { headers: { "X-MBX-APIKEY": "two" } });
    expect(text).toContain("added-1");
  });

  test("a symbol of an added order is traded from then on", async () => {
    const accounts = [{ ...demoAccount, orders: {} }];
    const exchange = createMockExchange({ now: () => noon, accounts, symbols: [] });
    const orders = exchange.orders("listOpenOrders");
    expect((await call(exchange, coinM, "symbol=SOLUSD_PERP")).code).toBe(-1121);
    const { orderId } = orders.add({ symbol: "SOLUSD_PERP", pair: "SOLUSD" });
    expect(await listed(exchange, coinM, "symbol=SOLUSD_PERP")).toContain("SOLUSD_PERP");
    orders.remove(String(orderId));
    expect(await listed(exchange, coinM, "symbol=SOLUSD_PERP")).toBe("[]");
  });
});

test("times are whole milliseconds", () => {
  const orders = createMockExchange({ now: () => noon + 0.5 }).orders("listOpenOrders");
  const order = orders.add();
  expect(order).toMatchObject({ time: noon, updateTime: noon });
  expect(orders.update(order, { price: "1" })).toMatchObject({ updateTime: noon });
});

test("an order that is only removed leaves the simulation", () => {
  const exchange = createMockExchange({ now: () => noon, simulate: true });
  const orders = exchange.orders("listOpenOrders");
  const [first, ...others] = orders.list();
  orders.remove(first ?? {});
  expect(orders.list()).toEqual(others);
});

test("an order that is changed leaves the simulation, the others go on", () => {
  let time = noon;
  const exchange = createMockExchange({ now: () => time, simulate: true });
  const orders = exchange.orders("listOpenOrders");
  const [first, second] = orders.list();
  orders.update(first ?? {}, { price: "1" });
  orders.update(first ?? {}, { price: "2" });
  orders.remove(second ?? {});
  const added = orders.add();
  const ids = (): unknown[] => orders.list().map(({ orderId }) => orderId);
  expect(ids()).toEqual(["24684460931", "1917641", added["orderId"]]);
  time += 600_000;
  expect(ids().slice(-2)).toEqual(["1917641", added["orderId"]]);
  expect(orders.list().at(-2)).toMatchObject({ price: "2", updateTime: noon });
  expect(ids()).not.toContain("24684460931");
});

test("an order that is only added is listed beside those of the simulation", () => {
  const orders = createMockExchange({ now: () => noon, simulate: true }).orders("listOpenOrders");
  const simulated = orders.list();
  const added = orders.add();
  expect(orders.list()).toEqual([...simulated, added]);
});

test("what leaves the simulation is told apart by the ids of its own list", () => {
  let time = noon;
  const exchange = createMockExchange({ now: () => time, simulate: { ordersPerMinute: 30 } });
  const orders = exchange.orders("listOpenAlgoOrders");
  time += 60_000;
  const before = orders.list();
  const one = before.find(({ symbol }, at) =>
    before.some((other, otherAt) => otherAt !== at && other["symbol"] === symbol),
  );
  expect(one).toBeDefined();
  orders.remove(one ?? {});
  expect(orders.list()).toEqual(before.filter((order) => order !== one));
});

describe("what a conditional order of the simulation becomes", () => {
  const begin = () => {
    let time = noon;
    const exchange = createMockExchange({ now: () => time, simulate: true, seed: 3 });
    return {
      setTime: (ms: number) => void (time = ms),
      conditional: exchange.orders("listOpenAlgoOrders"),
      /** Ids of the list that triggered orders enter. */
      ids: () =>
        exchange
          .orders("listOpenOrders")
          .list()
          .map(({ orderId }) => orderId),
    };
  };

  /** The first order that is triggered, as another exchange with the same seed lists it from then on. */
  const findTriggered = () => {
    const twin = begin();
    for (let second = 0; second < 600; second += 1) {
      twin.setTime(noon + second * 1000);
      const found = twin.conditional.list().find(({ actualOrderId }) => actualOrderId !== "");
      if (found) return found;
    }
    throw new Error("No order was triggered in ten minutes.");
  };

  const leaving = [["removed"], ["updated"]] as const;
  const leave = ({ conditional }: ReturnType<typeof begin>, how: string, algoId: string): void => {
    if (how === "removed") conditional.remove(algoId);
    else conditional.update(algoId, { price: "1" });
  };

  test.each(leaving)("is not listed where it was %s before its trigger", (how) => {
    const { algoId, actualOrderId, updateTime } = findTriggered();
    const exchange = begin();
    // The clock goes back afterwards: what was worked out for a later time must not be used again.
    exchange.setTime(Number(updateTime));
    expect(exchange.ids()).toContain(actualOrderId);
    exchange.setTime(Number(updateTime) - 1);
    leave(exchange, how, String(algoId));
    exchange.setTime(Number(updateTime));
    expect(exchange.ids()).not.toContain(actualOrderId);
  });

  test.each(leaving)("is listed where it was %s after its trigger", (how) => {
    const { algoId, actualOrderId, updateTime } = findTriggered();
    const exchange = begin();
    exchange.setTime(Number(updateTime));
    leave(exchange, how, String(algoId));
    expect(exchange.ids()).toContain(actualOrderId);
    exchange.setTime(Number(updateTime) + 1);
    expect(exchange.ids()).toContain(actualOrderId);
  });
});

test("the order's type is the caller's", () => {
  interface Order {
    readonly orderId: string;
    readonly price: string;
  }
  const orders = createMockExchange().orders<Order>("listOpenOrders");
  const { orderId }: Order = orders.add({ price: "1" });
  // @ts-expect-error -- a price is a string
  expect(() => orders.update(orderId, { price: 1 })).toThrow("price: must be a decimal string");
});
