// The generator of random numbers, by the published sequence of its multiplier and increment.
import { expect, test } from "vitest";
import { seededRandom } from "../src/seededRandom.ts";

/** What the generator's state is after each of so many numbers. */
function states(random: () => number, count: number): string[] {
  return Array.from({ length: count }, () => (random() * 2 ** 32).toString(16).toUpperCase());
}

test("the numbers are those that Numerical Recipes lists for the seed 0", () => {
  // Press et al., Numerical Recipes in C, 2nd edition, section 7.1, after "An Even Quicker Generator".
  expect(states(seededRandom(0), 7)).toEqual([
    "3C6EF35F",
    "47502932",
    "D1CCF6E9",
    "AAF95334",
    "6252E503",
    "9F2EC686",
    "57FE6C2D",
  ]);
});

test("a series begins where MurmurHash3's finaliser puts it", () => {
  // fmix32(1) is 514E28B7, the hash of no bytes with the seed 1; fmix32 of one more, in Python, is A2880F9A, and the
  // next number after that is 39991A31.
  expect(states(seededRandom(0, 0), 1)).toEqual(["39991A31"]);
  // The same for the seed 5 and the series 1, 2.
  expect(states(seededRandom(5, 1, 2), 1)).toEqual(["7ACB1492"]);
});

test("a seed that is no whole number is cut, and one below zero wraps around", () => {
  expect(states(seededRandom(7.9), 2)).toEqual(states(seededRandom(7), 2));
  expect(states(seededRandom(-1), 2)).toEqual(states(seededRandom(2 ** 32 - 1), 2));
});
