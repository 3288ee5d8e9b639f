// The run behind npm start: which command it runs, with whose keys, and what listens meanwhile. The command itself is
// played; start.test.ts runs the real one.
import { createServer } from "node:net";
import type { AddressInfo, Server } from "node:net";
import { demoAccount } from "@open-orders/mock-exchange";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { StartOptions } from "../startOptions.ts";
import { startRun } from "../startRun.ts";
import type { RunCommand } from "../startRun.ts";

const atOnce: StartOptions = { once: true, live: false, port: 0, docsPort: 0 };

/** Runs with a command that notes how it was called. */
async function runWith(
  options: Partial<StartOptions> = {},
  env: NodeJS.ProcessEnv = {},
  command: RunCommand = () => Promise.resolve(0),
) {
  const lines: string[] = [];
  const calls: { args: readonly string[]; env: NodeJS.ProcessEnv }[] = [];
  const run = startRun(
    { ...atOnce, ...options },
    env,
    (line) => lines.push(line),
    undefined,
    (args, own, signal) => {
      calls.push({ args, env: own });
      return command(args, own, signal);
    },
  );
  const outcome = await run.catch((error: unknown) => error as Error);
  return { outcome, calls, text: lines.join("\n") };
}

const isListening = async (url: string): Promise<boolean> =>
  fetch(url).then(
    () => true,
    () => false,
  );
const addresses = (text: string) => [...new Set(text.match(/http:\/\/127\.0\.0\.1:\d+/g))];

describe("with the mock exchange", () => {
  test("the command asks it for every account, with the key of the demo account", async () => {
    const own = { BINANCE_API_KEY: "mine", BINANCE_PRIVATE_KEY_FILE: "mine.pem", LANG: "zh_CN" };
    const { calls, text } = await runWith({}, own);
    const [, url = ""] = /^Mock exchange on (\S+)\n/.exec(text) ?? [];
    const { apiKey, secret } = demoAccount;
    expect(calls).toEqual([
      {
        args: [
          "list",
          "--base-url",
          `portfolio-margin=${url}`,
          "--base-url",
          `coin-m-futures=${url}`,
        ],
        env: { LANG: "zh_CN", BINANCE_API_KEY: apiKey, BINANCE_API_SECRET: secret },
      },
    ]);
    expect(text).toMatch(/^Documentation {2}http:\/\/127\.0\.0\.1:\d+\/$/m);
    expect(text).toMatch(/^Mock exchange {2}http:\/\/127\.0\.0\.1:\d+$/m);
    expect(text).toMatch(/^ {2}key {5}\w{64}$/m);
  });

  test("once means that nothing listens afterwards", async () => {
    const { text } = await runWith();
    expect(addresses(text)).toHaveLength(2);
    for (const url of addresses(text)) expect(await isListening(url)).toBe(false);
  });

  test("otherwise both addresses answer until it is stopped", async () => {
    const { outcome, text } = await runWith({ once: false });
    expect(addresses(text)).toHaveLength(2);
    for (const url of addresses(text)) expect(await isListening(url)).toBe(true);
    if (!(outcome instanceof Error)) await outcome.stop();
    for (const url of addresses(text)) expect(await isListening(url)).toBe(false);
  });
});

describe("with --live", () => {
  test("the command gets the environment as it is, and the hosts that it names", async () => {
    const env = { BINANCE_API_KEY: "k", BINANCE_COIN_M_FUTURES_URL: "http://127.0.0.1:9" };
    const { calls, text } = await runWith({ live: true }, env);
    const args = ["list", "--base-url", "coin-m-futures=http://127.0.0.1:9"];
    expect(calls).toEqual([{ args, env }]);
    expect(text).not.toContain("Mock exchange");
    expect(text).toContain("Documentation  http");
  });
});

describe("the exit code of the command", () => {
  test.each([0, 1])("%d is passed on, and the documentation is there", async (code) => {
    const { outcome, text } = await runWith({}, {}, () => Promise.resolve(code));
    expect(outcome).toMatchObject({ exitCode: code });
    expect(text).toContain("Documentation");
  });

  test("2 ends the run", async () => {
    const { outcome, text } = await runWith({}, {}, () => Promise.resolve(2));
    expect(outcome).toMatchObject({
      name: "UsageError",
      message: "The orders could not be listed, see above.",
    });
    for (const url of addresses(text)) expect(await isListening(url)).toBe(false);
  });
});

describe("a port", () => {
  let blocker: Server;
  let port: number;

  beforeEach(async () => {
    blocker = createServer();
    await new Promise<void>((resolve) => {
      blocker.listen(0, "127.0.0.1", resolve);
    });
    ({ port } = blocker.address() as AddressInfo);
  });
  afterEach(() => void blocker.close());

  test.each([
    ["port", "--port", "mock exchange"],
    ["docsPort", "--docs-port", "documentation"],
  ])("that is taken is named with its flag: %s", async (option, flag, server) => {
    const { outcome, text } = await runWith({ [option]: port });
    expect(outcome).toHaveProperty("name", "UsageError");
    expect(outcome).toHaveProperty(
      "message",
      `Port ${port} for the ${server} is taken: choose another with ${flag}, or leave it out for a free one.`,
    );
    for (const url of addresses(text)) expect(await isListening(url)).toBe(false);
  });

  test("that is named is used", async () => {
    blocker.close();
    const { text } = await runWith({ port });
    expect(text).toContain(`\nMock exchange  http://127.0.0.1:${port}\n`);
  });
});
