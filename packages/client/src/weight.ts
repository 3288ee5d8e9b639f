// The weight budget: what this IP address may still spend in the current minute of the exchange.
// Weight is reserved before a request and corrected by the exchange's own count after it.
import { checkKinds } from "./checkOptions.ts";

/** Where a budget stands. */
export interface WeightUsage {
  /** Weight that may be spent in one interval. */
  readonly weightLimit: number;
  /** Weight spent in the current interval: the exchange's last count, and what is reserved for requests under way. */
  readonly usedWeight: number;
  /** How much longer calls are paused after a 429 or a ban, in milliseconds; 0 when they are not. */
  readonly pausedForMs: number;
  /** Whether the exchange has banned this address (418), and the ban is not over yet. */
  readonly banned: boolean;
}

/** Weight that was granted, to be settled when the request has ended. */
export interface WeightGrant {
  /** Tells a grant from a denial. */
  readonly granted: true;
  /** How much. */
  readonly weight: number;
  /** The interval it was granted in: whole intervals since the Unix epoch. */
  readonly interval: number;
}

/** Weight that was not granted. */
export interface WeightDenial {
  /** Tells a denial from a grant. */
  readonly granted: false;
  /** How long to wait before asking again, in milliseconds. */
  readonly waitMs: number;
  /** Whether the exchange has banned this address. */
  readonly banned: boolean;
}

/**
 * Grants weight. Clients that share a budget never overspend together: clients of one process by
 * `createWeightBudget`, clients of several processes by `createRedisWeightBudget`, or by a budget of yours.
 *
 * A budget that fails (throws, rejects) before a request ends the call with a ConnectionError that has the
 * failure as its cause. One that does not respond ends it with a TimeoutError. After a request neither
 * matters: the call does not wait for `settle`.
 */
export interface WeightBudget {
  /**
   * Reserves weight, or says how long to wait before asking again.
   *
   * @param weight - What the call costs by its description.
   * @param exchangeTime - The exchange's time, in ms since the Unix epoch. It tells which interval it is, and is
   *   corrected from time to time: do not measure pauses with it.
   */
  reserve(
    weight: number,
    exchangeTime: number,
  ): WeightGrant | WeightDenial | Promise<WeightGrant | WeightDenial>;
  /**
   * Ends a grant with what the exchange counted. What it counted belongs to the interval of the grant.
   *
   * @param usedWeight - The count in the response's header; undefined when there was none; 0 when nothing was
   *   sent. Counts can arrive in any order: the highest of an interval holds.
   */
  settle(grant: WeightGrant, usedWeight: number | undefined): void | Promise<void>;
  /**
   * Stops all calls for a while: after a 429, or a ban.
   *
   * @param durationMs - How long from now, in milliseconds.
   * @param banned - Whether it is a ban (418), which calls do not wait out.
   */
  pause(durationMs: number, banned: boolean): void | Promise<void>;
  /** Where the budget stands, as far as this process knows. */
  readonly weightUsage: WeightUsage;
}

/** What every budget is made with. */
export interface WeightBudgetOptions {
  /**
   * Weight that may be spent in one interval. Lower it to leave room for others behind your address. A call
   * that weighs more than the whole limit ends with a ConfigError.
   */
  limit: number;
  /** Length of the interval, in milliseconds. @defaultValue 60000 */
  intervalMs?: number | undefined;
  /** Measures pauses: milliseconds since any start, never going back. @defaultValue performance.now */
  monotonicNow?: (() => number) | undefined;
}

/** Checks the options of a budget and fills in the defaults. Throws ConfigError. */
export function readBudgetOptions(options: WeightBudgetOptions | null | undefined): {
  limit: number;
  intervalMs: number;
  monotonicNow: () => number;
} {
  const { limit, intervalMs = 60_000, monotonicNow = () => performance.now() } = options ?? {};
  checkKinds(
    { limit: limit ?? "missing", intervalMs, monotonicNow },
    { limit: 1, intervalMs: 1, monotonicNow: "function" },
  );
  return { limit: Number(limit), intervalMs, monotonicNow };
}

/** Pauses and bans, by a monotonic clock. */
export interface Pauses {
  /** Adds a pause; a shorter one than there is changes nothing. */
  add(durationMs: number, banned: boolean): void;
  /** How much longer it lasts, in milliseconds; 0 when nothing is paused. */
  remainingMs(): number;
  /** Whether the pause is a ban that is not over. */
  isBanned(): boolean;
}

/** Pauses in the memory of this process. */
export function createPauses(monotonicNow: () => number): Pauses {
  const never = Number.NEGATIVE_INFINITY;
  let pausedUntil = never;
  // Apart from it, so that a longer pause neither hides a ban nor turns into one.
  let bannedUntil = never;
  return {
    add(durationMs, banned) {
      const until = monotonicNow() + durationMs;
      pausedUntil = Math.max(pausedUntil, until);
      if (banned) bannedUntil = Math.max(bannedUntil, until);
    },
    // While nothing was ever paused, which is the rule, the clock need not be read.
    remainingMs: () =>
      pausedUntil === never ? 0 : Math.ceil(Math.max(0, pausedUntil - monotonicNow())),
    isBanned: () => bannedUntil !== never && bannedUntil > monotonicNow(),
  };
}

interface Counts {
  readonly interval: number;
  /** What the exchange counted in this interval. */
  counted: number;
  /** What was granted in this interval and has not been settled. */
  pending: number;
}

/**
 * A weight budget in the memory of this process.
 *
 * @throws ConfigError when an option cannot be used
 */
export function createWeightBudget(options: WeightBudgetOptions): WeightBudget {
  const { limit, intervalMs, monotonicNow } = readBudgetOptions(options);
  const pauses = createPauses(monotonicNow);
  let current: Counts = { interval: 0, counted: 0, pending: 0 };
  // Clients that share a budget know the exchange's time to a second or so: around the end of an interval they take turns.
  let other = current;
  const countsOf = (interval: number): Counts => {
    if (current.interval !== interval) {
      // Any third interval starts anew: after a correction of the clock it can lie before the last.
      const next = other.interval === interval ? other : { interval, counted: 0, pending: 0 };
      [current, other] = [next, current];
    }
    return current;
  };

  return {
    reserve(weight, exchangeTime) {
      const pausedForMs = pauses.remainingMs();
      if (pausedForMs > 0)
        return { granted: false, waitMs: pausedForMs, banned: pauses.isBanned() };
      const interval = Math.floor(exchangeTime / intervalMs);
      const counts = countsOf(interval);
      const spent = counts.counted + counts.pending;
      // What weighs more than the whole limit is granted alone. The client rejects such a call beforehand.
      if (spent > 0 && spent + weight > limit)
        return {
          granted: false,
          waitMs: (interval + 1) * intervalMs - exchangeTime,
          banned: false,
        };
      counts.pending += weight;
      return { granted: true, weight, interval };
    },
    settle(grant, usedWeight) {
      const counts = [current, other].find(({ interval }) => interval === grant.interval);
      if (!counts) return;
      counts.pending = Math.max(0, counts.pending - grant.weight);
      // Responses can overtake each other: the highest count of an interval is its latest.
      counts.counted =
        usedWeight === undefined
          ? counts.counted + grant.weight
          : Math.max(counts.counted, usedWeight);
    },
    pause: (durationMs, banned) => pauses.add(durationMs, banned),
    get weightUsage() {
      return {
        weightLimit: limit,
        usedWeight: current.counted + current.pending,
        pausedForMs: pauses.remainingMs(),
        banned: pauses.isBanned(),
      };
    },
  };
}
