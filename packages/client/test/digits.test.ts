// When the quick way to exact ids is open, and when it is not. What the client returns is the same either way
// (json.test.ts) and only takes longer, so that no other test would notice.
import { expect, it } from "vitest";
import { restoreDigits } from "../src/digits.ts";

const long = "8389765489680951453";
/** The objects of a list, with their ids rounded. */
const parse = (text: string) => JSON.parse(text) as Record<string, unknown>[];

it.each([
  [`[{"id":${long}},{"a":1,"id":8389765489680951454}]`, [long, "8389765489680951454"]],
  [`[{"id":9876543210123456789},{"id":-${long}}]`, ["9876543210123456789", `-${long}`]],
  [`[{"id":7},{"id":"${long}"},{"id":null},{"id":${long}}]`, ["7", long, null, long]],
  [`[ {\n\t"id"\r\n \t:\r\n\t ${long} } ]`, [long]],
  [`[{"a":"id","b":"id\\": 5","id":${long},"c":"x id"}]`, [long]],
  [`[{"a\\"id":5,"id":${long}}]`, [long]],
  [`[{"paid":1,"id":${long},"void":{"avoid":2}}]`, [long]],
])("restores the ids of %s", (text, ids) => {
  const holders = parse(text);
  expect(restoreDigits(text, "id", holders)).toBe(true);
  expect(holders.map(({ id }) => id)).toEqual(ids);
});

it.each([
  ["a key that stands twice", `[{"id":${long},"id":${long}}]`],
  ["the same name in another object", `[{"id":${long},"in":{"id":5}}]`],
  ["a key that is written with escapes", `[{"\\u0069d":${long}}]`],
  ["a number with a fraction", `[{"id":${long}.5}]`],
  ["a number with an exponent", `[{"id":1e30}]`],
  ["a number with a large exponent", `[{"id":1E30}]`],
])("leaves %s to the slow way", (_, text) => {
  expect(restoreDigits(text, "id", parse(text))).toBe(false);
});

it("leaves objects that stand in another order to the slow way", () => {
  const text = `[{"id":${long}},{"id":9876543210123456789}]`;
  expect(restoreDigits(text, "id", parse(text).toReversed())).toBe(false);
});
