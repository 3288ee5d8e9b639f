// What a filter lets through, how lists are told apart, and which combinations are tried.
import { describe, expect, test } from "vitest";
import { combinationName, combinations } from "../src/checks/combinations.ts";
import { compare, difference } from "../src/run/select.ts";

describe("difference", () => {
  const items = [
    { id: "1", side: "BUY" },
    { id: "2", side: "SELL" },
  ];

  test("sees none between the same items in another order", () => {
    expect(difference(items, items.toReversed())).toBeUndefined();
    expect(difference(items, [{ side: "BUY", id: "1" }, items[1]])).toBeUndefined();
  });

  test("counts what is missing or too many", () => {
    expect(difference(items, items.slice(1))).toBe("1 items in place of 2");
    expect(difference([], items)).toBe("2 items in place of 0");
  });

  test("names the fields that differ", () => {
    expect(difference(items, [items[0], { id: "2", side: "BUY" }])).toBe(
      '1 of 2 items differ: side is "BUY", not "SELL"',
    );
    expect(difference(items, [items[0], items[0]])).toContain('id is "1", not "2"');
  });

  test.each([
    [null, "null in place of a list"],
    [{}, "an object in place of a list"],
    ["[]", "string [] in place of a list"],
  ])("says what came in place of a list: %j", (came, text) => {
    expect(difference(items, came)).toBe(text);
  });
});

describe("compare", () => {
  test("tells ids apart that a number would round together", () => {
    expect(compare("9007199254740993", "9007199254740992")).toBeGreaterThan(0);
    expect(compare("0.5", "0.25")).toBeGreaterThan(0);
    expect(compare("9", "10")).toBeLessThan(0);
  });
});

describe("combinations", () => {
  test("are all subsets of a few", () => {
    expect(combinations(["a", "b"])).toEqual([[], ["a"], ["b"], ["a", "b"]]);
    expect(combinations(["a", "b", "c"])).toHaveLength(8);
  });

  test("are none, each, each pair and all of many", () => {
    const many = ["a", "b", "c", "d", "e", "f"];
    expect(combinations(many)).toHaveLength(1 + 6 + 15 + 1);
    expect(combinations(many).at(-1)).toEqual(many);
  });

  test("are named by their members", () => {
    expect(combinationName([])).toBe("nothing");
    expect(combinationName([{ name: "a" }, { name: "b" }])).toBe("a + b");
  });
});
