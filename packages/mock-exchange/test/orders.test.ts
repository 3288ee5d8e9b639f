// What responses hold: described examples, the account's own items, filters, exact digits; and accounts that are
// rejected.
import { describe, expect, test } from "vitest";
import { createMockExchange, demoAccount } from "../src/index.ts";
import type { Account } from "../src/index.ts";
import { call, coinM, coinMOrder, margin, noon, operationIds, send, signed } from "./calls.ts";
import { everything } from "./simulate.ts";

function exchangeWith(orders: Account["orders"]): ReturnType<typeof createMockExchange> {
  return createMockExchange({ now: () => noon, accounts: [{ ...demoAccount, orders }] });
}

const ids = (text: string): number[] =>
  (JSON.parse(text) as { orderId: number }[]).map(({ orderId }) => orderId);

describe("without accounts", () => {
  const exchange = createMockExchange({ now: () => noon });

  test("the longest described example is listed, complete", async () => {
    expect(ids((await call(exchange, coinM)).text)).toEqual([
      1_917_641, 24_684_460_474, 24_684_460_931,
    ]);
    const orders = JSON.parse((await call(exchange, margin)).text) as object[];
    expect(orders).toHaveLength(2);
    expect(orders[0]).toEqual({
      clientOrderId: "qhcZw71gAkCCTv0t0k8LUK",
      cummulativeQuoteQty: "0.00000000",
      executedQty: "0.00000000",
      icebergQty: "0.00000000",
      isWorking: true,
      orderId: 211_842_552,
      origQty: "0.30000000",
      price: "0.00475010",
      side: "SELL",
      status: "NEW",
      stopPrice: "0.00000000",
      symbol: "BNBBTC",
      time: 1_562_040_170_089,
      timeInForce: "GTC",
      type: "LIMIT",
      updateTime: 1_562_040_170_089,
      accountId: 152_950_866,
      selfTradePreventionMode: "EXPIRE_TAKER",
      preventedMatchId: null,
      preventedQuantity: null,
    });
  });

  test.each([
    ["symbol=BTCUSD_PERP", [24_684_460_474]],
    ["pair=BTCUSD", [1_917_641, 24_684_460_474]],
    ["pair=BTCUSD&symbol=BTCUSD_200925", [1_917_641]],
    ["pair=ETHUSD&symbol=BTCUSD_PERP", []],
    ["symbol=btcusd_perp", []],
  ])("%s selects what is equal", async (query, expected) => {
    expect(ids((await call(exchange, coinM, query)).text)).toEqual(expected);
  });
});

test("nothing changes as time passes, unless it is simulated", async () => {
  let time = noon;
  const orders = createMockExchange({ now: () => time }).orders("listOpenOrders");
  const before = orders.list();
  time += 86_400_000;
  expect(orders.list()).toEqual(before);
});

test("with `symbols`, those are traded, and those of an account's orders, or else of the examples", async () => {
  const code = async (symbol: string, orders: Account["orders"]): Promise<number | undefined> => {
    const accounts = [{ ...demoAccount, orders }];
    const exchange = createMockExchange({
      now: () => noon,
      descriptions: { "coin-m-futures": everything["coin-m-futures"] },
      accounts,
      symbols: ["XRPUSD_PERP"],
    });
    return (await call(exchange, coinM, `symbol=${symbol}`)).code;
  };
  const own = { listOpenOrders: [coinMOrder({ symbol: "SOLUSD_PERP", pair: "SOLUSD" })] };
  expect(await code("XRPUSD_PERP", own)).toBeUndefined();
  expect(await code("SOLUSD_PERP", own)).toBeUndefined();
  // In the example only.
  expect(await code("BTCUSD_200925", own)).toBe(-1121);
  expect(await code("BTCUSD_200925", {})).toBeUndefined();
});

describe("an account's items", () => {
  test("19 digits are listed exactly, however they were given", async () => {
    const exchange = exchangeWith({
      listOpenOrders: [8_389_765_489_680_951_453n, "8389765489680951453", 1917641].map((orderId) =>
        coinMOrder({ orderId }),
      ),
    });
    const { text } = await call(exchange, coinM);
    expect(text.match(/"orderId":[^,]+/gu)).toEqual([
      `"orderId":8389765489680951453`,
      `"orderId":8389765489680951453`,
      `"orderId":1917641`,
    ]);
  });

  test("strings that look like ids stay strings, undescribed fields are sent", async () => {
    const exchange = exchangeWith({
      listOpenOrders: [
        coinMOrder({ clientOrderId: "8389765489680951453", novel: [1n, { a: null }] }),
      ],
    });
    const { text } = await call(exchange, coinM);
    expect(text).toContain(`"clientOrderId":"8389765489680951453"`);
    expect(text).toContain(`"novel":[1,{"a":null}]`);
  });

  test("an operation that is left out has no items", async () => {
    const exchange = exchangeWith({ listOpenOrders: [coinMOrder()] });
    expect((await call(exchange, margin)).text).toBe("[]");
  });

  test("each account sees its own", async () => {
    const exchange = createMockExchange({
      now: () => noon,
      accounts: ["one", "two"].map((apiKey, index) => ({
        apiKey,
        secret: `secret of ${apiKey}`,
        orders: { listOpenOrders: [coinMOrder({ orderId: index + 1 })] },
      })),
    });
    for (const [apiKey, expected] of [
      ["one", 1],
      ["two", 2],
    ] as const) {
      const query = signed(`timestamp=${noon}`, `secret of ${apiKey}`);
      const response = await send(exchange, coinM, query, { headers: { "X-MBX-APIKEY": apiKey } });
      expect(ids(response.text)).toEqual([expected]);
    }
  });
});

describe("wrong accounts are rejected, naming the place", () => {
  const place = "accounts[0].orders.listOpenOrders[1]";

  test.each([
    [{ side: undefined }, `${place}.side: is missing`],
    [{ time: "1579276756075" }, `${place}.time: must be an integer, is "1579276756075"`],
    [{ reduceOnly: 0 }, `${place}.reduceOnly: must be a boolean, is a number`],
    [{ symbol: null }, `${place}.symbol: must be a string, is null`],
    [{ price: 9300 }, `${place}.price: must be a decimal string such as "0.1", is a number`],
    [{ price: "1e3" }, `${place}.price: must be a decimal string such as "0.1", is "1e3"`],
    [
      { orderId: 2 ** 53 },
      `${place}.orderId: must be an integer of 64 bits (a safe number, a bigint or a string of digits), is the number 9007199254740992`,
    ],
    [{ orderId: 2n ** 63n }, `${place}.orderId: must be an integer of 64 bits`],
    [{ orderId: "12x" }, `${place}.orderId: must be an integer of 64 bits`],
    [
      { priceRate: "0.3" },
      `${place}.priceRate: must be left out unless origType is "TRAILING_STOP_MARKET"`,
    ],
    [
      { origType: "TRAILING_STOP_MARKET", priceRate: "0.3" },
      `${place}.activatePrice: must be there when origType is "TRAILING_STOP_MARKET"`,
    ],
  ])("%o", (different, message) => {
    const orders = { listOpenOrders: [coinMOrder(), coinMOrder(different)] };
    expect(() => exchangeWith(orders)).toThrow(message);
  });

  test("null only where the description allows it", () => {
    const orders = { listMarginOpenOrders: [{ preventedMatchId: null }] };
    expect(() => exchangeWith(orders)).toThrow("listMarginOpenOrders[0].clientOrderId: is missing");
  });

  test.each<[string, Account[], string]>([
    ["no key", [{ apiKey: "", secret: "a" }], "accounts[0].apiKey: must be a string"],
    ["the same key twice", [demoAccount, demoAccount], "accounts[1].apiKey: another account"],
    ["no secret", [{ apiKey: "a" }], "accounts[0]: needs either a secret"],
    ["two kinds", [{ apiKey: "a", secret: "b", publicKey: "c" }], "accounts[0]: needs either"],
    ["empty secret", [{ apiKey: "a", secret: "" }], "accounts[0].secret: must be a string"],
    [
      "unknown operation",
      [{ ...demoAccount, orders: { listOrders: [] } }],
      `accounts[0].orders.listOrders: unknown name; expected one of ${operationIds}`,
    ],
    [
      "no array",
      [{ ...demoAccount, orders: { listOpenOrders: {} as [] } }],
      "accounts[0].orders.listOpenOrders: must be an array",
    ],
  ])("%s", (_, accounts, message) => {
    expect(() => createMockExchange({ accounts })).toThrow(message);
  });
});
