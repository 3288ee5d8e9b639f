// What is tried again, when, and what is not: statuses and codes as the descriptions classify them.
import { describe, expect, it } from "vitest";
import {
  callOnce,
  dissect,
  html,
  json,
  errorResponse,
  scriptedExchange,
} from "./scriptedExchange.ts";
import type { Step } from "./scriptedExchange.ts";
import type { Api, Operation } from "../src/api.ts";
import type { Outcome } from "../src/attempt.ts";
import { ApiError, RateLimitError, TimeoutError } from "../src/errors.ts";
import { BinanceError, createPortfolioMarginClient } from "../src/index.ts";
import { actionAfter, delayBefore } from "../src/retry.ts";

describe("tried again", () => {
  it.each<[string, () => Step]>([
    ["no connection", () => new TypeError("fetch failed")],
    ["408", () => errorResponse(408, -1007)],
    ["500 without a body", () => new Response("", { status: 500 })],
    ["502 with a page", () => html(502)],
    ["503 in words", () => new Response("Service Unavailable.", { status: 503 })],
    ["503 throttled", () => errorResponse(503, -1008)],
    ["-1000", () => errorResponse(400, -1000)],
    ["-1001", () => errorResponse(400, -1001)],
    ["-1006", () => errorResponse(400, -1006)],
    ["-1007", () => errorResponse(400, -1007)],
    ["-1016", () => errorResponse(400, -1016)],
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
      reason: "html",
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
    ["400 -1102", () => errorResponse(400, -1102), { kind: "api", code: -1102 }],
    [
      "401 -2015",
      () => errorResponse(401, -2015),
      { kind: "api", code: -2015, codeName: "REJECTED_MBX_KEY" },
    ],
    [
      "an unknown code",
      () => errorResponse(400, -4999),
      { kind: "api", code: -4999, codeName: undefined },
    ],
    ["403 with a page", () => html(403), { kind: "response", status: 403, reason: "html" }],
    [
      "403 without a body",
      () => new Response("", { status: 403 }),
      { kind: "response", reason: "empty" },
    ],
    [
      "403 whatever its code",
      () => errorResponse(403, -1000),
      { kind: "api", status: 403, code: -1000 },
    ],
    ["a page for 200", () => html(200), { kind: "response", status: 200, reason: "html" }],
    ["text for 200", () => new Response("hello"), { kind: "response", reason: "content-type" }],
    ["broken JSON", () => json('[{"orderId":}]'), { kind: "response", reason: "not-json" }],
    [
      "an object where a list belongs",
      () => json({ rows: [] }),
      { kind: "response", reason: "shape" },
    ],
    [
      "an error under 200",
      () => json({ code: -2015, msg: "No." }),
      { kind: "api", code: -2015, status: 200 },
    ],
    [
      "a redirect",
      () => new Response(null, { status: 302, headers: { location: "https://evil.test" } }),
      { kind: "response", reason: "redirect", status: 302 },
    ],
    [
      "a body over the limit",
      () => json(`["${"x".repeat(2000)}"]`),
      { kind: "response", reason: "too-large" },
    ],
    [
      "an announced body over the limit",
      () => json("[]", 200, { "content-length": "5000" }),
      { kind: "response", reason: "too-large" },
    ],
  ])("%s", async (_, failure, expected) => {
    const { outcome, sent } = await callOnce([failure()], { maxBodyBytes: 1000 });
    expect(outcome).toBeInstanceOf(BinanceError);
    expect(outcome).toMatchObject(expected);
    expect(sent).toHaveLength(1);
  });
});

describe("by a description of one's own", () => {
  const read: Operation = {
    method: "GET",
    path: "/x",
    security: "none",
    weights: [{ weight: 1 }],
    int64Paths: [],
    result: "array",
    idempotent: true,
    parameters: {},
  };
  const about = { operation: "x", attempts: 1, elapsedMs: 0 };
  const api = (retry: Api["retry"]): Api => ({
    name: "x",
    baseUrl: "https://x",
    credentials: { keyHeader: "X-KEY", signature: "signature", timestamp: "timestamp" },
    limit: { weight: 1, intervalMs: 60_000, header: "w" },
    retry,
    operations: {},
  });
  const rejected = (status: number, code?: number): Outcome => {
    const headers = new Headers();
    const error = new ApiError("rejected", { status, headers, code, msg: "no" }, about);
    return { sent: true, response: { status, headers, text: "", error }, error };
  };

  it("takes the status, then its hundred, then the default, and tries nothing where none is", () => {
    const table = api({ 404: "retry", "5XX": "wait", default: "resync" });
    const actions = [404, 503, 400].map((status) => actionAfter(table, read, rejected(status)));
    expect(actions).toEqual(["retry", "wait", "resync"]);
    expect(actionAfter(api({}), read, rejected(400))).toBe("never");
    expect(actionAfter(api({}), read, rejected(408))).toBe("retry");
  });

  it("lets a code decide otherwise, unless the status is final", () => {
    expect(actionAfter(api({ 400: "never" }), read, rejected(400, -1001))).toBe("retry");
    expect(actionAfter(api({ 400: "abort" }), read, rejected(400, -1001))).toBe("never");
  });

  it("does not repeat what changes something, but after an error about weight or time", () => {
    const order = { ...read, idempotent: false };
    expect(actionAfter(api({ 500: "retry" }), order, rejected(500))).toBe("never");
    expect(actionAfter(api({ 429: "wait" }), order, rejected(429))).toBe("wait");
    expect(actionAfter(api({ 400: "resync" }), order, rejected(400))).toBe("resync");
  });

  it("repeats what got no answer in time, unless all the time is over", () => {
    const late = (limit: "timeoutMs" | "totalTimeoutMs"): Outcome => ({
      sent: true,
      error: new TimeoutError("late", limit, 1, about),
    });
    expect(actionAfter(api({}), read, late("timeoutMs"))).toBe("retry");
    expect(actionAfter(api({}), read, late("totalTimeoutMs"))).toBe("never");
  });

  it("waits at least as long as a pause would be, and as Retry-After says", () => {
    const limited = (retryAfterMs: number): Outcome => {
      const headers = new Headers();
      const limit = { retryAfterMs, banned: false };
      const error = new RateLimitError("slower", { status: 429, headers }, limit, about);
      return { sent: true, response: { status: 429, headers, text: "", error }, error };
    };
    const half = () => 0.5;
    expect(delayBefore("wait", 1, limited(7000), half)).toBe(7000);
    expect(delayBefore("wait", 1, limited(0), half)).toBe(125);
    expect(delayBefore("retry", 1, limited(7000), half)).toBe(125);
    expect(delayBefore("retry", 99, limited(0), half)).toBe(4000);
    expect(delayBefore("resync", 1, limited(7000), half)).toBe(0);
    expect(delayBefore("never", 1, limited(0), half)).toBe(Number.POSITIVE_INFINITY);
  });
});
