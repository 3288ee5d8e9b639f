// The clock: two limits of the exchange decide whether a timestamp is good. It must not lie 1000 ms
// ahead, nor further behind than recvWindow (FACTS of the exchange's own documentation).
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createClock } from "../src/clock.ts";

const start = 1_579_276_800_000;
const hour = 3_600_000;
const httpDate = (ms: number): string => new Date(ms).toUTCString();

/** A clock over a machine's clock that tests can set, with a monotonic clock beside it. */
function machine() {
  const time = { wall: start, monotonic: 77 };
  const clock = createClock(
    () => time.wall,
    () => time.monotonic,
  );
  return {
    time,
    clock,
    pass: (ms: number): void => {
      time.wall += ms;
      time.monotonic += ms;
    },
    /** A response that took no time, with this date. */
    receive: (date: string | null, isTimeRejected = false): void => {
      clock.learnFromDate(date, time.monotonic, time.monotonic, isTimeRejected);
    },
  };
}

describe("the exchange's time", () => {
  it("is the machine's until a response disagrees", () => {
    const { clock, receive } = machine();
    receive(httpDate(start));
    receive(null);
    receive("not a date");
    expect(clock.exchange()).toBe(start);
  });

  it("follows the machine's clock while nothing was learned", () => {
    const { clock, time } = machine();
    time.wall += hour;
    expect(clock.exchange()).toBe(start + hour);
  });

  it.each([
    ["set back an hour", -hour],
    ["set right by two hours", 2 * hour],
  ])("stays right when the machine's clock is %s after a response", (_, stepMs) => {
    const { clock, time, receive, pass } = machine();
    receive(httpDate(start));
    time.wall += stepMs;
    pass(250);
    expect(clock.exchange()).toBe(start + 250);
  });

  it("is kept to the millisecond while dates agree with it: they name seconds only", () => {
    const { clock, time, receive, pass } = machine();
    clock.learnFromTime(start + 30_999, time.monotonic, time.monotonic);
    receive(httpDate(start + 30_999));
    expect(clock.exchange()).toBe(start + 30_999);
    pass(1);
    receive(httpDate(start + 31_000));
    expect(clock.exchange()).toBe(start + 31_000);
  });

  it("takes the middle of what a precise response leaves open", () => {
    const clock = createClock(
      () => 0,
      () => 0,
    );
    // Sent at 100, received at 200, the exchange wrote 5150: it was 5150 at 150, give or take 50.
    clock.learnFromTime(5150, 100, 200);
    expect(clock.exchange()).toBe(5000);
  });

  it("believes a date that is up to a minute off", () => {
    for (const stepMs of [-60_000, 60_000]) {
      const { clock, receive } = machine();
      receive(httpDate(start + stepMs));
      expect(Math.abs(clock.exchange() - (start + stepMs))).toBeLessThanOrEqual(1000);
    }
  });

  it.each([-hour, -61_000, 62_000, hour])(
    "does not believe a date that is %i ms off, however often it comes, while timestamps are accepted",
    (stepMs) => {
      const { clock, receive } = machine();
      for (let times = 0; times < 5; times += 1) receive(httpDate(start + stepMs));
      expect(clock.exchange()).toBe(start);
    },
  );

  it("believes it when the exchange rejected the timestamp, and the time endpoint always", () => {
    const rejected = machine();
    rejected.receive(httpDate(start + hour), true);
    expect(Math.abs(rejected.clock.exchange() - (start + hour))).toBeLessThanOrEqual(1000);
    const { clock, time } = machine();
    clock.learnFromTime(start - hour, time.monotonic, time.monotonic);
    expect(clock.exchange()).toBe(start - hour);
  });

  it("gives a timestamp the exchange accepts, after one rejected request, whatever the clocks and the way", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -86_400_000, max: 86_400_000 }),
        fc.integer({ min: 0, max: 700 }),
        fc.integer({ min: 0, max: 700 }),
        fc.integer({ min: 1_700_000_000_000, max: 1_800_000_000_000 }),
        fc.integer({ min: 0, max: 1e9 }),
        (skew, there, back, sentAt, monotonicAt) => {
          const receivedAt = monotonicAt + there + back;
          const clock = createClock(
            () => sentAt + there + back,
            () => receivedAt,
          );
          const serverAt = sentAt + skew + there;
          clock.learnFromDate(httpDate(serverAt), monotonicAt, receivedAt, true);
          // The next request leaves at once and needs `there` again.
          const serverTime = serverAt + back + there;
          const timestamp = clock.exchange();
          expect(timestamp).toBeLessThan(serverTime + 1000);
          expect(serverTime - timestamp).toBeLessThanOrEqual(5000);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
