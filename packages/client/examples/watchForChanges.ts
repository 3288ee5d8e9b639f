// Watches the open orders of a COIN-M account and prints what is opened, updated and closed, until Ctrl-C.
import { createCoinMFuturesClient, createWeightBudget, hmac } from "@open-orders/client";

const { BINANCE_API_KEY = "", BINANCE_API_SECRET = "", BASE_URL, INTERVAL_MS } = process.env;
const coinM = createCoinMFuturesClient({
  apiKey: BINANCE_API_KEY,
  signer: hmac(BINANCE_API_SECRET),
  baseUrl: BASE_URL,
  // Leaves half of what the exchange grants to this address to other programs. Left out, all of it may be spent.
  weightBudget: createWeightBudget({ limit: 1200 }),
});

const stop = new AbortController();
const { signal } = stop;
process.once("SIGINT", () => stop.abort());

try {
  // Left out, the interval takes at most a quarter of the budget.
  const intervalMs = INTERVAL_MS === undefined ? undefined : Number(INTERVAL_MS);
  for await (const event of coinM.watchOpenOrders({ intervalMs, signal })) {
    if (event.type === "snapshot") console.log(`open: ${event.orders.length}`);
    // Nothing is known to have changed while the exchange cannot be reached.
    else if (event.type === "stale") console.log(`stale: ${event.error.message}`);
    else if (event.type === "recovered") console.log("recovered");
    else {
      // The exchange repeats ids across symbols. `key` is unique.
      const { symbol, id, side, quantity, filledQuantity = "0" } = event.order;
      console.log(`${event.type} ${symbol} ${id}: ${side} ${filledQuantity} of ${quantity} filled`);
    }
  }
} catch (error) {
  if (!signal.aborted) throw error;
  console.log("stopped");
}
