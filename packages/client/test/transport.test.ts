// The loop: how it learns the time and what it tells while it runs.
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { describe, expect, it } from "vitest";
import {
  callOnce,
  dateOf,
  dissect,
  html,
  json,
  errorResponse,
  scriptedExchange,
  start,
} from "./scriptedExchange.ts";
import { createCoinMFuturesClient, createPortfolioMarginClient } from "../src/index.ts";

describe("the clock", () => {
  const wrong = (ms: number) => () => errorResponse(400, -1021, { date: dateOf(start + ms) });

  it("asks the time once after -1021, where the API tells it, and tries once more", async () => {
    const { sent, outcome } = await callOnce([
      wrong(600_000),
      json({ serverTime: start + 600_123 }),
      json([]),
    ]);
    expect(outcome).toEqual([]);
    expect(sent.map(({ url }) => new URL(url).pathname)).toEqual([
      "/dapi/v1/openOrders",
      "/dapi/v1/time",
      "/dapi/v1/openOrders",
    ]);
    expect(sent[1]?.headers).toEqual({});
    expect(sent[1]?.url).not.toContain("?");
    expect(dissect(sent[2]?.url ?? "").parameters.get("timestamp")).toBe(String(start + 600_123));
  });

  it("learns from the Date header where it does not", async () => {
    const script = scriptedExchange([wrong(-600_000), json([])]);
    expect(await createPortfolioMarginClient(script.options).listMarginOpenOrders()).toEqual([]);
    const stamp = Number(dissect(script.sent[1]?.url ?? "").parameters.get("timestamp"));
    expect(Math.abs(stamp - (start - 600_000))).toBeLessThanOrEqual(1000);
  });

  it("does not count that repeat as one of the caller's", async () => {
    const steps = [wrong(0), json({ serverTime: start }), errorResponse(503, -1008), json([])];
    const { outcome, sent } = await callOnce(steps, { maxRetries: 1 });
    expect(outcome).toEqual([]);
    expect(sent).toHaveLength(4);
  });

  it("gives up after the second -1021", async () => {
    const { outcome, sent } = await callOnce([wrong(0), json({ serverTime: start }), wrong(0)]);
    expect(outcome).toMatchObject({ kind: "api", code: -1021, attempts: 2 });
    expect(sent).toHaveLength(3);
  });

  it("corrects itself from any answer, before it is ever rejected", async () => {
    const script = scriptedExchange([json([], 200, { date: dateOf(start + 30_000) }), json([])]);
    const client = createCoinMFuturesClient(script.options);
    await client.listOpenOrders();
    await client.listOpenOrders();
    const stamp = Number(dissect(script.sent[1]?.url ?? "").parameters.get("timestamp"));
    expect(Math.abs(stamp - (start + 30_000))).toBeLessThanOrEqual(1000);
  });
});

describe("events", () => {
  it("tell of each attempt, with nothing secret", async () => {
    const { events } = await callOnce([
      html(502),
      errorResponse(400, -1121, { "x-mbx-used-weight-1m": "80" }),
    ]);
    expect(events).toEqual([
      {
        api: "coin-m-futures",
        operation: "listOpenOrders",
        attempt: 1,
        status: 502,
        errorKind: "response",
        durationMs: 0,
        weight: 40,
        retryInMs: 125,
      },
      {
        api: "coin-m-futures",
        operation: "listOpenOrders",
        attempt: 2,
        status: 400,
        errorKind: "api",
        code: -1121,
        durationMs: 0,
        weight: 40,
        usedWeight: 80,
      },
    ]);
  });

  it("are published on Node's diagnostics channel as well", async () => {
    const heard: unknown[] = [];
    const listen = (message: unknown): void => {
      heard.push(message);
    };
    subscribe("open-orders:attempt", listen);
    const { events } = await callOnce([html(502), json([])]);
    await callOnce([json([])], { onAttempt: undefined });
    unsubscribe("open-orders:attempt", listen);
    await callOnce([json([])]);
    expect(heard).toEqual([...events, expect.objectContaining({ status: 200, attempt: 1 })]);
  });

  it("cannot fail the call", async () => {
    const { outcome } = await callOnce([json([])], {
      onAttempt() {
        throw new Error("watcher broke");
      },
    });
    expect(outcome).toEqual([]);
  });
});
