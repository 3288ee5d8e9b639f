// Decimals are read, written and scaled without losing a digit.
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { readDecimal, toScale, writeDecimal } from "../src/decimal.ts";

test.each([
  "0",
  "0.0",
  "0.00000000",
  "7",
  "100",
  "0.40",
  "94120.5",
  "123456789012345678901.000000001",
])("%s is written as it was read", (text) => {
  expect(writeDecimal(readDecimal(text))).toBe(text);
});

test.each([
  ["0.1", 3, "0.100"],
  ["12.345", 1, "12.3"],
  ["0.999", 0, "0"],
  ["5", 2, "5.00"],
])("%s with %d decimals is %s", (text, scale, expected) => {
  expect(writeDecimal(toScale(readDecimal(text), scale))).toBe(expected);
});

test("a sum is exact where floating point is not", () => {
  const cents = fc.integer({ min: 0, max: 1e9 });
  fc.assert(
    fc.property(cents, cents, (a, b) => {
      const [x, y] = [a, b].map((value) => readDecimal((value / 100).toFixed(2)).units);
      expect((x ?? 0n) + (y ?? 0n)).toBe(BigInt(a + b));
    }),
  );
});
