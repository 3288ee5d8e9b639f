// Encoding: what is signed must survive every URL parser on its way, for every text there is.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Operation } from "../src/api.ts";
import { ConfigError } from "../src/errors.ts";
import { encodeQuery, fillPath, readParameters, weightRuleOf } from "../src/query.ts";
import type { Parameters } from "../src/query.ts";

const operation: Operation = {
  method: "GET",
  path: "/x",
  security: "signed",
  weights: [
    { weight: 1, whenSent: ["symbol"] },
    { weight: 3, whenSent: ["pair", "kind"] },
    { weight: 40 },
  ],
  int64Paths: [],
  result: "array",
  idempotent: true,
  parameters: {
    symbol: { type: "string", minLength: 1 },
    pair: { type: "string" },
    kind: { type: "string" },
    orderId: { type: "id" },
    fromId: { type: "id", minimum: 1, maximum: 2 ** 53 },
    recvWindow: { type: "integer", minimum: 0, maximum: 60_000 },
    share: { type: "number" },
    whole: { type: "boolean" },
    code: { type: "string", minLength: 3, maxLength: 5 },
    symbols: { type: "list", items: "string" },
    counts: { type: "list", items: "integer" },
    orderIds: { type: "list", items: "id" },
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
  ])("rejects %j", (value, why) => {
    expect(() => encodeQuery({ symbol: value })).toThrow(ConfigError);
    expect(() => encodeQuery({ symbol: value })).toThrow(`Parameter symbol`);
    expect(() => encodeQuery({ symbol: value })).toThrow(why);
  });

  it("keeps the reason why a text cannot be encoded", () => {
    expect(() => encodeQuery({ symbol: "\ud800" })).toThrow(
      expect.objectContaining({ cause: expect.any(URIError) as unknown }),
    );
  });

  it("rejects a path without a value for each of its names", () => {
    expect(fillPath("/orders/{orderId}", { orderId: 7 })).toBe("/orders/7");
    expect(() => fillPath("/orders/{orderId}", {})).toThrow('Parameter orderId is ""');
  });
});

const read = (given: unknown, defaults = {}) =>
  readParameters("listThings", operation, given as Parameters, defaults);

describe("readParameters", () => {
  it.each([
    [{ simbol: "A" }, "no parameter simbol. Did you mean symbol? It takes symbol, pair"],
    [{ x: "A" }, "no parameter x. It takes symbol, pair"],
    [{ symbol: "" }, "symbol is empty"],
    [{ symbol: null }, "symbol is null. Give one value"],
    [{ symbol: ["A", "B"] }, "symbol is an array"],
    [{ recvWindow: 60_001 }, "at most 60000"],
    [{ recvWindow: -1 }, "at least 0"],
    [{ recvWindow: 1.5 }, "a whole number"],
    [{ recvWindow: "abc" }, 'not "abc"'],
    [{ recvWindow: " " }, 'a whole number, not " "'],
    [{ recvWindow: " 5000" }, 'a whole number, not " 5000"'],
    [{ recvWindow: "1e3" }, 'a whole number, not "1e3"'],
    [{ recvWindow: "0x10" }, 'a whole number, not "0x10"'],
    [{ share: "half" }, 'a number, not "half"'],
    [{ share: "" }, 'a number, not ""'],
    [{ whole: "perhaps" }, "whole must be true or false"],
    [{ whole: "" }, "whole must be true or false"],
    [{ whole: "untrue" }, "whole must be true or false"],
    [{ whole: "falsehood" }, "whole must be true or false"],
    [{ code: "ab" }, "code must have at least 3 characters"],
    [{ code: "abcdef" }, "code must have at most 5 characters"],
    [{ symbols: "A" }, "symbols must be a list of type string"],
    [{ symbols: '{"A":1}' }, "symbols must be a list of type string"],
    [{ symbols: ["A", 1] }, "symbols must be a list of type string"],
    [{ symbols: ["A", undefined] }, "symbols must be a list of type string"],
    [{ counts: [1.5] }, "counts must be a list of type integer"],
    [{ counts: 1 }, "counts must be a list of type integer"],
    [{ orderIds: "7" }, "orderIds must be a list of type id"],
    [{ orderIds: [2 ** 60] }, "orderIds must be a list of type id"],
    [{ orderIds: ["7a"] }, "orderIds must be a list of type id"],
    [{ orderIds: '["7"]' }, "orderIds must be a list of type id"],
    [{ orderId: "a12" }, "a string of digits"],
    [{ orderId: 2 ** 60 }, "a string of digits"],
    [{ orderId: "12a" }, "a string of digits"],
    [{ fromId: "" }, "a string of digits"],
    [{ fromId: "0" }, "fromId must be at least 1"],
    // As a number, it is the maximum.
    [{ fromId: "9007199254740993" }, "fromId must be at most 9007199254740992"],
  ])("rejects %j", (parameters, why) => {
    expect(() => read(parameters)).toThrow(ConfigError);
    expect(() => read(parameters)).toThrow(why);
  });

  it.each([
    null,
    5,
    "BTCUSD_PERP",
    ["BTCUSD_PERP"],
    [],
    new Map([["symbol", "BTCUSD_PERP"]]),
    new URLSearchParams({ symbol: "BTCUSD_PERP" }),
  ])("rejects %o in place of an object", (parameters) => {
    expect(() => read(parameters)).toThrow("listThings takes its parameters as an object");
  });

  it("names a parameter that is missing", () => {
    const strict = {
      ...operation,
      parameters: { symbol: { type: "string", required: true } },
    } as const;
    expect(() => readParameters("listThings", strict, {}, {})).toThrow(
      "parameter symbol is missing",
    );
  });

  it("says of an operation that it takes none, and which it is", () => {
    const none = { ...operation, parameters: {} };
    expect(() => readParameters("getTime", none, { x: 1 }, {})).toThrow(
      expect.objectContaining({
        message: "getTime has no parameter x. It takes none.",
        operation: "getTime",
      }),
    );
  });

  it("lets pass what the description allows", () => {
    const largest = { symbol: "A", recvWindow: 60_000, orderId: "8389765489680951453" };
    expect(read(largest)).toEqual({ ...largest, recvWindow: "60000" });
    const smallest = { pair: undefined, recvWindow: 0, share: 0.5, whole: "false", code: "abc" };
    expect(Object.entries(read(smallest))).toEqual([
      ["recvWindow", "0"],
      ["share", "0.5"],
      ["whole", "false"],
      ["code", "abc"],
    ]);
    expect(read({ code: "abcde" })).toEqual({ code: "abcde" });
    expect(read({ fromId: 1 })).toEqual({ fromId: "1" });
    expect(read({ fromId: 2n ** 53n })).toEqual({ fromId: "9007199254740992" });
    expect(read({ whole: true, orderId: 7n })).toEqual({ whole: "true", orderId: "7" });
  });

  it.each([
    [{ symbols: ["A", "B&C"] }, { symbols: '["A","B&C"]' }],
    [{ symbols: [] }, { symbols: "[]" }],
    [{ symbols: '["A"]' }, { symbols: '["A"]' }],
    [{ counts: [1, 2] }, { counts: "[1,2]" }],
    [{ orderIds: ["8389765489680951453", 7] }, { orderIds: "[8389765489680951453,7]" }],
    [{ orderIds: "[8389765489680951453, 7]" }, { orderIds: "[8389765489680951453,7]" }],
    [{ orderIds: [] }, { orderIds: "[]" }],
  ])("writes the list of %j as JSON", (given, text) => {
    expect(read(given)).toEqual(text);
  });

  it("rejects a list with a bigint, which JSON cannot hold", () => {
    expect(() => read({ counts: [1n] })).toThrow("counts must be a list of type integer");
  });

  it("takes undefined for absent, so that a default applies", () => {
    expect(read({ recvWindow: undefined, symbol: undefined }, { recvWindow: 3000 })).toEqual({
      recvWindow: "3000",
    });
    expect(read({ recvWindow: 1000 }, { recvWindow: 3000 })).toEqual({ recvWindow: "1000" });
    expect(Object.keys(read({}, { recvWindow: undefined }))).toEqual([]);
  });

  it("reads each value once, and inherited ones like own ones", () => {
    let reads = 0;
    const given = {
      get symbol() {
        reads += 1;
        return reads === 1 ? "A" : undefined;
      },
    };
    expect(read(given)).toEqual({ symbol: "A" });
    expect(reads).toBe(1);
    const list = Object.defineProperty([0], 0, { get: () => (reads += 1) });
    expect(read({ counts: list })).toEqual({ counts: "[2]" });
    expect(reads).toBe(2);
    class Query {
      get symbol() {
        return "A";
      }
    }
    expect(read(new Query())).toEqual({ symbol: "A" });
    expect(read(Object.create({ symbol: "A" }))).toEqual({ symbol: "A" });
    expect(read(Object.assign(Object.create(null), { symbol: "A" }))).toEqual({ symbol: "A" });
  });

  it("takes nothing from a polluted prototype", () => {
    const pollution = { value: "EVIL", configurable: true, enumerable: true };
    const seen: unknown[] = [];
    // oxlint-disable-next-line no-extend-native -- what a faulty dependency does
    Object.defineProperty(Object.prototype, "symbol", pollution);
    try {
      for (const given of [{}, { symbol: "A" }])
        seen.push(encodeQuery(read(given)), weightRuleOf(operation, read(given)).weight);
    } finally {
      Reflect.deleteProperty(Object.prototype, "symbol");
    }
    expect(seen).toEqual(["", 40, "symbol=A", 1]);
  });
});

describe("weightRuleOf", () => {
  it("takes the first rule whose parameters are all sent", () => {
    expect(weightRuleOf(operation, {}).weight).toBe(40);
    expect(weightRuleOf(operation, { pair: "A" }).weight).toBe(40);
    expect(weightRuleOf(operation, { pair: "A", kind: "B" }).weight).toBe(3);
    expect(weightRuleOf(operation, { pair: "A", kind: "B", symbol: "C" }).weight).toBe(1);
    expect(weightRuleOf(operation, { symbol: undefined }).weight).toBe(40);
  });
});
