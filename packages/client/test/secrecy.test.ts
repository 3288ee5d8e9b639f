// No key, secret, signature or query in anything that can be printed, whoever quotes it and in whatever encoding.
import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import {
  apiKey,
  callOnce,
  json,
  errorResponse,
  scriptedExchange,
  secret,
  start,
} from "./scriptedExchange.ts";
import { ApiError, ConfigError, createCoinMFuturesClient, hmac } from "../src/index.ts";

describe("secrecy", () => {
  it("shows no key, secret, signature or signed URL in anything that can be printed", async () => {
    const leaky = (url: string): never => {
      const error = new TypeError(`Failed to fetch ${url}`, {
        cause: new Error(`key ${apiKey} at ${url}`),
      });
      throw Object.assign(error, { config: { url, headers: { "X-MBX-APIKEY": apiKey } } });
    };
    const echo = (url: string) => new Response(`Cannot GET ${url}`, { status: 404 });
    const { options, sent, events } = scriptedExchange(
      [leaky, errorResponse(400, -1022), echo, json("<html>", 502), json("{", 200)],
      {
        maxRetries: 0,
      },
    );
    const client = createCoinMFuturesClient(options);
    const errors: unknown[] = [];
    for (let call = 0; call < 5; call += 1)
      await client.listOpenOrders().catch((error: unknown) => errors.push(error));
    expect(errors).toHaveLength(5);
    const shown = [client, options.signer, hmac(secret), events, ...errors].map((value) =>
      [inspect(value, { depth: 9, showHidden: true }), JSON.stringify(value), String(value)].join(
        "\n",
      ),
    );
    const signatures = sent.map(({ url }) => url.slice(url.indexOf("signature=") + 10));
    for (const secretText of [apiKey, secret, `timestamp=${start}`, ...signatures])
      expect(shown.join("\n")).not.toContain(secretText);
  });

  // A gateway quotes the request that it rejects, in the encoding it happens to have at hand.
  it.each([
    ["as it is", (query: string) => query],
    ["percent-encoded", encodeURIComponent],
    ["percent-encoded twice", (query: string) => encodeURIComponent(encodeURIComponent(query))],
    [
      "JSON-escaped",
      (query: string) => query.replaceAll("&", "\\u0026").replaceAll("=", "\\u003d"),
    ],
  ])("shows nothing of a query that was quoted %s, on both levels", async (_, quote) => {
    const quoted = (url: string, wrap: (text: string) => unknown) =>
      wrap(`No route for ${quote(url.slice(url.indexOf("?") + 1))}`) as string;
    const echoes = [
      (url: string) => new Response(quoted(url, String), { status: 400 }),
      (url: string) =>
        new Response(
          quoted(url, (msg) => `{"code":-1,"msg":"${msg}"}`),
          { status: 400 },
        ),
      (url: string) =>
        new Response(
          quoted(url, (msg) => `{"fault":"${msg}"}`),
          { status: 400, headers: { "x-request": quoted(url, encodeURI) } },
        ),
    ];
    for (const echo of echoes) {
      const { options, sent } = scriptedExchange([echo, echo]);
      const client = createCoinMFuturesClient(options);
      const thrown: unknown = await client
        .listOpenOrders({ symbol: "BTCUSD_PERP" })
        .catch((error: unknown) => error);
      const { error, response } = await client.http.GET("/dapi/v1/openOrders", {
        params: { query: { symbol: "BTCUSD_PERP" } },
      });
      expect(error).toBeDefined();
      const shown = [thrown, error, response, await response.text(), [...response.headers]];
      const text = shown.map((value) => inspect(value, { depth: 9 })).join("\n");
      expect(text).toContain("No route for [redacted]");
      expect(text).not.toContain("BTCUSD_PERP");
      expect(text).not.toContain(String(start));
      for (const { url } of sent) expect(text).not.toContain(url.slice(-64));
    }
  });

  it("shows no part of a signature that JSON.parse stumbles over", async () => {
    // Node quotes ten characters on each side of what it did not expect.
    const { outcome, sent } = await callOnce([
      (url) => new Response(`{"path":"/x","signature":${url.slice(-64)}}`),
    ]);
    const signature = sent[0]?.url.slice(-64) ?? "";
    expect(outcome).toMatchObject({ kind: "response", reason: "not-json" });
    const text = inspect(outcome, { depth: 9 });
    expect(text).toContain("is not valid JSON");
    for (let at = 0; at + 5 <= 64; at += 1) expect(text).not.toContain(signature.slice(at, at + 5));
  });

  it("shows control characters of the exchange's words escaped in messages", async () => {
    const msg = "\u001b[2J\u0007 gone\nError: fake";
    const { outcome } = await callOnce([json({ code: -1121, msg }, 400)]);
    expect(outcome.message).toContain(String.raw`: \u001b[2J\u0007 gone\u000aError: fake`);
    expect(outcome).toMatchObject({ msg });
    const thrower = () => {
      throw new Error(msg);
    };
    const { outcome: unsent } = await callOnce([thrower], { maxRetries: 0 });
    // oxlint-disable-next-line no-control-regex -- they are what must not be there
    expect(`${unsent.message}${String(unsent.cause)}`).not.toMatch(/[\u0000-\u001f]/);
  });

  it("tells errors apart across two copies of the package", async () => {
    const secondCopy = "../src/errors.ts?copy";
    const copy = (await import(/* @vite-ignore */ secondCopy)) as typeof import("../src/errors.ts");
    const error = new copy.RateLimitError(
      "GET /x",
      { status: 429, headers: new Headers() },
      { retryAfterMs: 1, banned: false },
      {},
    );
    expect(error).toBeInstanceOf(ApiError);
    expect(error).not.toBeInstanceOf(ConfigError);
    class OwnError extends ApiError {}
    expect(error).not.toBeInstanceOf(OwnError);
  });
});
