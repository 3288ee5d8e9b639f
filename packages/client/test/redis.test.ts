// The budget in Redis, against a real server on loopback where one is installed.
import { createClient } from "redis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { budgetStatements } from "./budgetStatements.ts";
import { isRedisInstalled, startRedis } from "./redisServer.ts";
import { json, errorResponse, scriptedExchange, start } from "./scriptedExchange.ts";
import { ConfigError } from "../src/errors.ts";
import { createCoinMFuturesClient } from "../src/index.ts";
import type { WeightGrant } from "../src/index.ts";
import { createRedisWeightBudget } from "../src/redis.ts";

const minute = 60_000;

describe("createRedisWeightBudget", () => {
  const noReply = async () => [];

  it("rejects options that cannot work", () => {
    for (const options of [undefined, null, {}, { limit: 1 }])
      expect(() => createRedisWeightBudget(options as never)).toThrow(ConfigError);
    expect(() => createRedisWeightBudget({ limit: 1 } as never)).toThrow("needs eval: a function");
    expect(() => createRedisWeightBudget({ limit: 0, eval: noReply })).toThrow("limit");
    for (const prefix of ["", "}", 5 as never])
      expect(() => createRedisWeightBudget({ limit: 1, prefix, eval: noReply })).toThrow("prefix");
  });

  it.each([
    [undefined, "{open-orders}:26321280"],
    ["mine:coin-m", "{mine:coin-m}:26321280"],
    ["mine:{coin-m}", "mine:{coin-m}:26321280"],
    ["mine:{}", "{mine:{}}:26321280"],
  ])("with prefix %j counts under %s", async (prefix, expected) => {
    let used: string[] = [];
    const budget = createRedisWeightBudget({
      limit: 1,
      prefix,
      async eval(_script, keys) {
        used = keys;
        return [1, 0, 0, 0, 1];
      },
    });
    await budget.reserve(1, start);
    expect(used[0]).toBe(expected);
  });

  it("names an eval that does not return what the script returned", async () => {
    for (const reply of ["OK", [Number.NaN], [1, 0, "a"]]) {
      const budget = createRedisWeightBudget({ limit: 1, eval: async () => reply });
      await expect(budget.reserve(1, start)).rejects.toThrow(ConfigError);
      await expect(budget.reserve(1, start)).rejects.toThrow("an array of numbers");
    }
  });

  it("keeps to a ban that Redis did not take down, and to one that came while it was asked", async () => {
    const asked: string[][] = [];
    let grant: (reply: number[]) => void = () => {};
    const budget = createRedisWeightBudget({
      limit: 100,
      monotonicNow: () => 0,
      eval: async (_script, keys, args) => {
        asked.push(args);
        if (keys[0]?.endsWith(":ban")) throw new Error("READONLY");
        if (keys.length === 1) throw new Error("gone as well");
        return new Promise((resolve) => (grant = resolve));
      },
    });
    const underWay = budget.reserve(5, start);
    await expect(Promise.resolve(budget.pause(120_000, true))).rejects.toThrow("READONLY");
    grant([1, 0, 0, 0, 5, 7]);
    const denied = { granted: false, waitMs: 120_000, banned: true };
    expect(await underWay).toEqual(denied);
    // What was granted is given back: nothing of it was used.
    expect(asked.at(-1)).toEqual(["5", "0", String(2 * minute), "7"]);
    const before = asked.length;
    expect(await budget.reserve(5, start)).toEqual(denied);
    expect(asked).toHaveLength(before);
  });

  it("does not take a longer pause beside a ban for a longer ban", async () => {
    let now = 0;
    const budget = createRedisWeightBudget({
      limit: 100,
      monotonicNow: () => now,
      eval: async () => [-1, 180_000, 120_000, 0, 0, 0],
    });
    expect(await budget.reserve(5, start)).toEqual({
      granted: false,
      waitMs: 180_000,
      banned: true,
    });
    now = 150_000;
    expect(budget.weightUsage).toMatchObject({ pausedForMs: 30_000, banned: false });
  });

  it("knows what its own calls and pauses were, without asking", async () => {
    const never = new Promise<never>(() => {});
    // Granted: counted 10, pending 50. Then paused by another process, which is no ban. Then the server is silent.
    const replies: unknown[] = [[1, 0, 0, 10, 50, 7], [-1, 5000, 0], never, never, never];
    const asked: string[][] = [];
    const budget = createRedisWeightBudget({
      limit: 2400,
      monotonicNow: () => 0,
      eval: async (_script, _keys, args) => {
        asked.push(args);
        return replies.shift();
      },
    });
    const usage = { weightLimit: 2400, usedWeight: 0, pausedForMs: 0, banned: false };
    expect(budget.weightUsage).toEqual(usage);
    const grant = (await budget.reserve(40, start)) as WeightGrant;
    expect(budget.weightUsage).toEqual({ ...usage, usedWeight: 60 });
    expect(await budget.reserve(40, start)).toEqual({
      granted: false,
      waitMs: 5000,
      banned: false,
    });
    expect(budget.weightUsage).toEqual({ ...usage, usedWeight: 60, pausedForMs: 5000 });
    void budget.settle(grant, undefined);
    expect(budget.weightUsage.usedWeight).toBe(60);
    void budget.settle(grant, 45);
    expect(budget.weightUsage.usedWeight).toBe(55);
    void budget.pause(60_000, true);
    expect(budget.weightUsage).toMatchObject({ pausedForMs: 60_000, banned: true });
    // Weight, the exchange's count or -1, how long to keep it, and the name of the count that holds the grant.
    expect(asked.slice(2, 4)).toEqual([
      ["40", "-1", "120000", "7"],
      ["40", "45", "120000", "7"],
    ]);
  });

  it("hands out a response even when Redis is lost meanwhile, and fails the next call", async () => {
    let calls = 0;
    const lost = new Error("Redis is gone");
    const weightBudget = createRedisWeightBudget({
      limit: 2400,
      async eval() {
        calls += 1;
        if (calls > 1) throw lost;
        return [1, 0, 0, 0, 40];
      },
    });
    const client = createCoinMFuturesClient(scriptedExchange([json([])], { weightBudget }).options);
    expect(await client.listOpenOrders()).toEqual([]);
    await expect(client.listOpenOrders()).rejects.toMatchObject({
      kind: "connection",
      attempts: 0,
      cause: lost,
    });
  });
});

describe.skipIf(!isRedisInstalled)("weight budget in Redis", () => {
  let server: Awaited<ReturnType<typeof startRedis>>;
  let redis: ReturnType<typeof createClient>;
  let number = 0;
  let monotonic = 0;
  const nextPrefix = () => `test-${(number += 1)}`;
  const budget = (limit: number, prefix = nextPrefix()) =>
    createRedisWeightBudget({
      limit,
      prefix,
      monotonicNow: () => monotonic,
      eval: (script, keys, args) => redis.eval(script, { keys, arguments: args }),
    });

  beforeAll(async () => {
    server = await startRedis();
    redis = createClient({ url: server.url });
    redis.on("error", () => {});
    await redis.connect();
  });

  afterAll(async () => {
    redis.destroy();
    await server.stop();
  });

  budgetStatements({
    create: (limit) => budget(limit),
    // The pauses of a test last by the clock of the server, which stands still for a test.
    async elapse(ms) {
      monotonic += ms;
      for (const key of [`{test-${number}}:pause`, `{test-${number}}:ban`]) {
        const left = await redis.pTTL(key);
        if (left > 0) await redis.pExpire(key, Math.max(0, left - ms));
      }
    },
  });

  it("is one budget for all who use the same prefix, and nothing is overspent in a rush", async () => {
    const several = [budget(100, "shared"), budget(100, "shared"), budget(100, "shared")];
    const reserved = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        Promise.resolve(several[index % 3]?.reserve(5, start)),
      ),
    );
    expect(reserved.filter((each) => each?.granted)).toHaveLength(20);
  });

  it("carries a ban from one client to another", async () => {
    const banned = scriptedExchange([errorResponse(418, -1003, { "retry-after": "300" })], {
      weightBudget: budget(2400, "ban"),
    });
    const others = budget(2400, "ban");
    const other = scriptedExchange([], { weightBudget: others });
    await expect(createCoinMFuturesClient(banned.options).listOpenOrders()).rejects.toThrow("418");
    await expect(createCoinMFuturesClient(other.options).listOpenOrders()).rejects.toMatchObject({
      kind: "rate-limit",
      banned: true,
      attempts: 0,
    });
    expect(other.sent).toEqual([]);
    expect(others.weightUsage).toMatchObject({ banned: true });
  });

  it("keeps a pause for as long as it lasts, and no longer (key lifetime)", async () => {
    for (const [banned, key] of [
      [false, "{lasts}:pause"],
      [true, "{lasts}:ban"],
    ] as const) {
      await budget(1, "lasts").pause(300_000, banned);
      const left = await redis.pTTL(key);
      expect(left).toBeGreaterThan(300_000 - minute);
      expect(left).toBeLessThanOrEqual(300_000);
    }
  });

  it("keeps counts beyond their minute, for responses that come late, but not beyond the next", async () => {
    const one = budget(100, "ends");
    const key = `{ends}:${start / minute}`;
    const grant = (await one.reserve(5, start)) as WeightGrant;
    const lifetimes = [await redis.pTTL(key)];
    await one.settle(grant, 5);
    lifetimes.push(await redis.pTTL(key));
    for (const lifetime of lifetimes) {
      expect(lifetime).toBeGreaterThan(minute);
      expect(lifetime).toBeLessThanOrEqual(2 * minute);
    }
  });

  it("leaves no key behind that does not end by itself", async () => {
    const one = budget(100, "all");
    await one.settle((await one.reserve(5, Date.now())) as WeightGrant, 5);
    await one.pause(60_000, false);
    await one.pause(60_000, true);
    const keys = await redis.keys("{all}:*");
    expect(keys).toHaveLength(3);
    for (const key of keys) expect(await redis.pTTL(key)).toBeGreaterThan(0);
  });

  it("tells a server that lost its memory what the exchange has counted in this minute", async () => {
    const one = budget(2400, "flushed");
    await one.settle((await one.reserve(40, start)) as WeightGrant, 2390);
    await redis.flushAll();
    expect(await one.reserve(40, start + 10)).toEqual({
      granted: false,
      waitMs: minute - 10,
      banned: false,
    });
    // A process that has seen nothing yet learns it from the others.
    await one.reserve(5, start + 20);
    expect(await budget(2400, "flushed").reserve(40, start + 30)).toMatchObject({ granted: false });
    // In the next minute it is of no account.
    expect(await one.reserve(40, start + minute)).toMatchObject({ granted: true });
  });

  it("does not let grants of before it lost its memory give back what others have reserved since", async () => {
    const one = budget(100, "lost");
    const before = (await one.reserve(40, start)) as WeightGrant;
    await redis.flushAll();
    const since = (await one.reserve(60, start)) as WeightGrant;
    await one.settle(before, 40);
    expect(one.weightUsage.usedWeight).toBe(100);
    expect(await one.reserve(1, start)).toMatchObject({ granted: false });
    await one.settle(since, 100);
    expect(one.weightUsage.usedWeight).toBe(100);
  });

  it("knows the count of a response before the server has confirmed it", async () => {
    const one = budget(2400, "at-once");
    const grant = (await one.reserve(40, start)) as WeightGrant;
    expect(one.weightUsage.usedWeight).toBe(40);
    const settling = one.settle(grant, 77);
    expect(one.weightUsage.usedWeight).toBe(77);
    await settling;
    expect(one.weightUsage.usedWeight).toBe(77);
  });
});
