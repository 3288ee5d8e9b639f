// An operation needs only its description: new ones are served without code.
import { apis } from "@open-orders/specs";
import type { OpenApiDocument } from "@open-orders/specs";
import { describe, expect, test } from "vitest";
import { createMockExchange, demoAccount } from "../src/index.ts";
import { call, coinM, coinMOrder, noon, send } from "./calls.ts";

type Extend = (document: OpenApiDocument, described: OpenApiDocument) => void;

/** A copy of the COIN-M description with more in it. */
function extended(extend: Extend): Record<string, OpenApiDocument> {
  const document = structuredClone(apis["coin-m-futures"].en);
  extend(document, document["paths"][coinM].get);
  return { "coin-m-futures": document };
}

describe("a third operation", () => {
  const filters = [
    { name: "orderId", "x-filter": { field: "orderId", keep: "from" }, format: "int64" },
    { name: "startTime", "x-filter": { field: "time", keep: "from" } },
    { name: "endTime", "x-filter": { field: "time", keep: "until" } },
    { name: "limit", "x-filter": { keep: "first" }, default: 3, minimum: 1, maximum: 100 },
  ].map(({ name, "x-filter": filter, ...schema }) => ({
    name,
    in: "query",
    "x-filter": filter,
    schema: { type: "integer", ...schema },
  }));
  const symbols = {
    name: "symbols",
    in: "query",
    "x-filter": { field: "symbol", keep: "equal" },
    content: { "application/json": { schema: { type: "array", items: { type: "string" } } } },
  };
  const descriptions = extended((document, described) => {
    document["paths"]["/dapi/v1/allOrders"] = {
      get: {
        ...described,
        operationId: "listAllOrders",
        "x-weight": [{ whenSent: ["orderId"], weight: 7 }, { weight: 20 }],
        parameters: [...described["parameters"], ...filters, symbols],
      },
    };
  });
  const path = "/dapi/v1/allOrders";
  const id = "8389765489680951450";
  const exchange = createMockExchange({
    now: () => noon,
    descriptions,
    accounts: [
      {
        ...demoAccount,
        orders: {
          listAllOrders: [0, 1, 2, 3, 4].map((n) =>
            coinMOrder({ orderId: BigInt(id) + BigInt(n), time: 100 + n }),
          ),
        },
      },
    ],
  });

  test.each([
    ["", "0 1 2", 20],
    ["limit=100", "0 1 2 3 4", 20],
    ["limit=1", "0", 20],
    [`orderId=8389765489680951453`, "3 4", 7],
    ["startTime=101&endTime=102", "1 2", 20],
    ["startTime=105", "", 20],
    ["symbol=NONE", "", 20],
  ])("%s selects %s", async (query, expected, weight) => {
    const { text } = await call(exchange, path, query);
    const kept = [...text.matchAll(/"time":10(\d)/gu)].map(([, digit]) => digit);
    expect(kept.join(" ")).toBe(expected);
    expect(exchange.requests.at(-1)).toMatchObject({ operationId: "listAllOrders", weight });
  });

  test.each([
    ["limit=0", -1130],
    ["limit=101", -1130],
    ["limit=ten", -1100],
    ["orderId=99999999999999999999", -1100],
  ])("%s is rejected", async (query, code) => {
    expect((await call(exchange, path, query)).code).toBe(code);
  });

  test.each([
    ['symbols=["BTCUSD_PERP"]', "0 1 2", undefined],
    ['symbols=["NONE","BTCUSD_PERP"]', "0 1 2", undefined],
    ["symbols=[]", "", undefined],
    ["symbols=BTCUSD_PERP", "", -1100],
    ['symbols={"0":"BTCUSD_PERP"}', "", -1100],
    ["symbols=[1]", "", -1100],
  ])("a list sent as JSON: %s", async (query, expected, code) => {
    const [name, list = ""] = query.split("=");
    const response = await call(exchange, path, `${name}=${encodeURIComponent(list)}`);
    const kept = [...response.text.matchAll(/"time":10(\d)/gu)].map(([, digit]) => digit);
    expect([kept.join(" "), response.code]).toEqual([expected, code]);
  });

  test("without accounts, it has its described examples", async () => {
    const sample = createMockExchange({ now: () => noon, descriptions });
    expect((await call(sample, path)).text).toContain(`"orderId":24684460931`);
  });
});

describe("other shapes", () => {
  test("a public operation needs no key and no signature", async () => {
    const descriptions = extended((document, described) => {
      document["paths"]["/dapi/v1/public"] = {
        get: { ...described, operationId: "listPublic", security: [], parameters: [] },
      };
    });
    const exchange = createMockExchange({ descriptions });
    const response = await send(exchange, "/dapi/v1/public", "", {});
    expect([response.status, response.headers.get("X-MBX-USED-WEIGHT-1M")]).toEqual([200, "40"]);
  });

  describe("one object", () => {
    const noSuchOrder = { value: { code: -2013, msg: "Order does not exist." } };
    const descriptions = extended((document, described) => {
      const success = structuredClone(described["responses"]["200"]);
      const media = success.content["application/json"];
      media.schema = media.schema.items;
      media.examples = { one: { value: media.examples.limit.value[0] } };
      const failure = structuredClone(document["components"].responses.BadRequest);
      failure.content["application/json"].examples = { NO_SUCH_ORDER: noSuchOrder };
      const filters = ["orderId", "clientOrderId"].map((name) => ({
        name,
        in: "query",
        "x-filter": { field: name, keep: "equal" },
        schema: { type: "string" },
      }));
      document["paths"]["/dapi/v1/openOrder"] = {
        get: {
          ...described,
          operationId: "getOpenOrder",
          parameters: [...described["parameters"], ...filters],
          responses: { ...described["responses"], "200": success, "400": failure },
        },
      };
    });
    const id = 8_389_765_489_680_951_450n;
    const orders = {
      getOpenOrder: [
        coinMOrder({ orderId: id, clientOrderId: "first" }),
        coinMOrder({ orderId: id + 1n, clientOrderId: "second" }),
        coinMOrder({ orderId: 7, clientOrderId: "third", symbol: "ETHUSD_PERP" }),
      ],
    };
    const exchange = createMockExchange({
      now: () => noon,
      descriptions,
      accounts: [{ ...demoAccount, orders }],
    });

    test.each([
      [`orderId=${id + 1n}`, '"clientOrderId":"second"'],
      [`symbol=BTCUSD_PERP&orderId=${id}`, '"clientOrderId":"first"'],
      ["clientOrderId=third", '"orderId":7,'],
      ["symbol=ETHUSD_PERP", '"orderId":7,'],
      [`symbol=ETHUSD_PERP&orderId=${id}`, '{"code":-2013,"msg":"Order does not exist."}'],
      ["orderId=8", '{"code":-2013,"msg":"Order does not exist."}'],
      ["symbol=BTCUSD_PERP&pair=BTCUSD", "Mandatory parameter 'orderId' was not sent"],
    ])("%s selects it", async (query, expected) => {
      expect((await call(exchange, "/dapi/v1/openOrder", query)).text).toContain(expected);
    });

    test("needs an error for what is not there", () => {
      const without = structuredClone(descriptions);
      delete without["coin-m-futures"]?.["paths"]["/dapi/v1/openOrder"].get.responses["400"];
      expect(() => createMockExchange({ descriptions: without })).toThrow(
        "coin-m-futures: getOpenOrder describes no error example named NO_SUCH_ORDER",
      );
    });
  });

  test("one object that no parameter selects is the account's, else the described example", async () => {
    const descriptions = extended((document, described) => {
      const success = structuredClone(described["responses"]["200"]);
      const schema = { type: "object", properties: { id: { type: "integer", format: "int64" } } };
      success.content["application/json"] = { schema, examples: { one: { value: { id: 5 } } } };
      document["paths"]["/dapi/v1/status"] = {
        get: {
          ...described,
          operationId: "getStatus",
          parameters: described["parameters"].slice(-1),
          responses: { ...described["responses"], "200": success },
        },
      };
    });
    for (const [items, expected] of [
      [[{ id: "8389765489680951450" }], '{"id":8389765489680951450}'],
      [[], '{"id":5}'],
    ] as const) {
      const accounts = [{ ...demoAccount, orders: { getStatus: items } }];
      const exchange = createMockExchange({ now: () => noon, descriptions, accounts });
      expect((await call(exchange, "/dapi/v1/status")).text).toBe(expected);
    }
  });

  test("a clock that is described keeps its name and weight", async () => {
    const descriptions = extended((document, described) => {
      document["paths"]["/dapi/v1/time"] = {
        get: {
          ...described,
          operationId: "getTime",
          security: [],
          parameters: [],
          "x-weight": [{ weight: 1 }],
        },
      };
    });
    const exchange = createMockExchange({ now: () => noon, descriptions });
    const response = await send(exchange, "/dapi/v1/time", "", {});
    expect(response.text).toBe(`{"serverTime":${noon}}`);
    expect(exchange.requests[0]).toMatchObject({ operationId: "getTime", weight: 1 });
  });

  test("pattern, enum, lengths, booleans and other numbers are checked", async () => {
    const more = [
      { in: "query", name: "code", schema: { type: "string", pattern: "^[A-Z]+$" } },
      { in: "query", name: "side", schema: { type: "string", enum: ["BUY", "SELL"] } },
      { in: "query", name: "note", schema: { type: "string", maxLength: 3 } },
      { in: "query", name: "test", schema: { type: "boolean" } },
      { in: "query", name: "price", required: true, schema: { type: "number" } },
    ];
    const descriptions = extended((_, described) => {
      described["parameters"].push(...more);
    });
    const exchange = createMockExchange({ now: () => noon, descriptions });
    const codeFor = async (query: string): Promise<number | undefined> =>
      (await call(exchange, coinM, query)).code;
    expect(await codeFor("price=1.5&code=A&side=BUY&note=abc&test=true")).toBeUndefined();
    expect(await codeFor("")).toBe(-1102);
    expect(await codeFor("price=x")).toBe(-1102);
    expect(await codeFor("price=1&code=a")).toBe(-1100);
    expect(await codeFor("price=1&test=yes")).toBe(-1100);
    expect(await codeFor("price=1&side=HOLD")).toBe(-1130);
    expect(await codeFor("price=1&note=abcd")).toBe(-1130);
  });
});

describe("a description that cannot be used is rejected", () => {
  test("an error that the mock must send is not described", () => {
    const descriptions = extended((document) => {
      delete document["components"].responses.BadRequest.content["application/json"].examples
        .BAD_SYMBOL;
    });
    expect(() => createMockExchange({ descriptions })).toThrow(
      "coin-m-futures: listOpenOrders describes no error example named BAD_SYMBOL",
    );
  });

  test("an example does not fit its schema", () => {
    const descriptions = extended((_, described) => {
      delete described["responses"]["200"].content["application/json"].examples.severalOrders
        .value[2].pair;
    });
    expect(() => createMockExchange({ descriptions })).toThrow(
      "coin-m-futures: example of listOpenOrders[2].pair: is missing",
    );
  });

  test("a reference points to nothing", () => {
    const descriptions = extended((_, described) => {
      described["parameters"].push({ $ref: "#/components/parameters/none" });
    });
    expect(() => createMockExchange({ descriptions })).toThrow(
      "$ref #/components/parameters/none points to nothing",
    );
  });
});

test("words beside a $ref count: x-present-when of a field whose schema is elsewhere", () => {
  const descriptions = extended((document) => {
    const { CoinMOpenOrder: order, ...schemas } = document["components"].schemas;
    const when = order.properties.activatePrice["x-present-when"];
    expect(when).toEqual({ origType: "TRAILING_STOP_MARKET" });
    order.properties.activatePrice = {
      $ref: "#/components/schemas/Price",
      description: "Activation price.",
      "x-unit": "USD",
      "x-present-when": when,
    };
    const price = { type: "string", format: "decimal" };
    document["components"].schemas = { ...schemas, CoinMOpenOrder: order, Price: price };
  });
  const listing = (different: object) => () =>
    createMockExchange({
      descriptions,
      accounts: [{ ...demoAccount, orders: { listOpenOrders: [coinMOrder(different)] } }],
    });
  const place = "accounts[0].orders.listOpenOrders[0].activatePrice";
  const trailing = { origType: "TRAILING_STOP_MARKET", priceRate: "1" };
  expect(listing({ activatePrice: "1" })).toThrow(`${place}: must be left out unless origType is`);
  expect(listing(trailing)).toThrow(`${place}: must be there when origType is`);
  expect(listing({ ...trailing, activatePrice: 1 })).toThrow(`${place}: must be a decimal string`);
  expect(listing({ ...trailing, activatePrice: "1" })).not.toThrow();
});
