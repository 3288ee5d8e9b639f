// An operation needs only its description: new ones are served without code.
import type { ParameterObject } from "@open-orders/specs/model";
import { describe, expect, test } from "vitest";
import { createMockExchange, demoAccount } from "../src/index.ts";
import { call, coinM, coinMOrder, noon, send } from "./calls.ts";
import { componentsOf, extended, jsonOf, ordersOf, present } from "./extended.ts";

describe("a third operation", () => {
  const filters: ParameterObject[] = [
    {
      name: "orderId",
      in: "query",
      "x-filter": { field: "orderId", keep: "from" },
      schema: { type: "integer", format: "int64" },
    },
    {
      name: "startTime",
      in: "query",
      "x-filter": { field: "time", keep: "from" },
      schema: { type: "integer" },
    },
    {
      name: "endTime",
      in: "query",
      "x-filter": { field: "time", keep: "until" },
      schema: { type: "integer" },
    },
    {
      name: "limit",
      in: "query",
      "x-filter": { keep: "first" },
      schema: { type: "integer", default: 3, minimum: 1, maximum: 100 },
    },
    {
      name: "symbols",
      in: "query",
      "x-filter": { field: "symbol", keep: "equal" },
      content: { "application/json": { schema: { type: "array", items: { type: "string" } } } },
    },
    {
      name: "orderIds",
      in: "query",
      "x-filter": { field: "orderId", keep: "equal" },
      content: {
        "application/json": {
          schema: { type: "array", items: { type: "integer", format: "int64" } },
        },
      },
    },
    {
      name: "priceMatch",
      in: "query",
      "x-filter": { field: "priceMatch", keep: "equal" },
      schema: { type: "string" },
    },
  ];
  const descriptions = extended((document, described) => {
    document.paths["/dapi/v1/allOrders"] = {
      get: {
        ...described,
        operationId: "listAllOrders",
        "x-weight": [{ whenSent: ["orderId"], weight: 7 }, { weight: 20 }],
        parameters: [...described.parameters, ...filters],
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
    ["priceMatch=undefined", "", 20],
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
    // As numbers, both ids are 8389765489680951000.
    ["orderIds=[8389765489680951451]", "1", undefined],
    ["orderIds=[8389765489680951453, 8389765489680951450, 7]", "0 3", undefined],
    ["orderIds=[]", "", undefined],
    ['orderIds=["8389765489680951451"]', "", -1100],
    ["orderIds=[1.5]", "", -1100],
    ["orderIds=[01]", "", -1100],
    ["orderIds=[99999999999999999999]", "", -1100],
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
      document.paths["/dapi/v1/public"] = {
        get: { ...described, operationId: "listPublic", security: [], parameters: [] },
      };
    });
    const exchange = createMockExchange({ descriptions });
    const response = await send(exchange, "/dapi/v1/public", "", {});
    expect([response.status, response.headers.get("X-MBX-USED-WEIGHT-1M")]).toEqual([200, "40"]);
  });

  test("a signature that is described as a parameter is not logged", async () => {
    const descriptions = extended((_, described) => {
      described.parameters.push({ in: "query", name: "signature", schema: { type: "string" } });
    });
    const exchange = createMockExchange({ now: () => noon, descriptions });
    expect((await call(exchange, coinM)).status).toBe(200);
    expect(exchange.requests[0]?.parameters).toEqual({ timestamp: String(noon) });
  });

  test("a clock that is described keeps its name and weight", async () => {
    const descriptions = extended((document, described) => {
      document.paths["/dapi/v1/time"] = {
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
    const more: ParameterObject[] = [
      { in: "query", name: "code", schema: { type: "string", pattern: "^[A-Z]+$" } },
      { in: "query", name: "side", schema: { type: "string", enum: ["BUY", "SELL"] } },
      { in: "query", name: "note", schema: { type: "string", minLength: 2, maxLength: 3 } },
      { in: "query", name: "test", schema: { type: "boolean" } },
      { in: "query", name: "price", required: true, schema: { type: "number" } },
    ];
    const descriptions = extended((_, described) => {
      described.parameters.push(...more);
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
    expect(await codeFor("price=1&note=a")).toBe(-1130);
    expect(await codeFor("price=1&note=ab")).toBeUndefined();
  });
});

describe("a description that cannot be used is rejected", () => {
  test("an error that the mock must send is not described", () => {
    const descriptions = extended((document) => {
      const { examples } = jsonOf(componentsOf(document).responses["BadRequest"]);
      delete present(examples)["BAD_SYMBOL"];
    });
    expect(() => createMockExchange({ descriptions })).toThrow(
      /^coin-m-futures: \w+ describes no error example named BAD_SYMBOL/,
    );
  });

  test("an example does not fit its schema", () => {
    const descriptions = extended((_, described) => {
      delete ordersOf(jsonOf(described.responses["200"]), "severalOrders")[2]?.["pair"];
    });
    expect(() => createMockExchange({ descriptions })).toThrow(
      "coin-m-futures: example of listOpenOrders[2].pair: is missing",
    );
  });

  test("a reference points to nothing", () => {
    const descriptions = extended((_, described) => {
      described.parameters.push({ $ref: "#/components/parameters/none" });
    });
    expect(() => createMockExchange({ descriptions })).toThrow(
      "$ref #/components/parameters/none points to nothing",
    );
  });
});

test("words beside a $ref count: x-present-when of a field whose schema is elsewhere", () => {
  const descriptions = extended((document) => {
    const { schemas } = componentsOf(document);
    const properties = present(schemas["CoinMOpenOrder"]?.properties);
    const when = present(properties["activatePrice"]?.["x-present-when"]);
    expect(when).toEqual({ origType: "TRAILING_STOP_MARKET" });
    properties["activatePrice"] = {
      $ref: "#/components/schemas/Price",
      description: "Activation price.",
      "x-unit": "USD",
      "x-present-when": when,
    };
    schemas["Price"] = { type: "string", format: "decimal" };
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
