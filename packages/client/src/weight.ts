// The weight budget: what this IP address may still spend in the current minute of the exchange.
// Weight is reserved before a request and corrected by the exchange's own count after it.
import { ConfigError } from "./errors.ts";

/** Where a budget stands. */
export interface WeightUsage {
  /** Weight that may be spent in one interval. */
  readonly weightLimit: number;
  /** Weight spent in the current interval: the exchange's last count, and what is under way. */
  readonly usedWeight: number;
  /** Until when calls are stopped, by the exchange's clock in ms since the Unix epoch; 0 when they are not. */
  readonly pausedUntil: number;
  /** Whether the exchange has banned this address (418). */
  readonly banned: boolean;
}

/** Weight that was granted, to be settled once the answer is there. */
export interface Reservation {
  /** How much. */
  readonly weight: number;
  /** The interval it was granted in: whole intervals since the Unix epoch. */
  readonly interval: number;
}

/** Weight that was not granted. */
export interface Wait {
  /** How long to wait before asking again, in milliseconds. */
  readonly waitMs: number;
  /** Whether the exchange has banned this address. */
  readonly banned: boolean;
}

/**
 * Hands out weight. Clients that share a budget never overspend together: clients of one process by
 * `createWeightBudget`, clients of several processes by `createRedisWeightBudget`, or by one of yours.
 */
export interface WeightBudget {
  /**
   * Reserves weight, or says how long to wait before asking again.
   *
   * @param weight - What the call costs by its description.
   * @param now - The exchange's time, in ms since the Unix epoch.
   */
  reserve(weight: number, now: number): Reservation | Wait | Promise<Reservation | Wait>;
  /**
   * Ends a reservation with what the exchange counted.
   *
   * @param used - The count in the answer's header; absent when no answer told it; 0 when nothing was sent.
   *   Counts can arrive in any order: the highest of an interval holds.
   * @param now - The exchange's time, in ms since the Unix epoch.
   */
  settle(reservation: Reservation, used: number | undefined, now: number): void | Promise<void>;
  /**
   * Stops all calls for a while: after a 429, or a ban.
   *
   * @param forMs - How long, in milliseconds.
   * @param now - The exchange's time, in ms since the Unix epoch.
   */
  pause(forMs: number, banned: boolean, now: number): void | Promise<void>;
  /** Where the budget stands, as far as this process knows. */
  readonly weightUsage: WeightUsage;
}

/** What every budget is made with. */
export interface WeightBudgetOptions {
  /** Weight that may be spent in one interval. Lower it to leave room for others behind your address. */
  limit: number;
  /** Length of the interval, in milliseconds. @defaultValue 60000 */
  intervalMs?: number;
}

/** Checks the options of a budget. Throws ConfigError. */
export function readBudgetOptions({ limit, intervalMs = 60_000 }: WeightBudgetOptions): {
  limit: number;
  intervalMs: number;
} {
  for (const [name, value] of Object.entries({ limit, intervalMs }))
    if (!Number.isInteger(value) || value < 1)
      throw new ConfigError(
        `A weight budget's ${name} must be a whole number above 0, not ${value}.`,
      );
  return { limit, intervalMs };
}

/**
 * A weight budget in the memory of this process.
 *
 * @throws ConfigError when the limit is no whole number above 0
 */
export function createWeightBudget(options: WeightBudgetOptions): WeightBudget {
  const { limit, intervalMs } = readBudgetOptions(options);
  let interval = 0;
  /** What the exchange counted in this interval. */
  let counted = 0;
  /** What was granted in this interval and has no answer yet. */
  let pending = 0;
  let pausedUntil = 0;
  let banned = false;

  const enter = (now: number): void => {
    const current = Math.floor(now / intervalMs);
    if (current <= interval) return;
    interval = current;
    counted = 0;
    pending = 0;
  };
  return {
    reserve(weight, now) {
      if (now < pausedUntil) return { waitMs: pausedUntil - now, banned };
      enter(now);
      const spent = counted + pending;
      // A call dearer than the whole limit still has to be made: alone.
      if (spent > 0 && spent + weight > limit)
        return { waitMs: (interval + 1) * intervalMs - now, banned: false };
      pending += weight;
      return { weight, interval };
    },
    settle(reservation, used, now) {
      enter(now);
      if (reservation.interval === interval) pending -= reservation.weight;
      // Answers can overtake each other: the highest count of an interval is its latest.
      if (used !== undefined) counted = Math.max(counted, used);
      else if (reservation.interval === interval) counted += reservation.weight;
    },
    pause(forMs, ban, now) {
      if (now + forMs <= pausedUntil) return;
      pausedUntil = now + forMs;
      banned = ban;
    },
    get weightUsage() {
      return { weightLimit: limit, usedWeight: counted + pending, pausedUntil, banned };
    },
  };
}
