// The command: what it says before it sends anything, what it rejects, and how it ends.
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { matchPath } from "@open-orders/specs/model";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runCli } from "../src/cli/runCli.ts";
import type { Environment } from "../src/cli/runCli.ts";
import { apiOf, apis, firstOf, orderList } from "./operations.ts";
import { playRemote, remoteKeys, remoteUrl } from "./playRemote.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "contract-"));
});
afterAll(async () => rm(folder, { recursive: true }));

/** The API that is reached first, and where its time is read. */
const first = firstOf(apis, "API");
const firstPath = first.clock?.path ?? firstOf(first.operations, "operation").path;
const apiNames = apis.map(({ name }) => name);

/** A few checks, of every operation. */
const some = ["--only", "schema: s"];
const keys = { BINANCE_API_KEY: remoteKeys.apiKey, BINANCE_API_SECRET: remoteKeys.secret };

/** Runs the command where nobody can be reached. */
async function run(args: readonly string[], env: Environment["env"] = keys) {
  const out: string[] = [];
  const err: string[] = [];
  const asked: string[] = [];
  const code = await runCli(args, {
    env,
    print: (line) => out.push(line),
    warn: (line) => err.push(line),
    async fetch(url) {
      asked.push(url);
      const cause = Object.assign(new Error("rejected"), { code: "ECONNREFUSED" });
      return Promise.reject(new TypeError("fetch failed", { cause }));
    },
  });
  return { code, out: out.join("\n"), err: err.join("\n"), asked };
}

describe("one clear line and exit code 2 for", () => {
  const pem = "-----BEGIN PRIVATE KEY-----\nbm90IGEga2V5\n-----END PRIVATE KEY-----\n";
  const key = { BINANCE_API_KEY: remoteKeys.apiKey };
  test.each<[string, string[], string, Environment["env"]?]>([
    ["an unknown option", ["--tarject", "x"], "Unknown option '--tarject'. See --help."],
    [
      "an option without its value",
      ["--only"],
      "Option '--only <value>' argument missing. See --help.",
    ],
    ["a stray word", ["testnet"], "Unexpected argument 'testnet'. See --help."],
    [
      "a weight of nothing",
      ["--max-weight", "0"],
      '--max-weight must be a whole number above 0, not "0".',
    ],
    ["a filter of nothing", ["--only", ""], "--only needs a value."],
    [
      "a filter that nothing passes",
      ["--only", "no such rule"],
      '--only "no such rule": no check and no probe has this in its name.',
    ],
    [
      "a target that is no address",
      ["--target", "ftp://exchange"],
      "--target must be testnet, production, an http:// or https:// address, or API=address.",
    ],
    [
      "a target with a password",
      ["--target", "https://me:hidden@exchange"],
      "--target must be an address without user, password, query or fragment: keys are read from the environment.",
    ],
    [
      "an API that there is not",
      ["--target", "spot=https://exchange"],
      `--target spot=…: no such API; there are ${apiNames.join(" and ")}.`,
    ],
    [
      "missing keys",
      ["--target", "testnet"],
      "--target needs BINANCE_API_KEY and BINANCE_API_SECRET (or BINANCE_PRIVATE_KEY_FILE) in the environment: set them, or leave --target out to use the mock exchange.",
      {},
    ],
    [
      "a missing secret",
      ["--target", "testnet"],
      "--target needs BINANCE_API_SECRET (or BINANCE_PRIVATE_KEY_FILE) in the environment: set it, or leave --target out to use the mock exchange.",
      key,
    ],
    [
      "two secrets",
      ["--target", "testnet"],
      "BINANCE_API_SECRET and BINANCE_PRIVATE_KEY_FILE are both set: a key is of one kind, so unset one of them.",
      { ...keys, BINANCE_PRIVATE_KEY_FILE: "key.pem" },
    ],
    [
      "keys that were not copied as they are",
      ["--target", "testnet"],
      "White space, or characters that no key has, in BINANCE_API_KEY and BINANCE_API_SECRET; copy again what the exchange showed.",
      { BINANCE_API_KEY: "\u65e5\u672c", BINANCE_API_SECRET: "my secret" },
    ],
    [
      "a key file that is not there",
      ["--target", "testnet"],
      "BINANCE_PRIVATE_KEY_FILE: /nowhere/key.pem cannot be read (ENOENT).",
      { ...key, BINANCE_PRIVATE_KEY_FILE: "/nowhere/key.pem" },
    ],
    [
      "recording a mock of one's own",
      ["--record", "responses"],
      "--record keeps the responses of a target; name one with --target.",
    ],
    [
      "sparing a mock of one's own",
      ["--max-weight", "90"],
      "--max-weight spares a target; name one with --target.",
    ],
    [
      "a replay with a target",
      ["--replay", "responses", "--target", "testnet"],
      "--replay sends nothing, so --target cannot go with it; leave one out.",
    ],
    [
      "data that is not there",
      ["--data", "/nowhere.yaml"],
      "--data /nowhere.yaml: cannot be read (ENOENT).",
    ],
    [
      "a replay of nothing",
      ["--replay", "/nowhere"],
      "--replay /nowhere: cannot be read (ENOENT).",
    ],
  ])("%s", async (_what, args, line, env) => {
    const { code, out, err, asked } = await run(args, env);
    expect({ code, out, err, asked }).toEqual({ code: 2, out: "", err: line, asked: [] });
  });

  test("a file that holds no private key, which is not shown", async () => {
    const file = join(folder, "key.pem");
    await writeFile(file, pem);
    const { code, err } = await run(["--target", "testnet"], {
      ...key,
      BINANCE_PRIVATE_KEY_FILE: file,
    });
    expect(code).toBe(2);
    expect(err).toBe(
      "BINANCE_PRIVATE_KEY_FILE must be the file of an RSA or Ed25519 private key, in PEM and without a passphrase.",
    );
  });

  test("a target that cannot be reached", async () => {
    const { code, err, asked } = await run(["--target", "http://127.0.0.1:9", ...some]);
    expect(code).toBe(2);
    expect(err).toBe(
      `${first.name} cannot be reached at http://127.0.0.1:9 (ECONNREFUSED); start it, or correct --target.`,
    );
    expect(asked.map((url) => matchPath(firstPath, url)?.base)).toEqual(["http://127.0.0.1:9"]);
  });

  test("keys that the target rejects", async () => {
    const { secret } = remoteKeys;
    const remote = playRemote({ accounts: [{ apiKey: "Somebody".padEnd(64, "0"), secret }] });
    const { code, err } = await remote.run("--target", remoteUrl, "--report", folder, ...some);
    expect(code).toBe(2);
    expect(err).toBe(
      `${first.name} at ${remoteUrl} rejects the key or its signature (status 401, code -2015); check the keys in the environment, and that they are for this target.`,
    );
    // One without a key, for the time, and one with it.
    expect(remote.exchange.requests).toHaveLength(2);
  });

  test("a secret that is not the key's", async () => {
    const { apiKey } = remoteKeys;
    const remote = playRemote({ accounts: [{ apiKey, secret: "another" }] });
    const { code, err } = await remote.run("--target", remoteUrl, "--report", folder, ...some);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining("code -1022") });
  });

  test.each(["report", "record"])("a place that no %s can be written to", async (name) => {
    const file = join(folder, "taken");
    await writeFile(file, "");
    const { code, err, asked } = await run(["--target", remoteUrl, `--${name}`, file]);
    expect({ code, err, asked }).toEqual({
      code: 2,
      err: `--${name} ${file}: cannot be written to (EEXIST).`,
      asked: [],
    });
  });
});

test("help names every option and the meaning of the exit codes", async () => {
  const { code, out, asked } = await run(["--help"], {});
  expect({ code, asked }).toEqual({ code: 0, asked: [] });
  for (const word of [
    "--target",
    "--data",
    "--only",
    "--list",
    "--report",
    "--record",
    "--replay",
    "Exit",
  ])
    expect(out).toContain(word);
});

test("the mock in process passes, and the reports are written", async () => {
  const report = join(folder, "mock");
  const { code, out, err } = await run(["--report", report, ...some], {});
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toMatch(/^Target: mock in process\.\n\d+ checks will be run\.\n/u);
  expect((await readdir(report)).toSorted()).toEqual([
    "contract.html",
    "contract.json",
    "contract.junit.xml",
    "contract.md",
  ]);
});

test("a list says what would be done, and sends nothing", async () => {
  // Some with faults, some with requests.
  const { code, out, asked } = await run(["--target", "production", "--list", "--only", ": e"]);
  expect({ code, asked }).toEqual({ code: 0, asked: [] });
  expect(out).toContain(
    "Target: production, the live exchange; only operations that read are called.",
  );
  expect(out).toMatch(/^ {2}\d+: faults cannot be injected into the target$/mu);
  for (const name of apiNames)
    expect(out).toMatch(new RegExp(`^  ${name}: \\d+ requests, a weight of at least \\d+$`, "mu"));
  expect(out).toMatch(/^It takes at least \d+ (?:s|min)\.$/mu);
});

test("the testnet serves some of the APIs, and the checks of the others say so", async () => {
  const { out } = await run(["--target", "testnet", "--list", ...some]);
  for (const { name, servers } of apis) {
    const served = servers.some(({ environment }) => environment === "testnet");
    expect(out.includes(`: ${name} is not served there`)).toBe(!served);
    expect(out.includes(`  ${name}: `)).toBe(served);
  }
});

test("one API may be somewhere else", async () => {
  const remote = playRemote();
  const { code, out } = await remote.run(
    "--target",
    `${orderList.api}=${remoteUrl}/`,
    "--only",
    "hmac key",
    "--report",
    folder,
  );
  expect(code).toBe(0);
  for (const api of apis)
    expect(out.includes(`${api.name} is not served there`)).toBe(api !== apiOf(orderList));
});

test("a failed check is one line and ends in 1", async () => {
  const { side = "" } = orderList.item["x-order"] ?? {};
  const remote = playRemote({}, (fetch) => async (url, init) => {
    const response = await fetch(url, init);
    const text = (await response.text()).replaceAll(`"${side}":"BUY"`, `"${side}":1`);
    return new Response(text, { status: response.status, headers: response.headers });
  });
  const { code, out } = await remote.run(
    "--target",
    remoteUrl,
    "--only",
    `schema: ${side}`,
    "--report",
    folder,
  );
  expect(code).toBe(1);
  expect(out).toContain(`${orderList.id}: schema: ${side} (raw): expected string, always (specs/`);
  expect(await readFile(join(folder, "contract.junit.xml"), "utf8")).toContain("<failure");
});

test("nothing that is printed or written opens an account", async () => {
  const report = join(folder, "secrets");
  const remote = playRemote(
    {},
    () => async (url, init) =>
      Promise.resolve(Response.json({ url, headers: [...new Headers(init?.headers)] })),
  );
  const given = ["--target", remoteUrl, "--report", report, "--only", `${orderList.id}: `];
  const { code, out, err } = await remote.run(...given);
  expect(code).toBe(1);
  const files = await Promise.all(
    (await readdir(report)).map(async (name) => readFile(join(report, name), "utf8")),
  );
  for (const text of [out, err, ...files]) {
    expect(text).not.toContain(remoteKeys.apiKey);
    expect(text).not.toContain(remoteKeys.secret);
    expect(text).not.toMatch(/\b[\da-f]{64}\b/u);
  }
});
