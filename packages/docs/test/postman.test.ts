// The Postman collections, run by Postman's own engine against the mock exchange.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createMockExchange, demoAccount, type MockServer } from "@open-orders/mock-exchange";
import { apis, discrepancies } from "@open-orders/specs";
import { readApi } from "@open-orders/specs/model";
import type { OpenApiDocument, ParameterObject } from "@open-orders/specs/model";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { sourceLanguage } from "../src/languages.ts";
import { postmanCollection } from "../src/postman.ts";
import { describeApi } from "../src/reference.ts";
import { dist, oneOfEachApi, operations } from "./builtSite.ts";
import { runCollection } from "./postmanRun.ts";

interface Parameter {
  key: string;
  value: string;
  disabled: boolean;
}
interface Collection {
  info: { name: string; schema: string };
  variable: { key: string; value: string }[];
  item: {
    name: string;
    event: { script: { exec: string[] } }[];
    request: { url: { query: Parameter[] } };
  }[];
}

const load = (api: string, language: string): Collection =>
  JSON.parse(
    readFileSync(join(dist, `downloads/${api}.${language}.postman.json`), "utf8"),
  ) as Collection;

const queryOf = (url: string): [string, string] =>
  (url.split("?")[1] ?? "").split("&signature=") as [string, string];

const openssl = (query: string, secret: string): string =>
  execFileSync("openssl", ["dgst", "-sha256", "-hmac", secret], { input: query, encoding: "utf8" })
    .trim()
    .replace(/^.* /, "");

/** Without what is written for people, which differs from language to language. */
const withoutWords = (collection: Collection): unknown =>
  JSON.parse(
    JSON.stringify(collection, (key, value: unknown) =>
      ["name", "description"].includes(key) ? undefined : value,
    ),
  );

test.each(oneOfEachApi)("the collection of $api ($language) sends what the others send", (one) => {
  expect(withoutWords(load(one.api, one.language))).toEqual(
    withoutWords(load(one.api, sourceLanguage)),
  );
});

const exchange = createMockExchange();
let server: MockServer;
beforeEach(async () => {
  server = await exchange.listen({});
});
afterEach(async () => server.close());

/** The collection as it is published, but for the port of the mock exchange, with one request alone. */
function requestOf({ api, language, operation }: (typeof operations)[number]) {
  const all = load(api, language);
  for (const variable of all.variable) if (variable.key === "baseUrl") variable.value = server.url;
  const item = all.item.find(({ name }) => name === operation.node.value.summary);
  if (!item) throw new Error(`no request is named ${operation.node.value.summary}`);
  all.item = [item];
  return { all, item };
}

describe.each(operations.filter(({ language }) => language === sourceLanguage))("$name", (one) => {
  const { operation } = one;

  test("its request signs itself and is accepted", async () => {
    const { all } = requestOf(one);
    const [sent] = await runCollection(all);
    expect(sent).toMatchObject({ status: 200, body: expect.stringMatching(/^\[\{"/) });
    const [signed, signature] = queryOf(sent?.url ?? "");
    expect(signature).toBe(openssl(signed, demoAccount.secret));
    expect(sent?.url).toContain(operation.path);
  });

  test("every parameter that is switched on is signed as it is sent, whatever is in it", async () => {
    const { all, item } = requestOf(one);
    const { query } = item.request.url;
    const symbol = "币安 +'()*!~%&=";
    for (const parameter of query) {
      parameter.disabled = false;
      if (parameter.key === "symbol") parameter.value = symbol;
    }
    const [sent] = await runCollection(all);
    expect(sent?.status).toBe(200);
    expect(exchange.requests.at(-1)?.parameters).toMatchObject({ symbol, recvWindow: "5000" });
    const [signed, signature] = queryOf(sent?.url ?? "");
    expect(signature).toBe(openssl(signed, demoAccount.secret));
  });
});

test("values of the path are variables of the request, and reach the exchange as they are", async () => {
  const api = "coin-m-futures";
  const document = structuredClone<OpenApiDocument>(apis[api].en);
  const [found] = readApi(api, document).operations;
  if (!found) throw new Error(`${api} has no operation`);
  const owner = "币 a/b?c#d%2F:e";
  found.node.value.parameters?.unshift(
    ...[owner, "24684460474"].map((example, index): ParameterObject => ({
      name: ["owner", "orderId"][index] ?? "",
      in: "path",
      required: true,
      description: "In the path.",
      schema: { type: "string" },
      example,
    })),
  );
  document.paths = { "/dapi/v1/of/{owner}/orders/{orderId}": { get: found.node.value } };
  const view = describeApi({ api, language: "en", document }, discrepancies);
  const collection = postmanCollection(view, "en");
  const own = createMockExchange({ descriptions: { [api]: document } });
  const { url, close } = await own.listen();
  onTestFinished(close);
  for (const variable of collection.variable) if (variable.key === "baseUrl") variable.value = url;
  const [sent] = await runCollection(collection);
  expect(sent).toMatchObject({ status: 200 });
  expect(own.requests.at(-1)?.parameters).toMatchObject({ owner, orderId: "24684460474" });
});

const sourceOfEachApi = oneOfEachApi.filter(({ language }) => language === sourceLanguage);

describe.each(sourceOfEachApi)("the collection of $api", (one) => {
  test("a wrong secret is rejected", async () => {
    const { all } = requestOf(one);
    for (const variable of all.variable) if (variable.key === "apiSecret") variable.value = "wrong";
    const [sent] = await runCollection(all);
    expect(JSON.parse(sent?.body ?? "")).toMatchObject({ code: -1022 });
  });

  test("without a secret nothing is sent", async () => {
    const { all } = requestOf(one);
    for (const variable of all.variable) if (variable.key === "apiSecret") variable.value = "";
    await expect(runCollection(all)).rejects.toThrow("Set the variable apiSecret first.");
  });

  test("it signs the published example", async () => {
    const { all, item } = requestOf(one);
    const vector =
      "symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1&recvWindow=5000&timestamp=1499827319559";
    item.request.url.query = [...new URLSearchParams(vector)].map(([key, value]) => ({
      key,
      value: key === "timestamp" ? "" : value,
      disabled: false,
    }));
    for (const { script } of item.event) script.exec.unshift("Date.now = () => 1499827319559;");
    for (const variable of all.variable)
      if (variable.key === "apiSecret")
        variable.value = "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j";
    const [sent] = await runCollection(all);
    expect(queryOf(sent?.url ?? "")).toEqual([
      vector,
      "c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71",
    ]);
  });

  test("has the form that Postman names 2.1", () => {
    const { info, variable } = load(one.api, one.language);
    expect(info.schema).toBe(
      "https://schema.getpostman.com/json/collection/v2.1.0/collection.json",
    );
    expect(variable.map(({ key, value }) => [key, value])).toEqual([
      ["baseUrl", "http://127.0.0.1:8787"],
      ["apiKey", demoAccount.apiKey],
      ["apiSecret", demoAccount.secret],
    ]);
  });
});
