// What a target lacks is said, not passed over: checks that need it are skipped with the reason, and
// the others run.
import { createMockExchange } from "@open-orders/mock-exchange";
import { describe, expect, test } from "vitest";
import { createChecks, createMockTarget, runChecks } from "../src/index.ts";
import type { Run, Target } from "../src/index.ts";
import { shortDescriptions } from "./operations.ts";

const checks = createChecks(shortDescriptions);
const apis = [...new Set(checks.map(({ api }) => api))];
const mock = {
  now: Date.now,
  // Nobody moves this exchange into another minute.
  weightLimits: Object.fromEntries(apis.map((api) => [api, 10 ** 9])),
};

const reasonsIn = (runs: readonly Run[]): readonly string[] => [
  ...new Set(runs.flatMap(({ result }) => (result.outcome === "skipped" ? [result.reason] : []))),
];
const failedIn = (runs: readonly Run[]): readonly string[] =>
  runs.flatMap(({ result }) => (result.outcome === "failed" ? [result.message] : []));

describe("a target that can only be asked", () => {
  test("is checked as far as that goes", async () => {
    const { name, baseUrl, fetch, credentials } = await createMockTarget({ mock });
    const { hmac } = credentials;
    const target: Target = { name, baseUrl, fetch, credentials: hmac ? { hmac } : {} };
    const runs = await runChecks(checks, target);
    expect(failedIn(runs)).toEqual([]);
    expect(reasonsIn(runs).toSorted()).toEqual([
      "faults cannot be injected into the target",
      "the orders of the target's account are not known (--data)",
      "the target has no ed25519 key",
      "the target has no rsa key",
      "the target's clock cannot be set",
    ]);
    expect(runs.filter(({ result }) => result.outcome === "passed").length).toBeGreaterThan(150);
  });

  test("shows no field where it has no items", async () => {
    const { hmac } = (await createMockTarget()).credentials;
    if (!hmac) throw new TypeError("the mock target has no HMAC key");
    const exchange = createMockExchange({ ...mock, accounts: [{ ...hmac, orders: {} }] });
    const { fetch } = exchange;
    const baseUrl = "https://mock.invalid";
    const target: Target = { name: "empty", baseUrl, fetch, credentials: { hmac } };
    const runs = await runChecks(
      checks.filter(({ rule }) => rule.startsWith("schema: ")),
      target,
    );
    expect(failedIn(runs)).toEqual([]);
    expect(reasonsIn(runs)).toContainEqual(expect.stringMatching(/^no item has \w+$/u));
  });
});

test("an API that a target does not serve is skipped", async () => {
  const target = await createMockTarget();
  const served = { [apis[0] ?? ""]: "https://mock.invalid" };
  const runs = await runChecks(checks, { ...target, baseUrl: served });
  const skipped = runs.filter(({ result }) => result.outcome === "skipped");
  expect(failedIn(runs)).toEqual([]);
  expect(new Set(skipped.map(({ check }) => check.api))).toEqual(new Set(apis.slice(1)));
  expect(reasonsIn(runs)).toEqual(apis.slice(1).map((api) => `${api} is not served there`));
});
