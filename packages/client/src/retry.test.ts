// What is tried again, when, and what is not: statuses and codes as the descriptions classify them.
import { describe, expect, it } from "vitest";
import {
  callOnce,
  dissect,
  html,
  json,
  refusal,
  scriptedExchange,
} from "../test/scriptedExchange.ts";
import type { Step } from "../test/scriptedExchange.ts";
import { BinanceError, createPortfolioMarginClient } from "./index.ts";

describe("tried again", () => {
  it.each<[string, () => Step]>([
    ["no connection", () => new TypeError("fetch failed")],
    ["408", () => refusal(408, -1007)],
    ["500 without a body", () => new Response("", { status: 500 })],
    ["502 with a page", () => html(502)],
    ["503 in words", () => new Response("Service Unavailable.", { status: 503 })],
    ["503 throttled", () => refusal(503, -1008)],
    ["-1000", () => refusal(400, -1000)],
    ["-1001", () => refusal(400, -1001)],
    ["-1006", () => refusal(400, -1006)],
    ["-1007", () => refusal(400, -1007)],
    ["-1016", () => refusal(400, -1016)],
    ["an empty 200", () => json("")],
    ["half a body", () => json('[{"orderId":12')],
  ])("%s", async (_, failure) => {
    const { outcome, sent } = await callOnce([failure(), json([])]);
    expect(outcome).toEqual([]);
    expect(sent).toHaveLength(2);
  });

  it("with a fresh timestamp and signature each time", async () => {
    const { sent } = await callOnce([html(502), html(502), json([])]);
    const stamps = sent.map(({ url }) => dissect(url));
    expect(stamps.every(({ isSigned }) => isSigned)).toBe(true);
    expect(new Set(stamps.map(({ query }) => query)).size).toBe(3);
  });

  it("after pauses of full jitter under a ceiling that doubles: half of 250, then of 500 ms", async () => {
    const { slept, outcome, sent } = await callOnce([html(502), html(502), html(502)]);
    expect(slept).toEqual([125, 250]);
    expect(sent).toHaveLength(3);
    expect(outcome).toMatchObject({
      kind: "response",
      status: 502,
      fault: "html",
      attempts: 3,
      elapsedMs: 375,
    });
  });

  it("408 is tried again where the description does not list it, too", async () => {
    const script = scriptedExchange([new Response("", { status: 408 }), json([])]);
    expect(await createPortfolioMarginClient(script.options).listMarginOpenOrders()).toEqual([]);
  });

  it("no more often than the caller says", async () => {
    expect((await callOnce([html(502)], { maxRetries: 0 })).sent).toHaveLength(1);
  });
});

describe("not tried again", () => {
  it.each<[string, () => Response, object]>([
    ["400 -1102", () => refusal(400, -1102), { kind: "api", code: -1102 }],
    [
      "401 -2015",
      () => refusal(401, -2015),
      { kind: "api", code: -2015, codeName: "REJECTED_MBX_KEY" },
    ],
    [
      "an unknown code",
      () => refusal(400, -4999),
      { kind: "api", code: -4999, codeName: undefined },
    ],
    ["403 with a page", () => html(403), { kind: "response", status: 403, fault: "html" }],
    [
      "403 without a body",
      () => new Response("", { status: 403 }),
      { kind: "response", fault: "empty" },
    ],
    ["403 whatever its code", () => refusal(403, -1000), { kind: "api", status: 403, code: -1000 }],
    ["a page for 200", () => html(200), { kind: "response", status: 200, fault: "html" }],
    ["text for 200", () => new Response("hello"), { kind: "response", fault: "content-type" }],
    ["broken JSON", () => json('[{"orderId":}]'), { kind: "response", fault: "not-json" }],
    [
      "an object where a list belongs",
      () => json({ rows: [] }),
      { kind: "response", fault: "shape" },
    ],
    [
      "a refusal under 200",
      () => json({ code: -2015, msg: "No." }),
      { kind: "api", code: -2015, status: 200 },
    ],
    [
      "a redirect",
      () => new Response(null, { status: 302, headers: { location: "https://evil.test" } }),
      { kind: "response", fault: "redirect", status: 302 },
    ],
    [
      "a body over the limit",
      () => json(`["${"x".repeat(2000)}"]`),
      { kind: "response", fault: "too-large" },
    ],
    [
      "an announced body over the limit",
      () => json("[]", 200, { "content-length": "5000" }),
      { kind: "response", fault: "too-large" },
    ],
  ])("%s", async (_, failure, expected) => {
    const { outcome, sent } = await callOnce([failure()], { maxBodyBytes: 1000 });
    expect(outcome).toBeInstanceOf(BinanceError);
    expect(outcome).toMatchObject(expected);
    expect(sent).toHaveLength(1);
  });
});
