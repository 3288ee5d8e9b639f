// What a call learns from a response and what it does not: from whom a date counts, which numbers count, what an event
// has, and what the next request makes of it.
import { describe, expect, it } from "vitest";
import { createCoinMFuturesClient, createWeightBudget } from "../src/index.ts";
import type { AttemptEvent, BinanceError } from "../src/index.ts";
import {
  apiKey,
  callOnce,
  dateOf,
  dissect,
  errorResponse,
  html,
  json,
  scriptedExchange,
  secret,
  start,
} from "./scriptedExchange.ts";

const pathsOf = (sent: readonly { url: string }[]) => sent.map(({ url }) => new URL(url).pathname);
const [orders, time] = ["/dapi/v1/openOrders", "/dapi/v1/time"];

/** How far the timestamp of the request after a response is from the machine's clock, in milliseconds. */
async function offAfter(response: Response): Promise<number> {
  const script = scriptedExchange([response, json([])], { maxRetries: 0 });
  const client = createCoinMFuturesClient(script.options);
  await client.listOpenOrders().catch(() => undefined);
  await client.listOpenOrders();
  const [, { url, at } = { url: "", at: 0 }] = script.sent;
  return Number(dissect(url).parameters.get("timestamp")) - at;
}

describe("a Date 30 s ahead", () => {
  const headers = { date: dateOf(start + 30_000) };

  it("moves the timestamps when the exchange wrote it, in a list or an error response", async () => {
    for (const response of [json([], 200, headers), errorResponse(400, -1121, headers)])
      expect(Math.abs((await offAfter(response)) - 30_000)).toBeLessThanOrEqual(1000);
  });

  it("does not when something in front of the exchange wrote it", async () => {
    const page = new Response("<html>", { status: 502, headers });
    const words = new Response("upstream timed out", { status: 503, headers });
    for (const response of [page, words]) expect(await offAfter(response)).toBe(0);
  });

  it("does not where it is an hour and the timestamp was accepted", async () => {
    const anHour = { date: dateOf(start + 3_600_000) };
    for (const response of [json([], 200, anHour), errorResponse(400, -1121, anHour)])
      expect(await offAfter(response)).toBe(0);
  });
});

describe("the time that is asked for after -1021", () => {
  it.each([
    ["text", json({ serverTime: "soon" })],
    ["no object", json(5)],
    ["no response", new Error("socket hang up")],
  ])("changes nothing where it is %s", async (_, response) => {
    const { outcome, sent } = await callOnce([errorResponse(400, -1021), response, json([])]);
    expect(outcome).toEqual([]);
    expect(pathsOf(sent)).toEqual([orders, time, orders]);
    expect(dissect(sent[2]?.url ?? "").parameters.get("timestamp")).toBe(String(sent[2]?.at));
  });

  it("is not asked for without weight", async () => {
    const script = scriptedExchange([errorResponse(400, -1021), json([])]);
    const weightBudget = createWeightBudget({
      limit: 40,
      monotonicNow: script.options.monotonicNow,
    });
    const client = createCoinMFuturesClient({
      ...script.options,
      weightBudget,
      totalTimeoutMs: 120_000,
    });
    expect(await client.listOpenOrders()).toEqual([]);
    expect(pathsOf(script.sent)).toEqual([orders, orders]);
  });
});

describe("a call", () => {
  it("that does not wait for weight is tried again after other failures", async () => {
    const { outcome, sent } = await callOnce([html(502), json([])], { waitForWeight: false });
    expect(outcome).toEqual([]);
    expect(sent).toHaveLength(2);
  });

  it("adds up its pauses where the clock stands still", async () => {
    const limited = () => errorResponse(429, -1003, { "retry-after": "1" });
    const { outcome, slept } = await callOnce([limited(), limited(), limited(), limited()], {
      monotonicNow: () => 7,
      maxRetries: 9,
      totalTimeoutMs: 3500,
      weightBudget: { ...createWeightBudget({ limit: 2400 }), pause: () => undefined },
    });
    expect(outcome).toMatchObject({ kind: "rate-limit", attempts: 4 });
    expect(slept).toEqual([1000, 1000, 1000]);
  });

  it("counts a request whose data a validator rejects or accepts", async () => {
    for (const problem of [undefined, "/0 is wrong"]) {
      const { events } = await callOnce([json([])], { validate: () => problem });
      expect(events.map(({ attempt }) => attempt)).toEqual([1]);
    }
  });

  it("names neither query nor key when a signer puts them into its error", async () => {
    const { outcome } = await callOnce([], {
      signer: (query) => {
        throw new Error(`cannot sign ${query} of ${apiKey} with ${secret}`);
      },
    });
    const shown = (error: BinanceError) => `${error.message} ${String(error.cause)}`;
    expect(outcome).toMatchObject({ kind: "signing", attempts: 0 });
    expect(shown(outcome)).toContain("cannot sign [redacted] of [redacted]");
    expect(shown(outcome)).not.toMatch(/timestamp|ABCDEFGH/);
  });
});

describe("an event", () => {
  const keysOf = (event: AttemptEvent | undefined) => Object.keys(event ?? {}).toSorted();
  const always = ["api", "attempt", "durationMs", "operation", "weight"];

  it.each([
    ["a list", json([]), ["status"]],
    [
      "a list with a count",
      json([], 200, { "x-mbx-used-weight-1m": "40" }),
      ["status", "usedWeight"],
    ],
    ["words", new Response("busy", { status: 400 }), ["errorKind", "status"]],
    ["an error response", errorResponse(400, -1121), ["code", "errorKind", "status"]],
    ["no response", new Error("reset"), ["errorKind"]],
  ])("has no field without a value: %s", async (_, step, fields) => {
    const { events } = await callOnce([step], { maxRetries: 0 });
    expect(keysOf(events[0])).toEqual([...always, ...fields].toSorted());
  });

  it("has the pause before another try", async () => {
    const { events } = await callOnce([html(502), json([])]);
    expect(keysOf(events[0])).toContain("retryInMs");
    expect(keysOf(events[1])).not.toContain("retryInMs");
  });
});
