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
  ])("reads through %s", (_, text) => {
    const [order] = read(text);
    expect(order?.["orderId"]).toBe("8389765489680951453");
    const plain = (JSON.parse(text) as Record<string, unknown>[])[0];
    expect({ ...order, orderId: 0 }).toEqual({ ...plain, orderId: 0 });
  });

  it("refuses an id that is no integer, and text that is no JSON", () => {
    expect(() => read('[{"orderId":1.5}]')).toThrow(SyntaxError);
    expect(() => read('[{"orderId":1e30}]')).toThrow(SyntaxError);
    expect(() => read('[{"orderId":1')).toThrow(SyntaxError);
    expect(() => read('[{"orderId":1.5,"accountId":2.5}]')).toThrow(
      "orderId, accountId is a number that is no integer",
    );
  });

  it("drops __proto__, so that no copy of an order changes a prototype", () => {
    const [order] = read('[{"orderId":1,"__proto__":{"polluted":true}}]');
    expect(Object.assign({}, order)).not.toHaveProperty("polluted");
    expect(Object.keys(order ?? {})).toEqual(["orderId"]);
  });

  it("walks nested plans", () => {
    const nested = planIds(["data.*.fills.*.tradeId", "data.*.id"]);
    expect(
      parseExact('{"data":[{"id":3,"fills":[{"tradeId":9223372036854775807}]}]}', nested),
    ).toEqual({
      data: [{ id: "3", fills: [{ tradeId: "9223372036854775807" }] }],
    });
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
