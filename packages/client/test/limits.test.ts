// Limits: the exchange's weight, the caller's time, and the caller's own abort.
import { describe, expect, it } from "vitest";
import {
  callOnce,
  dateOf,
  html,
  json,
  errorResponse,
  scriptedExchange,
  start,
} from "./scriptedExchange.ts";
import { createCoinMFuturesClient } from "../src/index.ts";

describe("rate limits", () => {
  it("waits as long as Retry-After says, in seconds or as a date", async () => {
    const seconds = await callOnce([errorResponse(429, -1003, { "retry-after": "7" }), json([])]);
    expect(seconds.slept[0]).toBe(7000);
    expect(seconds.outcome).toEqual([]);
    const date = await callOnce([
      errorResponse(429, -1003, { "retry-after": dateOf(start + 9000) }),
      json([]),
    ]);
    expect(date.slept[0]).toBe(9000);
  });

  it("pauses even when Retry-After is over already", async () => {
    const { slept } = await callOnce([errorResponse(429, -1003, { "retry-after": "0" }), json([])]);
    expect(slept).toEqual([125]);
  });

  it("waits for the next minute when the exchange does not say", async () => {
    const script = scriptedExchange([errorResponse(429, -1003), json([])]);
    script.pass(20_000);
    await createCoinMFuturesClient(script.options).listOpenOrders();
    expect(script.slept[0]).toBe(40_000);
  });

  it("throws at once when the wait is longer than the call may take", async () => {
    const { outcome, slept } = await callOnce([errorResponse(429, -1003, { "retry-after": "90" })]);
    expect(slept).toEqual([]);
    expect(outcome).toMatchObject({
      kind: "rate-limit",
      status: 429,
      code: -1003,
      retryAfterMs: 90_000,
      banned: false,
    });
  });

  it("stops every further call after a ban, and says until when", async () => {
    const script = scriptedExchange([
      errorResponse(418, -1003, { "retry-after": "300" }),
      json([]),
    ]);
    const client = createCoinMFuturesClient(script.options);
    await expect(client.listOpenOrders()).rejects.toMatchObject({
      status: 418,
      banned: true,
      retryAfterMs: 300_000,
    });
    script.pass(1000);
    await expect(client.listOpenOrders()).rejects.toMatchObject({
      banned: true,
      retryAfterMs: 299_000,
      attempts: 0,
    });
    expect(script.sent).toHaveLength(1);
    expect(client.weightUsage).toMatchObject({ banned: true, pausedForMs: 299_000 });
    script.pass(299_000);
    expect(await client.listOpenOrders()).toEqual([]);
  });

  it("takes a ban without Retry-After for two minutes, and heeds one whose body broke off", async () => {
    const broken = (): Response =>
      new Response(
        new ReadableStream({ start: (controller) => controller.error(new Error("reset")) }),
        { status: 418 },
      );
    const { outcome } = await callOnce([broken]);
    expect(outcome).toMatchObject({ kind: "rate-limit", banned: true, retryAfterMs: 120_000 });
  });

  it("waits before it overspends, or throws where the caller asked not to wait", async () => {
    const full = () => json([], 200, { "x-mbx-used-weight-1m": "2390" });
    const waiting = scriptedExchange([full(), json([])]);
    const patient = createCoinMFuturesClient(waiting.options);
    await patient.listOpenOrders();
    waiting.pass(1000);
    await patient.listOpenOrders();
    expect(waiting.slept).toEqual([59_000]);
    const hurried = scriptedExchange([full()], { waitForWeight: false });
    const impatient = createCoinMFuturesClient(hurried.options);
    await impatient.listOpenOrders();
    await expect(impatient.listOpenOrders()).rejects.toMatchObject({
      kind: "rate-limit",
      attempts: 0,
      retryAfterMs: 60_000,
    });
  });
});

describe("a clock that stands still", () => {
  it("cannot make a call wait for ever", async () => {
    const { outcome, sent } = await callOnce([errorResponse(429, -1003), json([])], {
      now: () => start + 30_000,
      monotonicNow: () => 7,
      sleep: async () => {},
    });
    expect(outcome).toMatchObject({ kind: "rate-limit", status: 429 });
    expect(sent).toHaveLength(1);
  });
});

describe("time limits and aborts", () => {
  const hang = async (_: string, init: RequestInit): Promise<Response> => {
    await new Promise((resolve) => {
      init.signal?.addEventListener("abort", resolve);
    });
    throw init.signal?.reason;
  };
  const deaf = () => new Promise<Response>(() => {});

  it.each([
    ["a fetch that obeys its signal", hang],
    ["a fetch that does not", deaf],
  ])("ends an attempt in time with %s", async (_, step) => {
    const { outcome } = await callOnce([step], { timeoutMs: 20, maxRetries: 0 });
    expect(outcome).toMatchObject({
      kind: "timeout",
      limit: "timeoutMs",
      limitMs: 20,
      attempts: 1,
    });
  });

  it("covers the body", async () => {
    const slow = () =>
      new Response(
        new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array([91])) }),
      );
    expect((await callOnce([slow], { timeoutMs: 20, maxRetries: 0 })).outcome).toMatchObject({
      kind: "timeout",
    });
  });

  it("names the total limit when that ends first", async () => {
    const { outcome, sent } = await callOnce([deaf], { totalTimeoutMs: 20 });
    expect(outcome).toMatchObject({ kind: "timeout", limit: "totalTimeoutMs", limitMs: 20 });
    expect(sent).toHaveLength(1);
  });

  it("hears an abort that comes from inside a fetch which never ends", async () => {
    const reason = new Error("stop");
    const controller = new AbortController();
    const { options } = scriptedExchange([
      async () => {
        controller.abort(reason);
        return deaf();
      },
    ]);
    const call = createCoinMFuturesClient(options).listOpenOrders(
      {},
      { signal: controller.signal },
    );
    await expect(call).rejects.toBe(reason);
  });

  it("hears an abort while a signer takes its time, sends nothing, and gives the weight back", async () => {
    const reason = new Error("stop");
    const controller = new AbortController();
    const { options, sent } = scriptedExchange([], {
      async signer() {
        controller.abort(reason);
        return "signature";
      },
    });
    const client = createCoinMFuturesClient(options);
    await expect(client.listOpenOrders({}, { signal: controller.signal })).rejects.toBe(reason);
    expect(sent).toEqual([]);
    expect(client.weightUsage.usedWeight).toBe(0);
  });

  it("ends a signer that never answers: by its limit, and by an abort", async () => {
    const { options, sent } = scriptedExchange([], { signer: () => new Promise(() => {}) });
    const client = createCoinMFuturesClient(options);
    await expect(client.listOpenOrders({}, { timeoutMs: 20 })).rejects.toMatchObject({
      kind: "timeout",
      limit: "timeoutMs",
      attempts: 0,
      message: "GET /dapi/v1/openOrders was not signed within 20 ms (option timeoutMs).",
    });
    const controller = new AbortController();
    const call = client.listOpenOrders({}, { signal: controller.signal });
    controller.abort("enough");
    await expect(call).rejects.toBe("enough");
    expect(sent).toEqual([]);
    expect(client.weightUsage.usedWeight).toBe(0);
  });

  it("sends nothing for a signer that answers too late", async () => {
    let answer: (signature: string) => void = () => {};
    const { options, sent } = scriptedExchange([], {
      signer: () => new Promise<string>((resolve) => (answer = resolve)),
    });
    const call = createCoinMFuturesClient(options).listOpenOrders({}, { timeoutMs: 20 });
    await expect(call).rejects.toMatchObject({ kind: "timeout" });
    answer("signature");
    await new Promise(setImmediate);
    expect(sent).toEqual([]);
  });

  it("passes an abort on where no try is left", async () => {
    const controller = new AbortController();
    const { options } = scriptedExchange([
      () => {
        controller.abort("enough");
        return deaf();
      },
    ]);
    const call = createCoinMFuturesClient({ ...options, maxRetries: 0 }).listOpenOrders(
      {},
      { signal: controller.signal },
    );
    await expect(call).rejects.toBe("enough");
  });

  it("counts what was sent before the abort, and ends it", async () => {
    const controller = new AbortController();
    const signals: (AbortSignal | null | undefined)[] = [];
    const { options } = scriptedExchange([
      (_url, { signal } = {}) => {
        signals.push(signal);
        controller.abort("enough");
        return deaf();
      },
    ]);
    const client = createCoinMFuturesClient(options);
    await expect(client.listOpenOrders({}, { signal: controller.signal })).rejects.toBe("enough");
    expect(client.weightUsage.usedWeight).toBe(40);
    expect(signals.map((signal) => signal?.aborted)).toEqual([true]);
  });

  it("passes a caller's abort on as it is: before, during a request, during a pause", async () => {
    const reason = { because: "I said so" };
    const before = scriptedExchange([]);
    await expect(
      createCoinMFuturesClient(before.options).listOpenOrders(
        {},
        { signal: AbortSignal.abort(reason) },
      ),
    ).rejects.toBe(reason);
    const during = new AbortController();
    const running = scriptedExchange([deaf]);
    const pending = createCoinMFuturesClient(running.options).listOpenOrders(
      {},
      { signal: during.signal },
    );
    setTimeout(() => during.abort(reason), 5);
    await expect(pending).rejects.toBe(reason);
    const pause = new AbortController();
    const { sleep: _, ...timed } = scriptedExchange([html(502)], { random: () => 0.99 }).options;
    const pausing = createCoinMFuturesClient(timed).listOpenOrders({}, { signal: pause.signal });
    setTimeout(() => pause.abort(reason), 20);
    await expect(pausing).rejects.toBe(reason);
  });
});
