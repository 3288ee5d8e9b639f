// `open-orders check`: what works, and which of the usual causes stands in the way.
import { afterEach, describe, expect, it, vi } from "vitest";
import { coinMOrder, hostsAt, serve, serveResponses } from "./accounts.ts";
import { runCommand } from "./runCommand.ts";

const servers: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  vi.useRealTimers();
  await Promise.all(servers.splice(0).map(({ close }) => close()));
});
async function start(...call: Parameters<typeof serve>) {
  const server = await serve(...call);
  servers.push(server);
  return server;
}

describe("check", () => {
  it("says which host was asked, what works, and what it cost", async () => {
    const { env, hosts, url } = await start([coinMOrder()]);
    const { code, out } = await runCommand(["check", ...hosts], { env });
    expect(code).toBe(0);
    expect(out).toContain(`\n  ✓ host ${url}: responds after `);
    for (const line of [
      "portfolio-margin\n",
      "coin-m-futures\n",
      "  ✓ clock: correct to a second\n",
      "  ✓ key and secret are accepted\n",
      "  ✓ listOpenOrders: 1 open\n",
    ])
      expect(out).toContain(line);
    expect(out).toMatch(/ {4}weight used this minute: \d+ of 2400\n/);
  });

  it("says that the secret does not belong to the key", async () => {
    const { env, url } = await start([]);
    const hosts = hostsAt(url, ["coin-m-futures"]);
    const { code, out } = await runCommand(["check", "--account", "coin-m-futures", ...hosts], {
      env: { ...env, BINANCE_API_SECRET: "wrong" },
    });
    expect(code).toBe(1);
    expect(out).toContain("  ✗ key or secret is rejected\n");
    expect(out).toContain("  ✗ listOpenOrders: ");
    expect(out).toContain("    - The secret does not belong to this key.\n");
  });

  it("says that a key which works elsewhere lacks a permission", async () => {
    const good = await start([]);
    const other = await start([]);
    other.exchange.inject({ code: -2015, times: Infinity });
    const { code, out } = await runCommand(
      [
        "check",
        ...hostsAt(good.url, ["coin-m-futures"]),
        ...hostsAt(other.url, ["portfolio-margin"]),
      ],
      { env: good.env },
    );
    expect(code).toBe(1);
    expect(out).toContain(
      "    - This key works for coin-m-futures, so key, secret and IP address are right: it lacks the permission for portfolio-margin, or the account is not enrolled in it.\n",
    );
  });

  it("names the usual causes where the key works nowhere", async () => {
    const { hosts } = await start([]);
    const { out } = await runCommand(["check", ...hosts], {
      env: { BINANCE_API_KEY: "a".repeat(64), BINANCE_API_SECRET: "unknown" },
    });
    for (const words of ["lacks the permission", "other IP addresses", "another environment"])
      expect(out).toContain(words);
  });

  it("says how far the clock is off", async () => {
    const { env, hosts } = await start([], { now: () => Date.now() + 90_000 });
    const { out } = await runCommand(["check", ...hosts], { env });
    expect(out).toMatch(/✗ clock: (89|90) s behind the exchange; the client corrects it/);
  });

  it("measures how fast the host responds where the local time is set back meanwhile", async () => {
    const server = await serveResponses(() => {
      vi.setSystemTime(Date.now() - 60_000);
      return [200, []];
    });
    servers.push(server);
    vi.useFakeTimers({ toFake: ["Date"] });
    const { code, out } = await runCommand(["check", ...server.hosts], { env: server.env });
    expect(code).toBe(0);
    expect(out.match(/responds after \d+ ms/g)).toHaveLength(2);
  });

  it("says that the host does not respond", async () => {
    const { env, hosts, url, close } = await start([]);
    await close();
    servers.pop();
    const { code, out } = await runCommand(["check", ...hosts], { env });
    expect(code).toBe(1);
    expect(out).toContain(`  ✗ host ${url}: does not respond\n`);
    expect(out).not.toContain("clock");
  });

  it("shows nothing secret", async () => {
    const { env, hosts } = await start([]);
    const { out, err } = await runCommand(["check", "--verbose", ...hosts], { env });
    for (const secret of [...Object.values(env), "signature="])
      expect(out + err).not.toContain(secret);
  });
});
