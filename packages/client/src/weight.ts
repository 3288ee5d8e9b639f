// The weight budget: what this IP address may still spend in the current minute of the exchange.
// Weight is reserved before a request and corrected by the exchange's own count after it.

/** Where a budget stands. */
export interface Limits {
  /** Weight that may be spent in one interval. */
  readonly weightLimit: number;
  /** Weight spent in the current interval, by the exchange's last count plus what is under way. */
  readonly usedWeight: number;
  /** When the exchange lets this address go on, in ms since the Unix epoch; 0 when it already does. */
  readonly pausedUntil: number;
  /** Whether the pause is a ban (418). */
  readonly banned: boolean;
}

/** A reservation that has to wait. */
export interface Refused {
  waitMs: number;
  banned: boolean;
}

/** Hands out weight. Clients that share one never overspend together. */
export interface WeightBudget {
  /**
   * Reserves weight, or says how long to wait before asking again.
   *
   * @param weight - What the call costs by its description.
   * @param now - The exchange's time, in milliseconds.
   */
  reserve(weight: number, now: number): Refused | undefined;
  /**
   * Ends a reservation with what the exchange counted.
   *
   * @param weight - What was reserved.
   * @param used - The count in the answer's header; absent when no answer came.
   * @param now - The exchange's time, in milliseconds.
   */
  settle(weight: number, used: number | undefined, now: number): void;
  /** Stops all calls until a time, in ms since the Unix epoch: after a 429, or a ban. */
  pause(until: number, banned: boolean): void;
  readonly limits: Limits;
}

/**
 * A weight budget in the memory of this process.
 *
 * @param options.limit - Weight that may be spent in one interval. Set it lower to leave room for
 *   other programs behind the same IP address.
 * @param options.intervalMs - Length of the interval in milliseconds.
 * @defaultValue `intervalMs` is 60000
 */
export function createWeightBudget({
  limit,
  intervalMs = 60_000,
}: {
  limit: number;
  intervalMs?: number;
}): WeightBudget {
  let interval = 0;
  let counted = 0;
  let pending = 0;
  let pausedUntil = 0;
  let banned = false;

  const enter = (now: number): void => {
    const current = Math.floor(now / intervalMs);
    if (current === interval) return;
    interval = current;
    counted = 0;
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
      return undefined;
    },
    settle(weight, used, now) {
      pending -= weight;
      enter(now);
      // Answers can overtake each other; the highest count of an interval is the latest.
      counted = used === undefined ? counted + weight : Math.max(counted, used);
    },
    pause(until, ban) {
      if (until <= pausedUntil) return;
      pausedUntil = until;
      banned = ban;
    },
    get limits() {
      return { weightLimit: limit, usedWeight: counted + pending, pausedUntil, banned };
    },
  };
}
