// The words around what a description says, in each language, for values and calls that no published description has.
import { expect, test } from "vitest";
import { messages } from "../src/i18n.ts";
import { describeValue } from "../src/schema.ts";
import { valueWords } from "../src/words.ts";

test.each([
  ["en", ["array of string or null", "each item not empty", "each item at most 20 characters"]],
  ["zh-CN", ["数组，元素为字符串或 null", "每项不能为空", "每项至多 20 个字符"]],
] as const)(
  "a list has the limits of its items, and whether one can be null (%s)",
  (language, expected) => {
    const items = { type: ["string" as const, "null" as const], minLength: 1, maxLength: 20 };
    expect(valueWords(messages[language], describeValue({ type: "array", items }))).toEqual(
      expected,
    );
  },
);

test("a list of values that are never null has no limits that its items lack", () => {
  const list = describeValue({ type: "array", items: { type: "integer", format: "int64" } });
  expect(valueWords(messages.en, list)).toEqual(["array of ID (int64)"]);
});
