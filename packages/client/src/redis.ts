/**
 * A weight budget that several processes behind one IP address share, kept in Redis (or Valkey).
 *
 * @packageDocumentation
 */
import { ConfigError } from "./errors.ts";
import { createPauses, readBudgetOptions } from "./weight.ts";
import type { WeightBudget, WeightBudgetOptions, WeightDenial, WeightGrant } from "./weight.ts";

/** Options of a budget in Redis. */
export interface RedisWeightBudgetOptions extends WeightBudgetOptions {
  /**
   * Runs a script on the server, with whichever client you have.
   *
   * @example node-redis: `(script, keys, args) => redis.eval(script, { keys, arguments: args })`
   * @example ioredis: `(script, keys, args) => redis.eval(script, keys.length, ...keys, ...args)`
   */
  eval: (script: string, keys: string[], args: string[]) => Promise<unknown>;
  /**
   * Begins every key. Give each address and API its own. It is the hash tag of the keys, so that a cluster
   * keeps them on one node; a prefix with a tag of its own, `{tag}`, stays as it is. @defaultValue "open-orders"
   */
  prefix?: string | undefined;
}

// Each step is one script, so that no other process comes between its reading and its writing. Keys: the
// interval's counts, the pause, the ban. Each ends by itself, so a process that dies leaves nothing. How long
// a pause still lasts is the lifetime of its key: only the server's clock measures it.
//
// Arguments: weight, limit, what is left of the interval in ms, lifetime of the counts in ms, the exchange's count
// as this process knows it, and a number that names the counts if they are new. From the count a server that
// lost its memory learns again what is spent. By the name it tells grants of before, whose weight it does not
// hold any more.
// Returns 1 (granted), 0 (spent) or -1 (paused), how long to wait in ms, how long a ban lasts in ms, both counts and
// their name.
const reserveScript = `
local paused = redis.call('PTTL', KEYS[2])
local banned = redis.call('PTTL', KEYS[3])
if paused > 0 or banned > 0 then
  return {-1, math.max(paused, 0), math.max(banned, 0), 0, 0, 0}
end
local counts = redis.call('HMGET', KEYS[1], 'counted', 'pending', 'name')
local counted = math.max(tonumber(counts[1] or 0), tonumber(ARGV[5]))
local pending = tonumber(counts[2] or 0)
local name = counts[3] or ARGV[6]
local weight = tonumber(ARGV[1])
local spent = counted + pending
if spent > 0 and spent + weight > tonumber(ARGV[2]) then
  return {0, tonumber(ARGV[3]), 0, counted, pending, 0}
end
redis.call('HSET', KEYS[1], 'counted', counted, 'pending', pending + weight, 'name', name)
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return {1, 0, 0, counted, pending + weight, tonumber(name)}`;

// Arguments: weight, the exchange's count or -1, lifetime of the counts in ms, name of the counts that hold the grant.
const settleScript = `
local counts = redis.call('HMGET', KEYS[1], 'counted', 'pending', 'name')
local weight = tonumber(ARGV[1])
local counted = tonumber(counts[1] or 0)
local pending = tonumber(counts[2] or 0)
if counts[3] == ARGV[4] then pending = pending - weight end
local used = tonumber(ARGV[2])
if used < 0 then counted = counted + weight else counted = math.max(counted, used) end
redis.call('HSET', KEYS[1], 'counted', counted, 'pending', pending)
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return {counted, pending}`;

// Arguments: duration in ms. A shorter pause than there is changes nothing.
const pauseScript = `
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[1]) then
  redis.call('SET', KEYS[1], '1', 'PX', ARGV[1])
end
return {}`;

/**
 * A weight budget in Redis: every process that uses the same prefix spends from the same minute and
 * stops at the same ban. One round trip before each request, which the call waits for, and one after it,
 * which it does not wait for.
 *
 * A call whose reservation fails ends with a ConnectionError, one whose reservation takes too long with a
 * TimeoutError. A response that has arrived is handed out in any case.
 *
 * @throws ConfigError when an option cannot be used
 */
export function createRedisWeightBudget(options: RedisWeightBudgetOptions): WeightBudget {
  const { limit, intervalMs, monotonicNow } = readBudgetOptions(options);
  const { eval: runScript, prefix = "open-orders" } = options;
  if (typeof runScript !== "function")
    throw new ConfigError(
      "createRedisWeightBudget() needs eval: a function that runs a script on Redis.",
    );
  if (typeof prefix !== "string" || /^(?:$|\})/.test(prefix))
    throw new ConfigError(
      'The prefix of createRedisWeightBudget() must be a string that is not empty and does not begin with "}".',
    );
  // What stands in braces decides on which node of a cluster a key lies.
  const tagged = /\{[^}]+\}/.test(prefix) ? prefix : `{${prefix}}`;
  const countsKey = (interval: number): string => `${tagged}:${interval}`;
  const pauseKey = `${tagged}:pause`;
  const banKey = `${tagged}:ban`;
  const lifetimeMs = 2 * intervalMs;

  // What this process knows, without asking.
  let known = { interval: 0, counted: 0, pending: 0 };
  /** Names of the counts that hold a grant. */
  const holders = new WeakMap<WeightGrant, number>();
  const pauses = createPauses(monotonicNow);
  const run = async (script: string, keys: string[], args: number[]): Promise<number[]> => {
    const reply = await runScript(script, keys, args.map(String));
    const numbers = Array.isArray(reply) ? reply.map(Number) : [];
    if (Array.isArray(reply) && numbers.every(Number.isFinite)) return numbers;
    throw new ConfigError(
      "The eval of createRedisWeightBudget() must return what the script returned: an array of numbers.",
    );
  };

  /** What this process was told holds, whatever Redis has forgotten. */
  const denial = (): WeightDenial | undefined => {
    const waitMs = pauses.remainingMs();
    return waitMs > 0 ? { granted: false, waitMs, banned: pauses.isBanned() } : undefined;
  };

  const budget: WeightBudget = {
    async reserve(weight, exchangeTime) {
      const denied = denial();
      if (denied) return denied;
      const interval = Math.floor(exchangeTime / intervalMs);
      const leftMs = (interval + 1) * intervalMs - exchangeTime;
      const counted = interval === known.interval ? known.counted : 0;
      const keys = [countsKey(interval), pauseKey, banKey];
      const name = Math.floor(Math.random() * 2 ** 31);
      const args = [weight, limit, leftMs, lifetimeMs, counted, name];
      const reply = await run(reserveScript, keys, args);
      const [state, waitMs = 0, bannedMs = 0, countedNow = 0, pending = 0, holder = name] = reply;
      if (state === -1) {
        pauses.add(waitMs, false);
        if (bannedMs > 0) pauses.add(bannedMs, true);
        return { granted: false, waitMs: Math.max(waitMs, bannedMs), banned: bannedMs > 0 };
      }
      known = { interval, counted: countedNow, pending };
      if (state !== 1) return { granted: false, waitMs, banned: false };
      const grant: WeightGrant = { granted: true, weight, interval };
      holders.set(grant, holder);
      // Another call may have been rejected while this one waited for Redis.
      const deniedSince = denial();
      if (!deniedSince) return grant;
      // Where it cannot be given back, it ends with its interval.
      await Promise.resolve(budget.settle(grant, 0)).catch(() => {});
      return deniedSince;
    },
    async settle(grant, usedWeight) {
      const { weight, interval } = grant;
      const isCurrent = (): boolean => interval === known.interval;
      // At once, because nobody waits for the server here.
      if (isCurrent() && usedWeight !== undefined)
        known = {
          interval,
          counted: Math.max(known.counted, usedWeight),
          pending: Math.max(0, known.pending - weight),
        };
      const args = [weight, usedWeight ?? -1, lifetimeMs, holders.get(grant) ?? -1];
      const [counted = 0, pending = 0] = await run(settleScript, [countsKey(interval)], args);
      if (isCurrent()) known = { interval, counted, pending };
    },
    async pause(durationMs, banned) {
      pauses.add(durationMs, banned);
      await run(pauseScript, [banned ? banKey : pauseKey], [Math.ceil(durationMs)]);
    },
    get weightUsage() {
      return {
        weightLimit: limit,
        usedWeight: known.counted + known.pending,
        pausedForMs: pauses.remainingMs(),
        banned: pauses.isBanned(),
      };
    },
  };
  return budget;
}
