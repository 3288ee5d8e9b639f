// Every example of the client, run as its reader would run it, against the mock exchange over HTTP.
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMockExchange, demoAccount } from "@open-orders/mock-exchange";
import type { MockExchangeOptions } from "@open-orders/mock-exchange";
import { describe, expect, it, onTestFinished } from "vitest";
import { examplesFolder, ran, runExample, startExample } from "./examples/runExample.ts";
import { startProxy } from "./examples/startProxy.ts";
import { hasRedis, startRedis } from "./examples/startRedis.ts";

async function serve(options: MockExchangeOptions = {}) {
  const exchange = createMockExchange(options);
  const { url, port, close } = await exchange.listen();
  onTestFinished(close);
  return { ...exchange, env: { BASE_URL: url }, host: `127.0.0.1:${port}` };
}

describe("examples", () => {
  it("firstCall prints the orders of one contract", async () => {
    const { env, requests } = await serve();
    const { code, output, errors } = await runExample("firstCall.ts", env);
    expect({ code, errors }).toEqual({ code: 0, errors: "" });
    expect(output).toBe("24684460474: SELL 100 contracts at 94120.5\n");
    expect(requests.map(({ weight }) => weight)).toEqual([1]);
  });

  it("firstCall says what is missing when no key is set, without a request", async () => {
    const { env, requests } = await serve();
    const { code, errors } = await runExample("firstCall.ts", { ...env, BINANCE_API_KEY: "" });
    expect(code).toBe(1);
    expect(errors).toContain("ConfigError: Option apiKey");
    expect(requests).toEqual([]);
  });

  it("listBothAccounts prints both, and keeps equal ids on two symbols apart", async () => {
    const { env, orders } = await serve();
    orders("listMarginOpenOrders").add({ symbol: "BNBBTC", orderId: "512726567" });
    orders("listMarginOpenOrders").add({ symbol: "BTCUSDT", orderId: "512726567" });
    orders("listOpenOrders").add({ symbol: "BTCUSD_PERP", orderId: "8389765489680951453" });
    const { code, output } = await runExample("listBothAccounts.ts", env);
    expect(code).toBe(0);
    const lines = output.trimEnd().split("\n");
    for (const start of [
      "portfolio-margin BNBBTC 512726567: ",
      "portfolio-margin BTCUSDT 512726567: ",
      "coin-m-futures BTCUSD_PERP 8389765489680951453: ",
    ])
      expect(lines.filter((line) => line.startsWith(start))).toHaveLength(1);
    expect(lines).toContain(
      "portfolio-margin BNBBTC 211842552: SELL 0.30000000 at 0.00475010, LIMIT",
    );
  });

  it("watchForChanges prints what happens, goes on after outages, and ends on Ctrl-C", async () => {
    const { env, inject, orders } = await serve({ accounts: [{ ...demoAccount, orders: {} }] });
    const list = orders("listOpenOrders");
    const order = { side: "BUY", origQty: "9", executedQty: "0", orderId: "1" };
    list.add({ ...order, symbol: "BTCUSD_PERP" });
    const example = startExample("watchForChanges.ts", { ...env, INTERVAL_MS: "5" });
    await example.seen("open: 1");
    list.add({ ...order, symbol: "ETHUSD_PERP" });
    await example.seen("opened ETHUSD_PERP 1: BUY 0 of 9 filled");
    // Twice as many as one call tries.
    inject({ status: 503, times: 6 });
    await example.seen("recovered");
    list.update({ symbol: "ETHUSD_PERP", id: "1" }, { executedQty: "4" });
    await example.seen("updated ETHUSD_PERP 1: BUY 4 of 9 filled");
    list.remove({ symbol: "ETHUSD_PERP", id: "1" });
    await example.seen("closed ETHUSD_PERP 1: BUY 4 of 9 filled");
    example.interrupt();
    const { code, output } = await example.ended;
    expect(code).toBe(0);
    expect(output).toMatch(/\nstale: GET \S+ was rejected: status 503/);
    expect(output).toMatch(/stopped\n$/);
    expect(output).not.toContain("BTCUSD_PERP");
  });

  it("findOrder finds an order by its client id, and says when there is none", async () => {
    const { env } = await serve();
    const found = await runExample("findOrder.ts", env, "qhcZw71gAkCCTv0t0k8LUK", "BNBBTC");
    expect(found).toMatchObject({ code: 0, errors: "" });
    expect(found.output).toContain(
      "Order 211842552 is open since 2019-07-02T04:02:50.089Z (listMarginOpenOrders):",
    );
    const none = await runExample("findOrder.ts", env, "nobody");
    expect(none).toMatchObject({ code: 1, errors: "" });
    expect(none.output).toContain("No open order has the client id nobody");
  });

  it("handleRateLimit counts weight, and tells a spent minute from a ban", async () => {
    const { env, inject } = await serve();
    const calm = await runExample("handleRateLimit.ts", env);
    const output = "Open orders: 3\nWeight used this minute: 40 of 2400\n";
    expect(calm).toMatchObject({ code: 0, output });
    inject({ status: 429, headers: { "Retry-After": "30" } });
    const spent = await runExample("handleRateLimit.ts", env);
    expect(spent).toMatchObject({ code: 1, errors: "" });
    expect(spent.output).toMatch(/^Weight is spent until \d{4}-.*Z\.\n$/);
    inject({ status: 418, headers: { "Retry-After": "300" } });
    const banned = await runExample("handleRateLimit.ts", env);
    expect(banned).toMatchObject({ code: 1, errors: "" });
    expect(banned.output).toMatch(/^Banned until \d{4}-.*Z\.\n$/);
  });

  it("handleRateLimit tells of a pause before it is made", async () => {
    const { env, inject } = await serve();
    inject({ status: 429, headers: { "Retry-After": "1" } });
    const { output } = await runExample("handleRateLimit.ts", env);
    expect(output).toMatch(/^status 429: next try in 1000 ms\nOpen orders: 3\n/);
  });

  it("useEd25519 signs with the key in the file", async () => {
    const { privateKey, publicKey } = generateKeyPairSync("ed25519");
    const folder = mkdtempSync(join(tmpdir(), "open-orders-key-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, "binance.pem");
    writeFileSync(file, privateKey.export({ type: "pkcs8", format: "pem" }));
    const pem = publicKey.export({ type: "spki", format: "pem" }).toString();
    const { env, requests } = await serve({
      accounts: [{ apiKey: demoAccount.apiKey, publicKey: pem }],
    });
    const { code, output } = await runExample("useEd25519.ts", {
      ...env,
      BINANCE_PRIVATE_KEY_FILE: file,
      BINANCE_API_SECRET: "",
    });
    expect({ code, output }).toEqual({ code: 0, output: "Open orders of BTCUSD contracts: 2\n" });
    expect(requests.map(({ status }) => status)).toEqual([200]);
  });

  it("useProxy sends nothing past the proxy", async () => {
    const { env, host, requests } = await serve();
    const proxy = await startProxy();
    onTestFinished(proxy.close);
    const { code, output } = await runExample("useProxy.ts", { ...env, PROXY_URL: proxy.url });
    expect(code).toBe(0);
    expect(output).toBe(`Open orders, asked through ${new URL(proxy.url).host}: 1\n`);
    expect(proxy.asked).toEqual([host]);
    expect(requests).toHaveLength(1);
  });

  it.skipIf(!hasRedis)("shareWeightInRedis stops every process at a ban of one", async () => {
    const { env, inject, requests } = await serve();
    const redis = await startRedis();
    onTestFinished(redis.close);
    const both = { ...env, REDIS_URL: redis.url };
    const first = await runExample("shareWeightInRedis.ts", both);
    expect(first).toMatchObject({ code: 0, errors: "" });
    expect(first.output).toBe("Open orders: 3\nWeight used by all processes: 40 of 2400\n");
    inject({ status: 418, headers: { "Retry-After": "300" } });
    expect((await runExample("shareWeightInRedis.ts", both)).errors).toContain("status 418");
    const third = await runExample("shareWeightInRedis.ts", both);
    expect(third.errors).toContain("was not sent: this address is banned until");
    expect(requests).toHaveLength(2);
  });

  it("are all run here", () => {
    const all = readdirSync(examplesFolder).filter((name) => hasRedis || !name.includes("Redis"));
    expect([...ran].toSorted()).toEqual(all.toSorted());
  });
});
