// Watches the open COIN-M orders and prints what appeared, changed and vanished, until Ctrl-C.
import { setTimeout as pause } from "node:timers/promises";
import { createCoinMFuturesClient, createWeightBudget, hmac } from "@open-orders/client";
import type { CoinMOpenOrder } from "@open-orders/client";

const { BINANCE_API_KEY = "", BINANCE_API_SECRET = "", BASE_URL, POLL_MS = "5000" } = process.env;
const coinM = createCoinMFuturesClient({
  apiKey: BINANCE_API_KEY,
  signer: hmac(BINANCE_API_SECRET),
  baseUrl: BASE_URL,
  // Leaves three quarters of the address's 2400 to others, however short the pauses: calls wait.
  weightBudget: createWeightBudget({ limit: 600 }),
});

const stop = new AbortController();
const { signal } = stop;
process.once("SIGINT", () => stop.abort());

const tell = (what: string, { orderId, symbol, side, executedQty, origQty }: CoinMOpenOrder) =>
  console.log(`${what} ${orderId}: ${side} ${symbol}, ${executedQty} of ${origQty} filled`);

let known = new Map<string, CoinMOpenOrder>();
try {
  for (;;) {
    const orders = await coinM.listOpenOrders({}, { signal });
    const open = new Map(orders.map((order) => [order.orderId, order]));
    for (const [id, order] of open) {
      const before = known.get(id);
      if (!before) tell("appeared", order);
      else if (before.updateTime !== order.updateTime) tell("changed", order);
    }
    for (const [id, order] of known) if (!open.has(id)) tell("vanished", order);
    known = open;
    await pause(Number(POLL_MS), undefined, { signal });
  }
} catch (error) {
  if (!signal.aborted) throw error;
  console.log(`stopped; still open: ${known.size}`);
}
