// Finds an open order by its client order id, in every list: `node findOrder.ts <clientOrderId> [symbol]`.
import { createPortfolioMarginClient, hmac } from "@open-orders/client";

const { BINANCE_API_KEY = "", BINANCE_API_SECRET = "", BASE_URL } = process.env;
const margin = createPortfolioMarginClient({
  apiKey: BINANCE_API_KEY,
  signer: hmac(BINANCE_API_SECRET),
  baseUrl: BASE_URL,
});

const [clientId, symbol] = process.argv.slice(2);
const orders = await margin.listAllOpenOrders({ symbol });
const order = orders.find((each) => each.clientId === clientId);

if (order) {
  const { list, id, side, quantity, filledQuantity, price, placedAt } = order;
  console.log(`Order ${id} is open since ${new Date(placedAt).toISOString()} (${list}):`);
  console.log(`${side} ${quantity} ${order.symbol} at ${price}, ${filledQuantity ?? 0} filled`);
} else {
  console.log(`No open order has the client id ${clientId}: filled, cancelled, or never placed.`);
  process.exitCode = 1;
}
