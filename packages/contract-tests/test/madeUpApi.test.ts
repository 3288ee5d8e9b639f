// Another API needs no TypeScript: its checks are made from its description, and hold on its mock.
import { afterAll, describe, expect, test } from "vitest";
import {
  checkName,
  coverageOf,
  createChecks,
  createMockTarget,
  runChecks,
  gapsIn,
} from "../src/index.ts";
import type { OpenApiDocument } from "@open-orders/specs/model";
import { createPace } from "../src/live/pace.ts";
import { reachTarget } from "../src/live/reachTarget.ts";
import { readApis } from "../src/run/descriptions.ts";
import type { Fetch } from "../src/run/Target.ts";
import { madeUpApi } from "./madeUpApi.ts";

const checks = createChecks(madeUpApi, { levels: ["raw"] });
const target = await createMockTarget({ descriptions: madeUpApi });
const runs = await runChecks(checks, target);
afterAll(target.close);

describe("an API nobody has seen", () => {
  test("passes every check", () => {
    const failed = runs.map(({ result }) => (result.outcome === "failed" ? result.message : ""));
    expect(failed.filter((message) => message !== "")).toEqual([]);
  });

  test("is checked without a check being left out, but for the account's data where there is none", () => {
    const skipped = runs.filter(({ result }) => result.outcome === "skipped");
    expect(skipped.map(({ check }) => checkName(check))).toEqual([
      "getTime: exactness: every item (raw)",
    ]);
    expect(runs.length).toBeGreaterThan(100);
  });

  test("is exercised in all that a raw request can reach", () => {
    const reachable = new Set(["operation", "parameter", "status", "header", "field", "value"]);
    const gaps = gapsIn(coverageOf(madeUpApi, runs));
    const missed = gaps.filter(({ kind }) => reachable.has(kind));
    expect(missed.map(({ operation, kind, name }) => `${operation}: ${kind} ${name}`)).toEqual([]);
  });

  test("has a condition beside a reference, which holds", async () => {
    const check = checks.find(({ rule }) => rule === "schema: taker");
    expect(check?.expected.what).toBe("boolean, exactly when kind is TRADE");
    const result = await check?.run({
      ...target,
      async fetch(url, init) {
        const response = await target.fetch(url, init);
        const text = (await response.text()).replaceAll('"taker":', '"other":');
        return new Response(text, { status: response.status, headers: response.headers });
      },
    });
    expect(result).toMatchObject({ outcome: "failed", actual: "an item without it" });
  });

  test("lacks a client, and says so", async () => {
    const factory = createChecks(madeUpApi, { levels: ["method"] }).find(
      ({ operation }) => operation === "listLedgerEntries",
    );
    const result = await factory?.run(target);
    expect(result).toMatchObject({
      outcome: "failed",
      message:
        "listLedgerEntries: client: factory (method): expected the client to export createMadeUpClient" +
        " (made-up#/paths/~1made~1v1~1ledger/get), actual no such export",
    });
  });

  test.each([
    "parameters: account absent (raw)",
    "parameters: memo too long (raw)",
    "parameters: settled not a boolean (raw)",
    "filters: fromId one above an item (raw)",
    "filters: endTime of an item (raw)",
    "filters: limit one less than there are (raw)",
    "filters: account and settled of different items (raw)",
    "exactness: digits of parts.*.partId (raw)",
    "schema: parts.*.note (raw)",
    "weights: fromId + kind sent (raw)",
    "filters: accounts of two items (raw)",
    "parameters: accounts not a JSON list (raw)",
  ])("has the check %s", (rule) => {
    expect(checks.map(checkName)).toContain(`listLedgerEntries: ${rule}`);
  });

  test.each([
    "parameters: account empty (method)",
    "parameters: account not UTF-8 (raw)",
    "parameters: account of reserved characters (raw)",
    "parameters: entryId not a number (raw)",
    "parameters: entryId below minimum (raw)",
    "filters: entryId one above an item (raw)",
    "parameters: account absent (method)",
    "parameters: account is .. (method)",
    "parameters: account is .. (http)",
    "parameters: entryId empty (method)",
  ])("has the check of a path %s", (rule) => {
    expect(createChecks(madeUpApi).map(checkName)).toContain(`listEntriesOf: ${rule}`);
  });

  test("is reached, and weighed, where the first of its operations has values in its path", async () => {
    const { "x-clock": _, ...document } = madeUpApi["made-up"] as OpenApiDocument;
    const paths = Object.entries(document.paths).filter(([path]) => path.includes("{"));
    const apis = readApis({ "made-up": { ...document, paths: Object.fromEntries(paths) } });
    const now = () => target.clock?.now("made-up") ?? 0;
    const pace = createPace(target, apis, { now, sleep: async () => {} });
    const asked: string[] = [];
    const fetch: Fetch = async (url, init) => {
      asked.push(new URL(url).pathname);
      return pace.fetch(url, init);
    };
    await reachTarget({ ...target, fetch }, apis, now);
    // The account's, from the smallest id on.
    expect(asked).toEqual(["/made/v1/ledger/main/from/1", "/made/v1/ledger/main/from/1"]);
    expect(pace.weightSpent).toEqual({ "made-up": 2 * 20 });
  });

  test("has no check of a path that nobody could send", () => {
    const names = createChecks(madeUpApi).map(checkName);
    for (const rule of [
      "account absent (raw)",
      "account empty (raw)",
      "account repeated (raw)",
      "entryId is .. (method)",
    ])
      expect(names).not.toContain(`listEntriesOf: parameters: ${rule}`);
  });
});
