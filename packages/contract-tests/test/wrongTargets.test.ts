// Targets that are wrong, or right in an odd way, where the made-up API has what the described ones lack.
import { afterAll, describe, expect, test } from "vitest";
import { checkName, createChecks, createMockTarget, runChecks } from "../src/index.ts";
import type { Check, Target } from "../src/index.ts";
import { retryChecks } from "../src/checks/errors.ts";
import type { Session } from "../src/run/Session.ts";
import { sampleItems } from "../src/run/sampleItems.ts";
import { readApis } from "../src/run/descriptions.ts";
import { baseUrlOf } from "../src/run/Target.ts";
import { madeUpApi } from "./madeUpApi.ts";

const target = await createMockTarget({ descriptions: madeUpApi });
afterAll(target.close);
const checks = createChecks(madeUpApi, { levels: ["raw"] });
const ledger = "listLedgerEntries";
const named = (all: readonly Check[], rule: string): Check => {
  const found = all.find((check) => checkName(check) === `${ledger}: ${rule} (raw)`);
  if (!found) throw new Error(`there is no check ${rule}`);
  return found;
};

/** The target, its responses altered. */
const altering = (alter: (text: string) => string): Target => ({
  ...target,
  async fetch(url, init) {
    const response = await target.fetch(url, init);
    const { status, headers } = response;
    return new Response(alter(await response.text()), { status, headers });
  },
});

test("an id in a list of ids that is not written as one is noticed", async () => {
  const check = named(checks, "schema: peerIds");
  expect(await check.run(target)).toMatchObject({ outcome: "passed" });
  const rounded = altering((text) => text.replaceAll(/"peerIds":\[(-?\d+)/gu, '"peerIds":[$1.0'));
  expect(await check.run(rounded)).toMatchObject({ outcome: "failed" });
  // Not of another field of the same name elsewhere.
  expect(await named(checks, "schema: entryId").run(rounded)).toMatchObject({ outcome: "passed" });
});

test("a default that the target does not know is a finding of its own", async () => {
  const text = JSON.stringify(madeUpApi);
  const settled =
    '"name":"settled","in":"query","required":false,"description":"What it does.","schema":{';
  expect(text).toContain(settled);
  const described = JSON.parse(text.replace(settled, `${settled}"default":true,`));
  const wanted = createChecks(described, { levels: ["raw"] }).filter(({ rule }) =>
    rule.startsWith("filters: limit"),
  );
  const runs = await runChecks(wanted, target);
  expect(runs.map(({ result }) => result.outcome)).toContain("failed");
});

test("an account with one item is no reason to ask for none", async () => {
  const operations = readApis(madeUpApi).flatMap((api) => api.operations);
  const [item] = operations.filter(({ id }) => id === ledger).flatMap(sampleItems);
  const small = await createMockTarget({
    descriptions: madeUpApi,
    data: { [ledger]: [item ?? {}] },
  });
  const check = named(checks, "filters: limit one less than there are");
  expect(await check.run(small)).toMatchObject({ outcome: "passed" });
  await small.close();
});

test("a target that accepts what is wrong shows nothing of the headers of its errors", async () => {
  const accepting: Target = {
    ...target,
    fetch: async () => new Response("[]", { headers: { "X-MBX-USED-WEIGHT-1M": "1" } }),
  };
  for (const status of [400, 401])
    expect(await named(checks, `headers: ${status} X-MBX-USED-WEIGHT-1M`).run(accepting)).toEqual({
      outcome: "skipped",
      reason: "the request was accepted",
    });
});

describe("an address is compared as a URL has it", () => {
  test.each([
    ["https://Mock.Invalid", "https://mock.invalid"],
    ["https://mock.invalid:443/", "https://mock.invalid"],
    ["http://127.0.0.1:80/below//", "http://127.0.0.1/below"],
  ])("%s", (baseUrl, expected) => {
    expect(baseUrlOf({ ...target, baseUrl }, "made-up")).toBe(expected);
  });
});

test("learning the time is one request more where the operation returns it", async () => {
  const [api] = readApis(madeUpApi);
  const operation = api?.operations.find(({ path }) => path === api.clock?.path);
  if (!api || !operation) throw new Error("the time is not described");
  const check = retryChecks(operation, api.clock).find(({ rule }) => rule.includes("TIMESTAMP"));
  const after = (count: number) => {
    const client = { call: async () => ({ kind: "data" }), slept: [], requested: [] };
    const stub = {
      operation,
      client,
      inject() {},
      account: {},
      sent: Array.from({ length: count }),
    };
    return check?.probe(stub as unknown as Session);
  };
  expect(check?.what).toBe("a second request, which succeeds");
  expect(await after(3)).toBeUndefined();
  for (const count of [1, 2, 4]) expect(await after(count)).toBeDefined();
});
