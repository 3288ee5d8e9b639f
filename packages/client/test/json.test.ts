// Exact ids: what stands in the text comes out digit for digit, however the text is written.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseExact, planIds } from "../src/json.ts";

const plan = planIds(["*.orderId", "*.accountId"]);
const read = (text: string) => parseExact(text, plan) as Record<string, unknown>[];

describe("parseExact", () => {
  it("keeps nineteen digits", () => {
    expect(read('[{"orderId":8389765489680951453}]')).toEqual([{ orderId: "8389765489680951453" }]);
  });

  it("gives ids one type, whatever their size", () => {
    expect(
      read('[{"orderId":1,"accountId":null},{"orderId":"7","accountId":9007199254740993}]'),
    ).toEqual([
      { orderId: "1", accountId: null },
      { orderId: "7", accountId: "9007199254740993" },
    ]);
  });

  it("leaves every other number a number", () => {
    expect(read('[{"orderId":1,"time":1579276756075,"price":"0.10"}]')).toEqual([
      { orderId: "1", time: 1579276756075, price: "0.10" },
    ]);
  });

  it.each([
    ["spaces and lines", '[ { "orderId" :\n 8389765489680951453 } ]'],
    [
      "a repeated key, of which the last counts",
      '[{"orderId":1111111111111111111,"orderId":8389765489680951453}]',
    ],
    [
      "a repeated key that rounds alike",
      '[{"orderId":8389765489680951454,"orderId":8389765489680951453}]',
    ],
    ["a key written with escapes", '[{"\\u006frderId":8389765489680951453}]'],
    [
      "the key inside a text",
      '[{"clientOrderId":"\\"orderId\\":1234567890123456789","orderId":8389765489680951453}]',
    ],
    [
      "a key that ends in a quoted name",
      '[{"x\\"orderId":1234567890123456789,"orderId":8389765489680951453}]',
    ],
    [
      "the name at another depth",
      '[{"a":{"orderId":1234567890123456789},"orderId":8389765489680951453}]',
    ],
    [
      "texts that look like marks",
      '[{"clientOrderId":"\\u0000123","a":{"orderId":1234567890123456789},"orderId":8389765489680951453}]',
    ],
    [
      "the name nested before it, where the key itself is written with escapes",
      '[{"x":{"orderId":8389765489680951454},"order\\u0049d":8389765489680951453}]',
    ],
    [
      "a float with many digits beside a nested id",
      '[{"a":{"orderId":1234567890123456789},"x":0.30000000000000004,"orderId":8389765489680951453}]',
    ],
    [
      "exponents with many digits",
      '[{"a":{"orderId":1},"x":[1e-0000000000000000016,1E+0000000000000000016],"orderId":8389765489680951453}]',
    ],
    ["an escaped symbol beside it", '[{"symbol":"\\u5e01USDT","orderId":8389765489680951453}]'],
    [
      "a value that looks like a key",
      '[{"note":"orderId","x":" \\"orderId\\" : 1","orderId":8389765489680951453}]',
    ],
  ])("reads through %s", (_, text) => {
    const [order] = read(text);
    expect(order?.["orderId"]).toBe("8389765489680951453");
    const plain = (JSON.parse(text) as Record<string, unknown>[])[0];
    expect({ ...order, orderId: 0 }).toEqual({ ...plain, orderId: 0 });
  });

  it("rejects an id that is not an integer, and text that is not JSON", () => {
    expect(() => read('[{"orderId":1.5}]')).toThrow(TypeError);
    expect(() => read('[{"orderId":1e30}]')).toThrow(TypeError);
    expect(() => read('[{"orderId":1')).toThrow(SyntaxError);
    expect(() => read('[{"orderId":1.5,"accountId":2.5}]')).toThrow(
      "orderId, accountId is a number that is not an integer",
    );
  });

  it.each([
    ["of an order", '[{"orderId":1,"__proto__":{"isAdmin":true}}]', [{ orderId: "1" }]],
    [
      "below an order",
      '[{"orderId":1,"x":{"y":[{"__proto__":{"isAdmin":true}}]}}]',
      [{ orderId: "1", x: { y: [{}] } }],
    ],
    [
      "written with escapes",
      '[{"orderId":1,"x":{"\\u005f_pr\\u006fto__":{"isAdmin":true}}}]',
      [{ orderId: "1", x: {} }],
    ],
    ["beside the orders", '{"__proto__":{"isAdmin":true},"a":1}', { a: 1 }],
  ])("drops the key __proto__ %s", (_, text, expected) => {
    const value = read(text);
    expect(value).toEqual(expected);
    expect(JSON.stringify(value)).toBe(JSON.stringify(expected));
  });

  it("keeps a value that spells __proto__", () => {
    const text = '[{"orderId":8389765489680951453,"note":"__proto__"}]';
    expect(read(text)).toEqual([{ orderId: "8389765489680951453", note: "__proto__" }]);
  });

  it("walks nested plans", () => {
    const nested = planIds(["data.*.fills.*.tradeId", "data.*.id"]);
    expect(
      parseExact('{"data":[{"id":3,"fills":[{"tradeId":9223372036854775807}]}]}', nested),
    ).toEqual({
      data: [{ id: "3", fills: [{ tradeId: "9223372036854775807" }] }],
    });
  });

  it.each([
    [
      '{"ids":[1,8389765489680951453,8389765489680951454]}',
      ["1", "8389765489680951453", "8389765489680951454"],
    ],
    ['{"ids":[]}', []],
    ['{"ids":[7,null,"8"]}', ["7", null, "8"]],
    ['{"ids":["\\u0000123", 8389765489680951453]}', ["\u0000123", "8389765489680951453"]],
  ])("keeps every id of a list: %s", (text, ids) => {
    expect(parseExact(text, planIds(["ids.*"]))).toEqual({ ids });
  });

  it("keeps lists of ids beside ids and numbers, at any depth", () => {
    const text =
      '[{"id":8389765489680951453,"legs":[{"ids":[8389765489680951454],"at":[1579276756075,1.5]}],"ids":[9007199254740993],"n":[9007199254740993]}]';
    expect(parseExact(text, planIds(["*.id", "*.legs.*.ids.*", "*.ids.*"]))).toEqual([
      {
        id: "8389765489680951453",
        legs: [{ ids: ["8389765489680951454"], at: [1579276756075, 1.5] }],
        ids: ["9007199254740993"],
        n: [9007199254740992],
      },
    ]);
  });

  it("rejects an item of a list of ids that is not an integer", () => {
    expect(() => parseExact('{"ids":[1.5]}', planIds(["ids.*"]))).toThrow(TypeError);
  });

  it("keeps plans apart that begin alike, and those that do not", () => {
    const nested = planIds(["a.id", "a.b.id", "c.id", "id"]);
    const one = "8389765489680951453";
    const text = `{"id":${one},"a":{"id":2,"b":{"id":${one},"no":3}},"c":{"id":4,"b":{"id":5}}}`;
    const expected = {
      id: one,
      a: { id: "2", b: { id: one, no: 3 } },
      c: { id: "4", b: { id: 5 } },
    };
    expect(parseExact(text, nested)).toEqual(expected);
    // The same by the slower reading, which a key written with escapes asks for.
    expect(parseExact(text.replace('"id"', '"\\u0069d"'), nested)).toEqual(expected);
  });

  it("gives each object its own digits where one name stands at several places of the plan", () => {
    const nested = planIds(["*.id", "*.sub.id"]);
    expect(parseExact('[{"sub":{"id":9007199254740993},"id":9007199254740992}]', nested)).toEqual([
      { sub: { id: "9007199254740993" }, id: "9007199254740992" },
    ]);
  });

  it.each(["null", "7", '"text"', "[]", "{}", "[null,1,[]]", '{"orderId":1}'])(
    "leaves %s as it is where orders are expected",
    (text) => {
      expect(parseExact(text, plan)).toEqual(JSON.parse(text));
    },
  );

  it("returns what was written, for any orders and any ids", () => {
    const id = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
    const order = fc.record({
      orderId: id,
      accountId: fc.option(id),
      time: fc.maxSafeNat(),
      clientOrderId: fc.string({ unit: "binary" }),
      // JSON.stringify writes -0 as 0.
      ratio: fc.double({ noNaN: true, noDefaultInfinity: true }).map((ratio) => ratio + 0),
      inner: fc.option(fc.record({ orderId: id })),
    });
    const write = (value: unknown): string =>
      typeof value === "bigint"
        ? String(value)
        : Array.isArray(value)
          ? `[${value.map(write).join(",")}]`
          : typeof value === "object" && value !== null
            ? `{${Object.entries(value)
                .map(([k, v]) => `${JSON.stringify(k)}: ${write(v)}`)
                .join(" ,")}}`
            : JSON.stringify(value);
    fc.assert(
      fc.property(fc.array(order), (orders) => {
        const expected = orders.map((one) => ({
          ...one,
          orderId: String(one.orderId),
          accountId: one.accountId === null ? null : String(one.accountId),
          inner: one.inner && { orderId: Number(one.inner.orderId) },
        }));
        expect(read(write(orders))).toEqual(expected);
      }),
    );
  });
});
