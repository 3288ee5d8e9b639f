/**
 * A weight budget that several processes behind one IP address share, kept in Redis (or Valkey).
 *
 * @packageDocumentation
 */
import { ConfigError } from "./errors.ts";
import { readBudgetOptions } from "./weight.ts";
import type {
  WeightUsage,
  Wait,
  Reservation,
  WeightBudget,
  WeightBudgetOptions,
} from "./weight.ts";

/** Options of a budget in Redis. */
export interface RedisWeightBudgetOptions extends WeightBudgetOptions {
  /**
   * Runs a script on the server, with whichever client you have.
   *
   * @example node-redis: `(script, keys, args) => redis.eval(script, { keys, arguments: args })`
   * @example ioredis: `(script, keys, args) => redis.eval(script, keys.length, ...keys, ...args)`
   */
  eval: (script: string, keys: string[], args: string[]) => Promise<unknown>;
  /** Begins every key. Give each address and API its own. @defaultValue "open-orders" */
  prefix?: string;
}

// Each step is one script, so that no other process comes between its reading and its writing. Keys:
// 1 the interval's counts, 2 the pause. Both end by themselves, so a process that dies leaves nothing.
const reserveScript = `
local pause = redis.call('HMGET', KEYS[2], 'until', 'banned')
local now = tonumber(ARGV[1])
if pause[1] and now < tonumber(pause[1]) then
  return {0, tonumber(pause[1]) - now, tonumber(pause[2]), 0}
end
local counts = redis.call('HMGET', KEYS[1], 'counted', 'pending')
local spent = tonumber(counts[1] or 0) + tonumber(counts[2] or 0)
local weight = tonumber(ARGV[2])
if spent > 0 and spent + weight > tonumber(ARGV[3]) then
  return {0, tonumber(ARGV[4]) - now, 0, spent}
end
redis.call('HINCRBY', KEYS[1], 'pending', weight)
redis.call('PEXPIRE', KEYS[1], ARGV[5])
return {1, 0, 0, spent + weight}`;

const settleScript = `
local weight = tonumber(ARGV[1])
if weight > 0 then redis.call('HINCRBY', KEYS[1], 'pending', -weight) end
local counted = tonumber(redis.call('HGET', KEYS[1], 'counted') or 0)
local used = tonumber(ARGV[2])
if used < 0 then counted = counted + weight elseif used > counted then counted = used end
redis.call('HSET', KEYS[1], 'counted', counted)
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return counted + tonumber(redis.call('HGET', KEYS[1], 'pending') or 0)`;

const pauseScript = `
local known = tonumber(redis.call('HGET', KEYS[1], 'until') or 0)
if tonumber(ARGV[1]) > known then
  redis.call('HSET', KEYS[1], 'until', ARGV[1], 'banned', ARGV[2])
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
end`;

/**
 * A weight budget in Redis: every process that uses the same prefix spends from the same minute and
 * stops at the same ban. One round trip before each request and one after it. When Redis cannot be
 * reached before a request, the call fails with what your Redis client threw; after a request, the
 * answer is still handed out.
 *
 * @throws ConfigError when an option cannot be used
 */
export function createRedisWeightBudget(options: RedisWeightBudgetOptions): WeightBudget {
  const { limit, intervalMs } = readBudgetOptions(options);
  const { eval: run, prefix = "open-orders" } = options;
  if (typeof run !== "function")
    throw new ConfigError(
      "createRedisWeightBudget() needs eval: a function that runs a script on Redis.",
    );
  const pauseKey = `${prefix}:pause`;
  const countsKey = (interval: number): string => `${prefix}:${interval}`;
  let limits: WeightUsage = { weightLimit: limit, usedWeight: 0, pausedUntil: 0, banned: false };

  return {
    async reserve(weight, now): Promise<Reservation | Wait> {
      const interval = Math.floor(now / intervalMs);
      const end = (interval + 1) * intervalMs;
      const args = [now, weight, limit, end, 2 * intervalMs].map(String);
      const answer = await run(reserveScript, [countsKey(interval), pauseKey], args);
      const [granted, waitMs = 0, banned = 0, spent = 0] = (answer as unknown[]).map(Number);
      limits = { ...limits, usedWeight: spent };
      return granted === 1 ? { weight, interval } : { waitMs, banned: banned === 1 };
    },
    async settle({ weight, interval }, used, now) {
      const current = Math.floor(now / intervalMs);
      const args = [current === interval ? weight : 0, used ?? -1, 2 * intervalMs].map(String);
      const answer = await run(settleScript, [countsKey(current)], args);
      limits = { ...limits, usedWeight: Number(answer) };
    },
    async pause(forMs, banned, now) {
      limits = { ...limits, pausedUntil: now + forMs, banned };
      const args = [Math.ceil(now + forMs), banned ? 1 : 0, Math.ceil(forMs)].map(String);
      await run(pauseScript, [pauseKey], args);
    },
    get weightUsage() {
      return limits;
    },
  };
}
