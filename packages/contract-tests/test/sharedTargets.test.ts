// How an exchange that others use too is treated: nothing but reads, within half of its weight, no flood of bad requests,
// and nothing more once it says stop.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { matchPath, weightRuleFor } from "@open-orders/specs/model";
import type { Api } from "@open-orders/specs/model";
import { describe, expect, test } from "vitest";
import { createCheck } from "../src/run/check.ts";
import { createSchemaValidator } from "../src/run/schemaValidator.ts";
import { createChecks, englishDescriptions, runContract } from "../src/index.ts";
import { readApis } from "../src/run/descriptions.ts";
import { testKeys } from "../src/run/mockTarget.ts";
import { createPace } from "../src/live/pace.ts";
import { planRun } from "../src/live/planRun.ts";
import { reachTarget } from "../src/live/reachTarget.ts";
import { maxBadRequests } from "../src/run/Target.ts";
import type { Fetch } from "../src/run/Target.ts";
import {
  alteredAt,
  apiOf,
  apis,
  firstOf,
  operations,
  orderList,
  shortDescriptions,
} from "./operations.ts";
import { playRemote, remoteOrders, remoteUrl } from "./playRemote.ts";
import type { Remote } from "./playRemote.ts";

const descriptions = englishDescriptions;
const limitOf = ({ rateLimits }: Api): number => rateLimits[0]?.limit ?? 0;
/** The header that counts weight. */
const header = apiOf(orderList).rateLimits[0]?.header ?? "";

/** An exchange whose count of weight has something added by others. */
const countingMore =
  (more: (url: string) => number) =>
  (fetch: Fetch): Fetch =>
  async (url, init) => {
    const response = await fetch(url, init);
    const headers = new Headers(response.headers);
    headers.set(header, String(Number(headers.get(header)) + more(url)));
    return new Response(response.body, { status: response.status, headers });
  };

/** An operation with a weight of its own where one parameter is sent. */
const weighed = firstOf(
  operations.flatMap((operation) =>
    operation.weights.flatMap(({ whenSent: [name, another], estimate, weight, node }) =>
      name === undefined || another !== undefined || estimate || !operation.list
        ? []
        : [{ operation, weight, node, only: `${operation.id}: weights: ${name} sent` }],
    ),
  ),
  "weight of one parameter",
);

/** What an exchange received for an API, requests for the time among it. */
const requestsTo = ({ exchange }: Remote, { clock, operations: own }: Api) =>
  exchange.requests.filter(
    ({ path }) => path === clock?.path || own.some((operation) => path === operation.path),
  );

describe("weight", () => {
  test("stays within half of every limit, minute by minute, and is what the plan says", async () => {
    const remote = playRemote();
    let planned: Readonly<Record<string, number>> = {};
    const report = await runContract({
      target: remote.target,
      descriptions: shortDescriptions,
      ...remote.clock,
      onPlan: ({ weight }) => {
        planned = weight;
      },
    });
    expect(report.runs.filter(({ result }) => result.outcome === "failed")).toEqual([]);
    const reached = playRemote();
    await reachTarget(reached.target, readApis(shortDescriptions), reached.clock.now);
    for (const api of apis) {
      const own = requestsTo(remote, api);
      expect(Math.max(...own.map(({ usedWeight }) => usedWeight))).toBeLessThanOrEqual(
        limitOf(api) / 2,
      );
      // It was said beforehand; the first requests, for time and keys, come on top.
      const first = requestsTo(reached, api).reduce((sum, { weight }) => sum + weight, 0);
      expect(first).toBeGreaterThan(0);
      expect(report.weightSpent[api.name]).toBe((planned[api.name] ?? 0) + first);
    }
    expect(Math.max(...remote.waits)).toBeGreaterThan(20_000);
  });

  test("stays within what the caller allows", async () => {
    const remote = playRemote();
    const only = "schema: s";
    await runContract({ target: remote.target, ...remote.clock, only, maxWeight: 90 });
    const used = remote.exchange.requests.map(({ usedWeight }) => usedWeight);
    expect(Math.max(...used)).toBeLessThanOrEqual(90);
    expect(remote.waits.length).toBeGreaterThan(1);
  });

  test("that others spend is waited for", async () => {
    // Somebody else has spent half of the minute already.
    const api = apiOf(orderList);
    const others = (url: string): number => {
      const [address = ""] = url.split("?");
      const own = api.operations.some(({ path }) => matchPath(path, address));
      return own && remote.clock.now() % 3_600_000 < 31 * 60_000 ? limitOf(api) / 2 : 0;
    };
    const remote: Remote = playRemote({}, countingMore(others));
    const only = `${orderList.id}: schema: the response`;
    await runContract({ target: remote.target, ...remote.clock, only });
    expect(remote.waits[0]).toBe(40_000);
  });

  test("is checked by the growth of its count, whatever others spend now and then", async () => {
    let calls = 0;
    // Somebody else, before every second call.
    const others = (url: string) =>
      url.includes(weighed.operation.path) ? Math.floor(calls++ / 2) * 7 : 0;
    const remote = playRemote({}, countingMore(others));
    const { only } = weighed;
    const { runs } = await runContract({ target: remote.target, ...remote.clock, only });
    expect(runs.map(({ result }) => result.outcome)).toEqual(["passed", "skipped", "skipped"]);
  });

  test("that is not the described one fails", async () => {
    const { operation, node, weight, only } = weighed;
    const other = alteredAt(operation, node, (holder, key) => {
      holder[key] = Object.assign({}, holder[key], { weight: weight + 39 });
    });
    const remote = playRemote({ descriptions: other });
    const { runs } = await runContract({ target: remote.target, ...remote.clock, only });
    const actual = `${weight + 39} for a call`;
    expect(runs[0]?.result).toMatchObject({ outcome: "failed", actual });
  });
});

describe("an exchange that says stop", () => {
  const only = "schema: s";
  // The APIs are called in their order.
  const { name } = firstOf(apis, "API");
  test.each([429, 418, 403])("with %i is sent nothing more", async (status) => {
    const remote = playRemote({
      faults: [{ status, body: "", skip: 9, headers: { "Retry-After": "31" }, times: Infinity }],
    });
    const report = await runContract({ target: remote.target, ...remote.clock, only });
    expect(report.stopped).toBe(
      `${name} returned ${status}, so nothing more was sent; try again in 31 s`,
    );
    expect(remote.exchange.requests).toHaveLength(10);
    expect(report.runs.filter(({ result }) => result.outcome === "failed")).toEqual([]);
    expect(report.probes.map(({ outcome }) => outcome)).not.toContain("contradicts");
  });

  test("at the very first request runs no check", async () => {
    const remote = playRemote({ faults: [{ status: 418, times: Infinity }] });
    const report = await runContract({ target: remote.target, ...remote.clock, only });
    expect(report.stopped).toContain(`${name} returned 418, `);
    expect(remote.exchange.requests).toHaveLength(1);
    expect(report.runs.map(({ result }) => result.outcome)).not.toContain("passed");
  });

  test("ends the command in 1, with a line that says so", async () => {
    const remote = playRemote({ faults: [{ status: 429, skip: 9, times: Infinity }] });
    const folder = await mkdtemp(join(tmpdir(), "stopped-"));
    const ended = await remote.run("--target", remoteUrl, "--report", folder, "--only", only);
    await rm(folder, { recursive: true });
    expect(ended.code).toBe(1);
    expect(ended.err).toContain(`Stopped: ${name} returned 429, so nothing more was sent;`);
  });

  test("by its own count is not asked beyond its limit", async () => {
    const api = apiOf(orderList);
    const weight = weightRuleFor(orderList.weights, new Set())?.weight ?? 0;
    let calls = 0;
    const full: Fetch = async () => {
      calls += 1;
      const headers = { [header]: String(limitOf(api) - weight + 1) };
      return Promise.resolve(Response.json([], { headers }));
    };
    const { target, clock } = playRemote();
    const pace = createPace({ ...target, fetch: full }, apis, clock);
    const ask = async () => pace.fetch(`${remoteUrl}${orderList.path}?timestamp=1`);
    await ask();
    await expect(ask()).rejects.toThrow(`the weight of ${api.name} is used up`);
    await expect(ask()).rejects.toThrow("used up");
    expect(calls).toBe(1);
  });
});

describe("wrong requests", () => {
  test("come a second apart", async () => {
    const remote = playRemote();
    await runContract({ target: remote.target, ...remote.clock, only: "security: signature" });
    const wrong = remote.exchange.requests.filter(({ code }) => code === -1022);
    const gaps = wrong.slice(1).map(({ time }, index) => time - (wrong[index]?.time ?? 0));
    expect(wrong.length).toBeGreaterThan(10);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1000);
  });

  test("are no more than a few for each API, and the rest is skipped with the reason", async () => {
    const remote = playRemote();
    const all = createChecks(shortDescriptions);
    const checks = all.filter(({ rule }) => rule === "security: signature altered");
    const many = checks.flatMap((check) => Array.from({ length: 60 }, () => ({ ...check })));
    const plan = await planRun(many, { target: remote.target, apis, descriptions });
    expect(plan.checks).toHaveLength(apis.length * maxBadRequests);
    const reasons = plan.skipped.map(({ result }) =>
      result.outcome === "skipped" ? result.reason : "",
    );
    expect(new Set(reasons)).toEqual(
      new Set(["no more than 50 checks for each API send bad requests to a shared target"]),
    );
  });

  test("are known as such: whatever else is asked is accepted", async () => {
    const remote = playRemote();
    const own = createChecks().filter(({ needs }) => !needs.includes("badRequests"));
    const plan = await planRun(own, {
      target: remote.target,
      apis,
      descriptions,
      only: "no probe",
    });
    for (const check of plan.checks) {
      await check.run(remote.target);
      // A minute of its own for each: what is rejected here is not rejected for its weight.
      await remote.clock.sleep(60_000);
    }
    const rejected = remote.exchange.requests.filter(({ status }) => status >= 400);
    expect(rejected.map(({ operationId, parameters }) => ({ operationId, parameters }))).toEqual(
      [],
    );
    expect(remote.exchange.requests.length).toBeGreaterThan(50);
  });
});

test("what does more than read is not called", async () => {
  const remote = playRemote();
  const check = createCheck(
    {
      rule: "orders: one is placed",
      what: "to be accepted",
      node: orderList.node,
      probe: async ({ send }) => ({ actual: String((await send()).status) }),
    },
    {
      operation: { ...orderList, method: "POST" },
      schemas: createSchemaValidator(),
      intervalMs: 60_000,
      client: {},
    },
  );
  expect(await check.run(remote.target)).toEqual({
    outcome: "skipped",
    reason: "only operations that read are called",
  });
  expect(remote.exchange.requests).toEqual([]);
});

describe("the target's clock", () => {
  test.each([-600_000, 600_000])("may be %i ms off", async (offset) => {
    const remote = playRemote();
    const now = (): number => remote.clock.now() + offset;
    const report = await runContract({
      target: remote.target,
      ...remote.clock,
      now,
      only: "timing",
    });
    const outcomes = new Set(report.runs.map(({ result }) => result.outcome));
    expect(outcomes).toEqual(new Set(["passed", "skipped"]));
    const kept = report.runs.filter(({ result }) => result.outcome === "passed");
    expect(kept.map(({ check }) => check.rule)).toContain(
      "timing: half as old as the default window",
    );
  });
});

test.each(["rsa", "ed25519"] as const)("a remote is asked with an %s key", async (kind) => {
  const { credentials, publicKeys } = testKeys();
  const { apiKey } = credentials[kind];
  const accounts = [{ apiKey, publicKey: publicKeys[kind], orders: remoteOrders }];
  const remote = playRemote({ accounts });
  const target = { ...remote.target, credentials: { [kind]: credentials[kind] } };
  const report = await runContract({ target, ...remote.clock, only: `security: ${kind}` });
  const kept = report.runs.filter(({ result }) => result.outcome === "passed");
  expect(kept.map(({ check }) => `${check.rule} (${check.level})`)).toContain(
    `security: ${kind} key (method)`,
  );
});
