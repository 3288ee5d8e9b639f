// `open-orders list`: every order to the last digit, in each format, and what could not be read.
import { accounts } from "@open-orders/client";
import { afterEach, describe, expect, it } from "vitest";
import { badSymbol, coinMOrder, hostsAt, longId, serve, serveResponses } from "./accounts.ts";
import { runCommand } from "./runCommand.ts";

type Served = Awaited<ReturnType<typeof serve>>;
const servers: Served[] = [];
const start = async (...call: Parameters<typeof serve>): Promise<Served> => {
  const server = await serve(...call);
  servers.push(server);
  return server;
};
afterEach(async () => {
  await Promise.all(servers.splice(0).map(({ close }) => close()));
});

describe("list", () => {
  it("shows the orders of both accounts, with ids to the last digit", async () => {
    const { env, hosts } = await start([coinMOrder()]);
    const { code, out, err } = await runCommand(["list", ...hosts], { env });
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(
      /coin-m-futures +BTCUSD_PERP +BUY +LIMIT +90000\.10 +3 +0 +NEW +\d+d +8389765489680951453\n/,
    );
    expect(out).toMatch(
      /Open orders: 1\. portfolio-margin: weight \d+ of 6000 · coin-m-futures: weight \d+ of 2400\n/,
    );
  });

  it("says so where there are none", async () => {
    const { env, hosts } = await start([]);
    const { code, out } = await runCommand(["list", ...hosts], { env });
    expect(code).toBe(0);
    expect(out).toMatch(/^No open orders\. /);
  });

  it("gives JSON whose ids, prices and quantities are exact strings", async () => {
    const { env, hosts } = await start([coinMOrder()]);
    const { out } = await runCommand(["list", "--format", "json", ...hosts], { env });
    expect(JSON.parse(out)).toEqual([
      {
        account: "coin-m-futures",
        list: "listOpenOrders",
        key: `coin-m-futures/listOpenOrders/BTCUSD_PERP/${longId}`,
        id: longId,
        clientId: "mine",
        symbol: "BTCUSD_PERP",
        side: "BUY",
        type: "LIMIT",
        status: "NEW",
        price: "90000.10",
        triggerPrice: "0",
        quantity: "3",
        filledQuantity: "0",
        placedAt: 1_768_412_800_123,
        updatedAt: 1_768_412_800_123,
        raw: coinMOrder(),
      },
    ]);
  });

  it("gives an order per line", async () => {
    const { env, hosts } = await start([coinMOrder(), coinMOrder({ symbol: "ETHUSD_PERP" })]);
    const { out } = await runCommand(["list", "--format", "ndjson", ...hosts], { env });
    const lines = out.trimEnd().split("\n");
    expect(lines.map((line) => (JSON.parse(line) as { symbol: string }).symbol)).toEqual([
      "BTCUSD_PERP",
      "ETHUSD_PERP",
    ]);
  });

  it("gives CSV that no spreadsheet rounds or runs", async () => {
    const { env, hosts } = await start([
      coinMOrder({ clientOrderId: '=HYPERLINK("http://evil.example")', status: "@SUM(1)" }),
    ]);
    const { out } = await runCommand(["list", "--format", "csv", ...hosts], { env });
    expect(out).toBe(
      "\ufeffaccount,list,symbol,id,clientId,side,type,status,price,triggerPrice,quantity,filledQuantity,placedAt,updatedAt,becomes\r\n" +
        'coin-m-futures,listOpenOrders,BTCUSD_PERP,"=""8389765489680951453""","=""=HYPERLINK(""""http://evil.example"""")""",' +
        "BUY,LIMIT,'@SUM(1),90000.10,0,3,0,2026-01-14T17:46:40.123Z,2026-01-14T17:46:40.123Z,\r\n",
    );
  });

  const withTime = (time: unknown) =>
    serveResponses((path) => [
      200,
      path === "/dapi/v1/openOrders" ? [coinMOrder({ time, orderId: 7 })] : [],
    ]);

  it("names a time that is none", async () => {
    const { env, hosts, close } = await withTime("abc");
    const { code, err } = await runCommand(["list", ...hosts], { env });
    await close();
    expect(code).toBe(1);
    expect(err).toContain("listOpenOrders returned an order with an unreadable time.");
  });

  it("shows an order whose time no calendar has", async () => {
    const { env, hosts, close } = await withTime(9_000_000_000_000_000);
    const csv = await runCommand(["list", "--format", "csv", ...hosts], { env });
    const table = await runCommand(["list", ...hosts], { env });
    await close();
    expect([csv.code, table.code]).toEqual([0, 0]);
    const cell = '"=""9000000000000000"""';
    expect(csv.out).toContain(`,90000.10,0,3,0,${cell},2026-01-14T17:46:40.123Z,`);
    expect(table.out).toMatch(/ NEW {2,}7\n/);
  });

  it.each(["table", "json", "ndjson", "csv"])(
    "prints no control character of an order as %s",
    async (format) => {
      const { env, hosts } = await start([
        coinMOrder({ clientOrderId: "a\u001b[2Jb\u009bc\u202ed", status: "NEW\u0007\u001b[31m" }),
      ]);
      const { code, out } = await runCommand(["list", "--format", format, ...hosts], { env });
      expect(code).toBe(0);
      expect(out).toContain(String.raw`NEW\u0007\u001b[31m`);
      expect(out.replace("\ufeff", "")).not.toMatch(/[^\r\n\P{Cc}]|\p{Cf}/u);
    },
  );

  it.each<[string[], string[], readonly string[]]>([
    [["--account", "coin-m-futures"], ["coin-m-futures"], accounts["coin-m-futures"].lists],
    [["--list", "listMarginOpenOrders"], ["portfolio-margin"], ["listMarginOpenOrders"]],
    [
      ["--list", "listOpenOrders", "--list", "listMarginOpenOrders"],
      ["portfolio-margin", "coin-m-futures"],
      ["listMarginOpenOrders", "listOpenOrders"],
    ],
  ])("%j asks only %j for %j", async (args, asking, expected) => {
    const { env, url, exchange } = await start([coinMOrder()]);
    const hosts = hostsAt(url, asking);
    expect((await runCommand(["list", ...args, ...hosts], { env })).code).toBe(0);
    const asked = exchange.requests.map(({ operationId }) => operationId);
    expect(new Set(asked)).toEqual(new Set(expected));
  });

  it("leaves out an account that does not have the symbol", async () => {
    const { env, hosts } = await start([coinMOrder()], { symbols: ["BTCUSD_PERP"] });
    const known = await runCommand(["list", "--symbol", "BTCUSD_PERP", ...hosts], { env });
    expect(known).toMatchObject({ code: 0, err: "" });
    expect(known.out).toContain(longId);
    const unknown = await runCommand(["list", "--symbol", "BTCUSDPERP", ...hosts], { env });
    expect(unknown.code).toBe(1);
    expect(unknown.err).toContain("-1121 BAD_SYMBOL");
  });

  it.each(["table", "json", "ndjson", "csv"])(
    "says which lists failed where the others do not have the symbol, as %s",
    async (format) => {
      const { env, hosts, close } = await serveResponses((path) => {
        if (path.startsWith("/dapi/")) return [200, []];
        return path.startsWith("/papi/v1/cm/") ? [503, {}] : badSymbol;
      });
      const args = ["list", "--symbol", "BTCUSD_PERP", "--format", format];
      const { code, out, err } = await runCommand([...args, ...hosts], { env });
      await close();
      expect({ code, out }).toEqual({ code: 1, out: "" });
      const failed = err.trimEnd().split("\n");
      expect(failed.length).toBeGreaterThan(1);
      for (const line of failed)
        expect(line).toMatch(/^portfolio-margin: list\w+ could not be read\. .*status 503/);
    },
  );

  it("takes a rejected symbol for a failure where none was asked for", async () => {
    const { env, hosts, close } = await serveResponses((path) =>
      path.startsWith("/dapi/") ? [200, []] : badSymbol,
    );
    const { code, err } = await runCommand(["list", ...hosts], { env });
    await close();
    expect(code).toBe(1);
    expect(err).toContain("portfolio-margin could not be read.");
  });

  it("shows what could be read, says what could not, and exits with 1", async () => {
    const { env, url } = await start([coinMOrder()]);
    const closed = await serve([]);
    await closed.close();
    const elsewhere = [
      ...hostsAt(url, ["coin-m-futures"]),
      ...hostsAt(closed.url, ["portfolio-margin"]),
    ];
    const { code, out, err } = await runCommand(["list", ...elsewhere], { env });
    expect(code).toBe(1);
    expect(out).toContain(longId);
    expect(out).toContain("Open orders: 1, incomplete.");
    expect(err).toMatch(
      /^portfolio-margin could not be read\. .*ECONNREFUSED\. Check the network, the proxy and --base-url\.$/m,
    );
    expect(err.trimEnd().split("\n")).toHaveLength(1);
  });

  it.each(["table", "json", "ndjson", "csv"])(
    "does not say that no order is open where nothing could be read, as %s",
    async (format) => {
      const { env, hosts, close } = await serve([]);
      await close();
      const { code, out } = await runCommand(["list", "--format", format, ...hosts], { env });
      expect({ code, out }).toEqual({ code: 1, out: "" });
    },
  );

  it.each([
    ["no code", {}],
    ["a code", { code: 0, msg: "Service unavailable from a restricted location." }],
  ])("asks no list twice where the firewall of the exchange responds, with %s", async (_, body) => {
    const { asked, env, hosts, close } = await serveResponses((path) =>
      path === "/papi/v1/margin/openOrders" ? [403, body] : [200, []],
    );
    const { code, out, err } = await runCommand(["list", ...hosts], { env });
    await close();
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toMatch(/^portfolio-margin could not be read\. .*status 403.*\n$/);
    expect(asked.toSorted()).toEqual([...new Set(asked)].toSorted());
  });

  it("says in one line what is wrong with the secret, without showing it", async () => {
    const { env, hosts } = await start([]);
    const secret = "not-the-secret-of-this-key";
    const { code, out, err } = await runCommand(["list", ...hosts], {
      env: { ...env, BINANCE_API_SECRET: secret },
    });
    expect(code).toBe(1);
    expect(err).toContain("-1022 INVALID_SIGNATURE");
    expect(out + err).not.toContain(secret);
    expect(out + err).not.toContain("signature=");
  });

  it("shows each request with --verbose, and nothing secret", async () => {
    const { env, url } = await start([]);
    const coinM = ["--account", "coin-m-futures", ...hostsAt(url, ["coin-m-futures"])];
    const { err } = await runCommand(["list", "--verbose", ...coinM], { env });
    expect(err).toMatch(
      /^coin-m-futures listOpenOrders: request 1, 200, \d+ ms, weight 40, used \d+$/m,
    );
    for (const secret of Object.values(env)) expect(err).not.toContain(secret);
  });

  it("speaks Chinese where LANG says so", async () => {
    const { env, hosts } = await start([coinMOrder()]);
    const { out } = await runCommand(["list", ...hosts], { env: { ...env, LANG: "zh_CN.UTF-8" } });
    expect(out).toMatch(/^账户 +交易对 +方向/);
    expect(out).toContain("挂单：1。");
  });

  it("needs no key with --mock", async () => {
    const { code, out } = await runCommand(["list", "--mock"]);
    expect(code).toBe(0);
    expect(out).toContain("portfolio-margin");
    expect(out).toContain("coin-m-futures");
  });
});
