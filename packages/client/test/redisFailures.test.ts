// Redis that hangs or dies, with both common clients: every step of a call stays under its limits and its signal,
// and a response that has arrived is handed out. Against a real server, where one is installed.
import { Redis } from "ioredis";
import { createClient } from "redis";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isRedisInstalled, startRedis } from "./redisServer.ts";
import { json, scriptedExchange } from "./scriptedExchange.ts";
import type { Step } from "./scriptedExchange.ts";
import { BinanceError, createCoinMFuturesClient } from "../src/index.ts";
import type { CallOptions } from "../src/index.ts";
import { createRedisWeightBudget } from "../src/redis.ts";
import type { RedisWeightBudgetOptions } from "../src/redis.ts";

/** How to connect, and to let go whatever became of the server. */
type Connect = (url: string) => Promise<{ eval: RedisWeightBudgetOptions["eval"]; end(): void }>;

const nodeRedis: Connect = async (url) => {
  const redis = createClient({ url });
  redis.on("error", () => {});
  await redis.connect();
  return {
    eval: (script, keys, args) => redis.eval(script, { keys, arguments: args }),
    end: () => redis.destroy(),
  };
};

const ioredis: Connect = async (url) => {
  const redis = new Redis(url, { lazyConnect: true });
  redis.on("error", () => {});
  await redis.connect();
  return {
    eval: (script, keys, args) => redis.eval(script, keys.length, ...keys, ...args),
    end: () => redis.disconnect(),
  };
};

describe.skipIf(!isRedisInstalled).each([
  ["node-redis", nodeRedis],
  ["ioredis", ioredis],
])("with %s (case C20)", (_, connect) => {
  let server: Awaited<ReturnType<typeof startRedis>>;
  let connection: Awaited<ReturnType<Connect>>;

  beforeEach(async () => {
    server = await startRedis();
    connection = await connect(server.url);
  });
  afterEach(async () => {
    connection.end();
    await server.stop();
  });

  /** Calls by the clocks of the machine. */
  const call = async (steps: Step[], own: CallOptions) => {
    const script = scriptedExchange(steps);
    const { now: _now, monotonicNow: _monotonicNow, sleep: _sleep, ...options } = script.options;
    const weightBudget = createRedisWeightBudget({ limit: 2400, eval: connection.eval });
    const outcome = await createCoinMFuturesClient({ ...options, weightBudget })
      .listOpenOrders({}, own)
      .catch((error: unknown) => error);
    return { outcome, sent: script.sent };
  };

  it("a server that hangs before a request is no reason to wait longer than the limit", async () => {
    server.suspend();
    const { outcome, sent } = await call([], { totalTimeoutMs: 1000 });
    expect(outcome).toMatchObject({ kind: "timeout", limit: "totalTimeoutMs", attempts: 0 });
    expect(sent).toEqual([]);
  });

  it("nor longer than the signal", async () => {
    server.suspend();
    const controller = new AbortController();
    const calling = call([], { signal: controller.signal });
    setTimeout(() => controller.abort("enough"), 700);
    expect((await calling).outcome).toBe("enough");
  });

  it("a server that hangs after the response costs nothing", async () => {
    const { outcome } = await call(
      [
        () => {
          server.suspend();
          return json('[{"orderId":7}]');
        },
      ],
      {},
    );
    expect(outcome).toEqual([{ orderId: "7" }]);
  });

  it("nor does one that is killed then", async () => {
    const { outcome } = await call(
      [
        async () => {
          await server.kill();
          return json('[{"orderId":7}]');
        },
      ],
      {},
    );
    expect(outcome).toEqual([{ orderId: "7" }]);
  });

  it("a server that is killed before a request gives an error of this package", async () => {
    await server.kill();
    const { outcome, sent } = await call([], { totalTimeoutMs: 1000 });
    expect(outcome).toBeInstanceOf(BinanceError);
    // Whether the client of Redis gives up sooner is its own affair.
    expect(["timeout", "connection"]).toContain((outcome as BinanceError).kind);
    expect(sent).toEqual([]);
  });
});
