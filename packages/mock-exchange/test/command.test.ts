// The command: what it prints, what it serves, how it ends, and its errors about options it cannot use.
import { createHmac, sign, generateKeyPairSync } from "node:crypto";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { demoAccount } from "../src/index.ts";
import { exampleAccount, examples, rejection, run, write } from "./command.ts";

function hmac(secret: string, query: string): string {
  return `${query}&signature=${createHmac("sha256", secret).update(query).digest("hex")}`;
}

async function listOrders(url: string, key: string, signedQuery: string): Promise<Response> {
  return fetch(`${url}/dapi/v1/openOrders?${signedQuery}`, { headers: { "X-MBX-APIKEY": key } });
}

describe("listening", () => {
  test("it prints where, what it serves, with which key, and how to stop it", async () => {
    const { url, printed, errors, end } = await run("--port", "0");
    const lines = printed.join("\n").split("\n");
    const served = lines.filter((line) => line.startsWith("  "));
    for (const line of [
      "  GET /papi/v1/margin/openOrders (listMarginOpenOrders)",
      "  GET /dapi/v1/openOrders (listOpenOrders)",
      "  GET /dapi/v1/time (clock)",
    ])
      expect(served).toContain(line);
    expect(lines.filter((line) => !served.includes(line)).join("\n")).toBe(
      `The mock exchange listens on ${url}
Key:    ${demoAccount.apiKey}
Secret: ${demoAccount.secret}
From this machine: ${url}/_mock/faults ${url}/_mock/requests ${url}/_mock/clock
Ctrl-C stops it.`,
    );
    const query = hmac(demoAccount.secret, `timestamp=${Date.now()}`);
    expect((await listOrders(url, demoAccount.apiKey, query)).status).toBe(200);
    expect(await end()).toBe(0);
    expect([printed.at(-1), errors]).toEqual(["Stopped.", []]);
    await expect(fetch(url)).rejects.toThrow("fetch failed");
  });

  test("to other machines, it prints the control endpoints of this one", async () => {
    const { url, printed } = await run("--port", "0", "--host", "0.0.0.0");
    const { port } = new URL(url);
    expect(printed.join()).toContain(`From this machine: http://127.0.0.1:${port}/_mock/faults`);
  });

  test("a simulation by seed, limits and faults are passed on", async () => {
    const faults = write("- { status: 503, example: unavailable, skip: 1 }");
    const args = [
      "--simulate",
      "--seed",
      "7",
      "--weight-limit",
      "coin-m-futures=3",
      "--faults",
      faults,
    ];
    const { url, printed } = await run("--port", "0", ...args);
    expect(printed[0]).toBe(`The mock exchange listens on ${url}, with simulated orders`);
    const query = hmac(demoAccount.secret, `symbol=BTCUSD_PERP&timestamp=${Date.now()}`);
    const statuses: number[] = [];
    for (let count = 0; count < 4; count += 1) {
      statuses.push((await listOrders(url, demoAccount.apiKey, query)).status);
    }
    expect(statuses).toEqual([200, 503, 200, 429]);
  });

  test("a symbol that is not listed is an error as described", async () => {
    const { url } = await run("--port", "0", "--symbols", "SOLUSD_PERP, XRPUSD_PERP");
    const bodies: Record<string, string> = {};
    for (const symbol of ["SOLUSD_PERP", "XRPUSD_PERP", "NONE"]) {
      const query = hmac(demoAccount.secret, `symbol=${symbol}&timestamp=${Date.now()}`);
      bodies[symbol] = await (await listOrders(url, demoAccount.apiKey, query)).text();
    }
    expect(bodies).toEqual({
      SOLUSD_PERP: "[]",
      XRPUSD_PERP: "[]",
      NONE: `{"code":-1121,"msg":"Invalid symbol."}`,
    });
  });

  test("merge keys fill in what orders have in common", async () => {
    const more = `
      - <<: *first
        orderId: 2
      - <<: [{ orderId: 3, clientOrderId: ladder-3 }, *first]
        symbol: BTCUSD_260327`;
    const file = write(exampleAccount.replace("- orderId:", "- &first\n        orderId:") + more);
    const { url } = await run("--port", "0", "--accounts", file);
    const listed = await listOrders(url, "mine", hmac("my-secret", `timestamp=${Date.now()}`));
    const text = await listed.text();
    const ids = [...text.matchAll(/"orderId":(\d+)/gu)].map(([, id]) => id);
    const orders = JSON.parse(text) as { clientOrderId: string; symbol: string; pair: string }[];
    expect(ids).toEqual(["8389765489680951453", "2", "3"]);
    expect(orders.map(({ clientOrderId, symbol }) => [clientOrderId, symbol])).toEqual([
      ["ladder-1", "BTCUSD_PERP"],
      ["ladder-1", "BTCUSD_PERP"],
      ["ladder-3", "BTCUSD_260327"],
    ]);
    expect(orders.map(({ pair }) => pair)).toEqual(["BTCUSD", "BTCUSD", "BTCUSD"]);
  });

  test("the example of accounts is served, its secrets are not shown", async () => {
    const file = join(examples, "accounts.yaml");
    const { url, printed } = await run("--port", "0", "--accounts", file);
    expect(printed).toContain(`Accounts: those of ${file}`);
    expect(printed.join()).not.toContain("my-secret");
    expect(printed.join()).not.toContain(demoAccount.secret);
    const mine = await listOrders(url, "mine", hmac("my-secret", `timestamp=${Date.now()}`));
    expect(await mine.text()).toContain('"orderId":8389765489680951453,"clientOrderId":"ladder-1"');
    const key = demoAccount.apiKey;
    const demo = await listOrders(url, key, hmac(demoAccount.secret, `timestamp=${Date.now()}`));
    expect(demo.status).toBe(401);
  });

  test("the faults of the example are active", async () => {
    const { url } = await run("--port", "0", "--faults", join(examples, "faults.yaml"));
    const faults = (await (await fetch(`${url}/_mock/faults`)).json()) as unknown[];
    expect(faults).toMatchObject([{ left: 3 }, { left: null, fault: { delayMs: 1500 } }]);
  });

  test("a public key can be in the file, or in a file beside it", async () => {
    const { publicKey, privateKey } = generateKeyPairSync("ed25519");
    const pem = publicKey.export({ type: "spki", format: "pem" }).toString();
    const inside = write(JSON.stringify([{ apiKey: "k", publicKey: pem }]), "accounts.json");
    const beside = write("- { apiKey: k, publicKey: key.pem }");
    writeFileSync(join(beside, "../key.pem"), pem);
    for (const file of [inside, beside]) {
      const { url } = await run("--port", "0", "--accounts", file);
      const query = `timestamp=${Date.now()}`;
      const signature = sign(null, Buffer.from(query), privateKey).toString("base64");
      const signed = `${query}&signature=${encodeURIComponent(signature)}`;
      expect((await listOrders(url, "k", signed)).status).toBe(200);
    }
  });
});

test("--help names every option, --version the version", async () => {
  const help = await run("--help");
  expect(await help.code).toBe(0);
  for (const name of [
    "port",
    "host",
    "accounts",
    "faults",
    "simulate",
    "seed",
    "symbols",
    "weight-limit",
  ]) {
    expect(help.printed.join()).toContain(`--${name}`);
  }
  const version = await run("--version");
  expect([await version.code, version.printed]).toEqual([0, ["1.2.3"]]);
});

describe("options that cannot be used", () => {
  test.each([
    [["--prot", "1"], "Unknown option '--prot'. See --help."],
    [["start"], "Unexpected argument 'start'. See --help."],
    [["--port"], "Option '--port <value>' argument missing. See --help."],
    [["--port", "99999"], '--port must be an integer from 0 to 65535, not "99999".'],
    [["--host", ""], "--host must be an address, not empty."],
    [["--seed", "-1"], "Option '--seed' argument is ambiguous. See --help."],
    [["--seed", "1.5"], '--seed must be an integer from 0 to 4294967295, not "1.5".'],
    [["--weight-limit", "40"], '--weight-limit must be API=N, with N of at least 1, not "40".'],
    [
      ["--weight-limit", "fapi=40"],
      "--weight-limit fapi: unknown name; expected one of portfolio-margin, coin-m-futures.",
    ],
    [["--symbols", "A,,B"], '--symbols must be symbols with commas between them, not "A,,B".'],
    [["--accounts", "nowhere.yaml"], "nowhere.yaml: does not exist"],
    [["--accounts", tmpdir()], `${tmpdir()}: is a folder`],
  ])("%j", async (args, message) => {
    expect(await rejection(...args)).toBe(message);
  });

  test("a port that is taken", async () => {
    const { url } = await run("--port", "0");
    const { port } = new URL(url);
    expect(await rejection("--port", port)).toBe(
      `Port ${port} on 127.0.0.1 is taken: choose another with --port N, or a free one with --port 0.`,
    );
  });

  test("an address that is not this machine's", async () => {
    expect(await rejection("--port", "0", "--host", "203.0.113.1")).toMatch(
      /^cannot listen on 203\.0\.113\.1, port 0: .*\. See --port and --host\.$/u,
    );
  });
});
