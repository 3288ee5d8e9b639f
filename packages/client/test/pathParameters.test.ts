// Parameters in the path: what stands in the address, what is signed, and what is never sent.
import { createHmac } from "node:crypto";
import type { Client } from "openapi-fetch";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Api, Operation } from "../src/api.ts";
import { createClient } from "../src/client.ts";
import { ConfigError } from "../src/errors.ts";
import type { Middleware } from "../src/index.ts";
import { fillPath } from "../src/query.ts";
import { apiKey, json, scriptedExchange, secret, start } from "./scriptedExchange.ts";
import type { Step } from "./scriptedExchange.ts";

const operation: Operation = {
  method: "GET",
  path: "/v1/orders/{orderId}/of/{owner}",
  security: "signed",
  weights: [{ weight: 1 }],
  int64Paths: ["orderId"],
  result: "object",
  idempotent: true,
  parameters: {
    orderId: { type: "id", required: true },
    owner: { type: "string", required: true },
    limit: { type: "integer" },
    ids: { type: "list", items: "id" },
  },
};
const api: Api = {
  name: "made-up",
  baseUrl: "https://made.test",
  limit: { weight: 100, intervalMs: 60_000, header: "x-used" },
  credentials: { keyHeader: "X-KEY", signature: "signature", timestamp: "timestamp" },
  retry: {},
  operations: {
    getOrder: operation,
    getFirst: { ...operation, path: "/v1/orders/1/of/me", parameters: {} },
  },
};
const orderId = "8389765489680951453";

interface Paths {
  [path: string]: {
    get: {
      parameters: { query?: object; path?: object };
      responses: { 200: { content: { "application/json": unknown } } };
    };
  };
}
interface Orders {
  getOrder: (parameters: object) => Promise<unknown>;
  http: Client<Paths>;
}

function client(steps: Step[], baseUrl = api.baseUrl) {
  const { options, sent } = scriptedExchange(steps, { baseUrl });
  return { ...(createClient(api, options) as Orders), sent };
}

/** The address of a call, whose signature has to be that of its query alone. */
function address(url = ""): string {
  const [path, query = ""] = url.split("?");
  const [signed = "", signature] = query.split("&signature=");
  expect(signature).toBe(createHmac("sha256", secret).update(signed).digest("hex"));
  return `${path}?${signed}`;
}

const byTemplate = "/v1/orders/{orderId}/of/{owner}";
const middleware: Middleware = { onRequest: ({ request }) => request };

describe.each<
  [string, (made: ReturnType<typeof client>, path: object, query?: object) => Promise<unknown>]
>([
  ["the named method", async ({ getOrder }, path, query) => getOrder({ ...path, ...query })],
  [
    "the path level",
    async ({ http }, path, query = {}) =>
      (await http.GET(byTemplate, { params: { path, query } })).data,
  ],
  [
    "the path level with middleware",
    async ({ http }, path, query = {}) =>
      (await http.GET(byTemplate, { params: { path, query }, middleware: [middleware] })).data,
  ],
])("%s", (_, call) => {
  it("puts values into the path, and signs the query alone", async () => {
    const made = client([json(`{"orderId":${orderId}}`)]);
    expect(await call(made, { orderId, owner: "A&B=C'D +%2F/#?é" }, { limit: 5 })).toEqual({
      orderId,
    });
    expect(made.sent.map(({ url }) => address(url))).toEqual([
      `https://made.test/v1/orders/${orderId}/of/A%26B%3DC%27D%20%2B%252F%2F%23%3F%C3%A9?limit=5&timestamp=${start}`,
    ]);
    expect(made.sent[0]?.headers["X-KEY"]).toBe(apiKey);
  });

  it("needs no query, and goes below the path of a base URL", async () => {
    const made = client([json({})], "https://made.test/proxy/");
    await call(made, { orderId: "1", owner: "..." });
    expect(made.sent.map(({ url }) => address(url))).toEqual([
      `https://made.test/proxy/v1/orders/1/of/...?timestamp=${start}`,
    ]);
  });

  it.each([
    ["no id", { owner: "me" }, /orderId/],
    [
      "an id that is no string of digits",
      { orderId: "1/..", owner: "me" },
      /orderId must be an id/,
    ],
    [
      "a rounded id",
      { orderId: 2 ** 60, owner: "me" },
      /orderId must be an id: a string of digits|was rounded. Give ids as strings of digits/,
    ],
    ["an empty string", { orderId: "1", owner: "" }, /owner is "", which no path can hold/],
    ["a dot", { orderId: "1", owner: "." }, /owner is "\.", which no path can hold/],
    ["two dots", { orderId: "1", owner: ".." }, /owner is "\.\.", which no path can hold/],
    ["half a character", { orderId: "1", owner: "\uD800" }, /owner holds half a surrogate pair/],
    ["a list", { orderId: "1", owner: ["me"] }, /owner/],
    ["nothing at all", {}, /orderId/],
  ])("sends nothing with %s", async (_case, path, message) => {
    const made = client([]);
    const error: unknown = await call(made, path).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ConfigError);
    expect((error as Error).message).toMatch(message);
    expect(made.sent).toEqual([]);
  });

  it.each([new Map([["limit", 5]]), new URLSearchParams({ limit: "5" }), [5], "limit=5"])(
    "rejects the query %o, with middleware and without",
    async (query) => {
      const { http, sent } = client([]);
      const params = { path: { orderId, owner: "me" }, query: query as object };
      const wanted = "getOrder takes its parameters as an object";
      await expect(http.GET(operation.path, { params })).rejects.toThrow(wanted);
      http.use({ onRequest: () => undefined });
      await expect(http.GET(operation.path, { params })).rejects.toThrow(wanted);
      expect(sent).toEqual([]);
    },
  );
});

describe("middleware", () => {
  it("sees the path with its values, and can change it", async () => {
    const { http, sent } = client([json({})]);
    const seen: string[] = [];
    const change: Middleware = {
      onRequest({ request, params, schemaPath }) {
        seen.push(schemaPath, JSON.stringify(params.path), new URL(request.url).pathname);
        return new Request(request.url.replace("/of/me", "/of/you%2Fthem"));
      },
    };
    http.use(change);
    await http.GET(byTemplate, { params: { path: { orderId: "7", owner: "me" } } });
    expect(seen).toEqual([byTemplate, '{"orderId":"7","owner":"me"}', "/v1/orders/7/of/me"]);
    expect(sent[0]?.url).toContain("https://made.test/v1/orders/7/of/you%2Fthem?");
  });

  it("leaves a path without parameters to its own operation", async () => {
    const { http, sent } = client([json({})]);
    http.use(middleware);
    await http.GET("/v1/orders/1/of/me");
    expect(sent[0]?.url).toContain("https://made.test/v1/orders/1/of/me?timestamp=");
    await expect(
      http.GET("/v1/orders/1/of/me", { params: { query: { limit: 1 } } }),
    ).rejects.toThrow("getFirst has no parameter limit.");
  });

  it.each([
    ["/from/me", "made-up describes no GET /v1/orders/7/from/me at https://made.test."],
    ["/of/me/too", "made-up describes no GET /v1/orders/7/of/me/too at https://made.test."],
    ["/of", "made-up describes no GET /v1/orders/7/of at https://made.test."],
  ])("cannot lead to %s, which is not described", async (end, message) => {
    const { http, sent } = client([]);
    http.use({ onRequest: ({ request }) => new Request(request.url.replace("/of/me", end)) });
    await expect(
      http.GET(byTemplate, { params: { path: { orderId: "7", owner: "me" } } }),
    ).rejects.toThrow(message);
    expect(sent).toEqual([]);
  });

  it("may write a percent sign that encodes nothing", async () => {
    const { http, sent } = client([json({})]);
    http.use({ onRequest: ({ request }) => new Request(request.url.replace("/me", "/50%zz")) });
    await http.GET(byTemplate, { params: { path: { orderId: "7", owner: "me" } } });
    expect(sent[0]?.url).toContain("https://made.test/v1/orders/7/of/50%25zz?");
  });

  it("leaves a list as it is", async () => {
    const { http, sent } = client([json({}), json({})]);
    const params = { path: { orderId: "7", owner: "me" }, query: { ids: [orderId, "8"] } };
    await http.GET(byTemplate, { params });
    http.use(middleware);
    await http.GET(byTemplate, { params });
    for (const { url } of sent) expect(new URL(url).searchParams.get("ids")).toBe(`[${orderId},8]`);
  });
});

it("a filled path stays the same through URL and Request, and reads back, for any text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", minLength: 1 }), (owner) => {
      fc.pre(owner !== "." && owner !== "..");
      const url = `https://x.test${fillPath("/a/{owner}/b", { owner })}?signature=0`;
      expect(new URL(url).href).toBe(url);
      expect(new Request(url).url).toBe(url);
      const [, , segment = "", ...others] = new URL(url).pathname.split("/");
      expect([decodeURIComponent(segment), ...others]).toEqual([owner, "b"]);
    }),
    { numRuns: 1000 },
  );
});
