// Operations with parameters in their paths: which one an address is for, and what its values select.
import type { ParameterObject, Schema } from "@open-orders/specs/model";
import { describe, expect, test } from "vitest";
import { createMockExchange, demoAccount } from "../src/index.ts";
import { call, coinMOrder, headers, noon, send, signed } from "./calls.ts";
import { extended } from "./extended.ts";

const inPath = (name: string, schema: Schema): ParameterObject => ({
  name,
  in: "path",
  required: true,
  "x-filter": { field: name, keep: "equal" },
  schema,
});
const orderId = inPath("orderId", { type: "integer", format: "int64", minimum: 1 });
const clientOrderId = inPath("clientOrderId", { type: "string", maxLength: 20 });

const descriptions = extended((document, described) => {
  const list = (operationId: string, parameters: ParameterObject[]) => ({
    get: { ...described, operationId, parameters: [...parameters, ...described.parameters] },
  });
  document.paths = {
    "/dapi/v1/orders/{orderId}": list("listOrders", [orderId]),
    "/dapi/v1/orders/{orderId}/of/{clientOrderId}": list("listOwn", [orderId, clientOrderId]),
    "/dapi/v1/orders/all": list("listAll", []),
    ...document.paths,
  };
});
const id = 8_389_765_489_680_951_450n;
// As numbers, the first two are the same.
const orders = [
  coinMOrder({ orderId: id, clientOrderId: "a/b+c d%é" }),
  coinMOrder({ orderId: id + 1n, clientOrderId: "second" }),
  coinMOrder({ orderId: 7, clientOrderId: "third", symbol: "ETHUSD_PERP" }),
];
const exchange = createMockExchange({
  now: () => noon,
  descriptions,
  accounts: [{ ...demoAccount, orders: { listOrders: orders, listOwn: orders, listAll: orders } }],
});
const path = "/dapi/v1/orders";

describe("an address", () => {
  test.each([
    [`${path}/${id}`, "", [`${id}`]],
    [`${path}/${id + 1n}`, "", [`${id + 1n}`]],
    [`${path}/7`, "symbol=ETHUSD_PERP", ["7"]],
    [`${path}/7`, "symbol=BTCUSD_PERP", []],
    [`${path}/8`, "", []],
    [`${path}/${id}/of/a%2Fb+c%20d%25%C3%A9`, "", [`${id}`]],
    [`${path}/${id}/of/second`, "", []],
    [`${path}/all`, "", [`${id}`, `${id + 1n}`, "7"]],
  ])("%s?%s leads to the items that its values select", async (address, query, expected) => {
    const { status, text } = await call(exchange, address, query);
    expect(status).toBe(200);
    expect([...text.matchAll(/"orderId":(\d+)/g)].map(([, digits]) => digits)).toEqual(expected);
  });

  test.each([path, `${path}/`, `${path}/7/of`, `${path}//of/x`, `/more${path}/7`])(
    "%s leads nowhere",
    async (address) => {
      expect(await call(exchange, address)).toMatchObject({ status: 404, code: undefined });
      expect(exchange.requests.at(-1)).toMatchObject({ operationId: undefined, weight: 0 });
    },
  );

  test("is for reading alone", async () => {
    const response = await send(exchange, `${path}/7`, "", { method: "POST", headers });
    expect([response.status, response.headers.get("Allow")]).toEqual([405, "GET"]);
  });
});

describe("a value in the path", () => {
  test.each([
    ["soon", -1102, "'orderId'"],
    ["1.5", -1102, "'orderId'"],
    ["9223372036854775808", -1102, "'orderId'"],
    ["0", -1130, "'orderId'"],
    ["%FF", -1102, "'orderId'"],
  ])("%s is rejected", async (value, code, text) => {
    const response = await call(exchange, `${path}/${value}`);
    expect(response).toMatchObject({ status: 400, code });
    expect(response.text).toContain(text);
  });

  test("cannot be sent in the query, too", async () => {
    expect(await call(exchange, `${path}/7`, "orderId=8")).toMatchObject({ code: -1101 });
  });

  test("can be bytes that are no text", async () => {
    const response = await call(exchange, `${path}/7/of/%FF`);
    expect(response).toMatchObject({ status: 400, code: -1102 });
    expect(response.text).toContain("'clientOrderId'");
  });

  test("can be too long", async () => {
    const response = await call(exchange, `${path}/7/of/${"x".repeat(21)}`);
    expect(response).toMatchObject({ status: 400, code: -1130 });
  });

  test("is not signed: the signature covers the query alone", async () => {
    const query = signed(`timestamp=${noon}`);
    expect(await send(exchange, `${path}/7`, query)).toMatchObject({ status: 200 });
    expect(await send(exchange, `${path}/8`, query)).toMatchObject({ status: 200 });
  });

  test("is in the request log, decoded", async () => {
    await call(exchange, `${path}/7/of/a%2Fb`, "pair=BTCUSD");
    expect(exchange.requests.at(-1)).toMatchObject({
      path: `${path}/7/of/a%2Fb`,
      operationId: "listOwn",
      parameters: { orderId: "7", clientOrderId: "a/b", pair: "BTCUSD" },
    });
  });
});
