// The clock: two limits of the exchange decide whether a timestamp is good. It must not lie 1000 ms
// ahead, nor further behind than recvWindow (FACTS of the exchange's own documentation).
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createClock } from "../src/clock.ts";

describe("clock", () => {
  it("is the local clock until an answer disagrees", () => {
    const clock = createClock(() => 10_000);
    clock.learnFromDate(new Date(10_000).toUTCString(), 9_950, 10_050);
    clock.learnFromDate(null, 0, 0);
    clock.learnFromDate("not a date", 0, 0);
    expect(clock.now()).toBe(10_000);
    expect(clock.offsetMs).toBe(0);
  });

  it("takes the middle of what a precise answer leaves open", () => {
    const clock = createClock(() => 0);
    // Sent at 100, received at 200, the exchange wrote 5150: it was 5150 at 150, give or take 50.
    clock.learnFromTime(5150, 100, 200);
    expect(clock.offsetMs).toBe(5000);
  });

  it("gives a timestamp the exchange accepts, after one answer, whatever the clocks and the way", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -86_400_000, max: 86_400_000 }),
        fc.integer({ min: 0, max: 700 }),
        fc.integer({ min: 0, max: 700 }),
        fc.integer({ min: 1_700_000_000_000, max: 1_800_000_000_000 }),
        (skew, there, back, sentAt) => {
          const clock = createClock(() => sentAt + there + back);
          const serverAt = sentAt + skew + there;
          clock.learnFromDate(new Date(serverAt).toUTCString(), sentAt, sentAt + there + back);
          // The next request leaves at once and needs `there` again.
          const serverTime = serverAt + back + there;
          const timestamp = clock.now();
          expect(timestamp).toBeLessThan(serverTime + 1000);
          expect(serverTime - timestamp).toBeLessThanOrEqual(5000);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
