// Encoding: what is signed must survive every URL parser on its way, for every text there is.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Operation } from "../src/api.ts";
import { ConfigError } from "../src/errors.ts";
import { checkParameters, encodeQuery, weightOf } from "../src/query.ts";

const operation: Operation = {
  method: "GET",
  path: "/x",
  security: "signed",
  weight: [[1, "symbol"], [3, "pair", "kind"], [40]],
  int64Paths: [],
  result: "array",
  idempotent: true,
  parameters: {
    symbol: { type: "string", minLength: 1 },
    pair: { type: "string" },
    kind: { type: "string" },
    orderId: { type: "id" },
    recvWindow: { type: "integer", minimum: 0, maximum: 60_000 },
    share: { type: "number" },
    whole: { type: "boolean" },
    code: { type: "string", minLength: 3 },
  },
};

describe("encodeQuery", () => {
  it("encodes what the exchange's own example encodes", () => {
    expect(encodeQuery({ symbol: "１２３４５６" })).toBe(
      "symbol=%EF%BC%91%EF%BC%92%EF%BC%93%EF%BC%94%EF%BC%95%EF%BC%96",
    );
  });

  it("leaves out what is undefined, and writes numbers and ids as they are", () => {
    expect(encodeQuery({ symbol: undefined, limit: 5, orderId: 8389765489680951453n })).toBe(
      "limit=5&orderId=8389765489680951453",
    );
  });

  it("stays the same through URL and Request, and reads back, for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (symbol) => {
        const query = encodeQuery({ symbol });
        const url = `https://x.test/p?${query}&signature=0`;
        expect(new URL(url).href).toBe(url);
        expect(new Request(url).url).toBe(url);
        expect(new URL(url).searchParams.get("symbol")).toBe(symbol);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    [null, "is null"],
    [["A", "B"], "is an array"],
    [{}, "is of type object"],
    ["\ud800", "half a surrogate pair"],
  ])("refuses %j", (value, why) => {
    expect(() => encodeQuery({ symbol: value })).toThrow(ConfigError);
    expect(() => encodeQuery({ symbol: value })).toThrow(`Parameter symbol`);
    expect(() => encodeQuery({ symbol: value })).toThrow(why);
  });
});

describe("checkParameters", () => {
  it.each([
    [{ simbol: "A" }, 'no parameter "simbol". It takes symbol, pair'],
    [{ symbol: "" }, "symbol is empty"],
    [{ recvWindow: 60_001 }, "at most 60000"],
    [{ recvWindow: -1 }, "at least 0"],
    [{ recvWindow: 1.5 }, "a whole number"],
    [{ recvWindow: "abc" }, 'not "abc"'],
    [{ recvWindow: " " }, 'a whole number, not " "'],
    [{ share: "half" }, 'a number, not "half"'],
    [{ share: "" }, 'a number, not ""'],
    [{ whole: "perhaps" }, "whole must be true or false"],
    [{ whole: "" }, "whole must be true or false"],
    [{ code: "ab" }, "code must have at least 3 characters"],
    [{ orderId: "a12" }, "a string of digits"],
    [{ orderId: 2 ** 60 }, "a string of digits"],
    [{ orderId: "12a" }, "a string of digits"],
  ])("refuses %j", (parameters, why) => {
    expect(() => checkParameters("listThings", operation, parameters)).toThrow(ConfigError);
    expect(() => checkParameters("listThings", operation, parameters)).toThrow(why);
  });

  it.each([null, "BTCUSD_PERP"])("refuses %j in place of an object", (parameters) => {
    expect(() => checkParameters("listThings", operation, parameters as never)).toThrow(
      "listThings takes its parameters as an object",
    );
  });

  it("names a parameter that is missing", () => {
    const strict = {
      ...operation,
      parameters: { symbol: { type: "string", required: true } },
    } as const;
    expect(() => checkParameters("listThings", strict, {})).toThrow("parameter symbol is missing");
  });

  it("lets pass what the description allows", () => {
    const largest = { symbol: "A", recvWindow: 60_000, orderId: "8389765489680951453" };
    expect(() => checkParameters("listThings", operation, largest)).not.toThrow();
    const smallest = { pair: undefined, recvWindow: 0, share: 0.5, whole: "false", code: "abc" };
    expect(() => checkParameters("listThings", operation, smallest)).not.toThrow();
    expect(() => checkParameters("listThings", operation, { whole: true })).not.toThrow();
  });
});

describe("weightOf", () => {
  it("takes the first rule whose parameters are all sent", () => {
    expect(weightOf(operation, {})).toBe(40);
    expect(weightOf(operation, { pair: "A" })).toBe(40);
    expect(weightOf(operation, { pair: "A", kind: "B" })).toBe(3);
    expect(weightOf(operation, { pair: "A", kind: "B", symbol: "C" })).toBe(1);
    expect(weightOf(operation, { symbol: undefined })).toBe(40);
  });
});
