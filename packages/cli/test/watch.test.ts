// `open-orders watch` where its output is no terminal: a line for each event, until it is stopped.
import { afterEach, describe, expect, it } from "vitest";
import { badSymbol, coinMOrder, hostsAt, serve, serveResponses } from "./accounts.ts";
import { runCommand } from "./runCommand.ts";

const servers: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map(({ close }) => close()));
});
async function start(...call: Parameters<typeof serve>) {
  const server = await serve(...call);
  servers.push(server);
  return server;
}
const linesOf = (text: string) => text.trimEnd().split("\n");
const coinM = (url: string) => [
  "--account",
  "coin-m-futures",
  "--interval",
  "0.05",
  ...hostsAt(url, ["coin-m-futures"]),
];

describe("watch", () => {
  it("tells in a line each what the orders of a mock exchange do", async () => {
    let now = 1_800_000_000_000;
    const { env, url } = await start([], { simulate: true, now: () => (now += 5000) });
    const { code, out } = await runCommand(["watch", ...coinM(url)], {
      env,
      onOutput: (all, stop) => {
        if (/ closed .*[^]* opened |opened .*[^]* closed /.test(all)) stop();
      },
    });
    expect(code).toBe(0);
    const lines = linesOf(out);
    expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d coin-m-futures: \d+ open$/);
    const event =
      /^\d\d:\d\d:\d\d coin-m-futures (opened|updated|closed) \S+ (BUY|SELL) [A-Z_]+ [\d.]+ [\d./]+ [A-Z_]+ \d+/;
    for (const line of lines.slice(1)) expect(line).toMatch(event);
  });

  it("gives an event per line as JSON", async () => {
    const { env, url } = await start([]);
    const { code, out } = await runCommand(["watch", "--format", "ndjson", ...coinM(url)], {
      env,
      onOutput: (_, stop) => stop(),
    });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({ account: "coin-m-futures", type: "snapshot", orders: [] });
  });

  it("is stopped between the events of one reading", async () => {
    let orders: object[] = [];
    const server = await serveResponses((path) => [
      200,
      path === "/dapi/v1/openOrders" ? orders : [],
    ]);
    servers.push(server);
    const opened = (all: string) => all.match(/"opened"/g)?.length ?? 0;
    let isStopping = false;
    const { code, out } = await runCommand(["watch", "--format", "ndjson", ...coinM(server.url)], {
      env: server.env,
      onOutput: (all, stop) => {
        orders = Array.from({ length: 200 }, (_, index) => coinMOrder({ orderId: index + 1 }));
        // As a signal does, it arrives when the event loop has its turn.
        if (isStopping || opened(all) === 0) return;
        isStopping = true;
        setImmediate(stop);
      },
    });
    expect(code).toBe(0);
    expect(opened(out)).toBeGreaterThan(0);
    expect(opened(out)).toBeLessThan(200);
  });

  it("goes on while the exchange fails, and says so", async () => {
    const { env, url, exchange } = await start([]);
    exchange.inject({ operationId: "listOpenOrders", status: 503, times: 4 });
    const { code, out } = await runCommand(["watch", "--format", "ndjson", ...coinM(url)], {
      env,
      onOutput: (all, stop) => {
        if (all.includes("snapshot")) stop();
      },
    });
    expect(code).toBe(0);
    const events = linesOf(out).map((line) => JSON.parse(line) as { type: string; error?: object });
    expect(events.map(({ type }) => type)).toEqual(["stale", "recovered", "snapshot"]);
    expect(events[0]?.error).toMatchObject({ kind: "api", operation: "listOpenOrders" });
  });

  it("ends with 1 where the key is rejected", async () => {
    const { url } = await start([]);
    const { code, out, err } = await runCommand(["watch", ...coinM(url)], {
      env: { BINANCE_API_KEY: "unknown", BINANCE_API_SECRET: "unknown" },
    });
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toMatch(/^coin-m-futures is not watched any more\. .*status 401/);
  });

  const symbol = ["watch", "--symbol", "BTCUSDT", "--interval", "0.05"];
  it.each([
    ["table", ["portfolio-margin"]],
    ["ndjson", ["coin-m-futures", "portfolio-margin"]],
  ])("goes on where one account does not have the symbol, as %s", async (format, expected) => {
    const server = await serveResponses((path) =>
      path.startsWith("/dapi/") ? badSymbol : [200, []],
    );
    servers.push(server);
    const args = [...symbol, "--format", format, ...server.hosts];
    const { code, out, err } = await runCommand(args, {
      env: server.env,
      onOutput: (all, stop) => {
        if (expected.every((account) => all.includes(account))) stop();
      },
    });
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const named = Array.from(out.matchAll(/coin-m-futures|portfolio-margin/g), String);
    expect(named.toSorted()).toEqual(expected);
  });

  it("says as JSON that an account is not watched any more", async () => {
    const { url, env } = await start([], { symbols: ["BTCUSD_PERP"] });
    const { code, out, err } = await runCommand(
      ["watch", "--symbol", "BTCUSDPERP", "--format", "ndjson", ...hostsAt(url)],
      { env },
    );
    expect(code).toBe(1);
    const events = linesOf(out).map((line) => JSON.parse(line) as object);
    expect(events).toHaveLength(2);
    for (const account of ["portfolio-margin", "coin-m-futures"])
      expect(events).toContainEqual({
        account,
        type: "ended",
        error: {
          kind: "api",
          message: expect.stringContaining("-1121 BAD_SYMBOL") as string,
          operation: expect.stringMatching(/^list/) as string,
        },
      });
    expect(linesOf(err)).toHaveLength(2);
  });

  it("does not take an account for one without the symbol after it was read", async () => {
    let isListed = true;
    const server = await serveResponses(() => (isListed ? [200, []] : badSymbol));
    servers.push(server);
    const args = ["--account", "coin-m-futures", ...hostsAt(server.url, ["coin-m-futures"])];
    const { code, err } = await runCommand([...symbol, ...args], {
      env: server.env,
      onOutput: () => (isListed = false),
    });
    expect(code).toBe(1);
    expect(err).toMatch(/^coin-m-futures is not watched any more\. .*-1121/);
  });
});
