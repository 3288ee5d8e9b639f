// What replaces what in a recording: ids and names, consistently, with as many digits; and nothing else.
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Schema } from "@open-orders/specs/model";
import { createSanitiser } from "../src/record/sanitise.ts";

const schema: Schema = {
  type: "array",
  items: {
    type: "object",
    properties: {
      id: { type: "integer", format: "int64" },
      name: { type: "string", "x-sensitive": true },
      symbol: { type: "string" },
      price: { type: "string", format: "decimal" },
      time: { type: "integer", format: "double-int" },
      more: { type: "object", properties: { id: { type: ["integer", "null"], format: "int64" } } },
    },
  },
};
const message: Schema = {
  type: "object",
  properties: { code: { type: "integer", format: "int32" }, msg: { type: "string" } },
};

let seed = 7;
const random = (): number => {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed / 2_147_483_647;
};
const sanitiser = () => createSanitiser(random);

const int64 = fc.bigInt({ min: 100n, max: 2n ** 63n - 1n });
const name = fc.string({ minLength: 3, maxLength: 36 }).filter((text) => /\S{3}/u.test(text));
const item = fc.record({
  id: int64,
  name,
  symbol: fc.string(),
  price: fc.constantFrom("0", "0.00000000", "57990.00", "0.40"),
  time: fc.integer({ min: 1_500_000_000_000, max: 1_800_000_000_000 }),
  more: fc.record({ id: fc.option(int64) }),
});
type Item = typeof item extends fc.Arbitrary<infer T> ? T : never;

/** JSON with every digit of its ids, written with or without spaces. */
const written = (items: readonly Item[], space: string): string =>
  `[${items
    .map(
      ({ id, name: own, symbol, price, time, more }) =>
        `{"id":${space}${id},"name":${JSON.stringify(own)},"symbol":${space}${JSON.stringify(symbol)},` +
        `"price":"${price}","time":${time},"more":{${space}"id":${more.id}}}`,
    )
    .join(`,${space}`)}]`;

test("ids and names change, and nothing else does", () => {
  fc.assert(
    fc.property(
      fc.array(item, { maxLength: 20 }),
      fc.constantFrom("", " ", "\n  "),
      (items, space) => {
        const text = written(items, space);
        const other = sanitiser().body(text, schema, false);
        const idsIn = (body: string) =>
          [...body.matchAll(/"id":\s*(\d+)/gu)].map(([, id]) => id ?? "");
        const blank = (body: string) =>
          body.replaceAll(/("id":\s*)\d+/gu, "$1").replaceAll(/"name":"(?:[^"\\]|\\.)*"/gu, "");
        expect(blank(other)).toBe(blank(text));
        const [before, after] = [idsIn(text), idsIn(other)];
        expect(after.map((id) => id.length)).toEqual(before.map((id) => id.length));
        for (const [index, id] of before.entries()) {
          expect(after[index]).not.toBe(id);
          expect(BigInt(after[index] ?? 0)).toBeLessThan(2n ** 63n);
          expect(after[index]).toBe(after[before.indexOf(id)]);
          expect(Number.isSafeInteger(Number(after[index]))).toBe(Number.isSafeInteger(Number(id)));
        }
        expect(new Set(after).size).toBe(new Set(before).size);
        const parsed = JSON.parse(other) as { name: string }[];
        for (const [index, { name: own }] of items.entries())
          expect(parsed[index]?.name).not.toBe(own);
      },
    ),
    { numRuns: 200 },
  );
});

describe("replaced as well is", () => {
  test("what the schema does not know", () => {
    const text =
      '[{"id":12345,"uid":987654321,"owner":"me@example.org","flags":{"n":7654321,"on":true}}]';
    const other = sanitiser().body(text, schema, false);
    expect(other).toMatch(
      /^\[\{"id":\d{5},"uid":\d{9},"owner":"\w{14}","flags":\{"n":\d{7},"on":true\}\}\]$/u,
    );
    for (const original of ["12345", "987654321", "me@example.org", "7654321"])
      expect(other).not.toContain(original);
  });

  test("the caller's address in a message", () => {
    const text =
      '{"code":-2015,"msg":"Invalid API-key, IP, or permissions for action, request ip: 203.0.113.77"}';
    expect(sanitiser().body(text, message, true)).toBe(
      '{"code":-2015,"msg":"Invalid API-key, IP, or permissions for action, request ip: 192.0.2.1"}',
    );
  });

  test("an address of the newer kind", () => {
    const text = '{"code":-1003,"msg":"IP(2001:db8:85a3::8a2e:370:7334) banned."}';
    expect(sanitiser().body(text, message, true)).toBe(
      '{"code":-1003,"msg":"IP(2001:db8::1) banned."}',
    );
  });

  test("a long number on a page", () => {
    const other = sanitiser().body(
      "<html>Request 1234567 from 203.0.113.77</html>",
      undefined,
      true,
    );
    expect(other).toMatch(/^<html>Request \d{7} from 192\.0\.2\.1<\/html>$/u);
    expect(other).not.toContain("1234567");
  });

  test("what is not as described: an id in quotes, a number for a text, a name that is an id", () => {
    const text =
      '[{"id":"8389765489680951453","symbol":7654321,"12345678":true},"me@example.org",1234.5]';
    const other = sanitiser().body(text, schema, false);
    expect(other).toMatch(
      /^\[\{"id":"\d{19}","symbol":\d{7},"\d{8}":true\},"\w{14}",\d{4}\.\d\]$/u,
    );
    for (const original of [
      "8389765489680951453",
      "7654321",
      "12345678",
      "me@example.org",
      "1234.5",
    ])
      expect(other).not.toContain(original);
  });

  test("an id that is asked for", () => {
    const each = sanitiser();
    const id = schema.items?.properties?.["id"] ?? {};
    const asked = each.value("8389765489680951453", id);
    expect(asked).toMatch(/^[1-9]\d{18}$/u);
    expect(each.body('[{"id":8389765489680951453}]', schema, false)).toBe(`[{"id":${asked}}]`);
  });
});

test("a described text of a success stays, digits and all", () => {
  const text = '[{"symbol":"BTCUSD_200925","time":1568879465651,"price":"225.1"}]';
  expect(sanitiser().body(text, schema, false)).toBe(text);
});

test("the code of an error response stays", () => {
  const text = '{"code":-1121,"msg":"Invalid symbol."}';
  expect(sanitiser().body(text, message, true)).toBe(text);
});

test("ids of one digit have replacements until there are none left", () => {
  const each = sanitiser();
  const text = JSON.stringify([1, 2, 3, 4, 5, 6, 7, 8, 9].map((id) => ({ id })));
  const other = JSON.parse(each.body(text, schema, false)) as { id: number }[];
  for (const [index, { id }] of other.entries()) expect(id).not.toBe(index + 1);
});
