// Dates and pauses in headers: the three forms of RFC 9110, section 5.6.7, with the examples printed there.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { parseHttpDate, parseRetryAfter } from "../src/httpDate.ts";

const printedInTheRfc = Date.UTC(1994, 10, 6, 8, 49, 37);

// A date without a zone is GMT, wherever the machine stands.
beforeEach(() => void vi.stubEnv("TZ", "America/New_York"));
afterEach(() => void vi.unstubAllEnvs());

describe("parseHttpDate", () => {
  it.each([
    "Sun, 06 Nov 1994 08:49:37 GMT",
    "Sunday, 06-Nov-94 08:49:37 GMT",
    "Sun Nov  6 08:49:37 1994",
  ])("reads %s", (text) => {
    expect(parseHttpDate(text)).toBe(printedInTheRfc);
  });

  it("reads a day of two digits in each form", () => {
    for (const text of [
      "Wed, 16 Nov 1994 08:49:37 GMT",
      "Wednesday, 16-Nov-94 08:49:37 GMT",
      "Wed Nov 16 08:49:37 1994",
    ])
      expect(parseHttpDate(text)).toBe(printedInTheRfc + 10 * 86_400_000);
  });

  it.each([
    "",
    "soon",
    "1.5",
    "-3",
    "2026-11-29T12:00:00Z",
    "Sun, 06 Nov 1994 08:49:37",
    "Sun, 06 Nov 1994 08:49:37 GMT+1",
    "Sun, 06 Nov 1994 98:49:37 GMT",
    "Sun, 06 Xyz 1994 08:49:37 GMT",
    "Sun, 06 Nov 1994 08:49:37 EST",
    "x Sun, 06 Nov 1994 08:49:37 GMT",
  ])("does not read %j", (text) => {
    expect(parseHttpDate(text)).toBeUndefined();
  });
});

describe("parseRetryAfter", () => {
  const now = printedInTheRfc - 9000;

  it.each([
    ["7", 7000],
    ["0", 0],
    [" 120 ", 120_000],
    ["Sun, 06 Nov 1994 08:49:37 GMT", 9000],
    ["Sun, 06 Nov 1994 08:00:00 GMT", 0],
  ])("reads %j as %i ms", (text, expected) => {
    expect(parseRetryAfter(text, now)).toBe(expected);
  });

  it.each([null, "", "1.5", "-3", "soon", "1e3", "7 s"])("does not read %j", (text) => {
    expect(parseRetryAfter(text, now)).toBeUndefined();
  });
});
