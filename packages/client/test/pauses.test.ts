// How long a client sends nothing after 429 and 418. The exchange documents bans of two minutes to three days.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  callOnce,
  dateOf,
  json,
  errorResponse,
  scriptedExchange,
  start,
} from "./scriptedExchange.ts";
import { createCoinMFuturesClient } from "../src/index.ts";
import type { RateLimitError } from "../src/index.ts";
import { isoTime, pauseAfter } from "../src/pauses.ts";

const minute = 60_000;
const threeDays = 259_200_000;

/** A ban whose end stands in the text only. */
const bannedUntil = (until: number | string, headers: Record<string, string> = {}) =>
  json(
    {
      code: -1003,
      msg: `Way too many requests; IP banned until ${until}. Please use websocket for live updates.`,
    },
    418,
    headers,
  );

describe("a ban", () => {
  const until = 1_795_910_000_000;
  const now = until - 1_800_000;

  it("lasts until the time in the text, where there is no Retry-After (case C1)", async () => {
    const script = scriptedExchange([bannedUntil(until), json([])], {
      now: () => now + passed,
      monotonicNow: () => passed,
    });
    let passed = 0;
    const client = createCoinMFuturesClient(script.options);
    const error = await client.listOpenOrders().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: "rate-limit", banned: true, retryAfterMs: 1_800_000 });
    expect((error as Error).message).toContain(
      "This address is banned until 2026-11-28T23:53:20.000Z.",
    );
    passed = 1_799_999;
    const rejected = await client.listOpenOrders().catch((thrown: unknown) => thrown);
    expect(rejected).toMatchObject({ banned: true, retryAfterMs: 1, attempts: 0 });
    expect((rejected as Error).message).toBe(
      "GET /dapi/v1/openOrders was not sent: this address is banned until 2026-11-28T23:53:20.000Z.",
    );
    expect(script.sent).toHaveLength(1);
    passed = 1_800_000;
    expect(await client.listOpenOrders()).toEqual([]);
  });

  it.each([
    ["the header, when that is longest", start + 200_000, "300", 300_000],
    ["the text, when that is longest", start + 400_000, "300", 400_000],
    ["two minutes, when these are shorter", start + 1000, "5", 120_000],
    ["two minutes, when the text is of the past", start - 1000, "5", 120_000],
    [
      "two minutes, when no number in the text has 13 digits",
      `${start + 400_000}000`,
      "5",
      120_000,
    ],
    ["the header's date", start + 200_000, dateOf(start + 500_000), 500_000],
    ["three days at most, by the text", 9_999_999_999_999, "5", threeDays],
    ["three days at most, by the header (case C27)", start, "99999999999999", threeDays],
  ])("lasts as long as %s", async (_, text, header, expected) => {
    const { outcome } = await callOnce([bannedUntil(text, { "retry-after": header })]);
    expect(outcome).toMatchObject({ banned: true, retryAfterMs: expected });
  });

  it("takes the exchange's time for the text, not the machine's", async () => {
    const script = scriptedExchange([
      json([], 200, { date: dateOf(start + 30_000) }),
      bannedUntil(start + 330_000),
    ]);
    const client = createCoinMFuturesClient(script.options);
    await client.listOpenOrders();
    const error = await client.listOpenOrders().catch((thrown: unknown) => thrown);
    expect(Math.abs((error as RateLimitError).retryAfterMs - 300_000)).toBeLessThanOrEqual(1000);
  });

  it("is read in a body that is not JSON, too", async () => {
    const { outcome } = await callOnce([
      new Response(`banned until ${start + 400_000}`, { status: 418 }),
    ]);
    expect(outcome).toMatchObject({ banned: true, retryAfterMs: 400_000 });
  });

  it("is not waited out like spent weight, however short", async () => {
    const script = scriptedExchange([bannedUntil(start), json([])], { totalTimeoutMs: 500_000 });
    const client = createCoinMFuturesClient(script.options);
    await expect(client.listOpenOrders()).rejects.toMatchObject({ banned: true, attempts: 1 });
    await expect(client.listOpenOrders()).rejects.toMatchObject({ banned: true, attempts: 0 });
    expect(script.slept).toEqual([]);
  });

  it("that is over is no ban any more, and a pause after it is waited out", async () => {
    const script = scriptedExchange([
      bannedUntil(start),
      errorResponse(429, -1003, { "retry-after": "3" }),
      json([]),
    ]);
    const client = createCoinMFuturesClient(script.options);
    await client.listOpenOrders().catch(() => {});
    script.pass(2 * minute);
    expect(client.weightUsage).toMatchObject({ banned: false, pausedForMs: 0 });
    expect(await client.listOpenOrders()).toEqual([]);
    expect(script.slept).toEqual([3000]);
  });
});

describe("a 429", () => {
  it.each([
    ["Retry-After", { "retry-after": "7" }, 7000],
    ["a Retry-After of nothing", { "retry-after": "0" }, 0],
    ["the rest of the minute, without one", {}, 40_000],
    // RFC 9110 knows whole seconds and dates, nothing else (case C9).
    ["the rest of the minute, for 1.5", { "retry-after": "1.5" }, 40_000],
    ["the rest of the minute, for -3", { "retry-after": "-3" }, 40_000],
    ["the rest of the minute, for soon", { "retry-after": "soon" }, 40_000],
    ["three days at most (case C27)", { "retry-after": "99999999999999" }, threeDays],
  ])("pauses for as long as %s", async (_, headers: Record<string, string>, expected) => {
    const script = scriptedExchange([errorResponse(429, -1003, headers)], { maxRetries: 0 });
    script.pass(20_000);
    const client = createCoinMFuturesClient(script.options);
    await expect(client.listOpenOrders()).rejects.toMatchObject({ retryAfterMs: expected });
    expect(client.weightUsage).toMatchObject({ pausedForMs: expected, banned: false });
  });

  it("of any length is named by its end in the next error (case C27)", async () => {
    const script = scriptedExchange([
      errorResponse(429, -1003, { "retry-after": "99999999999999" }),
    ]);
    const client = createCoinMFuturesClient(script.options);
    await client.listOpenOrders().catch(() => {});
    await expect(client.listOpenOrders()).rejects.toThrow(
      `was not sent: the weight budget is spent until ${new Date(start + threeDays).toISOString()}.`,
    );
  });

  it("is thrown at once where the caller does not want to wait (case C6)", async () => {
    const { outcome, slept, sent } = await callOnce(
      [errorResponse(429, -1003, { "retry-after": "5" }), json([])],
      { waitForWeight: false },
    );
    expect(outcome).toMatchObject({ kind: "rate-limit", status: 429, retryAfterMs: 5000 });
    expect(slept).toEqual([]);
    expect(sent).toHaveLength(1);
  });

  it("likewise for one call alone", async () => {
    const script = scriptedExchange([errorResponse(429, -1003, { "retry-after": "5" }), json([])]);
    const call = createCoinMFuturesClient(script.options).listOpenOrders(
      {},
      { waitForWeight: false },
    );
    await expect(call).rejects.toMatchObject({ kind: "rate-limit", retryAfterMs: 5000 });
  });
});

it("lasts for the rest of the minute where nothing says how long, or a time in the text is over just now", () => {
  const none = new Headers();
  expect(pauseAfter(429, none, undefined, start + 10_000, minute)).toBe(50_000);
  expect(pauseAfter(429, none, `until ${start + 10_000}`, start + 10_000, minute)).toBe(50_000);
});

it("is not that of any other number on a page", () => {
  const headers = new Headers({ "retry-after": "1" });
  for (const text of ["Request id 9876543210123", "<p>9876543210123</p>", '{"id":9876543210123}'])
    expect(pauseAfter(429, headers, text, start, minute)).toBe(1000);
});

it("a time that no date can be has a name in messages", () => {
  expect(isoTime(9e15)).toBe("an unknown time");
});

it("no response asks for a pause that is negative, endless or longer than three days", () => {
  const text = fc.oneof(fc.string(), fc.integer({ min: 1e12, max: 9_999_999_999_999 }).map(String));
  fc.assert(
    fc.property(
      fc.constantFrom(418, 429, 503),
      fc.oneof(
        fc.string(),
        fc.nat().map(String),
        fc.date({ noInvalidDate: true }).map((d) => d.toUTCString()),
      ),
      text,
      fc.integer({ min: 1_500_000_000_000, max: 2_000_000_000_000 }),
      (status, header, body, now) => {
        const headers = new Headers();
        // What no header can carry cannot come.
        if (/^[\t\x20-\x7e\x80-\xff]*$/.test(header)) headers.set("retry-after", header);
        const ms = pauseAfter(status, headers, body, now, minute);
        expect(ms).toBeGreaterThanOrEqual(status === 418 ? 2 * minute : 0);
        expect(ms).toBeLessThanOrEqual(threeDays);
      },
    ),
    { numRuns: 1000 },
  );
});
