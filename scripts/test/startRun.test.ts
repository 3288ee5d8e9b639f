// The run behind npm start, against a mock exchange that also plays the remote one.
import { createServer } from "node:net";
import type { AddressInfo, Server } from "node:net";
import { createMockExchange } from "@open-orders/mock-exchange";
import type { MockExchange, MockServer } from "@open-orders/mock-exchange";
import { readApi } from "@open-orders/specs/model";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { isPlainList, orderLists } from "../openOrders.ts";
import type { StartOptions } from "../startOptions.ts";
import { nineteenDigits, startRun } from "../startRun.ts";

const atOnce: StartOptions = { once: true, live: undefined, port: 0, docsPort: 0 };

/** The reason a run ends with, and every line it printed before. */
async function failureOf(options: Partial<StartOptions>, env: NodeJS.ProcessEnv = {}) {
  const lines: string[] = [];
  const error: unknown = await startRun({ ...atOnce, ...options }, env, (line) =>
    lines.push(line),
  ).then(
    () => new Error("it went well"),
    (thrown: unknown) => thrown,
  );
  const { name, message } = error as Error;
  return { name, message, printed: lines.join("\n") };
}

const isListening = async (url: string): Promise<boolean> =>
  fetch(url).then(
    () => true,
    () => false,
  );

const addresses = (lines: string[]) => lines.join("\n").match(/http:\/\/127\.0\.0\.1:\d+/g) ?? [];

describe("with the mock exchange", () => {
  test("the orders of both accounts are shown, with weights and addresses", async () => {
    const lines: string[] = [];
    await startRun(atOnce, {}, (line) => lines.push(line));
    const text = lines.join("\n");
    for (const { api, call } of orderLists())
      expect(text).toMatch(new RegExp(`^${api}: .*, ${call}\\n  symbol +side .*orderId\\n`, "m"));
    const calls = orderLists().map(({ call }) => call);
    expect(calls).toContain("GET /papi/v1/margin/openOrders");
    expect(calls).toContain("GET /dapi/v1/openOrders");
    expect(text.match(new RegExp(` ${nineteenDigits}$`, "gm"))).toHaveLength(calls.length);
    expect(text).toMatch(/^ {2}\d+ orders\. Weight 5; used this minute: 5 of 6000\.$/m);
    expect(text).toMatch(/^ {2}\d+ orders\. Weight 40; used this minute: 40 of 2400\.$/m);
    expect(text).toMatch(/^Documentation {2}http:\/\/127\.0\.0\.1:\d+\/$/m);
    expect(text).toMatch(/^Mock exchange {2}http:\/\/127\.0\.0\.1:\d+$/m);
    expect(text).toMatch(/^ {2}key {5}\w{64}$/m);
  });

  test("once means that nothing listens afterwards", async () => {
    const lines: string[] = [];
    await startRun(atOnce, {}, (line) => lines.push(line));
    const urls = addresses(lines);
    expect(new Set(urls).size).toBe(2);
    for (const url of urls) expect(await isListening(url)).toBe(false);
  });

  test("otherwise both addresses answer until it is stopped", async () => {
    const lines: string[] = [];
    const stop = await startRun({ ...atOnce, once: false }, {}, (line) => lines.push(line));
    const urls = addresses(lines);
    for (const url of urls) expect(await isListening(url)).toBe(true);
    await stop();
    for (const url of urls) expect(await isListening(url)).toBe(false);
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
  ])("that is taken is told with its flag: %s", async (option, flag, server) => {
    const { name, message, printed } = await failureOf({ [option]: port });
    expect(name).toBe("UsageError");
    expect(message).toBe(
      `Port ${port} for the ${server} is taken: choose another with ${flag}, or leave it out for a free one.`,
    );
    for (const url of addresses([printed])) expect(await isListening(url)).toBe(false);
  });

  test("that is named is used", async () => {
    blocker.close();
    const lines: string[] = [];
    await startRun({ ...atOnce, port }, {}, (line) => lines.push(line));
    expect(lines).toContain(`Mock exchange  http://127.0.0.1:${port}`);
  });
});

describe("with --live", () => {
  const live = { apiKey: "LiveKey".padEnd(64, "k"), secret: "LiveSecret".padEnd(64, "s") };
  let exchange: MockExchange;
  let remote: MockServer;
  let env: NodeJS.ProcessEnv;

  beforeEach(async () => {
    exchange = createMockExchange({ accounts: [live] });
    remote = await exchange.listen();
    env = { BINANCE_PORTFOLIO_MARGIN_URL: remote.url, BINANCE_COIN_M_FUTURES_URL: remote.url };
  });
  afterEach(() => remote.close());

  const expectNothingSecret = (printed: string) => {
    for (const { parameters } of exchange.requests)
      expect(parameters).not.toHaveProperty("signature");
    expect(printed).not.toContain(live.apiKey);
    expect(printed).not.toContain(live.secret);
    expect(printed).not.toMatch(/signature=|[\da-f]{64}/i);
  };

  test("the hosts of the environment are asked, and nothing secret is shown", async () => {
    const lines: string[] = [];
    await startRun({ ...atOnce, live }, env, (line) => lines.push(line));
    const asked = exchange.requests.map(({ path, status }) => `${status} ${path}`);
    expect(asked).toContain("200 /papi/v1/margin/openOrders");
    expect(asked).toContain("200 /dapi/v1/openOrders");
    expect(asked).toHaveLength(orderLists().length);
    const printed = lines.join("\n");
    expect(printed).toContain("24684460931");
    expect(printed).toContain("Documentation  http");
    expect(printed).not.toContain("Mock exchange");
    expectNothingSecret(printed);
  });

  test("a wrong secret is told with the exchange's code and what to do", async () => {
    const wrong = { ...live, secret: "WrongSecret".padEnd(64, "w") };
    const { name, message, printed } = await failureOf({ live: wrong }, env);
    expect(name).toBe("UsageError");
    expect(message).toMatch(
      /^portfolio-margin: GET \/papi\/v1\/margin\/openOrders was rejected: status 400, code -1022 INVALID_SIGNATURE: .+\. .*secret/,
    );
    expect(message).not.toContain("\n");
    expectNothingSecret(message + printed);
    expect(message + printed).not.toContain(wrong.secret);
  });

  test("one account that refuses does not hide the other", async () => {
    const lines: string[] = [];
    exchange.inject({ status: 401, code: -2015 });
    await startRun({ ...atOnce, live }, env, (line) => lines.push(line));
    expect(lines.join("\n")).toContain("24684460931");
    expect(lines.join("\n")).toMatch(/^portfolio-margin: .*code -2015 REJECTED_MBX_KEY/m);
  });

  test("a key that nobody knows is told", async () => {
    const { message, printed } = await failureOf(
      { live: { ...live, apiKey: "z".repeat(64) } },
      env,
    );
    expect(message).toContain("code -2015 REJECTED_MBX_KEY");
    expect(message + printed).not.toContain("zzzz");
  });

  test("a key that no header can carry is told without it", async () => {
    const { message, printed } = await failureOf(
      { live: { ...live, apiKey: `${live.apiKey}\n` } },
      env,
    );
    expect(message).toBe(
      "portfolio-margin: Option apiKey holds white space or characters that no key has. Copy it again. The options come from BINANCE_API_KEY, BINANCE_API_SECRET and BINANCE_PORTFOLIO_MARGIN_URL.",
    );
    expectNothingSecret(message + printed);
  });

  test.each([
    ["white space", "two words", /white space/],
    ["a private key", "-----BEGIN PRIVATE KEY-----\nMC4CAQ==\n-----END PRIVATE KEY-----", /PEM/],
  ])("a secret that is %s is one line, without it", async (_, secret, reason) => {
    const { name, message, printed } = await failureOf({ live: { ...live, secret } }, env);
    expect(name).toBe("UsageError");
    expect(message).toMatch(/^portfolio-margin: [^\n]+ BINANCE_API_SECRET [^\n]+$/);
    expect(message).toMatch(reason);
    expect(message + printed).not.toContain(secret);
    expect(message + printed).not.toContain("MC4CAQ");
    expect(exchange.requests).toEqual([]);
  });

  test("a host that is no address is told with its variable", async () => {
    const { message } = await failureOf({ live }, { ...env, BINANCE_COIN_M_FUTURES_URL: "dapi" });
    expect(message).toMatch(
      /^coin-m-futures: Option baseUrl must be .*BINANCE_COIN_M_FUTURES_URL\.$/,
    );
  });

  test("a host that does not answer is told", async () => {
    await remote.close();
    const { name, message } = await failureOf({ live }, env);
    expect(name).toBe("UsageError");
    expect(message).toMatch(
      /^portfolio-margin: GET \/papi\/v1\/margin\/openOrders got no response: ECONNREFUSED/,
    );
  });

  test("a stop ends a call that is under way", async () => {
    exchange.inject({ hang: "before" });
    const stopped = new AbortController();
    const run = startRun({ ...atOnce, live }, env, () => {}, stopped.signal);
    await expect.poll(() => exchange.requests.length).toBe(1);
    stopped.abort(new Error("stopped"));
    await expect(run).rejects.toThrow("stopped");
  });
});

describe("the lists that are read", () => {
  const array = { schema: { type: "array", items: { type: "object" } } };
  const get = (change: object = {}, content: object = array) => ({
    operationId: "list",
    responses: { "200": { description: "", content: { "application/json": content } } },
    ...change,
  });
  const isRead = (item: object, parameters: object = {}): boolean =>
    readApi("shop", { paths: { "/a": item }, components: { parameters } }).operations.every(
      isPlainList,
    );

  test("need no parameter but those that the client fills", () => {
    const item = { get: get({ parameters: [{ $ref: "#/components/parameters/shared" }] }) };
    const shared = { name: "a", in: "query" };
    expect(isRead(item, { shared: { ...shared, required: false } })).toBe(true);
    expect(isRead(item, { shared: { ...shared, required: true } })).toBe(false);
    const filled = { ...shared, required: true, "x-filled-by-client": "timestamp" };
    expect(isRead(item, { shared: filled })).toBe(true);
  });

  test("are read only", () => {
    expect(isRead({ delete: get() })).toBe(false);
    expect(isRead({ post: get() })).toBe(false);
  });

  test("are lists", () => {
    expect(isRead({ get: get({}, { schema: { type: "object" } }) })).toBe(false);
  });
});
