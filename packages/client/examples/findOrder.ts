// Finds an open order by the id its sender gave it: `node findOrder.ts <clientOrderId> [symbol]`.
import { createPortfolioMarginClient, hmac } from "@open-orders/client";

const { BINANCE_API_KEY = "", BINANCE_API_SECRET = "", BASE_URL } = process.env;
const margin = createPortfolioMarginClient({
  apiKey: BINANCE_API_KEY,
  signer: hmac(BINANCE_API_SECRET),
  baseUrl: BASE_URL,
});

const [clientOrderId, symbol] = process.argv.slice(2);
const orders = await margin.listMarginOpenOrders(symbol ? { symbol } : {});
const order = orders.find((each) => each.clientOrderId === clientOrderId);

if (order) {
  const { orderId, side, origQty, executedQty, price, time } = order;
  console.log(`Order ${orderId} is open since ${new Date(time).toISOString()}:`);
  console.log(`${side} ${origQty} ${order.symbol} at ${price}, ${executedQty} filled`);
} else {
  console.log(
    `No open order has the client id ${clientOrderId}: filled, cancelled, or never placed.`,
  );
  process.exitCode = 1;
}
