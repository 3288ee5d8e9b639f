// The budget in Redis, against a real server on loopback where one is installed.
import { spawn, spawnSync } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "redis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { budgetStatements } from "./budgetStatements.ts";
import { json, refusal, scriptedExchange, start } from "./scriptedExchange.ts";
import { ConfigError } from "../src/errors.ts";
import { createCoinMFuturesClient } from "../src/index.ts";
import { createRedisWeightBudget } from "../src/redis.ts";

const installed = spawnSync("redis-server", ["--version"]).status === 0;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

describe("createRedisWeightBudget", () => {
  it("refuses options that cannot work", () => {
    expect(() => createRedisWeightBudget({ limit: 1 } as never)).toThrow(ConfigError);
    expect(() => createRedisWeightBudget({ limit: 0, eval: async () => [] })).toThrow("limit");
  });

  it("hands out an answer even when Redis is lost meanwhile, and fails the next call", async () => {
    let calls = 0;
    const weightBudget = createRedisWeightBudget({
      limit: 2400,
      async eval() {
        calls += 1;
        if (calls > 1) throw new Error("Redis is gone");
        return [1, 0, 0, 40];
      },
    });
    const client = createCoinMFuturesClient(scriptedExchange([json([])], { weightBudget }).options);
    expect(await client.listOpenOrders()).toEqual([]);
    await expect(client.listOpenOrders()).rejects.toThrow("Redis is gone");
  });
});

describe.skipIf(!installed)("weight budget in Redis", () => {
  const folder = mkdtempSync(join(tmpdir(), "open-orders-redis-"));
  let server: ChildProcess;
  let redis: ReturnType<typeof createClient>;
  let number = 0;
  const budget = (limit: number, prefix = `test-${(number += 1)}`) =>
    createRedisWeightBudget({
      limit,
      prefix,
      eval: (script, keys, args) => redis.eval(script, { keys, arguments: args }),
    });

  beforeAll(async () => {
    const port = await freePort();
    const options = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder];
    server = spawn("redis-server", options, { stdio: "ignore" });
    redis = createClient({ url: `redis://127.0.0.1:${port}` });
    redis.on("error", () => {});
    await redis.connect();
  });

  afterAll(async () => {
    redis.destroy();
    server.kill();
    await once(server, "exit");
    rmSync(folder, { recursive: true });
  });

  budgetStatements((limit) => budget(limit));

  it("is one budget for all who use the same prefix, and nothing is overspent in a rush", async () => {
    const several = [budget(100, "shared"), budget(100, "shared"), budget(100, "shared")];
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        Promise.resolve(several[index % 3]?.reserve(5, start)),
      ),
    );
    expect(answers.filter((answer) => answer && "interval" in answer)).toHaveLength(20);
  });

  it("carries a ban from one client to another", async () => {
    const banned = scriptedExchange([refusal(418, -1003, { "retry-after": "300" })], {
      weightBudget: budget(2400, "ban"),
    });
    const other = scriptedExchange([], { weightBudget: budget(2400, "ban") });
    await expect(createCoinMFuturesClient(banned.options).listOpenOrders()).rejects.toThrow("418");
    await expect(createCoinMFuturesClient(other.options).listOpenOrders()).rejects.toMatchObject({
      kind: "rate-limit",
      banned: true,
      attempts: 0,
    });
    expect(other.sent).toEqual([]);
  });

  it("leaves nothing behind that does not end by itself", async () => {
    const one = budget(100, "ends");
    const answer = await one.reserve(5, Date.now());
    if ("interval" in answer) await one.settle(answer, 5, Date.now());
    await one.pause(60_000, false, Date.now());
    const keys = await redis.keys("ends:*");
    expect(keys).toHaveLength(2);
    for (const key of keys) expect(await redis.pTTL(key)).toBeGreaterThan(0);
  });
});
