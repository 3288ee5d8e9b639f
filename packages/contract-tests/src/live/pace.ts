// Keeps the requests to an exchange within part of its weight, and stops for good when it says stop.
//
// A request that waited would come with an old timestamp, so waiting is done before a check begins: for the
// weight that the whole check needs.
import { createWeightBudget } from "@open-orders/client";
import type { WeightBudget, WeightGrant } from "@open-orders/client";
import { weightFor } from "../spec/description.ts";
import type { Api, RateLimit } from "../spec/description.ts";
import type { Fetch, Target } from "../run/Target.ts";
import { baseUrlOf } from "../run/Target.ts";

/** The part of a described limit that is used; the rest is left to others behind the same address. */
const usedShare = 0.5;
/** Answers after which nothing more is sent: firewall, ban, limit. */
const stopStatuses = new Set([403, 418, 429]);
const timeoutMs = 30_000;
/** What a call for the time weighs; the descriptions do not say more. */
const clockWeight = 1;

/** Weight by API name. */
export type Weights = Readonly<Record<string, number>>;

/** How to pace. */
export interface PaceOptions {
  /** Weight for each API and minute. @default half of what is described */
  readonly maxWeight?: number | undefined;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Told of every wait, in milliseconds. */
  readonly onWait?: ((ms: number, api: string) => void) | undefined;
}

/** A paced way to a target. */
export interface Pace {
  readonly fetch: Fetch;
  /** Waits until there is room for this weight, then does what is to be done. */
  readonly during: <T>(needed: Weights, run: () => Promise<T>) => Promise<T>;
  /** Weight so far, by the descriptions: the least there can be where they only estimate it. */
  readonly weightSpent: Weights;
  /** Requests so far, by API name. */
  readonly requests: Readonly<Record<string, number>>;
  /** Why nothing more is sent; undefined while things go on. */
  readonly stopped: () => string | undefined;
}

/** Paces what goes to a target in use; only counts what goes to another. */
export function createPace(target: Target, apis: readonly Api[], options: PaceOptions): Pace {
  const { now, sleep, onWait, maxWeight } = options;
  const routes = apis.flatMap((api) => routesOf(target, api));
  const meters = new Map(
    apis.flatMap((api) => {
      const meter = target.shared ? createMeter(api, maxWeight) : undefined;
      return meter ? [[api.name, meter]] : [];
    }),
  );
  const weightSpent: Record<string, number> = {};
  const requests: Record<string, number> = {};
  let stopped: string | undefined;

  const reserve = async (api: string, { budget }: Meter, weight: number): Promise<WeightGrant> => {
    for (;;) {
      const reserved = await budget.reserve(weight, now());
      if (reserved.granted) return reserved;
      onWait?.(reserved.waitMs, api);
      await sleep(reserved.waitMs);
    }
  };
  return {
    weightSpent,
    requests,
    stopped: () => stopped,
    async during(needed, run) {
      const reserved: (readonly [Meter, WeightGrant])[] = [];
      for (const [api, weight] of Object.entries(needed)) {
        const meter = meters.get(api);
        if (meter) reserved.push([meter, await reserve(api, meter, weight)]);
      }
      try {
        return await run();
      } finally {
        for (const [meter, grant] of reserved)
          await meter.budget.settle(grant, meter.countAt(now()));
      }
    },
    async fetch(url, init) {
      if (stopped !== undefined) throw new TypeError(stopped);
      const [address = "", query = ""] = url.split("?", 2);
      const route = routes.find((each) => each.address === address);
      if (!route) throw new TypeError("no described operation is served there");
      const api = route.api.name;
      const weight = route.weightOf(query);
      const meter = meters.get(api);
      if (meter && (meter.countAt(now()) ?? 0) + weight > meter.limit.limit) {
        stopped = `the weight of ${api} is used up, by others too, so nothing more was sent; try again later`;
        throw new TypeError(stopped);
      }
      weightSpent[api] = (weightSpent[api] ?? 0) + weight;
      requests[api] = (requests[api] ?? 0) + 1;
      if (!meter) return target.fetch(url, init);

      const signal = init?.signal ?? AbortSignal.timeout(timeoutMs);
      const response = await target.fetch(url, { ...init, signal });
      meter.take(response.headers, now());
      if (stopStatuses.has(response.status)) stopped = stopText(response, api);
      return response;
    },
  };
}

/** Counts the weight of one API. */
interface Meter {
  readonly limit: RateLimit;
  readonly budget: WeightBudget;
  /** Takes in the exchange's count. */
  readonly take: (headers: Headers, now: number) => void;
  /** The exchange's last count in the interval of this time. */
  readonly countAt: (now: number) => number | undefined;
}

function createMeter(api: Api, maxWeight: number | undefined): Meter | undefined {
  const [limit] = api.operations[0]?.limits ?? [];
  if (!limit) return undefined;
  const { intervalMs, header } = limit;
  const intervalOf = (now: number): number => Math.floor(now / intervalMs);
  let last: { readonly interval: number; readonly count: number } | undefined;
  return {
    limit,
    budget: createWeightBudget({ limit: allowanceOf(limit, maxWeight), intervalMs }),
    take(headers, now) {
      const count = headers.get(header);
      if (count === null || !/^\d+$/u.test(count)) return;
      last = { interval: intervalOf(now), count: Number(count) };
    },
    countAt: (now) => (last?.interval === intervalOf(now) ? last.count : undefined),
  };
}

/** How long it takes at least to spend this weight, one API after the other, in milliseconds. */
export function leastTimeFor(
  weight: Weights,
  apis: readonly Api[],
  maxWeight: number | undefined,
): number {
  return apis.reduce((total, { name, operations }) => {
    const [limit] = operations[0]?.limits ?? [];
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

interface Route {
  readonly api: Api;
  readonly address: string;
  readonly weightOf: (query: string) => number;
}

function routesOf(target: Target, api: Api): readonly Route[] {
  const base = baseUrlOf(target, api.name);
  if (base === undefined) return [];
  const operations = api.operations.map((operation): Route => ({
    api,
    address: `${base}${operation.path}`,
    weightOf: (query) =>
      weightFor(
        operation,
        query.split("&").map((part) => part.split("=")[0] ?? ""),
      )?.weight ?? 0,
  }));
  const clock = api.clock && [
    { api, address: `${base}${api.clock.path}`, weightOf: () => clockWeight },
  ];
  return [...operations, ...(clock ?? [])];
}

function stopText({ status, headers }: Response, api: string): string {
  const wait = headers.get("retry-after");
  const when = wait !== null && /^\d+$/u.test(wait) ? `in ${wait} s` : "some minutes later";
  return `${api} answered ${status}, so nothing more was sent; try again ${when}`;
}
