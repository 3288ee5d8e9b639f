// The watcher of open orders where requests fail: what may pass closes nothing, and anything else ends it.
import { describe, expect, it } from "vitest";
import { createWeightBudget } from "../src/index.ts";
import type { ClientOptions } from "../src/index.ts";
import { orders, regular, scriptedAccount, stops } from "./scriptedAccount.ts";
import { html, errorResponse, start } from "./scriptedExchange.ts";
import { next, take, watching } from "./watching.ts";

describe("a failed reading", () => {
  /** The first reading succeeds; then these faults happen, one for each request. */
  function failing(faults: (Response | Error | undefined)[], own: Partial<ClientOptions> = {}) {
    let reads = 0;
    const account = scriptedAccount({ [orders]: [regular("1")], [stops]: [] }, () => {
      reads += 1;
      return reads > 2 ? faults.shift() : undefined;
    });
    for (let pause = 0; pause < 9; pause += 1) account.pauses.push(() => {});
    return { account, watch: watching(account, {}, own) };
  }
  const times = (count: number, make: () => Response | Error) =>
    Array.from({ length: count }, make);
  const unavailable = () => errorResponse(503, -1008);

  it.each<[string, () => Response | Error, string]>([
    ["503", unavailable, "api"],
    ["a gateway's page", () => html(502), "response"],
    ["a firewall's page", () => html(403), "response"],
    ["a reset", () => new Error("ECONNRESET"), "connection"],
    ["half a body", () => new Response("[{"), "response"],
    ["a wrong clock", () => errorResponse(400, -1021), "api"],
    ["a timeout of the exchange", () => errorResponse(408, -1007), "api"],
    ["a gateway's timeout", () => html(408), "response"],
    ["500 without words", () => new Response("", { status: 500 }), "response"],
    ["a firewall's ban", () => html(418), "rate-limit"],
  ])("of %s closes nothing: stale, then recovered", async (_, fault, kind) => {
    // Six requests: more than two calls try.
    const { account, watch } = failing([...times(6, fault)]);
    const events = await take(watch, 2);
    account.pauses.splice(
      0,
      9,
      () => {},
      () => {},
      () => {},
      () => {},
      () => {},
      () => {},
      () => {
        account.lists[orders] = [];
      },
    );
    events.push(...(await take(watch, 2)));
    expect(events).toEqual([
      "snapshot 1",
      `stale ${kind} since +0`,
      "recovered since +0",
      "closed BTCUSD_PERP 1",
    ]);
  });

  it("once does not even show: the call is tried again", async () => {
    const { account, watch } = failing([unavailable(), undefined, new Error("ECONNRESET")]);
    account.pauses.splice(
      0,
      9,
      () => {},
      () => (account.lists[orders] = []),
    );
    expect(await take(watch, 2)).toEqual(["snapshot 1", "closed BTCUSD_PERP 1"]);
  });

  it("before the first success is stale since the start", async () => {
    const account = scriptedAccount({ [orders]: [], [stops]: [] }, ({ at }) =>
      at < start + 9000 ? unavailable() : undefined,
    );
    account.pauses.push(
      () => {},
      () => {},
    );
    expect(await take(watching(account), 3)).toEqual([
      "stale api since +0",
      "recovered since +0",
      "snapshot",
    ]);
  });

  it("of 429 waits as long as the exchange says, and shows nothing", async () => {
    const { account, watch } = failing([errorResponse(429, -1003, { "retry-after": "2" })]);
    account.pauses.splice(
      0,
      9,
      () => {},
      () => {},
      () => (account.lists[orders] = []),
    );
    expect(await take(watch, 2)).toEqual(["snapshot 1", "closed BTCUSD_PERP 1"]);
    expect(account.slept).toEqual([8000, 2000, 8000 - 2000]);
  });

  it("of a proxy that rejects its password ends it", async () => {
    const { account, watch } = failing([
      new Error("Proxy response (407) !== 200 when HTTP Tunneling"),
    ]);
    expect(await next(watch)).toBe("snapshot 1");
    await expect(watch.next()).rejects.toMatchObject({ kind: "connection" });
    expect(account.sent).toHaveLength(3);
  });

  it("of 418 sends nothing until the ban ends", async () => {
    const { account, watch } = failing([errorResponse(418, -1003, { "retry-after": "300" })]);
    expect(await take(watch, 3)).toEqual([
      "snapshot 1",
      "stale rate-limit since +0",
      "recovered since +0",
    ]);
    expect(account.slept).toEqual([8000, 300_000]);
    expect(account.sent.map(({ at }) => at - start)).toEqual([0, 0, 8000, 308_000, 308_000]);
  });

  it.each<[string, () => Response, Record<string, unknown>]>([
    ["-2015", () => errorResponse(401, -2015), { code: -2015 }],
    ["-2014", () => errorResponse(400, -2014), { code: -2014 }],
    ["a wrong signature", () => errorResponse(400, -1022), { code: -1022 }],
    ["401 without words", () => new Response("", { status: 401 }), { status: 401 }],
    ["an address that serves something else", () => html(404), { status: 404 }],
    ["-2015 with status 200", () => errorResponse(200, -2015), { code: -2015 }],
    ["a parameter", () => errorResponse(400, -1102), { code: -1102 }],
  ])("of %s ends the watch with that error", async (_, fault, expected) => {
    const { watch } = failing([fault()]);
    await next(watch);
    await expect(watch.next()).rejects.toMatchObject(expected);
    expect(await next(watch)).toBe("done");
  });

  it("of a call that weighs more than its budget ever grants ends the watch", async () => {
    const account = scriptedAccount({});
    const watch = watching(account, {}, { weightBudget: createWeightBudget({ limit: 39 }) });
    await expect(watch.next()).rejects.toMatchObject({ kind: "config", attempts: 0 });
    expect(account.sent).toEqual([]);
  });

  it("of a signer ends the watch, and nothing is tried again", async () => {
    const account = scriptedAccount({});
    const signer = () => {
      throw new Error("the vault is closed");
    };
    const watch = watching(account, {}, { signer });
    await expect(watch.next()).rejects.toThrow("the vault is closed");
    expect(account.slept).toEqual([]);
  });
});

it("an abort ends a watch also where the caller's sleep does not obey the signal", async () => {
  const account = scriptedAccount({ [orders]: [], [stops]: [] });
  const controller = new AbortController();
  const sleep = async () => new Promise<void>(() => {});
  const watch = watching(account, { signal: controller.signal }, { sleep });
  expect(await next(watch)).toBe("snapshot");
  const waiting = watch.next();
  setTimeout(() => controller.abort("enough"));
  await expect(waiting).rejects.toBe("enough");
});
