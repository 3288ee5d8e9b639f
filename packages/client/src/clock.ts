// Two clocks. Limits, pauses and waits run on a monotonic one. The exchange's time, as learned from its
// responses, is for timestamps and for the number of the current minute only.
import { parseHttpDate } from "./httpDate.ts";

/** The time that limits run on, and the exchange's time. */
export interface Clock {
  /** Milliseconds since some start; never goes back, whatever happens to the machine's clock. */
  monotonic(): number;
  /** The exchange's time now, in whole ms since the Unix epoch. */
  exchange(): number;
  /**
   * Learns from a `Date` header, which names the second in which the response was written.
   *
   * @param sentAt - When the request was sent, by the monotonic clock. `receivedAt` likewise.
   * @param isTimeRejected - Whether the exchange rejected the request for its timestamp.
   */
  learnFromDate(
    date: string | null,
    sentAt: number,
    receivedAt: number,
    isTimeRejected: boolean,
  ): void;
  /** Learns from the API's time endpoint, which names the millisecond. */
  learnFromTime(serverTime: number, sentAt: number, receivedAt: number): void;
}

/**
 * The largest recvWindow there is, in milliseconds. While the exchange accepts our timestamps we are not further off
 * than that, so a `Date` that disagrees by more is itself wrong: a gateway's, or a cache's.
 */
const largestBelievedStepMs = 60_000;

/**
 * Until something was learned the machine's clock is the exchange's time. From then on that is the monotonic
 * clock plus an offset, so that a correction of the machine's clock changes nothing.
 *
 * @param wallNow - The machine's clock, in ms since the Unix epoch.
 * @param monotonicNow - Milliseconds since any start, never going back.
 */
export function createClock(wallNow: () => number, monotonicNow: () => number): Clock {
  /** Exchange time minus monotonic time. */
  let offsetMs: number | undefined;
  /** The last date that was parsed: many responses of one second repeat it. */
  let parsed: { text: string; ms: number | undefined } = { text: "", ms: undefined };

  /** The exchange wrote down a time between `from` and `to` while our clock was between sent and received. */
  const learn = (
    from: number,
    to: number,
    sentAt: number,
    receivedAt: number,
    largestStepMs: number,
  ): void => {
    const low = from - receivedAt;
    const high = to - sentAt;
    const assumed = offsetMs ?? wallNow() - monotonicNow();
    // An offset that agrees with what was seen is kept: every response can only be so precise.
    const step = Math.max(low - assumed, assumed - high, 0);
    if (step <= largestStepMs) offsetMs = step === 0 ? assumed : Math.round((low + high) / 2);
  };
  return {
    monotonic: monotonicNow,
    exchange: () => Math.round(offsetMs === undefined ? wallNow() : monotonicNow() + offsetMs),
    learnFromDate(date, sentAt, receivedAt, isTimeRejected) {
      if (date === null) return;
      if (date !== parsed.text) parsed = { text: date, ms: parseHttpDate(date) };
      const { ms } = parsed;
      const largestStepMs = isTimeRejected ? Number.POSITIVE_INFINITY : largestBelievedStepMs;
      if (ms !== undefined) learn(ms, ms + 999, sentAt, receivedAt, largestStepMs);
    },
    learnFromTime(serverTime, sentAt, receivedAt) {
      learn(serverTime, serverTime, sentAt, receivedAt, Number.POSITIVE_INFINITY);
    },
  };
}
