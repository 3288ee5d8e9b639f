// The budget on a Redis cluster: a script may use the keys of one slot only (case C22). Against a real cluster of
// one node, where Redis is installed.
import { Cluster } from "ioredis";
import { createClient, createCluster } from "redis";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { isRedisInstalled, startRedis } from "./redisServer.ts";
import type { WeightGrant } from "../src/index.ts";
import { createRedisWeightBudget } from "../src/redis.ts";
import type { RedisWeightBudgetOptions } from "../src/redis.ts";

const start = 1_579_276_800_000;

describe.skipIf(!isRedisInstalled)("weight budget on a cluster", () => {
  let server: Awaited<ReturnType<typeof startRedis>>;
  let nodeRedis: ReturnType<typeof createCluster>;
  let ioredis: Cluster;

  beforeAll(async () => {
    server = await startRedis({ cluster: true });
    nodeRedis = createCluster({ rootNodes: [{ url: server.url }] });
    nodeRedis.on("error", () => {});
    await nodeRedis.connect();
    ioredis = new Cluster([{ host: "127.0.0.1", port: server.port }]);
    ioredis.on("error", () => {});
  });
  afterAll(async () => {
    nodeRedis.destroy();
    ioredis.disconnect();
    await server.stop();
  });

  beforeEach(async () => {
    const node = createClient({ url: server.url });
    await node.connect();
    await node.flushAll();
    node.destroy();
  });

  const clients: Record<string, RedisWeightBudgetOptions["eval"]> = {
    "node-redis": (script, keys, args) => nodeRedis.eval(script, { keys, arguments: args }),
    ioredis: (script, keys, args) => ioredis.eval(script, keys.length, ...keys, ...args),
  };

  it.each(
    Object.keys(clients).flatMap((name) =>
      [undefined, "open-orders:coin-m", "mine:{coin-m}"].map((prefix) => [name, prefix] as const),
    ),
  )("works with %s and prefix %s", async (name, prefix) => {
    const budget = createRedisWeightBudget({
      limit: 100,
      prefix,
      eval: clients[name] as RedisWeightBudgetOptions["eval"],
    });
    const grant = (await budget.reserve(40, start)) as WeightGrant;
    expect(grant).toMatchObject({ granted: true, weight: 40 });
    await budget.settle(grant, 99);
    expect(await budget.reserve(2, start)).toMatchObject({ granted: false, banned: false });
    await budget.pause(300_000, true);
    expect(await budget.reserve(1, start)).toMatchObject({ granted: false, banned: true });
  });
});
