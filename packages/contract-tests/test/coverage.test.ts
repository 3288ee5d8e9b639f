// Coverage counts everything that a description states, and only checks that passed.
import { describe, expect, test } from "vitest";
import {
  coverageOf,
  coverageTable,
  createChecks,
  englishDescriptions,
  gapsIn,
} from "../src/index.ts";
import type { CoveredFact, Result, Run } from "../src/index.ts";
import { madeUpApi } from "./madeUpApi.ts";

const checks = createChecks(madeUpApi, { levels: ["raw"] });

/** The facts of the made-up ledger after these rules came to these results. */
function coverageAfter(results: Readonly<Record<string, Result>>): readonly CoveredFact[] {
  const runs = checks.flatMap((check): readonly Run[] => {
    const result = check.operation === "listLedgerEntries" && results[check.rule];
    return result ? [{ check, result }] : [];
  });
  return coverageOf(madeUpApi, runs);
}

const ledger = coverageOf(madeUpApi, []).filter(
  ({ operation }) => operation === "listLedgerEntries",
);

/** A check that exercised these facts, each by kind and name. */
const passed = (...facts: readonly string[]): Result => ({
  outcome: "passed",
  exercised: ledger
    .filter(({ kind, name }) => facts.includes(`${kind} ${name}`))
    .map(({ key }) => key),
  unknown: [],
});

const namesOf = (kind: string): readonly string[] =>
  ledger.filter((fact) => fact.kind === kind).map(({ name }) => name);

describe("stated are", () => {
  test("parameters, statuses and headers", () => {
    expect(namesOf("operation")).toEqual(["listLedgerEntries"]);
    expect(namesOf("parameter")).toEqual(
      "account fromId startTime endTime settled kind accounts limit memo ratio recvWindow timestamp".split(
        " ",
      ),
    );
    expect(namesOf("status")).toEqual(["200", "400", "401", "418", "429"]);
    expect(namesOf("header")).toContain("429 Retry-After");
  });

  test("fields with their values", () => {
    expect(namesOf("field")).toEqual(
      "entryId account time settled amount ratio kind taker peerIds parts parts.*.partId parts.*.note".split(
        " ",
      ),
    );
    expect(namesOf("value")).toEqual([
      "amount = null",
      "kind = FEE",
      "kind = TRADE",
      "kind = TRANSFER",
      "parts.*.note = A",
      "parts.*.note = B",
    ]);
  });

  test("bodies, with a code or without", () => {
    expect(namesOf("error")).toContain("401 BAD_API_KEY_FMT");
    expect(namesOf("body")).toEqual(["200 application/json whole"]);
  });

  test("and the rules that leave no trace in a response", () => {
    const retries = namesOf("rule").filter((name) => name.endsWith("x-retry"));
    expect(retries).toEqual(expect.arrayContaining(["418 x-retry", "BAD_SYMBOL x-retry"]));
    expect(namesOf("rule").filter((name) => !retries.includes(name))).toEqual([
      "key in X-MBX-APIKEY",
      "signature in signature",
      "weight 3 with fromId and kind",
      "weight 7 with fromId",
      "weight 20",
      "account minLength",
      "account x-filter",
      "fromId x-filter",
      "startTime x-filter",
      "endTime x-filter",
      "settled x-filter",
      "kind x-filter",
      "accounts x-filter",
      "limit minimum",
      "limit maximum",
      "limit default",
      "limit x-filter",
      "memo maxLength",
      "ratio minimum",
      "recvWindow minimum",
      "recvWindow maximum",
      "recvWindow default",
      "limit of 6000 in 1 min",
      "x-clock",
    ]);
  });
});

test("a clock is stated once for its API", () => {
  const clocks = coverageOf(englishDescriptions, []).filter(({ name }) => name === "x-clock");
  const withClock = Object.keys(englishDescriptions).filter(
    (api) => "x-clock" in (englishDescriptions[api] ?? {}),
  );
  expect(clocks.map(({ api }) => api)).toEqual(withClock);
  expect(withClock).not.toEqual([]);
});

describe("exercised is", () => {
  const byName = (coverage: readonly CoveredFact[], name: string): readonly string[] =>
    coverage.find((fact) => fact.operation === "listLedgerEntries" && fact.name === name)
      ?.exercisedBy ?? ["no such fact"];

  test("what a check that passed exercised", () => {
    const coverage = coverageAfter({ "security: hmac key": passed("status 200") });
    expect(byName(coverage, "200")).toEqual(["listLedgerEntries: security: hmac key (raw)"]);
    expect(byName(coverage, "400")).toEqual([]);
  });

  test("a rule whose node, or one inside it, a check that passed names", () => {
    const rules = [
      "limits: the weight is spent",
      "parameters: limit below minimum",
      "security: no key",
    ];
    const coverage = coverageAfter(Object.fromEntries(rules.map((rule) => [rule, passed()])));
    const [limit, minimum, key] = rules.map((rule) => `listLedgerEntries: ${rule} (raw)`);
    expect(byName(coverage, "limit of 6000 in 1 min")).toEqual([limit]);
    expect(byName(coverage, "limit minimum")).toEqual([minimum]);
    expect(byName(coverage, "limit maximum")).toEqual([]);
    expect(byName(coverage, "key in X-MBX-APIKEY")).toEqual([key]);
    // The same place stands for another operation too, which nobody asked.
    const other = coverage.find(
      ({ operation, name }) => operation === "listListings" && name.startsWith("key"),
    );
    expect(other?.exercisedBy).toEqual([]);
  });

  test.each<Result>([
    { outcome: "failed", actual: "nothing", message: "actual nothing", causes: [] },
    { outcome: "skipped", reason: "not run" },
  ])("nothing by a check that was $outcome", (result) => {
    const coverage = coverageAfter({ "security: no key": result });
    expect(coverage.flatMap(({ exercisedBy }) => exercisedBy)).toEqual([]);
  });
});

test("a gap is what nobody exercised", () => {
  const coverage = coverageAfter({ "security: hmac key": passed("status 200") });
  const own = coverage.filter(({ operation }) => operation === "listLedgerEntries");
  const gaps = gapsIn(own).map(({ name }) => name);
  expect(gaps).not.toContain("200");
  expect(gaps).toContain("429");
});

test("the table counts what was exercised of each kind", () => {
  const table = coverageTable(
    coverageAfter({ "security: hmac key": passed("status 200", "field kind") }),
  );
  const [titles = "", first = ""] = table.split("\n").map((line) => line.split(/\s{2,}/u));
  expect(titles).toEqual(
    "exercised operations parameters statuses headers fields values errors bodies rules".split(" "),
  );
  expect(first.slice(0, 6)).toEqual(["listLedgerEntries", "1/1", "0/12", "1/5", "0/7", "1/12"]);
});
