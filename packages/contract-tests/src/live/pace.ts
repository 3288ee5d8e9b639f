// Keeps the requests to a shared target within part of its weight, and stops for good when it says so.
//
// A request that waited would arrive with an old timestamp, so waiting is done before a check begins: for the weight
// that the whole check needs.
import type { Api, RateLimit } from "@open-orders/specs/model";
import { findByPath, matchPath, pathNames, weightRuleFor } from "@open-orders/specs/model";
import { baseUrlOf } from "../run/Target.ts";
import type { Fetch, Target } from "../run/Target.ts";

/** The part of a described limit that is used; the rest is left to others behind the same address. */
const usedShare = 0.5;
/** Responses after which nothing more is sent: firewall, ban, limit. */
const stopStatuses = new Set([403, 418, 429]);
const timeoutMs = 30_000;
/** Requests in a row without a response, after which nothing more is sent. */
const maxUnanswered = 3;
/** What a request for the time weighs; the descriptions do not say. */
const clockWeight = 1;

/** Weight by API name. */
export type Weights = Readonly<Record<string, number>>;

export interface PaceOptions {
  /** Weight for each API and minute. @defaultValue half of what is described */
  readonly maxWeight?: number | undefined;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Notified of every wait, in milliseconds. */
  readonly onWait?: ((ms: number, api: string) => void) | undefined;
  /** Aborted when nothing more is to be sent. */
  readonly signal?: AbortSignal | undefined;
}

/** A paced way to a target. */
export interface Pace {
  readonly fetch: Fetch;
  /** Waits until there is room for this weight. */
  readonly waitFor: (needed: Weights) => Promise<void>;
  /** Weight so far, by the descriptions: the least there can be where they only estimate it. */
  readonly weightSpent: Weights;
  /** Requests so far, by API name. */
  readonly requests: Readonly<Record<string, number>>;
  /** Why nothing more is sent; undefined while requests go on. */
  readonly stopped: () => string | undefined;
}

/** The weight of one API in the current interval. */
interface Meter {
  readonly limit: RateLimit;
  readonly allowance: number;
  interval: number;
  /** The highest of what was reserved and what the exchange counted. */
  used: number;
  /** What the exchange counted last. */
  counted: number;
}

/** Paces what goes to a shared target; only counts what goes to another. */
export function createPace(target: Target, apis: readonly Api[], options: PaceOptions): Pace {
  const { now, sleep, onWait, maxWeight, signal: interrupted } = options;
  const meters = new Map<string, Meter>();
  for (const { name, rateLimits } of target.shared ? apis : [])
    for (const limit of rateLimits.slice(0, 1)) {
      const allowance = allowanceOf(limit, maxWeight);
      meters.set(name, { limit, allowance, interval: Number.NaN, used: 0, counted: 0 });
    }
  const weightSpent: Record<string, number> = {};
  const requests: Record<string, number> = {};
  let stopped: string | undefined;
  let unanswered = 0;
  const stopReason = () => stopped ?? (interrupted?.aborted ? "interrupted" : undefined);

  const begin = (meter: Meter): number => {
    const interval = Math.floor(now() / meter.limit.intervalMs);
    if (meter.interval !== interval) Object.assign(meter, { interval, used: 0, counted: 0 });
    return (interval + 1) * meter.limit.intervalMs - now();
  };
  return {
    weightSpent,
    requests,
    stopped: stopReason,
    async waitFor(needed) {
      for (const [api, weight] of Object.entries(needed)) {
        const meter = meters.get(api);
        if (!meter) continue;
        for (;;) {
          const leftMs = begin(meter);
          // What needs more than there ever is begins with an interval.
          if (meter.used === 0 || meter.used + weight <= meter.allowance) break;
          if (interrupted?.aborted) return;
          onWait?.(leftMs, api);
          await sleep(leftMs);
        }
        meter.used += weight;
      }
    },
    async fetch(url, init) {
      const reason = stopReason();
      if (reason !== undefined) throw new TypeError(reason);
      const route = routeOf(target, apis, url);
      if (!route) throw new TypeError("no described operation is served there");
      const { api, weight } = route;
      const meter = meters.get(api);
      if (meter) begin(meter);
      if (meter && meter.counted + weight > meter.limit.limit) {
        stopped = `the weight of ${api} is used up, by others too, so nothing more was sent; try again later`;
        throw new TypeError(stopped);
      }
      weightSpent[api] = (weightSpent[api] ?? 0) + weight;
      requests[api] = (requests[api] ?? 0) + 1;
      if (!meter) return target.fetch(url, init);

      const limit = init?.signal ?? AbortSignal.timeout(timeoutMs);
      const signal = interrupted ? AbortSignal.any([limit, interrupted]) : limit;
      const response = await target.fetch(url, { ...init, signal }).catch((error: unknown) => {
        // What the caller gave up says nothing of the target.
        if (!init?.signal?.aborted) unanswered += 1;
        if (unanswered >= maxUnanswered)
          stopped = `${api} did not respond to ${unanswered} requests in a row, so nothing more was sent; check that it is up`;
        throw error;
      });
      unanswered = 0;
      const count = response.headers.get(meter.limit.header);
      begin(meter);
      if (count !== null && /^\d+$/u.test(count)) {
        meter.counted = Number(count);
        meter.used = Math.max(meter.used, meter.counted);
      }
      if (stopStatuses.has(response.status)) stopped = stopText(response, api);
      return response;
    },
  };
}

/** How long it takes at least to spend this weight, one API after the other, in milliseconds. */
export function leastTimeFor(
  weight: Weights,
  apis: readonly Api[],
  maxWeight: number | undefined,
): number {
  return apis.reduce((total, { name, rateLimits: [limit] }) => {
    const spent = weight[name] ?? 0;
    if (!limit || spent === 0) return total;
    // The first and the last of the intervals may be as good as over.
    const waits = Math.max(0, Math.ceil(spent / allowanceOf(limit, maxWeight)) - 2);
    return total + waits * limit.intervalMs;
  }, 0);
}

/** Weight that may be used in each interval of a limit. */
function allowanceOf({ limit }: RateLimit, maxWeight = Infinity): number {
  return Math.max(1, Math.min(maxWeight, Math.floor(limit * usedShare)));
}

/** The API that a URL belongs to, and what a request to it weighs. */
function routeOf(
  target: Target,
  apis: readonly Api[],
  url: string,
): { readonly api: string; readonly weight: number } | undefined {
  const { origin, pathname, searchParams } = new URL(url);
  const address = origin + pathname;
  for (const { name: api, clock, operations } of apis) {
    const base = baseUrlOf(target, api);
    if (base === undefined) continue;
    if (clock && address === `${base}${clock.path}`) return { api, weight: clockWeight };
    const served = operations.filter(({ path }) => matchPath(path, address)?.base === base);
    const operation = findByPath(served, address);
    if (!operation) continue;
    const sent = new Set([...searchParams.keys(), ...pathNames(operation.path)]);
    return { api, weight: weightRuleFor(operation.weights, sent)?.weight ?? 0 };
  }
  return undefined;
}

function stopText({ status, headers }: Response, api: string): string {
  const wait = headers.get("retry-after");
  const when = wait !== null && /^\d+$/u.test(wait) ? `in ${wait} s` : "some minutes later";
  return `${api} returned ${status}, so nothing more was sent; try again ${when}`;
}
