// The arguments of `npm run bench`.
import { describe, expect, it } from "vitest";
import { isAskedFor, isWhole, readOptions } from "./options.ts";
import { isQuick, nameOf, scenarios } from "./scenarios.ts";

const read = (...args: string[]) => readOptions(args, "2026-01-31");

describe("arguments", () => {
  it("ask for everything, in ten minutes, when there are none", () => {
    const options = read();
    expect(options).toEqual({
      quick: false,
      peers: true,
      only: "",
      minutes: 10,
      date: "2026-01-31",
      help: false,
    });
    expect(isWhole(options)).toBe(true);
  });

  it("can be written with a space or an equals sign, and after the dashes of npm", () => {
    expect(read("--", "--only", "1 order,", "--minutes=2")).toMatchObject({
      only: "1 order,",
      minutes: 2,
    });
  });

  it("shorten a quick run, unless they say how long it may take", () => {
    expect(read("--quick").minutes).toBe(1.35);
    expect(read("--quick", "--minutes", "3").minutes).toBe(3);
  });

  it.each([["--quick"], ["--no-peers"], ["--only=papi"]])(
    "%s makes a run that replaces no published results",
    (argument) => {
      expect(isWhole(read(argument))).toBe(false);
    },
  );

  it.each([
    [["--fast"], "There is no argument --fast."],
    [["--only"], "--only needs a value."],
    [["--minutes", "soon"], "--minutes must be a number above 0, not soon."],
    [["--minutes=0"], "--minutes must be a number above 0, not 0."],
  ])("%j are refused: %s", (args, message) => {
    expect(() => read(...args)).toThrow(message);
  });
});

describe("--only", () => {
  const rows = (only: string) => scenarios.map(nameOf).filter((name) => isAskedFor(name, { only }));

  it("takes all rows when it says nothing", () => {
    expect(rows("")).toHaveLength(20);
  });

  it("takes the rows whose names hold the text, in any case", () => {
    expect(rows("1 ORDER, dapi")).toEqual([
      "1 order, dapi, 1 in flight",
      "1 order, dapi, 50 in flight",
    ]);
    expect(rows("cold import")).toEqual([]);
  });
});

it("a quick run is short: one endpoint unless rows are named, and no masses of data", () => {
  const quick = (only: string) => scenarios.filter((row) => isQuick(row, { only })).map(nameOf);
  expect(quick("")).toEqual([
    "1 order, dapi, 1 in flight",
    "1 order, dapi, 50 in flight",
    "200 orders, dapi, 1 in flight",
    "200 orders, dapi, 50 in flight",
    "200 orders, 19-digit ids, dapi, 1 in flight",
    "200 orders, 19-digit ids, dapi, 50 in flight",
    "5,000 orders, dapi, 1 in flight",
    "5,000 orders, 19-digit ids, dapi, 1 in flight",
  ]);
  expect(quick("papi")).toContain("1 order, papi, 1 in flight");
});
