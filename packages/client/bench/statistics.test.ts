// The numbers drawn from rounds.
import { expect, it } from "vitest";
import { groupBy, median, ratios, spread } from "./statistics.ts";

it("takes the middle value, or the mean of the two in the middle", () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([4, 1, 2, 100])).toBe(3);
  expect(median([7])).toBe(7);
  expect(median([])).toBeNaN();
});

it("leaves what it was given in its order", () => {
  const values = [3, 1, 2];
  median(values);
  expect(values).toEqual([3, 1, 2]);
});

it("tells where the middle half lies", () => {
  expect(spread([5, 1, 2, 4, 3])).toEqual({ median: 3, low: 2, high: 4 });
});

it("compares a round with the same round only, so that a slow moment slows both sides", () => {
  const fetch = new Map([
    [0, 100],
    [1, 300],
    [2, 100],
  ]);
  const peer = new Map([
    [0, 200],
    [1, 600],
    [3, 900],
  ]);
  expect(ratios(peer, fetch)).toEqual([2, 2]);
});

it("groups in the order in which names first come up", () => {
  expect([...groupBy([3, 10, 5, 12], (number) => (number < 10 ? "one" : "two"))]).toEqual([
    ["one", [3, 5]],
    ["two", [10, 12]],
  ]);
});
