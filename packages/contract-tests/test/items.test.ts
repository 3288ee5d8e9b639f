// How lists differ, what identifies an order, and which combinations are tried.
import { describe, expect, test } from "vitest";
import { combinationName, combinations } from "../src/checks/combinations.ts";
import { compare, differenceOf, isRounded, keyOf } from "../src/run/items.ts";
import type { Item } from "../src/run/guards.ts";
import { orderList } from "./operations.ts";

const difference = (expected: readonly Item[], actual: readonly Item[]) =>
  differenceOf(orderList, expected, actual)?.actual;

describe("difference", () => {
  const buy = { id: "1", side: "BUY" };
  const sell = { id: "2", side: "SELL" };
  const items = [buy, sell];

  test("sees none between the same items in another order", () => {
    expect(difference(items, items.toReversed())).toBeUndefined();
    expect(difference(items, [{ side: "BUY", id: "1" }, sell])).toBeUndefined();
  });

  test("counts what is missing or too many", () => {
    expect(difference(items, items.slice(1))).toBe("1 items instead of 2");
    expect(difference([], items)).toBe("2 items instead of 0");
  });

  test("names the fields that differ", () => {
    expect(difference(items, [buy, { id: "2", side: "BUY" }])).toBe(
      '1 of 2 items differ: side is "BUY", not "SELL"',
    );
    expect(difference(items, [buy, buy])).toContain('id is "1", not "2"');
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

describe("an id", () => {
  test.each([
    ["8389765489680951000", "as JavaScript prints it"],
    ["8389765489680951296", "as a double is, exactly"],
  ])("%s may have been rounded: %s", (id) => {
    expect(isRounded(id)).toBe(true);
  });

  test.each(["8389765489680951453", "9007199254740991", "24684460474", ""])("%s was not", (id) => {
    expect(isRounded(id)).toBe(false);
  });

  test("identifies an order within its symbol", () => {
    const { id = "", uniqueWithin = "" } = orderList.item["x-order"] ?? {};
    const key = (within: string, more: object = {}) =>
      keyOf(orderList, { [id]: "1", [uniqueWithin]: within, ...more });
    expect(key("A")).not.toBe(key("B"));
    expect(key("A")).toBe(key("A", { more: "BUY" }));
  });
});
