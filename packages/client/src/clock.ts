// The exchange's clock, as far as its answers tell it. A timestamp is refused (-1021) when it lies
// 1000 ms ahead of that clock or more than recvWindow behind it.

/** Tells the exchange's time from the local clock and what answers have taught about the difference. */
export interface Clock {
  /** The exchange's time now, in whole milliseconds. */
  now(): number;
  /** Learns from a `Date` header, which names the second in which the answer was written. */
  learnFromDate(date: string | null, sentAt: number, receivedAt: number): void;
  /** Learns from the API's time endpoint, which names the millisecond. */
  learnFromTime(serverTime: number, sentAt: number, receivedAt: number): void;
  /** The local time, in milliseconds. */
  local(): number;
  /** What is added to the local time, in milliseconds. */
  readonly offsetMs: number;
}

export function createClock(local: () => number): Clock {
  let offsetMs = 0;
  /** The last date that was parsed: many answers of one second repeat it. */
  let parsed: { date: string; ms: number } = { date: "", ms: Number.NaN };
  /** The exchange wrote down a time between `from` and `to` while our clock was between sent and received. */
  const learn = (from: number, to: number, sentAt: number, receivedAt: number): void => {
    const low = from - receivedAt;
    const high = to - sentAt;
    // An offset that agrees with what was seen is kept: every answer can only be so precise.
    if (offsetMs < low || offsetMs > high) offsetMs = Math.round((low + high) / 2);
  };
  return {
    now: () => Math.round(local() + offsetMs),
    learnFromDate(date, sentAt, receivedAt) {
      if (date === null) return;
      if (date !== parsed.date) parsed = { date, ms: Date.parse(date) };
      if (!Number.isNaN(parsed.ms)) learn(parsed.ms, parsed.ms + 999, sentAt, receivedAt);
    },
    learnFromTime(serverTime, sentAt, receivedAt) {
      learn(serverTime, serverTime, sentAt, receivedAt);
    },
    local,
    get offsetMs() {
      return offsetMs;
    },
  };
}
