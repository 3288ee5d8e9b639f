// What general pages state about an API is held against its description: each statement once agrees, and once not.
import { describe, expect, test } from "vitest";
import { checkReferences, referencesForm } from "../src/checks/checkReferences.ts";
import type { ApiStatement, SourceReferences } from "../src/checks/checkReferences.ts";
import { readAs } from "../src/form.ts";
import type { OpenApiDocument, OperationObject } from "../src/model.ts";
import { bundles, references } from "./described.ts";

const stating = (statement: ApiStatement): SourceReferences => [
  { id: "a-page", what: "A page", url: "https://example.com", states: [statement] },
];

test("the descriptions agree with every statement", () => {
  expect(references.flatMap(({ states = [] }) => states)).not.toHaveLength(0);
  expect(checkReferences(references, bundles)).toEqual([]);
});

describe("a contradiction is reported", () => {
  const coinM = "coin-m-futures";
  test.each<[string, ApiStatement, string, string]>([
    [
      "host",
      { api: coinM, host: "https://fapi.binance.com" },
      "servers",
      "the first is https://dapi.binance.com; write https://fapi.binance.com",
    ],
    [
      "limit",
      { api: coinM, weightPerMinute: 6000 },
      "x-rate-limits",
      "allows 2400 a minute; write 6000",
    ],
    [
      "whose limit",
      { api: coinM, limitPer: "account" },
      "x-rate-limits",
      "counts per ip; write `per: account`",
    ],
    [
      "default of recvWindow",
      { api: coinM, recvWindowDefaultMs: 3000 },
      "listOpenOrders, parameter recvWindow",
      "has default 5000; write 3000",
    ],
    [
      "a value",
      { api: coinM, values: { listOpenOrders: { timeInForce: ["GTC", "XYZ", "ABC"] } } },
      "listOpenOrders, response field timeInForce",
      "does not list XYZ, ABC; add it to x-extensible-enum",
    ],
    [
      "a field that is nowhere",
      { api: coinM, values: { listOpenOrders: { colour: ["RED"] } } },
      "listOpenOrders, response field colour",
      "is not described; correct its name",
    ],
    [
      "another type of a field",
      { api: coinM, fields: { listOpenOrders: { orderId: "string" } } },
      "listOpenOrders, response field orderId",
      "has integer; write `type: string`",
    ],
    [
      "a further field",
      { api: coinM, fields: { listOpenOrders: { goodTillDate: "integer" } } },
      "listOpenOrders, response field goodTillDate",
      "is missing; describe it under properties",
    ],
    [
      "an operation that is nowhere",
      { api: coinM, values: { listOrders: { side: ["BUY"] } } },
      "operation listOrders",
      "is not described in this API; correct its name",
    ],
  ])("%s", (_what, statement, place, message) => {
    const found = checkReferences(stating(statement), bundles);
    const whole = `${message} (stated in specs/sources/references.yaml by a-page)`;
    expect(found).toContainEqual({ file: "specs/coin-m-futures", place, message: whole });
    expect(found.filter((other) => other.message !== whole)).toEqual([]);
  });

  test("a default of recvWindow, but not for a call that is not signed and so sends none", () => {
    const [api, { en }] = Object.entries(bundles)[0] as [string, { en: OpenApiDocument }];
    const [path, item] = Object.entries(en.paths)[0] as [string, { get: OperationObject }];
    const unsigned: OperationObject = { ...item.get, security: [], parameters: [] };
    const document = { ...en, paths: { ...en.paths, [path]: { get: unsigned } } };
    const stated = stating({ api, recvWindowDefaultMs: 5000 });
    expect(checkReferences(stated, { [api]: { en: document } })).toEqual([]);
  });

  test("values of a field, but not those of another operation's field of that name (case D12)", () => {
    const [api, { en }] = Object.entries(bundles)[0] as [string, { en: OpenApiDocument }];
    const [{ get }] = Object.values(en.paths) as [{ get: OperationObject }];
    const other = structuredClone(get);
    other.operationId = "listOthers";
    const fields = { side: { type: "string", "x-extensible-enum": ["ASK"] } };
    other.responses["200"] = {
      description: "",
      content: { "application/json": { schema: { type: "object", properties: fields } } },
    };
    const paths = { "/v1/others": { get: other }, ...en.paths };
    const documents = { [api]: { en: { ...en, paths } } };
    const side = { side: ["BUY", "SELL"] };
    const found = (id: string) =>
      checkReferences(stating({ api, values: { [id]: side } }), documents);
    expect(found(get.operationId)).toEqual([]);
    expect(found("listOthers")).toHaveLength(1);
  });

  test("an API that is not described", () => {
    expect(checkReferences(stating({ api: "spot" }), bundles)).toEqual([
      {
        file: "specs/sources/references.yaml",
        place: "a-page",
        message: "spot is not described; correct its name",
      },
    ]);
  });
});

test("an unknown word is rejected", () => {
  const misspelt = { api: "coin-m-futures", hots: "https://dapi.binance.com" };
  expect(() => readAs(referencesForm, "references.yaml", stating(misspelt))).toThrow(
    "references.yaml: /0/states/0: must NOT have additional properties (hots)",
  );
});
