// The path-level client beyond its data: what a response can still do, what middleware of openapi-fetch sees
// and changes, and what is rejected.
import { describe, expect, it } from "vitest";
import { apiKey, dissect, json, errorResponse, scriptedExchange } from "./scriptedExchange.ts";
import type { Step } from "./scriptedExchange.ts";
import { serve } from "./localServer.ts";
import { createCoinMFuturesClient, hmac } from "../src/index.ts";
import type { Middleware } from "../src/index.ts";

const path = "/dapi/v1/openOrders";
const text = '[{"orderId":8389765489680951453,"price":"94120.50","note":"价"}]';
const orders = [{ orderId: "8389765489680951453", price: "94120.50", note: "价" }];

function client(steps: Step[]) {
  const script = scriptedExchange(steps);
  return { ...script, http: createCoinMFuturesClient(script.options).http };
}

describe("a response", () => {
  it("is a Response with the status, the headers and the body of the wire", async () => {
    const { http } = client([json(text, 200, { "x-mbx-used-weight-1m": "41" })]);
    const result = await http.GET(path);
    const { data, response } = result;
    expect(data).toEqual(orders);
    expect(response).toBeInstanceOf(Response);
    expect(result.response).toBe(response);
    expect([response.ok, response.status]).toEqual([true, 200]);
    expect(response.headers.get("X-MBX-USED-WEIGHT-1M")).toBe("41");
    // It would be the signed one.
    expect(response.url).toBe("");
    expect(response.bodyUsed).toBe(false);
    expect(await response.text()).toBe(text);
    expect(response.bodyUsed).toBe(true);
  });

  it("can be cloned, and a clone keeps every digit too", async () => {
    const { response } = await client([json(text)]).http.GET(path);
    expect(await response.clone().json()).toEqual(orders);
    expect(await response.clone().text()).toBe(text);
    expect(await response.json()).toEqual(orders);
  });

  it.each([
    ["text", (data: unknown) => data],
    ["stream", (data: unknown) => new Response(data as ReadableStream).text()],
    ["blob", (data: unknown) => (data as Blob).text()],
    ["arrayBuffer", (data: unknown) => new TextDecoder().decode(data as ArrayBuffer)],
  ] as const)("is read as it came with parseAs %s", async (parseAs, read) => {
    const { data } = await client([json(text)]).http.GET(path, { parseAs });
    expect(await read(data)).toBe(text);
  });

  it.each([600, 999])("has the status %i, which no Response can be made with", async (status) => {
    const { url } = await serve((_request, response) => response.writeHead(status).end("no"));
    const options = { apiKey, signer: hmac("secret"), baseUrl: url, maxRetries: 0 };
    const { http } = createCoinMFuturesClient(options);
    for (const middleware of [[], [{ onRequest: () => undefined }]]) {
      const { response, error } = await http.GET(path, { middleware });
      expect([response.status, response.ok, error]).toEqual([status, false, "no"]);
    }
  });

  it("of an error response holds the words of the exchange", async () => {
    const { response, error } = await client([errorResponse(400, -1121)]).http.GET(path);
    expect(error).toEqual({ code: -1121, msg: "Words of the exchange." });
    expect([response.ok, response.status]).toEqual([false, 400]);
    expect(await response.json()).toEqual(error);
  });
});

describe("middleware", () => {
  it.each<[string, Middleware["onRequest"]]>([
    ["that changes the request", ({ request }) => request.headers.set("x-trace", "1")],
    [
      "that returns a new request",
      ({ request }) => new Request(request, { headers: { "x-trace": "1" } }),
    ],
    [
      "that returns a copy of a request",
      ({ request }) => {
        request.headers.set("x-trace", "1");
        return new Request(request.clone());
      },
    ],
  ])("%s has its say, for all calls or for one", async (_, onRequest) => {
    const { http, sent } = client([json(text), json(text), json(text)]);
    const middleware = { onRequest } as Middleware;
    await http.GET(path, { params: { query: { pair: "BTCUSD" } }, middleware: [middleware] });
    await http.GET(path);
    http.use(middleware);
    const { data } = await http.GET(path, { params: { query: { pair: "BTCUSD" } } });
    expect(data).toEqual(orders);
    expect(sent.map(({ headers }) => headers["x-trace"])).toEqual(["1", undefined, "1"]);
    expect(sent.map(({ headers }) => headers["X-MBX-APIKEY"])).toEqual([apiKey, apiKey, apiKey]);
    for (const { url } of sent) expect(dissect(url).isSigned).toBe(true);
    expect(dissect(sent[2]?.url ?? "").parameters.get("pair")).toBe("BTCUSD");
  });

  it.each(["X-MBX-APIKEY", "x-mbx-apikey"])("cannot send the key twice, as %s", async (name) => {
    const { http, sent } = client([json(text), json(text)]);
    http.use({ onRequest: ({ request }) => request.headers.set(name, apiKey) });
    await http.GET(path, { headers: { "X-Trace": "1" } });
    expect(sent[0]?.headers).toEqual({ "X-MBX-APIKEY": apiKey, "x-trace": "1" });
  });

  it("may answer in place of the exchange", async () => {
    const { http, sent } = client([]);
    http.use({ onRequest: () => json('[{"orderId":"1"}]') });
    expect((await http.GET(path)).data).toEqual([{ orderId: "1" }]);
    expect(sent).toEqual([]);
  });

  it("that clones or replaces the response sees what the caller gets", async () => {
    const { http } = client([json(text)]);
    const seen: unknown[] = [];
    http.use(
      {
        onResponse: ({ response }) =>
          new Response(response.body, { status: 203, headers: response.headers }),
      },
      {
        async onResponse({ response }) {
          seen.push(await response.clone().json());
          return response;
        },
      },
    );
    const { data, response } = await http.GET(path, { parseAs: "text" });
    expect(seen).toEqual([orders]);
    expect(data).toBe(text);
    expect(response.status).toBe(203);
  });

  it("that is ejected sees nothing any more, and the rest stay", async () => {
    const { http } = client([json(text), json(text)]);
    const seen: string[] = [];
    const one: Middleware = { onRequest: () => void seen.push("one") };
    const other: Middleware = { onRequest: () => void seen.push("other") };
    http.use(one, other);
    await http.GET(path);
    http.eject({ onRequest: () => undefined }, one);
    await http.GET(path);
    expect(seen).toEqual(["one", "other", "other"]);
  });

  it("may see a header that a call adds, and a bigint with all its digits", async () => {
    const { http, sent } = client([json(text), json(text)]);
    const own = { params: { header: { "x-trace": "7" } } };
    await http.GET(path, own as Record<string, unknown>);
    http.use({ onRequest: () => undefined });
    await http.GET(path, { params: { query: { recvWindow: 5000n as unknown as number } } });
    expect(sent[0]?.headers).toMatchObject({ "x-trace": "7" });
    expect(sent[1]?.url).toContain("?recvWindow=5000&timestamp=");
  });

  it("hears of what is thrown", async () => {
    const { http } = client([json("{", 200), json("{", 200), json("{", 200)]);
    const heard: unknown[] = [];
    http.use({ onError: ({ error }) => void heard.push(error) });
    await expect(http.GET(path)).rejects.toMatchObject({ reason: "truncated" });
    expect(heard).toEqual([expect.objectContaining({ reason: "truncated" })]);
  });
});

describe("a call by path", () => {
  it.each([
    ["data", () => json(text)],
    ["an error", () => errorResponse(400, -1121)],
    ["an error in words", () => new Response("Service Unavailable.", { status: 503 })],
    ["an error without a body", () => new Response(null, { status: 503 })],
  ])("gives %s as openapi-fetch gives it to middleware", async (_, step) => {
    const { http } = client([step(), step(), step(), step(), step(), step()]);
    const own = { params: { query: { symbol: "我'(x)*! ~&=+%2B" } } };
    const { response: direct, ...result } = await http.GET(path, own);
    http.use({ onRequest: () => undefined });
    const { response, ...expected } = await http.GET(path, own);
    expect(result).toEqual(expected);
    expect(direct.status).toBe(response.status);
    expect([...direct.headers]).toEqual([...response.headers]);
  });

  it("sends the same request with middleware and without", async () => {
    const { http, sent } = client([json(text), json(text), json(text)]);
    const own = {
      params: { query: { pair: "我'(x)*! ~&=+%2B", symbol: undefined, recvWindow: 5 } },
    };
    await http.GET(path, own);
    await http.request("get", path, own);
    http.use({ onRequest: () => undefined });
    await http.GET(path, own);
    expect(sent).toHaveLength(3);
    expect(new Set(sent.map(({ url }) => url)).size).toBe(1);
  });

  it("rejects a parameter that is not described, with middleware and without", async () => {
    const { http, sent } = client([]);
    const own = { params: { query: { simbol: "A" } as object } };
    const wanted = "listOpenOrders has no parameter simbol. Did you mean symbol?";
    await expect(http.GET(path, own)).rejects.toThrow(wanted);
    http.use({ onRequest: () => undefined });
    await expect(http.GET(path, own)).rejects.toThrow(wanted);
    expect(sent).toEqual([]);
  });

  it("below a path of baseUrl finds its operation, with middleware and without", async () => {
    const { options, sent } = scriptedExchange([json(text), json(text)], {
      baseUrl: "https://proxy.example/binance/",
    });
    const { http } = createCoinMFuturesClient(options);
    expect((await http.GET(path)).data).toEqual(orders);
    http.use({ onRequest: () => undefined });
    expect((await http.GET(path)).data).toEqual(orders);
    for (const { url } of sent)
      expect(url).toMatch(/^https:\/\/proxy\.example\/binance\/dapi\/v1\/openOrders\?/);
  });

  it.each([[[]], [[{ onRequest: () => undefined }]]])(
    "is aborted with the caller's own reason, with the middleware %j",
    async (middleware) => {
      const controller = new AbortController();
      const { http } = client([
        () => {
          controller.abort("enough");
          return new Promise<Response>(() => {});
        },
      ]);
      http.use(...middleware);
      await expect(http.GET(path, { signal: controller.signal })).rejects.toBe("enough");
    },
  );

  it("goes to no other host", async () => {
    const { http, sent } = client([]);
    await expect(http.GET(path, { baseUrl: "https://dapi.example" })).rejects.toThrow(
      "coin-m-futures describes no GET /dapi/v1/openOrders at https://dapi.example.",
    );
    expect(sent).toEqual([]);
  });

  it("hands a whole request to a fetch of the caller's own", async () => {
    const { http } = client([]);
    const seen: Request[] = [];
    const { data } = await http.GET(path, {
      async fetch(request: Request) {
        seen.push(request);
        return json('[{"orderId":"1"}]');
      },
    });
    expect(data).toEqual([{ orderId: "1" }]);
    expect(seen[0]).toBeInstanceOf(Request);
  });
});
