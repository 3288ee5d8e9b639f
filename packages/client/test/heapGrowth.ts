// Run with --expose-gc: prints by how many bytes the heap has grown after many calls, once for calls that
// succeed and once for calls that fail and are tried again. Takes how many calls of each to make.
import { createCoinMFuturesClient, createWeightBudget, hmac } from "@open-orders/client";

const [successes = 0, failures = 0] = process.argv.slice(2).map(Number);
const headers = { "content-type": "application/json", "x-mbx-used-weight-1m": "1" };
const order = '[{"orderId":8389765489680951453,"symbol":"BTCUSD_PERP","price":"94120.50"}]';
// One signal for all calls, as a program has that stops on Ctrl-C: what a call attaches must come off.
const { signal } = new AbortController();
let requests = 0;

async function succeed(count: number): Promise<void> {
  const client = clientOver(async () => {
    requests += 1;
    return new Response(order, { headers });
  });
  for (let call = 0; call < count; call += 1) {
    await client.listOpenOrders({ symbol: `SYMBOL_${call}` }, { signal });
    if (call % 10 === 0)
      await client.http.GET("/dapi/v1/openOrders", {
        params: { query: { pair: `${call}` } },
        signal,
      });
  }
}

async function fail(count: number): Promise<void> {
  const client = clientOver(async () => {
    requests += 1;
    if (requests % 2 === 0) throw new TypeError("fetch failed");
    return new Response("<html>Bad Gateway</html>", { status: 502, headers });
  });
  for (let call = 0; call < count; call += 1)
    await client.listOpenOrders({ symbol: `SYMBOL_${call}` }, { signal }).then(
      () => Promise.reject(new Error("A call that had to fail did not.")),
      () => undefined,
    );
}

function clientOver(fetch: typeof globalThis.fetch) {
  return createCoinMFuturesClient({
    apiKey: "key",
    signer: hmac("secret"),
    weightBudget: createWeightBudget({ limit: 1e9 }),
    sleep: async () => {},
    onAttempt: () => {},
    fetch,
  });
}

/** Bytes in use after everything that nothing refers to is gone. */
async function heapInUse(): Promise<number> {
  for (let round = 0; round < 3; round += 1) {
    // Finalizers, of abort signals for instance, run between turns of the event loop.
    await new Promise(setImmediate);
    globalThis.gc?.();
  }
  return process.memoryUsage().heapUsed;
}

async function growth(work: (count: number) => Promise<void>, count: number): Promise<number> {
  await work(Math.ceil(count / 10));
  const before = await heapInUse();
  await work(count);
  return (await heapInUse()) - before;
}

const bytes = {
  successes: await growth(succeed, successes),
  failures: await growth(fail, failures),
};
console.log(JSON.stringify({ bytes, requests }));
