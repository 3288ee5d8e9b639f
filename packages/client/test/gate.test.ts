// More calls at once than there are connections: what waits is neither signed nor reserved yet, so that no timestamp
// ages and a ban stops it.
import { Agent } from "node:http";
import { describe, expect, it } from "vitest";
import { createCoinMFuturesClient, createWeightBudget, hmac } from "../src/index.ts";
import type { BinanceError, ClientOptions } from "../src/index.ts";
import { serve } from "./localServer.ts";

const client = (baseUrl: string, options: Partial<ClientOptions> = {}) =>
  createCoinMFuturesClient({ apiKey: "key", signer: hmac("secret"), baseUrl, ...options });
const one = { symbol: "BTCUSD_PERP" };

/** A server that keeps each request until it is told to respond. */
async function holding() {
  const held: ((status: number, body: string) => void)[] = [];
  const queries: URLSearchParams[] = [];
  const { url } = await serve((request, response) => {
    queries.push(new URL(request.url ?? "", "http://localhost").searchParams);
    // Else the client would know this machine's time.
    response.sendDate = false;
    held.push((status, body) => response.writeHead(status).end(body));
  });
  const until = async (count: number): Promise<void> => {
    while (held.length < count) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  return { url, held, queries, until };
}

describe("a call that waits for a connection", () => {
  it("is signed with the time at which it leaves", async () => {
    let time = 1_700_000_040_000;
    const { url, held, queries, until } = await holding();
    const coinM = client(url, { now: () => time });
    const calls = Array.from({ length: 17 }, async () => coinM.listOpenOrders(one));
    await until(16);
    time += 9000;
    held[0]?.(200, "[]");
    await until(17);
    for (const respond of held.slice(1)) respond(200, "[]");
    await Promise.all(calls);
    const times = queries.map((query) => Number(query.get("timestamp")));
    expect(times.slice(0, 16)).toEqual(Array(16).fill(1_700_000_040_000));
    expect(times[16]).toBe(1_700_000_049_000);
  });

  it("is not sent into a ban, and says that it was not sent", async () => {
    const { url, held, until } = await holding();
    const coinM = client(url);
    const calls = Array.from({ length: 40 }, async () =>
      coinM.listOpenOrders(one).catch((error: unknown) => error as BinanceError),
    );
    await until(16);
    for (const respond of held) respond(418, '{"code":-1003,"msg":"banned"}');
    const errors = await Promise.all(calls);
    expect(held).toHaveLength(16);
    expect(errors.map((error) => (error as BinanceError).attempts)).toEqual([
      ...Array<number>(16).fill(1),
      ...Array<number>(24).fill(0),
    ]);
    expect(errors[39]).toMatchObject({ kind: "rate-limit", banned: true });
    expect(coinM.weightUsage.usedWeight).toBe(16);
  });

  it("waits as long as the call may take, and leaves its place to the next", async () => {
    const { url, held, until } = await holding();
    const coinM = client(url, { agent: new Agent({ maxSockets: 1 }) });
    const first = coinM.listOpenOrders(one);
    await until(1);
    const controller = new AbortController();
    const aborted = coinM.listOpenOrders(one, { signal: controller.signal });
    const late = coinM.listOpenOrders(one, { totalTimeoutMs: 20 });
    const last = coinM.listOpenOrders(one);
    controller.abort(new Error("enough"));
    await expect(aborted).rejects.toThrow("enough");
    await expect(late).rejects.toMatchObject({
      kind: "timeout",
      attempts: 0,
      message:
        "GET /dapi/v1/openOrders was not sent: others to the same host took longer than 20 ms (option totalTimeoutMs).",
    });
    held[0]?.(200, "[]");
    await until(2);
    held[1]?.(200, "[]");
    expect(await Promise.all([first, last])).toEqual([[], []]);
    expect(held).toHaveLength(2);
  });

  it("leaves its place also when its weight is not granted", async () => {
    const { url, held, until } = await holding();
    const weightBudget = createWeightBudget({ limit: 40 });
    const coinM = client(url, { agent: new Agent({ maxSockets: 1 }), weightBudget });
    const first = coinM.listOpenOrders();
    await until(1);
    held[0]?.(200, "[]");
    await first;
    const options = { waitForWeight: false };
    await expect(coinM.listOpenOrders({}, options)).rejects.toMatchObject({ kind: "rate-limit" });
    const other = client(url, { agent: new Agent({ maxSockets: 1 }) }).listOpenOrders(one);
    await until(2);
    held[1]?.(200, "[]");
    expect(await other).toEqual([]);
    await expect(coinM.listOpenOrders({}, options)).rejects.toMatchObject({ kind: "rate-limit" });
  });
});

it("the request for the exchange's time takes a connection as well", async () => {
  const { url, held, queries, until } = await holding();
  const [wrong, right] = [1_600_000_000_000, 1_700_000_040_000];
  const coinM = client(url, { agent: new Agent({ maxTotalSockets: 1 }), now: () => wrong });
  const rejected = coinM.listOpenOrders(one);
  await until(1);
  held[0]?.(400, '{"code":-1021,"msg":"outside"}');
  await until(2);
  // Signed now, it would wait in the agent with a timestamp that grows old.
  const waiting = coinM.listOpenOrders(one);
  held[1]?.(200, `{"serverTime":${right}}`);
  for (const at of [2, 3]) {
    await until(at + 1);
    held[at]?.(200, "[]");
  }
  expect(await Promise.all([rejected, waiting])).toEqual([[], []]);
  const times = queries.map((query) => Number(query.get("timestamp")));
  for (const time of times.slice(2)) expect(time).toBeGreaterThanOrEqual(right);
});

it("a budget that grants while it is paused is not asked again and again", async () => {
  let signed = 0;
  let asked = 0;
  const coinM = client("http://127.0.0.1:9", {
    signer: async () => {
      signed += 1;
      return "signature";
    },
    weightBudget: {
      reserve: (weight) => {
        asked += 1;
        return { granted: true, weight, interval: 0 };
      },
      settle() {},
      pause() {},
      weightUsage: { weightLimit: 2400, usedWeight: 0, pausedForMs: 119_999, banned: true },
    },
  });
  await expect(coinM.listOpenOrders(one)).rejects.toMatchObject({ banned: true, attempts: 0 });
  expect({ signed, asked }).toEqual({ signed: 1, asked: 1 });
});

it("a call that takes time to sign is not sent into a ban that came meanwhile", async () => {
  const { url, held, until } = await holding();
  let finish: (signature: string) => void = () => {};
  const coinM = client(url, {
    signer: async (payload) =>
      payload.includes("ETHUSD_PERP")
        ? new Promise<string>((resolve) => (finish = resolve))
        : "signature",
  });
  const slow = coinM.listOpenOrders({ symbol: "ETHUSD_PERP" });
  const banned = coinM.listOpenOrders(one);
  await until(1);
  held[0]?.(418, '{"code":-1003,"msg":"banned"}');
  await expect(banned).rejects.toMatchObject({ banned: true, attempts: 1 });
  finish("signature");
  await expect(slow).rejects.toMatchObject({ kind: "rate-limit", banned: true, attempts: 0 });
  expect(held).toHaveLength(1);
  expect(coinM.weightUsage.usedWeight).toBe(1);
});
