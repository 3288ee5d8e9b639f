// The Postman collections, run by Postman's own engine against the mock exchange.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createMockExchange, demoAccount, type MockServer } from "@open-orders/mock-exchange";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { dist, operations } from "./builtSite.ts";
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

describe.each(operations)("$name", ({ api, language, operation }) => {
  const exchange = createMockExchange();
  let server: MockServer;
  beforeEach(async () => {
    server = await exchange.listen({});
  });
  afterEach(async () => server.close());

  /** The collection as it is published, but for the port of the mock exchange. */
  function collection(): Collection {
    const published = load(api, language);
    for (const variable of published.variable)
      if (variable.key === "baseUrl") variable.value = server.url;
    return published;
  }
  const only = (all: Collection): Collection["item"][number] => {
    const item = all.item.find(({ name }) => name === operation.node.value.summary);
    if (!item) throw new Error(`no request is named ${operation.node.value.summary}`);
    all.item = [item];
    return item;
  };

  test("its request signs itself and is accepted", async () => {
    const all = collection();
    only(all);
    const [sent] = await runCollection(all);
    expect(sent).toMatchObject({ status: 200, body: expect.stringContaining('"orderId":') });
    const [signed, signature] = queryOf(sent?.url ?? "");
    expect(signature).toBe(openssl(signed, demoAccount.secret));
    expect(sent?.url).toContain(operation.path);
  });

  test("every parameter that is switched on is signed as it is sent, whatever is in it", async () => {
    const all = collection();
    const { query } = only(all).request.url;
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

  test("a wrong secret is refused", async () => {
    const all = collection();
    only(all);
    for (const variable of all.variable) if (variable.key === "apiSecret") variable.value = "wrong";
    const [sent] = await runCollection(all);
    expect(JSON.parse(sent?.body ?? "")).toMatchObject({ code: -1022 });
  });

  test("without a secret nothing is sent", async () => {
    const all = collection();
    only(all);
    for (const variable of all.variable) if (variable.key === "apiSecret") variable.value = "";
    await expect(runCollection(all)).rejects.toThrow("Set the variable apiSecret first.");
  });

  test("it signs the published example", async () => {
    const all = collection();
    const item = only(all);
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
    const { info, variable } = load(api, language);
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
