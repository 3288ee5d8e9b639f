// Operations that return one object: the one that the parameters select, else the described error.
import { describe, expect, test } from "vitest";
import { createMockExchange, demoAccount } from "../src/index.ts";
import { call, coinM, coinMOrder, noon } from "./calls.ts";
import { componentsOf, extended, jsonOf, operationAt, ordersOf, present } from "./extended.ts";

describe("one object", () => {
  const noSuchOrder = { value: { code: -2013, msg: "Order does not exist." } };
  const descriptions = extended((document, described) => {
    const success = present(structuredClone(described.responses["200"]));
    const media = jsonOf(success);
    media.schema = present(media.schema?.items);
    media.examples = { one: { value: present(ordersOf(media, "limit")[0]) } };
    const failure = present(structuredClone(componentsOf(document).responses["BadRequest"]));
    jsonOf(failure).examples = { NO_SUCH_ORDER: noSuchOrder };
    const filters = ["orderId", "clientOrderId"].map((name) => ({
      name,
      in: "query" as const,
      "x-filter": { field: name, keep: "equal" as const },
      schema: { type: "string" },
    }));
    document.paths["/dapi/v1/openOrder"] = {
      get: {
        ...described,
        operationId: "getOpenOrder",
        parameters: [...described.parameters, ...filters],
        responses: { ...described.responses, "200": success, "400": failure },
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
    const document = present(without["coin-m-futures"]);
    const path = "/dapi/v1/openOrder";
    // Other operations of the API may describe it; the list does not.
    const kept = [path, coinM].map((name) => [name, present(document.paths[name])]);
    document.paths = Object.fromEntries(kept) as typeof document.paths;
    expect(() => createMockExchange({ descriptions: without })).not.toThrow();
    delete operationAt(document, path).responses["400"];
    expect(() => createMockExchange({ descriptions: without })).toThrow(
      "coin-m-futures: getOpenOrder describes no error example named NO_SUCH_ORDER",
    );
  });
});

test("one object that no parameter selects is the account's, else the described example", async () => {
  const descriptions = extended((document, described) => {
    const schema = { type: "object", properties: { id: { type: "integer", format: "int64" } } };
    const content = { "application/json": { schema, examples: { one: { value: { id: 5 } } } } };
    document.paths["/dapi/v1/status"] = {
      get: {
        ...described,
        operationId: "getStatus",
        parameters: described.parameters.slice(-1),
        responses: { ...described.responses, "200": { description: "A status.", content } },
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
