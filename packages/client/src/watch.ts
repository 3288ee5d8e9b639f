// Watches the open orders of an account: reads its lists again and again, and says what changed in between.
// It reads only while somebody waits for the next event, so a slow consumer gets the latest state and no queue grows.
/// <reference lib="esnext.disposable" preserve="true" />
import type { BinanceError } from "./errors.ts";
import { chooseLists, readLists, withSignal } from "./openOrders.ts";
import type { Account, OpenOrder } from "./openOrders.ts";

/** What to watch, and how often to look. */
export interface WatchOptions<List extends string = string> {
  /** Only these lists. @defaultValue every list of the account */
  lists?: readonly List[] | undefined;
  /** Only orders of this symbol. @defaultValue every symbol */
  symbol?: string | undefined;
  /**
   * Time between two readings, in ms.
   * @defaultValue as short as a quarter of the weight limit allows, and at least 1000
   */
  intervalMs?: number | undefined;
  /** Ends the watching; its reason is thrown as it is. */
  signal?: AbortSignal | undefined;
}

/** What happened to the open orders. */
export type OpenOrderEvent<Order extends OpenOrder = OpenOrder> =
  /** The first complete reading, sorted by `placedAt`. */
  | { readonly type: "snapshot"; readonly orders: readonly Order[] }
  /** An order is open that was not open before. */
  | { readonly type: "opened"; readonly order: Order }
  /** A field of an open order changed; `previous` is what the event before said of it. */
  | { readonly type: "updated"; readonly order: Order; readonly previous: Order }
  /**
   * An order is in no list any more: filled, cancelled or expired. `order` is its last known state. `becameId` is the
   * id of the order that a triggered conditional order turned into.
   */
  | { readonly type: "closed"; readonly order: Order; readonly becameId: string | undefined }
  /**
   * A reading failed, so the orders may have changed unseen. `since` is the local time of the last complete reading
   * (of the first attempt, before the first one), in ms since the Unix epoch. Sent once, until `recovered`.
   */
  | { readonly type: "stale"; readonly error: BinanceError; readonly since: number }
  /** A reading succeeded again. What changed in the meantime follows. `since` is that of `stale`. */
  | { readonly type: "recovered"; readonly since: number };

/** The events of a watched account. Ends with `return()`, with the loop that reads it, or with `await using`. */
export interface OpenOrderWatch<Order extends OpenOrder = OpenOrder> {
  next(): Promise<IteratorResult<OpenOrderEvent<Order>, undefined>>;
  return(): Promise<IteratorResult<OpenOrderEvent<Order>, undefined>>;
  [Symbol.asyncIterator](): OpenOrderWatch<Order>;
  /** Ends it, as `return()` does. Missing where the runtime does not know the symbol. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** What reads the events; `client.ts` makes an OpenOrderWatch of it. */
export type WatchReader = Pick<OpenOrderWatch, "next" | "return">;

/** Shortest default interval. */
const shortestMs = 1000;
/** The part of the weight limit that the default interval takes at most. */
const share = 1 / 4;
const done = { done: true, value: undefined } as const;

export function watchOpenOrders(account: Account, options: WatchOptions = {}): WatchReader {
  const { api, settings } = account;
  /** The lists to read; known once the options were checked. */
  let lists: readonly string[] | undefined;
  /** The orders that the consumer knows, by key: as it knows them, and as they were last seen. */
  const known = new Map<string, { readonly order: OpenOrder; seen: OpenOrder }>();
  /** What the consumer does not know yet. Each reading makes it anew, so it never holds more than that. */
  let pending: OpenOrderEvent[] = [];
  let hasSnapshot = false;
  let staleSince: number | undefined;
  /** Local time of the last complete reading. */
  let completeAt: number | undefined;
  let nextReadAt = Number.NEGATIVE_INFINITY;
  /** Until when pending events are returned without another reading first. */
  let freshUntil = Number.NEGATIVE_INFINITY;
  let ended = false;
  /** Ends what is under way. */
  let abort: (() => void) | undefined;
  /** The last call of `next`: calls wait for each other. */
  let tail: Promise<unknown> = Promise.resolve();

  /** The time between two readings that leaves the rest of the weight limit to all other calls. */
  const intervalMs = (read: readonly string[]): number => {
    const weight = read.reduce(
      (sum, list) => sum + account.weightOf(list, { symbol: options.symbol }),
      0,
    );
    const limit = Math.min(api.limit.weight, settings.weightBudget.weightUsage.weightLimit);
    return Math.max(shortestMs, Math.ceil((weight * api.limit.intervalMs) / (limit * share)));
  };

  /** Makes the events that lead from what the consumer knows to what is open. */
  const compare = (orders: readonly OpenOrder[]): void => {
    pending = staleSince === undefined ? [] : [{ type: "recovered", since: staleSince }];
    if (!hasSnapshot) {
      pending.push({ type: "snapshot", orders });
      return;
    }
    const open = new Set<string>();
    const updated: OpenOrderEvent[] = [];
    for (const order of orders) {
      open.add(order.key);
      const entry = known.get(order.key);
      if (!entry) pending.push({ type: "opened", order });
      else {
        entry.seen = order;
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what has an id is an object
        if (!isSame(entry.order.raw as Fields, order.raw as Fields))
          updated.push({ type: "updated", order, previous: entry.order });
      }
    }
    // Opened before closed: a conditional order that turned into another is never missing in between. Closed before
    // updated: a consumer that is slower than the readings would hear of an order that keeps changing alone.
    for (const [key, { seen }] of known)
      if (!open.has(key)) pending.push({ type: "closed", order: seen, becameId: seen.becomes });
    pending.push(...updated);
  };

  /** Takes down what the consumer knows from now on. */
  const tell = (event: OpenOrderEvent): OpenOrderEvent => {
    const know = (order: OpenOrder): unknown => known.set(order.key, { order, seen: order });
    if (event.type === "snapshot") {
      hasSnapshot = true;
      event.orders.forEach(know);
    } else if (event.type === "recovered") staleSince = undefined;
    else if (event.type === "closed") known.delete(event.order.key);
    else if (event.type !== "stale") know(event.order);
    return event;
  };

  /** Reads all lists once. A failure that may pass is an event; any other is thrown. */
  const read = async (
    from: readonly string[],
    own: AbortSignal,
  ): Promise<OpenOrderEvent | undefined> => {
    const startedAt = settings.now();
    nextReadAt = account.time();
    try {
      compare(await readLists(account, from, options.symbol, { signal: own }));
      completeAt = startedAt;
      const pauseMs = options.intervalMs ?? intervalMs(from);
      nextReadAt += pauseMs;
      // Counted from its end: a reading that waited long for weight is not outdated when it is there.
      freshUntil = account.time() + pauseMs;
      return undefined;
    } catch (error) {
      own.throwIfAborted();
      if (!isTransient(account, error)) throw error;
      // What was tried again was spent again.
      const pauseMs = options.intervalMs ?? intervalMs(from) * Math.max(1, error.attempts);
      nextReadAt = account.time() + Math.max(pauseMs, retryAfterMs(error));
      if (staleSince !== undefined) return undefined;
      staleSince = completeAt ?? startedAt;
      return { type: "stale", error, since: staleSince };
    }
  };

  /** Waits for the next event. */
  const nextEvent = async (from: readonly string[], own: AbortSignal): Promise<OpenOrderEvent> => {
    for (;;) {
      const now = account.time();
      const waitMs = nextReadAt - now;
      const isFresh = pending.length > 0 && now < freshUntil;
      const event = (waitMs <= 0 && !isFresh && (await read(from, own))) || pending.shift();
      if (event) return tell(event);
      if (waitMs > 0) await account.sleep(waitMs, own);
    }
  };

  const step: WatchReader["next"] = async () => {
    if (ended) return done;
    try {
      const from = (lists ??= checkOptions(account, options));
      options.signal?.throwIfAborted();
      return await withSignal(options.signal, async (controller) => {
        abort = () => controller.abort();
        return { done: false, value: await nextEvent(from, controller.signal) };
      });
    } catch (error) {
      // Ended by `return`, which is no failure.
      if (ended) return done;
      ended = true;
      throw error;
    } finally {
      abort = undefined;
    }
  };

  return {
    next() {
      const result = tail.then(step);
      tail = result.catch(() => {});
      return result;
    },
    async return() {
      ended = true;
      abort?.();
      await tail;
      return done;
    },
  };
}

/** Checks the options and says which lists are meant. Throws ConfigError. */
function checkOptions(account: Account, options: WatchOptions): readonly string[] {
  account.checkOptions("watchOpenOrders", options, {
    lists: "any",
    symbol: "any",
    intervalMs: 1,
    signal: "any",
  });
  account.checkCall({ signal: options.signal });
  return chooseLists(account, "watchOpenOrders", options);
}

function retryAfterMs(error: BinanceError): number {
  return "retryAfterMs" in error && typeof error.retryAfterMs === "number" ? error.retryAfterMs : 0;
}

/** Whether a later reading may succeed: not with wrong credentials, a wrong option, or an address that serves something else. */
function isTransient({ errors }: Account, error: unknown): error is BinanceError {
  if (!(error instanceof errors.BinanceError)) return false;
  if (error.kind === "config" || error.kind === "signing") return false;
  if (error.kind === "rate-limit") return true;
  // Such as a proxy that rejects its password.
  if ("isFinal" in error && error.isFinal) return false;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- errors of the kinds api and response have a status, and no other has one
  const { status = 0, code } = error as { status?: number; code?: number };
  // 403 comes from a firewall, which lets callers in again; 408 is a timeout. A code below 400 is the exchange's own.
  if (status >= 500 || status === 403 || status === 408) return true;
  if (status < 400 && code === undefined) return true;
  const retry = errors.retryOfCode(code);
  return retry !== undefined && retry !== "never" && retry !== "abort";
}

type Fields = Readonly<Record<string, unknown>>;

/** Whether two items of a list say the same. */
function isSame(one: Fields, other: Fields): boolean {
  return Object.keys({ ...one, ...other }).every(
    (name) =>
      one[name] === other[name] || JSON.stringify(one[name]) === JSON.stringify(other[name]),
  );
}
