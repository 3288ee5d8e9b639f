// Counts the weight that one address uses. Over the limit it rejects as the exchange does: 429 until the minute is over,
// 418 for those who go on calling.
import type { Header } from "./response.ts";
import type { RateLimit } from "@open-orders/specs/model";

/** The result of counting one more request. */
export interface Metered {
  /** Weight used in each window, this request included. */
  readonly headers: readonly Header[];
  /** Weight used in the shortest window. */
  readonly used: number;
  /** Set where the request must be rejected. */
  readonly rejected?: { readonly status: 429 | 418; readonly retryAfterSeconds: number };
}

/** The options about limits. */
export interface MeterRules {
  /** Weight allowed per window, in place of the described limits. */
  readonly limit: number | undefined;
  /** Responses with 429 within one window before the next call is a ban. */
  readonly rejectionsBeforeBan: number;
  /** Length of the first ban in milliseconds. Each further one is twice as long. */
  readonly banMs: number;
}

const maxBanMs = 3 * 24 * 60 * 60 * 1000;

/** Counts one request of that weight at that time (milliseconds). */
export type WeightMeter = (now: number, weight: number) => Metered;

/** A meter for the limits of one API. */
export function createWeightMeter(limits: readonly RateLimit[], rules: MeterRules): WeightMeter {
  const windows = limits.map(({ limit, intervalMs, header }) => ({
    limit: rules.limit ?? limit,
    header,
    intervalMs,
    index: -1,
    used: 0,
    rejections: 0,
  }));
  let bannedUntil = 0;
  let bans = 0;

  return (now, weight) => {
    const banned = now < bannedUntil;
    let freeAt = 0;
    let ignored = false;
    for (const window of windows) {
      const index = Math.floor(now / window.intervalMs);
      if (index !== window.index) Object.assign(window, { index, used: 0, rejections: 0 });
      // The request of a banned address is not counted.
      if (banned) continue;
      window.used += weight;
      if (window.used <= window.limit) continue;
      window.rejections += 1;
      ignored ||= window.rejections > rules.rejectionsBeforeBan;
      freeAt = Math.max(freeAt, (index + 1) * window.intervalMs);
    }
    if (ignored) {
      bannedUntil = now + Math.min(rules.banMs * 2 ** bans, maxBanMs);
      bans += 1;
      for (const window of windows) window.rejections = 0;
    }
    const metered = {
      headers: windows.map(({ header, used }): Header => [header, String(used)]),
      used: windows[0]?.used ?? 0,
    };
    if (banned || ignored) {
      return {
        ...metered,
        rejected: { status: 418, retryAfterSeconds: secondsTo(bannedUntil, now) },
      };
    }
    if (freeAt === 0) return metered;
    return { ...metered, rejected: { status: 429, retryAfterSeconds: secondsTo(freeAt, now) } };
  };
}

function secondsTo(end: number, now: number): number {
  return Math.ceil((end - now) / 1000);
}
