// Every open order of an account in one shape: complete or an error, with exact strings, conditional lists first.
import { getEventListeners } from "node:events";
import { describe, expect, expectTypeOf, it } from "vitest";
import type { CoinMFuturesOpenOrder, ClientOptions, CoinMOpenOrder } from "../src/index.ts";
import {
  conditional,
  createSeparateListsClient,
  createStopsOfAllClient,
  createTwoListsClient,
  createUnnamedSuccessorsClient,
  orders,
  regular,
  scriptedAccount,
  stops,
} from "./scriptedAccount.ts";
import { html, errorResponse, start } from "./scriptedExchange.ts";

const client = (account: { options: ClientOptions }) => createTwoListsClient(account.options);
const caught = (promise: Promise<unknown>) => promise.catch((error: unknown) => error);

describe("listAllOpenOrders", () => {
  it("reads the fields of each list by their roles, as exact strings", async () => {
    const account = scriptedAccount({
      [orders]: [
        regular("8389765489680951453", { status: "PARTIALLY_FILLED", executedQty: "0.10" }),
      ],
      [stops]: [conditional("2148627", { createTime: start + 1, newOrderId: "77" })],
    });
    const [limit, stop] = await client(account).listAllOpenOrders();
    expect(limit).toEqual({
      account: "two-lists",
      list: "listOpenOrders",
      key: "two-lists/listOpenOrders/BTCUSD_PERP/8389765489680951453",
      id: "8389765489680951453",
      clientId: "client-8389765489680951453",
      symbol: "BTCUSD_PERP",
      side: "BUY",
      type: "LIMIT",
      status: "PARTIALLY_FILLED",
      price: "90000.10",
      triggerPrice: "0",
      quantity: "3",
      filledQuantity: "0.10",
      placedAt: start,
      updatedAt: start,
      raw: regular("8389765489680951453", { status: "PARTIALLY_FILLED", executedQty: "0.10" }),
    });
    expect(stop).toMatchObject({
      list: "listOpenStops",
      id: "2148627",
      clientId: "client-2148627",
      type: "STOP_MARKET",
      status: "NEW",
      price: "0.0",
      triggerPrice: "80000.5",
      quantity: "3",
      placedAt: start + 1,
      becomes: "77",
    });
    expect(stop?.filledQuantity).toBeUndefined();
  });

  it("leaves a conditional order without a successor until it is triggered", async () => {
    const account = scriptedAccount({ [orders]: [], [stops]: [conditional("1")] });
    expect((await client(account).listAllOpenOrders())[0]?.becomes).toBeUndefined();
  });

  it("sorts by time of placement, then by key", async () => {
    const account = scriptedAccount({
      [orders]: [
        regular("3", { time: start + 5 }),
        regular("2"),
        regular("1", { symbol: "ETHUSD_PERP" }),
      ],
      [stops]: [conditional("9", { createTime: start + 1 }), conditional("2")],
    });
    const all = await client(account).listAllOpenOrders();
    expect(all.map(({ list, symbol, id }) => `${list} ${symbol} ${id}`)).toEqual([
      "listOpenOrders BTCUSD_PERP 2",
      "listOpenOrders ETHUSD_PERP 1",
      "listOpenStops BTCUSD_PERP 2",
      "listOpenStops BTCUSD_PERP 9",
      "listOpenOrders BTCUSD_PERP 3",
    ]);
  });

  it("keeps two orders apart that have the same id on two symbols", async () => {
    const account = scriptedAccount({
      [orders]: [regular("512726567"), regular("512726567", { symbol: "ETHUSD_PERP" })],
      [stops]: [],
    });
    const keys = (await client(account).listAllOpenOrders()).map(({ key }) => key);
    expect(new Set(keys).size).toBe(2);
  });

  it.each([
    ["names the order that it turns into", createTwoListsClient],
    ["does not", createUnnamedSuccessorsClient],
  ])("misses no order that is triggered while it reads, where it %s", async (_, create) => {
    const account = scriptedAccount({ [orders]: [], [stops]: [conditional("1")] }, ({ path }) => {
      // The order leaves its list as soon as that was read, and enters the other one.
      if (path === orders) account.lists[orders] = [regular("2")];
      return undefined;
    });
    const all = await create(account.options).listAllOpenOrders();
    expect(account.sent.map(({ path }) => path)).toEqual([stops, orders]);
    expect(all.map(({ id }) => id)).toEqual(["2", "1"]);
  });

  it("sends the symbol to every list", async () => {
    const account = scriptedAccount({
      [orders]: [regular("1"), regular("2", { symbol: "ETHUSD_PERP" })],
      [stops]: [],
    });
    const all = await client(account).listAllOpenOrders({ symbol: "ETHUSD_PERP" });
    expect(account.sent.map(({ symbol }) => symbol)).toEqual(["ETHUSD_PERP", "ETHUSD_PERP"]);
    expect(all.map(({ id }) => id)).toEqual(["2"]);
  });

  it("picks the orders of the symbol where a list cannot be asked for one", async () => {
    const account = scriptedAccount({
      [orders]: [regular("1"), regular("2", { symbol: "ETHUSD_PERP" })],
      [stops]: [conditional("3"), conditional("4", { symbol: "ETHUSD_PERP" })],
    });
    const own = createStopsOfAllClient(account.options);
    const all = await own.listAllOpenOrders({ symbol: "ETHUSD_PERP" });
    expect(all.map(({ id }) => id)).toEqual(["2", "4"]);
    expect(account.sent.map(({ symbol }) => symbol)).toEqual([null, "ETHUSD_PERP"]);
    expect(await own.listAllOpenOrders()).toHaveLength(4);
  });

  it("throws what else a list says of a symbol", async () => {
    const account = scriptedAccount({ [orders]: [regular("1")], [stops]: [] }, ({ path }) =>
      path === stops ? errorResponse(400, -1100) : undefined,
    );
    const error = await caught(client(account).listAllOpenOrders({ symbol: "BTCUSD_PERP" }));
    expect(error).toMatchObject({ kind: "api", code: -1100, operation: "listOpenStops" });
  });

  it("names the lists there are where one is not known", async () => {
    const account = scriptedAccount({});
    const lists = ["listOpenOrders", "listOpenAlgos"] as "listOpenOrders"[];
    expect(await caught(client(account).listAllOpenOrders({ lists }))).toMatchObject({
      kind: "config",
      message:
        'listAllOpenOrders: option lists must be an array that names some of listOpenOrders, listOpenStops, each once, not "listOpenOrders,listOpenAlgos".',
    });
    expect(account.sent).toEqual([]);
  });

  it("takes an undefined symbol for none", async () => {
    const account = scriptedAccount({ [orders]: [regular("1")], [stops]: [] });
    expect(await client(account).listAllOpenOrders({ symbol: undefined })).toHaveLength(1);
  });

  it("takes a list whose product does not have the symbol for empty", async () => {
    const account = scriptedAccount({ [orders]: [regular("1")], [stops]: [] }, ({ path }) =>
      path === stops ? errorResponse(400, -1121) : undefined,
    );
    const all = await client(account).listAllOpenOrders({ symbol: "BTCUSD_PERP" });
    expect(all.map(({ id }) => id)).toEqual(["1"]);
  });

  it("throws where no product has the symbol", async () => {
    const account = scriptedAccount({}, () => errorResponse(400, -1121));
    const error = await caught(client(account).listAllOpenOrders({ symbol: "BTCUSDPERP" }));
    expect(error).toMatchObject({ kind: "api", codeName: "BAD_SYMBOL" });
  });

  it("throws on an unknown symbol that nobody asked for", async () => {
    const account = scriptedAccount({ [orders]: [] }, ({ path }) =>
      path === stops ? errorResponse(400, -1121) : undefined,
    );
    expect(await caught(client(account).listAllOpenOrders())).toMatchObject({ code: -1121 });
  });

  it.each([
    [stops, "listOpenStops"],
    [orders, "listOpenOrders"],
  ])("throws when %s fails, and names the list", async (failing, operation) => {
    const account = scriptedAccount({ [orders]: [regular("1")], [stops]: [] }, ({ path }) =>
      path === failing ? html(500) : undefined,
    );
    const error = await caught(client(account).listAllOpenOrders());
    expect(error).toMatchObject({ kind: "response", status: 500, operation, attempts: 3 });
    expect((error as Error).message).toContain(failing);
  });

  it("asks lists at once that no order moves between, and ends all when one fails", async () => {
    const account = scriptedAccount({});
    const asked: string[] = [];
    let ended: unknown;
    account.options.fetch = (input, init) => {
      const { pathname } = new URL(input instanceof Request ? input.url : input);
      asked.push(pathname);
      if (pathname === orders) return Promise.resolve(errorResponse(400, -1102));
      return new Promise((_, reject) => {
        init?.signal?.addEventListener("abort", () => {
          ended = pathname;
          reject(new Error("aborted"));
        });
      });
    };
    const call = createSeparateListsClient(account.options).listAllOpenOrders();
    expect(await caught(call)).toMatchObject({ operation: "listOpenOrders", code: -1102 });
    expect(asked.toSorted()).toEqual([orders, stops]);
    expect(ended).toBe(stops);
  });

  it("rejects a misspelt parameter before anything is sent", async () => {
    const account = scriptedAccount({});
    const misspelt = { symbl: "BTCUSD_PERP" } as { symbol?: string };
    const error = await caught(client(account).listAllOpenOrders(misspelt));
    expect(error).toMatchObject({
      kind: "config",
      message: expect.stringContaining("symbl. Did you mean symbol?"),
    });
    expect(account.sent).toEqual([]);
  });

  it.each<[string, object, string]>([
    ["a list that is not there", { lists: ["listOrders"] }, "listOpenStops"],
    ["no list at all", { lists: [] }, "listOpenStops"],
  ])("rejects %s", async (_, parameters, words) => {
    const account = scriptedAccount({});
    const error = await caught(client(account).listAllOpenOrders(parameters));
    expect(error).toMatchObject({ kind: "config", message: expect.stringContaining(words) });
    expect(account.sent).toEqual([]);
  });

  it.each<[string, object, string]>([
    ["a signal that is none", { signal: 5 }, "signal"],
    ["an option that is misspelt", { timeout: 5 }, "timeoutMs"],
  ])("rejects %s", async (_, options, words) => {
    const account = scriptedAccount({});
    const error = await caught(client(account).listAllOpenOrders({}, options));
    expect(error).toMatchObject({ kind: "config", message: expect.stringContaining(words) });
    expect(account.sent).toEqual([]);
  });

  it("reads only the lists that are named", async () => {
    const account = scriptedAccount({ [orders]: [regular("1")] });
    expect(await client(account).listAllOpenOrders({ lists: ["listOpenOrders"] })).toHaveLength(1);
    expect(account.sent.map(({ path }) => path)).toEqual([orders]);
  });

  it("throws the caller's reason on abort, and leaves no listener", async () => {
    const stop = new AbortController();
    const reason = new Error("enough");
    const account = scriptedAccount({ [stops]: [] }, ({ path }) => {
      if (path === orders) stop.abort(reason);
      return path === orders ? new Error("ECONNRESET") : undefined;
    });
    const { signal } = stop;
    expect(await caught(client(account).listAllOpenOrders({}, { signal }))).toBe(reason);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  it("sends nothing where the signal was aborted before", async () => {
    const account = scriptedAccount({});
    const reason = new Error("enough");
    const signal = AbortSignal.abort(reason);
    expect(await caught(client(account).listAllOpenOrders({}, { signal }))).toBe(reason);
    expect(account.sent).toEqual([]);
  });

  it("counts all lists against one total limit", async () => {
    const account = scriptedAccount({ [stops]: [] }, ({ path }) => {
      account.pass(path === stops ? 900 : 0);
      return path === orders ? errorResponse(429, -1003, { "retry-after": "1" }) : undefined;
    });
    const error = await caught(client(account).listAllOpenOrders({}, { totalTimeoutMs: 1500 }));
    // A second more would end after the limit, so it is not waited for.
    expect(error).toMatchObject({ kind: "rate-limit", operation: "listOpenOrders" });
    expect(account.slept).toEqual([]);
  });

  it("narrows the item on the wire by its list", () => {
    type Limit = Extract<CoinMFuturesOpenOrder, { list: "listOpenOrders" }>;
    expectTypeOf<Limit["raw"]>().toEqualTypeOf<CoinMOpenOrder>();
    expectTypeOf<CoinMFuturesOpenOrder["id"]>().toEqualTypeOf<string>();
  });
});
