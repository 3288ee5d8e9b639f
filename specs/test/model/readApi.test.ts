import { apis } from "@open-orders/specs";
import { readApi as publishedReadApi } from "@open-orders/specs/model";
import { expect, test } from "vitest";
import { readApi, responseFor, weightRuleFor } from "../../model/index.ts";
import type { OpenApiDocument } from "../../model/index.ts";
import { smallDocument } from "./smallDocument.ts";

const api = readApi("small", smallDocument);
const [operation] = api.operations;
if (!operation) throw new Error("smallDocument has an operation");

test("names the API's parts", () => {
  expect(api.servers).toMatchObject([{ url: "http://127.0.0.1:1", environment: "testnet" }]);
  expect(api.rateLimits).toMatchObject([
    {
      limit: 100,
      intervalMs: 120_000,
      per: "ip",
      header: "X-Used",
      node: { pointer: "/x-rate-limits/0" },
    },
  ]);
  expect(api.clock).toMatchObject({
    path: "/v1/time",
    field: "now",
    node: { pointer: "/x-clock" },
  });
});

test("names the operation's parts", () => {
  expect(operation).toMatchObject({
    api: "small",
    id: "listOrders",
    method: "GET",
    path: "/v1/orders",
    securityType: "USER_DATA",
    security: "signed",
    key: { name: "X-KEY" },
    signature: { name: "sig" },
    list: true,
    timestamp: { name: "timestamp" },
    success: { status: "200" },
    node: { pointer: "/paths/~1v1~1orders/get" },
    itemNode: { pointer: "/components/schemas/Order" },
  });
});

test("reads parameters, references followed and words beside them merged", () => {
  expect(operation.parameters).toMatchObject([
    {
      name: "symbol",
      required: false,
      json: false,
      example: "A/B",
      filter: { field: "symbol", keep: "equal" },
      node: { pointer: "/paths/~1v1~1orders/get/parameters/0" },
    },
    {
      name: "timestamp",
      required: true,
      schema: { type: "integer", format: "double-int", maximum: 9 },
      filledByClient: "timestamp",
      node: { pointer: "/components/parameters/timestamp" },
    },
    { name: "ids", json: true, schema: { type: "array", items: { type: "string" } } },
  ]);
});

test("reads responses, headers, bodies and examples", () => {
  expect(operation.responses.map(({ status, retry }) => [status, retry])).toEqual([
    // Names that are numbers come first in a JavaScript object.
    ["200", undefined],
    ["429", "wait"],
    ["4XX", "never"],
    ["default", "never"],
  ]);
  expect(operation.success.headers).toMatchObject([
    { name: "X-Used", required: true, schema: { type: "integer", format: "int32" } },
  ]);
  expect(operation.result.examples).toMatchObject([
    { name: "one", value: [{ id: 1, price: "2" }], node: { pointer: "/components/examples/one" } },
  ]);
});

test("an item's schema is one tree without references (case D8)", () => {
  expect(operation.item).toEqual({
    type: "object",
    required: ["id"],
    properties: {
      id: { type: "integer", format: "int64" },
      price: { type: "string", format: "decimal", description: "A price.", "x-unit": "USD" },
      stop: {
        type: "string",
        format: "decimal",
        description: "The trigger.",
        "x-unit": "USD",
        "x-present-when": { type: "STOP" },
      },
    },
  });
});

test.each([
  [429, "429"],
  [418, "4XX"],
  [503, "default"],
])("the response for status %i is %s", (status, key) => {
  expect(responseFor(operation.responses, status)?.status).toBe(key);
});

test.each([
  [["symbol", "ids"], 1],
  [["ids"], 40],
])("a call that sends %s weighs %i", (sent, weight) => {
  expect(weightRuleFor(operation.weights, new Set(sent))?.weight).toBe(weight);
});

test("security is what the operation says, else what the document says", () => {
  const get = smallDocument.paths["/v1/orders"]?.get;
  if (!get) throw new Error("smallDocument has an operation");
  const securityOf = (security: OpenApiDocument["security"]) =>
    readApi("small", {
      ...smallDocument,
      paths: { "/v1/orders": { get: { ...get, ...(security && { security }) } } },
    }).operations[0]?.security;
  expect(securityOf(undefined)).toBe("signed");
  expect(securityOf([{ Key: [] }])).toBe("key");
  expect(securityOf([])).toBe("none");
});

test("an operation without a successful JSON response is rejected by name", () => {
  const get = smallDocument.paths["/v1/orders"]?.get;
  if (!get) throw new Error("smallDocument has an operation");
  const { default: response } = get.responses;
  if (!response) throw new Error("smallDocument has a default response");
  const paths = { "/v1/orders": { get: { ...get, responses: { default: response } } } };
  expect(() => readApi("small", { ...smallDocument, paths })).toThrow(
    "listOrders: describe a 200 response with application/json and a schema",
  );
});

test("the published reader reads the published bundles", () => {
  for (const [name, { en }] of Object.entries(apis)) {
    const published = publishedReadApi(name, en);
    expect(published.operations.length).toBe(Object.keys(en["paths"]).length);
    for (const one of published.operations) expect(one.result.examples).not.toEqual([]);
  }
});
