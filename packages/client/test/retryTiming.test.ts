// When a call is tried again, for any series of failures: never beyond its limits, never into a ban.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { html, json, errorResponse, scriptedExchange, start } from "./scriptedExchange.ts";
import type { Step } from "./scriptedExchange.ts";
import { RateLimitError } from "../src/errors.ts";
import { BinanceError, createCoinMFuturesClient } from "../src/index.ts";
import { delayBefore } from "../src/retry.ts";

describe("a delay", () => {
  const limited = (retryAfterMs: number) => {
    const headers = new Headers();
    const limit = { retryAfterMs, banned: false };
    const error = new RateLimitError("slower", { status: 429, headers }, limit, {});
    return { sent: true, response: { status: 429, headers, text: "", error }, error } as const;
  };
  const fraction = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

  it("lies under a ceiling that doubles from 250 ms with each attempt, up to 8 s", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fraction, (attempts, random) => {
        const ms = delayBefore("retry", attempts, limited(1e6), () => random);
        expect(Number.isInteger(ms)).toBe(true);
        expect(ms).toBeGreaterThanOrEqual(0);
        expect(ms).toBeLessThan(Math.min(8000, 250 * 2 ** (attempts - 1)));
      }),
    );
  });

  it("reaches for the whole of it", () => {
    const longest = (attempts: number) =>
      delayBefore("retry", attempts, limited(0), () => 0.999_999);
    expect([1, 2, 3, 4, 5, 6, 7, 99].map(longest)).toEqual([
      249, 499, 999, 1999, 3999, 7999, 7999, 7999,
    ]);
    expect(delayBefore("retry", 9, limited(0), () => 0)).toBe(0);
  });

  it("is never shorter than the exchange asks for", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fraction,
        fc.nat(1e8),
        (attempts, random, asked) => {
          const ms = delayBefore("wait", attempts, limited(asked), () => random);
          expect(ms).toBeGreaterThanOrEqual(asked);
          expect(ms).toBeLessThan(asked + 8000);
        },
      ),
    );
  });
});

describe("a call that meets any series of failures", () => {
  const failures: Record<string, () => Step> = {
    "lost connection": () => new TypeError("fetch failed"),
    "502": () => html(502),
    "503": () => errorResponse(503, -1008),
    "408": () => new Response("", { status: 408 }),
    "-1021": () => errorResponse(400, -1021),
    "half a body": () => json("[{"),
    "429": () => errorResponse(429, -1003, { "retry-after": "3" }),
    "429, long": () => errorResponse(429, -1003, { "retry-after": "70" }),
    "418": () => errorResponse(418, -1003),
    "-1121": () => errorResponse(400, -1121),
    success: () => json([]),
  };
  const step = fc.record({
    name: fc.constantFrom(...Object.keys(failures)),
    tookMs: fc.nat(20_000),
  });

  it("ends, sends nothing at or after its limit, and no more often than it may", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 12 }),
        fc.nat(5),
        fc.integer({ min: 1, max: 200_000 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        async (series, maxRetries, totalTimeoutMs, random) => {
          const names: string[] = [];
          const steps = series.map(({ name, tookMs }): Step => {
            return () => {
              names.push(name);
              script.pass(tookMs);
              const made = failures[name]?.();
              if (made instanceof Error) throw made;
              return made as Response;
            };
          });
          const script = scriptedExchange(steps, {
            maxRetries,
            totalTimeoutMs,
            random: () => random,
          });
          const outcome: unknown = await createCoinMFuturesClient(script.options)
            .listOpenOrders()
            .catch((error: unknown) => error);
          expect(Array.isArray(outcome) || outcome instanceof BinanceError).toBe(true);
          const calls = script.sent.filter(({ url }) => url.includes("openOrders"));
          // One more after -1021, which does not count.
          expect(calls.length).toBeLessThanOrEqual(maxRetries + 2);
          expect(script.sent.length - calls.length).toBeLessThanOrEqual(1);
          for (const { at } of script.sent) expect(at - start).toBeLessThan(totalTimeoutMs);
          // What is final is final.
          const last = script.sent.findIndex(
            ({ url }, index) =>
              url.includes("openOrders") &&
              ["418", "-1121", "success"].includes(names[index] ?? ""),
          );
          expect(last === -1 || script.sent.length === last + 1).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});
