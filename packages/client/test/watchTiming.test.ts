// The watcher of open orders: how often it reads, and how it ends.
import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import { createWeightBudget } from "../src/index.ts";
import type { ClientOptions, OpenOrderWatch, WatchOptions } from "../src/index.ts";
import { orders, regular, scriptedAccount, stops } from "./scriptedAccount.ts";
import type { Lists } from "./scriptedAccount.ts";
import { errorResponse, start } from "./scriptedExchange.ts";
import { next, take, watching } from "./watching.ts";

/** A promise, and what resolves it. */
function promise() {
  let resolve = (): void => {};
  const settled = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise: settled, resolve };
}

describe("the interval", () => {
  async function slept(options: WatchOptions<keyof Lists>, own: Partial<ClientOptions> = {}) {
    const account = scriptedAccount({ [orders]: [], [stops]: [] });
    account.pauses.push(() => (account.lists[orders] = [regular("1")]));
    await take(watching(account, options, own), 2);
    return account.slept;
  }

  it("leaves three quarters of the limit to others", async () => {
    // Two lists of weight 40 within 600 of 2400 a minute: 7.5 readings a minute.
    expect(await slept({})).toEqual([8000]);
    expect(await slept({ lists: ["listOpenOrders"] })).toEqual([4000]);
  });

  it("is of the budget's limit where that is lower", async () => {
    const weightBudget = createWeightBudget({ limit: 1200 });
    expect(await slept({}, { weightBudget })).toEqual([16_000]);
  });

  it("is at least a second", async () => {
    expect(await slept({ symbol: "BTCUSD_PERP" })).toEqual([1000]);
  });

  it("can be set", async () => {
    expect(await slept({ intervalMs: 250 })).toEqual([250]);
  });

  it("counts from the beginning of a reading", async () => {
    const account = scriptedAccount({ [orders]: [], [stops]: [] }, () => {
      account.pass(1000);
      return undefined;
    });
    account.pauses.push(() => (account.lists[orders] = [regular("1")]));
    await take(watching(account), 2);
    expect(account.slept).toEqual([6000]);
  });

  it("grows with what was tried again", async () => {
    const account = scriptedAccount({ [orders]: [], [stops]: [] }, ({ at }) =>
      at < start + 8000 ? errorResponse(503, -1008) : undefined,
    );
    account.pauses.push(() => {});
    await take(watching(account), 2);
    expect(account.slept).toEqual([24_000]);
  });

  it.each<[string, object, string]>([
    ["a list that is not there", { lists: ["listMarginOpenOrders"] }, "listMarginOpenOrders"],
    ["no list at all", { lists: [] }, "listOpenStops"],
    ["an interval of nothing", { intervalMs: 0 }, "intervalMs"],
    ["an interval that is no number", { intervalMs: Number.NaN }, "intervalMs"],
    ["an option that is misspelt", { interval: 5 }, "intervalMs"],
    ["a signal that is none", { signal: 5 }, "signal"],
  ])("and the rest: rejects %s before anything is sent", async (_, options, words) => {
    const account = scriptedAccount({});
    const error: unknown = await watching(account, options)
      .next()
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: "config", message: expect.stringContaining(words) });
    expect(account.sent).toEqual([]);
  });

  it("reads only the lists that are named", async () => {
    const account = scriptedAccount({ [orders]: [] });
    await next(watching(account, { lists: ["listOpenOrders"] }));
    expect(account.sent.map(({ path }) => path)).toEqual([orders]);
  });
});

describe("the end", () => {
  it("comes with the caller's reason, during a pause", async () => {
    const stop = new AbortController();
    const reason = new Error("enough");
    const account = scriptedAccount({ [orders]: [], [stops]: [] });
    const sleeping = promise();
    const sleep: ClientOptions["sleep"] = (_, signal) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener("abort", () => reject(signal.reason as Error));
        sleeping.resolve();
      });
    const watch = watching(account, { signal: stop.signal }, { sleep });
    await next(watch);
    const waiting = watch.next();
    await sleeping.promise;
    stop.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    expect(await next(watch)).toBe("done");
    expect(getEventListeners(stop.signal, "abort")).toEqual([]);
  });

  it("comes with the caller's reason, during a request", async () => {
    const stop = new AbortController();
    const reason = new Error("enough");
    const account = scriptedAccount({}, () => {
      stop.abort(reason);
      return new Error("ECONNRESET");
    });
    const watch = watching(account, { signal: stop.signal });
    await expect(watch.next()).rejects.toBe(reason);
    expect(getEventListeners(stop.signal, "abort")).toEqual([]);
  });

  it("comes with the caller's reason, even if that is an error of the client", async () => {
    const stop = new AbortController();
    const account = scriptedAccount({}, () => new Error("ECONNRESET"));
    const event = (await watching(account).next()).value;
    const reason = event?.type === "stale" ? event.error : undefined;
    const aborting = scriptedAccount({}, () => {
      stop.abort(reason);
      return new Error("ECONNRESET");
    });
    await expect(watching(aborting, { signal: stop.signal }).next()).rejects.toBe(reason);
  });

  it("comes with the caller's reason, while nobody waited", async () => {
    const stop = new AbortController();
    const account = scriptedAccount({ [orders]: [], [stops]: [] });
    const watch = watching(account, { signal: stop.signal });
    await next(watch);
    expect(getEventListeners(stop.signal, "abort")).toEqual([]);
    stop.abort("enough");
    await expect(watch.next()).rejects.toBe("enough");
  });

  it("comes with return(), which ends a pause that was begun", async () => {
    const account = scriptedAccount({ [orders]: [], [stops]: [] });
    const sleeping = promise();
    let cleared = false;
    const sleep: ClientOptions["sleep"] = (_, signal) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener("abort", () => {
          cleared = true;
          reject(signal.reason as Error);
        });
        sleeping.resolve();
      });
    const watch = watching(account, {}, { sleep });
    await next(watch);
    const waiting = watch.next();
    await sleeping.promise;
    expect(await watch.return()).toEqual({ done: true, value: undefined });
    expect(cleared).toBe(true);
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(await next(watch)).toBe("done");
  });

  it("comes when a loop is left, and with `await using`", async () => {
    const account = scriptedAccount({ [orders]: [], [stops]: [] });
    const looped = watching(account);
    for await (const event of looped) if (event.type === "snapshot") break;
    expect(await next(looped)).toBe("done");
    let left: OpenOrderWatch;
    {
      await using used = watching(account);
      await next(used);
      left = used;
    }
    expect(await next(left)).toBe("done");
  });

  it("before the beginning sends nothing", async () => {
    const account = scriptedAccount({});
    const watch = watching(account);
    await watch.return();
    expect(await next(watch)).toBe("done");
    expect(account.sent).toEqual([]);
  });
});
