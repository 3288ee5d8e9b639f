// The watcher of open orders: which events two readings give, and what a slow consumer gets.
import { describe, expect, it } from "vitest";
import { conditional, orders, regular, scriptedAccount, stops } from "./scriptedAccount.ts";
import { errorResponse } from "./scriptedExchange.ts";
import { next, take, watching } from "./watching.ts";

describe("what changed between two readings", () => {
  it("begins with every open order", async () => {
    const account = scriptedAccount({ [orders]: [regular("1")], [stops]: [conditional("2")] });
    expect(await next(watching(account))).toBe("snapshot 1 2");
  });

  it.each<[string, object[], object[], string[]]>([
    ["a new order", [], [regular("1")], ["opened BTCUSD_PERP 1"]],
    ["an order that is gone", [regular("1")], [], ["closed BTCUSD_PERP 1"]],
    [
      "an order that is partly filled",
      [regular("1")],
      [regular("1", { status: "PARTIALLY_FILLED", executedQty: "1" })],
      ["updated BTCUSD_PERP 1: NEW 0 → PARTIALLY_FILLED 1"],
    ],
    [
      "a field without a role",
      [regular("1")],
      [regular("1", { avgPrice: "1.0" })],
      ["updated BTCUSD_PERP 1: NEW 0 → NEW 0"],
    ],
    [
      "a field within a field",
      [regular("1", { more: { legs: ["a"] } })],
      [regular("1", { more: { legs: ["b"] } })],
      ["updated BTCUSD_PERP 1: NEW 0 → NEW 0"],
    ],
    [
      "one of two orders with the same id",
      [regular("1"), regular("1", { symbol: "ETHUSD_PERP" })],
      [regular("1", { symbol: "ETHUSD_PERP" })],
      ["closed BTCUSD_PERP 1"],
    ],
    [
      "everything, opened orders first, then closed ones",
      [regular("1"), regular("2")],
      [regular("3"), regular("2", { executedQty: "1" })],
      ["opened BTCUSD_PERP 3", "closed BTCUSD_PERP 1", "updated BTCUSD_PERP 2: NEW 0 → NEW 1"],
    ],
  ])("%s", async (_, before, after, expected) => {
    const account = scriptedAccount({ [orders]: before, [stops]: [] });
    account.pauses.push(() => (account.lists[orders] = after));
    expect((await take(watching(account), expected.length + 1)).slice(1)).toEqual(expected);
  });

  it("nothing, where the fields only come in another order", async () => {
    const order = regular("1", { more: { legs: ["a"] } });
    const account = scriptedAccount({ [orders]: [order], [stops]: [] });
    account.pauses.push(
      () => (account.lists[orders] = [Object.fromEntries(Object.entries(order).toReversed())]),
      () => (account.lists[orders] = []),
    );
    expect(await take(watching(account), 2)).toEqual(["snapshot 1", "closed BTCUSD_PERP 1"]);
  });

  it("a conditional order that became another, in one story", async () => {
    const account = scriptedAccount({ [orders]: [], [stops]: [conditional("1")] });
    account.pauses.push(
      () => {
        account.lists[stops] = [conditional("1", { stopStatus: "TRIGGERED", newOrderId: "77" })];
        account.lists[orders] = [regular("77")];
      },
      () => (account.lists[stops] = []),
    );
    expect(await take(watching(account), 4)).toEqual([
      "snapshot 1",
      "opened BTCUSD_PERP 77",
      "updated BTCUSD_PERP 1: NEW undefined → TRIGGERED undefined",
      "closed BTCUSD_PERP 1 became 77",
    ]);
  });
});

it("an order that is gone is gone once, and the next reading says nothing of it", async () => {
  const account = scriptedAccount({ [orders]: [regular("1")], [stops]: [] });
  account.pauses.push(
    () => (account.lists[orders] = []),
    () => {},
    () => (account.lists[orders] = [regular("2")]),
  );
  expect(await take(watching(account), 3)).toEqual([
    "snapshot 1",
    "closed BTCUSD_PERP 1",
    "opened BTCUSD_PERP 2",
  ]);
});

describe("an option that cannot be met is rejected before anything is sent:", () => {
  it.each<[string, object, string]>([
    ["a name", { interval: 1 }, "watchOpenOrders has no option interval."],
    [
      "a list",
      { lists: ["listOrders"] },
      "watchOpenOrders: option lists must be an array that names some of",
    ],
    ["null", null as unknown as object, "watchOpenOrders takes its options as an object."],
    ["an interval", { intervalMs: 0 }, "Option intervalMs must be a"],
  ])("%s", async (_, options, message) => {
    const account = scriptedAccount({ [orders]: [], [stops]: [] });
    await expect(watching(account, options).next()).rejects.toMatchObject({
      kind: "config",
      message: expect.stringContaining(message),
    });
    expect(account.sent).toEqual([]);
  });
});

it("a watch that is ended while it reads aborts its requests", async () => {
  const signals: (AbortSignal | null | undefined)[] = [];
  const timeoutMs = 2 ** 31 - 1;
  const own = {
    fetch: (_: unknown, init?: RequestInit) => {
      signals.push(init?.signal);
      return new Promise<Response>(() => {});
    },
    timeoutMs,
    totalTimeoutMs: timeoutMs,
  };
  const watch = watching(scriptedAccount({ [orders]: [], [stops]: [] }), {}, own);
  const pending = next(watch);
  await expect.poll(() => signals.length).toBe(1);
  expect(await watch.return()).toEqual({ done: true, value: undefined });
  expect(await pending).toBe("done");
  expect(signals.map((signal) => signal?.aborted)).toEqual([true]);
});

describe("a consumer", () => {
  it("that is slow gets the latest state, in as few events as it takes", async () => {
    const account = scriptedAccount({ [orders]: [regular("1")], [stops]: [] });
    const watch = watching(account);
    const events = [await next(watch)];
    account.lists[orders] = [regular("2"), regular("3"), regular("1", { executedQty: "1" })];
    account.pass(8000);
    events.push(await next(watch));
    // While it works on the first of four events, all of them are overtaken.
    account.lists[orders] = [regular("2"), regular("1", { executedQty: "2" })];
    account.pass(8000);
    events.push(await next(watch));
    expect(events).toEqual([
      "snapshot 1",
      "opened BTCUSD_PERP 2",
      "updated BTCUSD_PERP 1: NEW 0 → NEW 2",
    ]);
    expect(account.sent).toHaveLength(6);
  });

  it("that is slow still learns what a conditional order became", async () => {
    const account = scriptedAccount({ [orders]: [], [stops]: [conditional("1")] });
    const watch = watching(account);
    await next(watch);
    account.lists[stops] = [conditional("1", { newOrderId: "77" })];
    account.lists[orders] = [regular("5")];
    account.pass(8000);
    expect(await next(watch)).toBe("opened BTCUSD_PERP 5");
    account.lists[stops] = [];
    account.pass(8000);
    expect(await next(watch)).toBe("closed BTCUSD_PERP 1 became 77");
  });

  it("gets what is left of a reading even while the next ones fail", async () => {
    let isDown = false;
    const account = scriptedAccount({ [orders]: [], [stops]: [] }, () =>
      isDown ? errorResponse(503, -1008) : undefined,
    );
    const watch = watching(account);
    await next(watch);
    account.lists[orders] = [regular("1"), regular("2")];
    account.pass(8000);
    const events = [await next(watch)];
    isDown = true;
    account.pass(8000);
    events.push(...(await take(watch, 2)));
    expect(events).toEqual([
      "opened BTCUSD_PERP 1",
      "stale api since +8000",
      "opened BTCUSD_PERP 2",
    ]);
  });

  it("gets all events of a reading that took longer than the interval", async () => {
    const account = scriptedAccount({ [orders]: [], [stops]: [] }, () => {
      account.pass(9000);
      return undefined;
    });
    const watch = watching(account);
    await next(watch);
    account.lists[orders] = [regular("1"), regular("2")];
    expect(await take(watch, 2)).toEqual(["opened BTCUSD_PERP 1", "opened BTCUSD_PERP 2"]);
    expect(account.sent).toHaveLength(4);
  });

  it("that asks several times at once gets one event after the other", async () => {
    const account = scriptedAccount({ [orders]: [], [stops]: [] });
    account.pauses.push(() => (account.lists[orders] = [regular("1"), regular("2")]));
    const watch = watching(account);
    const events = await Promise.all([next(watch), next(watch), next(watch)]);
    expect(events).toEqual(["snapshot", "opened BTCUSD_PERP 1", "opened BTCUSD_PERP 2"]);
  });

  it("that does nothing costs nothing: no timer is left between two events", async () => {
    const account = scriptedAccount({ [orders]: [], [stops]: [] });
    const before = process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
    await next(watching(account));
    const after = process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
    expect(after).toBe(before);
  });
});
