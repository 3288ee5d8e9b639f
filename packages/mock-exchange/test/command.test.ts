// The command: what it prints, what it serves, how it ends, and what it says about options and files it cannot use.
import { createHmac, sign, generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { runCommand } from "../src/command.ts";
import { demoAccount } from "../src/index.ts";

const examples = join(import.meta.dirname, "../examples");

/** Runs the command until it listens, or ends by itself. */
async function run(...args: string[]) {
  const printed: string[] = [];
  const errors: string[] = [];
  const stop = new AbortController();
  let hear: (line: string) => void = () => {};
  const url = new Promise<string>((resolve) => {
    hear = (line) => {
      const found = /listens on (http:\S+\d)/u.exec(line)?.[1];
      if (found !== undefined) resolve(found);
    };
  });
  const code = runCommand({
    args,
    version: "1.2.3",
    print(line) {
      printed.push(line);
      hear(line);
    },
    printError: (line) => errors.push(line),
    signal: stop.signal,
  });
  const end = async (): Promise<number> => {
    stop.abort();
    return code;
  };
  onTestFinished(async () => void (await end()));
  return { url: await Promise.race([url, code.then(() => "")]), printed, errors, code, end };
}

/** What a command that cannot start says. */
async function refusal(...args: string[]): Promise<string> {
  const { code, printed, errors } = await run(...args);
  expect([await code, printed, errors.length]).toEqual([2, [], 1]);
  expect(errors[0]).not.toContain("\n");
  return errors[0] ?? "";
}

function write(text: string, name = "list.yaml"): string {
  const folder = mkdtempSync(join(tmpdir(), "open-orders-mock-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

function hmac(secret: string, query: string): string {
  return `${query}&signature=${createHmac("sha256", secret).update(query).digest("hex")}`;
}

async function listOrders(url: string, key: string, signedQuery: string): Promise<Response> {
  return fetch(`${url}/dapi/v1/openOrders?${signedQuery}`, { headers: { "X-MBX-APIKEY": key } });
}

describe("listening", () => {
  test("it says where, what it serves, with which key, and how to stop it", async () => {
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

  test("to other machines, it says where this one asks for faults", async () => {
    const { url, printed } = await run("--port", "0", "--host", "0.0.0.0");
    const { port } = new URL(url);
    expect(printed.join()).toContain(`From this machine: http://127.0.0.1:${port}/_mock/faults`);
  });

  test("a life by seed, limits and faults are passed on", async () => {
    const faults = write("- { status: 503, example: unavailable, skip: 1 }");
    const args = [
      "--life",
      "--seed",
      "7",
      "--weight-limit",
      "coin-m-futures=3",
      "--faults",
      faults,
    ];
    const { url, printed } = await run("--port", "0", ...args);
    expect(printed[0]).toBe(`The mock exchange listens on ${url}, and lives`);
    const query = hmac(demoAccount.secret, `symbol=BTCUSD_PERP&timestamp=${Date.now()}`);
    const statuses: number[] = [];
    for (let count = 0; count < 4; count += 1) {
      statuses.push((await listOrders(url, demoAccount.apiKey, query)).status);
    }
    expect(statuses).toEqual([200, 503, 200, 429]);
  });

  test("the example of accounts is served, its secrets are not shown", async () => {
    const file = join(examples, "accounts.yaml");
    const { url, printed } = await run("--port", "0", "--accounts", file);
    expect(printed).toContain(`Accounts: those of ${file}`);
    expect(printed.join()).not.toContain("hush");
    expect(printed.join()).not.toContain(demoAccount.secret);
    const mine = await listOrders(url, "mine", hmac("hush", `timestamp=${Date.now()}`));
    expect(await mine.text()).toContain('"orderId":8389765489680951453,"clientOrderId":"ladder-1"');
    const key = demoAccount.apiKey;
    const demo = await listOrders(url, key, hmac(demoAccount.secret, `timestamp=${Date.now()}`));
    expect(demo.status).toBe(401);
  });

  test("the example of faults is in force", async () => {
    const { url } = await run("--port", "0", "--faults", join(examples, "faults.yaml"));
    const faults = (await (await fetch(`${url}/_mock/faults`)).json()) as unknown[];
    expect(faults).toMatchObject([{ left: 3 }, { left: null, fault: { delayMs: 1500 } }]);
  });

  test("a public key stands in the file, or beside it", async () => {
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
  for (const name of ["port", "host", "accounts", "faults", "life", "seed", "weight-limit"]) {
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
      "--weight-limit fapi: no such API; there are portfolio-margin, coin-m-futures.",
    ],
    [["--accounts", "nowhere.yaml"], "nowhere.yaml: does not exist"],
    [["--accounts", tmpdir()], `${tmpdir()}: is a folder`],
  ])("%j", async (args, message) => {
    expect(await refusal(...args)).toBe(message);
  });

  test("a port that is taken", async () => {
    const { url } = await run("--port", "0");
    const { port } = new URL(url);
    expect(await refusal("--port", port)).toBe(
      `Port ${port} on 127.0.0.1 is taken: choose another with --port N, or a free one with --port 0.`,
    );
  });

  test("an address that is not this machine's", async () => {
    expect(await refusal("--port", "0", "--host", "203.0.113.1")).toMatch(
      /^cannot listen on 203\.0\.113\.1, port 0: .*\. See --port and --host\.$/u,
    );
  });
});

describe("files with mistakes are refused with line, column and reason", () => {
  // Its first account alone: the key of the second is in a file beside it.
  const [example = ""] = readFileSync(join(examples, "accounts.yaml"), "utf8").split(
    "\n- apiKey: another",
  );

  test.each([
    ["nothing", "", "1:1: is empty; write a list of accounts"],
    ["a comment alone", "# later\n", "1:1: is empty; write a list of accounts"],
    ["no list", "apiKey: a", "1:1: must be a list of accounts"],
    ["an empty list", "[]", "1:1: has no accounts"],
    ["an unclosed text", '- apiKey: "sesame', '1:18: Missing closing "quote'],
    ["a stray bracket", "- apiKey: a\n  secret: sesame]\n}", "3:1: Unexpected flow-map-end token"],
    ["a field twice", "- apiKey: a\n  apiKey: sesame", "2:3: Map keys must be unique"],
    ["an unknown tag", "- !!js/function sesame", "1:3: Unresolved tag"],
    ["no account", "- sesame", "1:3: accounts[0]: must be an object"],
    [
      "an unknown field",
      "- apiKey: a\n  key: sesame",
      "2:3: accounts[0].key: no such field; there",
    ],
    ["no key", "- secret: sesame", "1:3: accounts[0].apiKey: must be a text that is not empty"],
    ["a number as key", "- {apiKey: 1, secret: b}", "1:4: accounts[0].apiKey: must be a text"],
    ["an empty secret", '- apiKey: a\n  secret: ""', "2:3: accounts[0].secret: must be a text"],
    ["neither secret nor key", "- apiKey: a", "1:3: accounts[0]: needs either a secret (HMAC) or"],
    [
      "the same key twice",
      "- {apiKey: a, secret: b}\n- {apiKey: a, secret: c}",
      "2:4: accounts[1].apiKey: another account has the same key",
    ],
    [
      "a key file that is not there",
      "- apiKey: a\n  publicKey: sesame",
      "2:3: accounts[0].publicKey: is no PEM, and as the path of a PEM file does not exist",
    ],
    [
      "an unknown operation",
      "- {apiKey: a, secret: b, orders: {listOrders: []}}",
      "1:35: accounts[0].orders.listOrders: no such operation; there are listMarginOpenOrders, listOpenOrders",
    ],
    [
      "no list of orders",
      "- {apiKey: a, secret: b, orders: {listOpenOrders: 7}}",
      "1:35: accounts[0].orders.listOpenOrders: must be an array",
    ],
    [
      "no orders",
      "- {apiKey: a, secret: b, orders: }",
      "1:26: accounts[0].orders: must be an object",
    ],
    [
      "a field missing",
      example.replace(/ +symbol: .*\n/u, ""),
      "7:9: accounts[0].orders.listOpenOrders[0].symbol: is missing",
    ],
    [
      "a price that is a number",
      example.replace('"94120.5"', "94120.5"),
      '16:9: accounts[0].orders.listOpenOrders[0].price: must be a decimal string such as "0.1", is the number 94120.5',
    ],
    [
      "an id that 64 bits do not hold",
      example.replace("8389765489680951453", "98389765489680951453"),
      "7:9: accounts[0].orders.listOpenOrders[0].orderId: must be an integer of 64 bits",
    ],
    [
      "a time too large for a number",
      example.replace("updateTime: 1768412800123", "updateTime: 17684128001231768412"),
      "28:9: accounts[0].orders.listOpenOrders[0].updateTime: must be an integer, is a bigint",
    ],
    ["aliases without end", "- &a {apiKey: *a}", "1:1: its aliases repeat too much"],
  ])("%s", async (_, text, expected) => {
    const file = write(text);
    const message = await refusal("--accounts", file);
    expect(message.slice(0, file.length + 1)).toBe(`${file}:`);
    expect(message.slice(file.length + 1)).toContain(expected);
    expect(message).not.toContain("sesame");
  });

  test("of faults too", async () => {
    const file = write("- status: 503\n- code: -1021\n  staus: 400\n");
    expect(await refusal("--faults", file)).toContain(
      `${file}:3:3: faults[1].staus: no such option; there are operationId,`,
    );
  });
});
