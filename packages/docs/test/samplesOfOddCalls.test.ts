// Samples of calls that no published description has: values that need encoding, no signature, no key, no
// parameters, another method. And what is said where a description has too little for a sample.
import { rmSync } from "node:fs";
import { createMockExchange } from "@open-orders/mock-exchange";
import * as specs from "@open-orders/specs";
import { readApi } from "@open-orders/specs/model";
import type { OpenApiDocument, OperationObject, ParameterObject } from "@open-orders/specs/model";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { describeApi } from "../src/reference.ts";
import { responseTo, samplesOf } from "../src/samples/samples.ts";
import { discrepancies, fixture } from "./fixture.ts";
import { kinds, prepare, reason, sampleFolder, type SampleId } from "./runSample.ts";

const api = "coin-m-futures";
const plain: SampleId[] = ["curl", "python", "go"];
const folder = sampleFolder();
afterAll(() => rmSync(folder, { recursive: true }));

/** A copy of a published description, its only operation changed. */
function described(
  change: (
    operation: OperationObject,
    own: ParameterObject[],
    document: OpenApiDocument,
  ) => Partial<OperationObject>,
) {
  const document = structuredClone<OpenApiDocument>(specs.apis[api].en);
  const [found] = readApi(api, document).operations;
  if (!found) throw new Error(`${api} has no operation`);
  const own = found.parameters.map(({ node }) => ({ ...node.value }));
  Object.assign(found.node.value, change(found.node.value, own, document));
  return document;
}

const text = `币 a+b&c=d'e"f\`$(id)\\%20/#`;
const awkward = described((_, parameters) => ({
  parameters: parameters.map((one) => (one.name === "symbol" ? { ...one, example: text } : one)),
}));
const keyed = described((operation, parameters, document) => {
  const [path = ""] = Object.keys(document.paths);
  document.paths[path] = { post: operation };
  return {
    security: [{ ApiKey: [] }],
    parameters: parameters
      .filter(({ name }) => name === "pair")
      .map((one) => Object.assign(one, { required: true })),
  };
});
/** Two values in the path, of which one is an id; the other would end the path, or begin a query. */
const inPath = described((operation, parameters, document) => {
  document.paths = { "/dapi/v1/of/{owner}/orders/{orderId}": { get: operation } };
  const value = { in: "path" as const, required: true, description: "In the path." };
  return {
    "x-weight": [{ weight: 1 }],
    parameters: [
      { ...value, name: "owner", schema: { type: "string" }, example: text },
      {
        ...value,
        name: "orderId",
        schema: { type: "integer", format: "int64" },
        example: 24684460474,
      },
      ...parameters
        .filter(({ name }) => name === "timestamp" || name === "pair")
        .map((one) => Object.assign(one, { required: true })),
    ],
  };
});
const bare = described(() => ({ security: [], parameters: [], "x-weight": [{ weight: 1 }] }));

describe.each([
  ["signs what it encodes", awkward, Object.keys(kinds) as SampleId[], { symbol: text }],
  [
    "puts values into the path",
    inPath,
    plain,
    { owner: text, orderId: "24684460474", pair: "BTCUSD" },
  ],
  ["sends a key alone, and another method", keyed, plain, { pair: "BTCUSD" }],
  ["sends neither key nor parameters", bare, plain, {}],
])("a sample %s:", (name, document, ids, parameters) => {
  test.for(ids)("%s", async (id, { skip }) => {
    if (!kinds[id].program) skip(reason(id));
    const exchange = createMockExchange({ descriptions: { [api]: document } });
    const { url, close } = await exchange.listen();
    onTestFinished(close);
    const [operation] = describeApi(
      { api, language: "en", document },
      specs.discrepancies,
    ).operations;
    const sample = operation && samplesOf(operation, "en").find((one) => one.id === id);
    const { run } = await prepare(folder, `${name.replaceAll(/\W/g, "")}-${id}`, {
      id,
      code: sample?.code ?? "",
    });
    const keys = document === bare ? { BINANCE_API_KEY: undefined } : {};
    const signs =
      document === awkward || document === inPath ? {} : { BINANCE_API_SECRET: undefined };
    const { code, errors } = await run({ BINANCE_COIN_M_FUTURES_URL: url, ...keys, ...signs });
    expect({ code, errors }).toEqual({ code: 0, errors: "" });
    const { timestamp: _, ...sent } = exchange.requests[0]?.parameters ?? {};
    expect(exchange.requests).toMatchObject([{ status: 200, method: operation?.method }]);
    expect(sent).toEqual(parameters);
  });
});

/** What is said of the fixture, whose mandatory parameter has no example. */
function sampling(change: Partial<ParameterObject>): () => unknown {
  const document = fixture();
  Object.assign(document.paths["/v1/trades"]?.get?.parameters?.[0] ?? {}, change);
  const bundle = { api: "fixture", language: "en" as const, document };
  return () => describeApi(bundle, discrepancies).operations.map((one) => samplesOf(one, "en"));
}

test("a parameter that must be sent needs an example", () => {
  expect(sampling({})).toThrow(
    "specs/fixture/paths/listTrades.yaml: parameter symbol: has no example; give one, the samples send it",
  );
});

test("a parameter that must be sent stands in the query or the path", () => {
  expect(sampling({ in: "header", example: "BNBBTC" })).toThrow(
    "specs/fixture/paths/listTrades.yaml: parameter symbol: is not in the query or the path",
  );
});

test("the client takes values of the path with the others, and by path apart", () => {
  const [operation] = describeApi(
    { api, language: "en", document: inPath },
    specs.discrepancies,
  ).operations;
  const samples = operation ? samplesOf(operation, "en") : [];
  const codeOf = (id: SampleId) => samples.find((sample) => sample.id === id)?.code;
  const owner = JSON.stringify(text);
  expect(codeOf("sdk")).toContain(
    `client.listOpenOrders({ owner: ${owner}, orderId: "24684460474", pair: "BTCUSD" })`,
  );
  expect(codeOf("path")).toContain(`client.http.GET("/dapi/v1/of/{owner}/orders/{orderId}", {
  params: { path: { owner: ${owner}, orderId: "24684460474" }, query: { pair: "BTCUSD" } },
});`);
});

test("a list of ids holds strings in TypeScript, and digits on the wire", () => {
  const document = fixture();
  document.paths["/v1/trades"]?.get?.parameters?.splice(0, 1, {
    name: "ids",
    in: "query",
    required: true,
    content: {
      "application/json": {
        schema: { type: "array", items: { type: "integer", format: "int64" } },
      },
    },
    example: [24684460474, 24684460931],
  });
  const [operation] = describeApi(
    { api: "fixture", language: "en", document },
    discrepancies,
  ).operations;
  const inTypeScript = (operation ? samplesOf(operation, "en") : []).map(({ id, code }) => [
    id,
    code.includes('["24684460474","24684460931"]'),
  ]);
  expect(Object.fromEntries(inTypeScript)).toEqual({
    curl: false,
    sdk: true,
    path: true,
    python: false,
    go: false,
  });
});

test("the mock's response to a list in a filter has what any value of the list selects", () => {
  const document = fixture();
  const trades = document.paths["/v1/trades"]?.get;
  trades?.parameters?.splice(0, 1, {
    name: "ids",
    in: "query",
    required: true,
    "x-filter": { field: "id", keep: "equal" },
    content: {
      "application/json": {
        schema: { type: "array", items: { type: "integer", format: "int64" } },
      },
    },
    example: [24684460474, 24684460931],
  });
  const tradesOf = (...ids: number[]) => ids.map((id) => ({ id, fees: [] }));
  Object.assign(trades?.responses["200"] ?? {}, {
    content: {
      "application/json": {
        schema: { type: "array", items: { $ref: "#/components/schemas/Trade" } },
        examples: { three: { value: tradesOf(24684460474, 2468446, 24684460931) } },
      },
    },
  });
  const [operation] = describeApi(
    { api: "fixture", language: "en", document },
    discrepancies,
  ).operations;
  const shown = operation && responseTo(operation);
  expect(JSON.parse(shown ?? "")).toEqual(tradesOf(24684460474, 24684460931));
});
