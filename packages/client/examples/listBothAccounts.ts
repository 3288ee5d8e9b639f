// Lists the open orders of a Portfolio Margin account and of a COIN-M futures account.
import { createCoinMFuturesClient, createPortfolioMarginClient, hmac } from "@open-orders/client";

const { BINANCE_API_KEY = "", BINANCE_API_SECRET = "", BASE_URL } = process.env;
const options = {
  apiKey: BINANCE_API_KEY,
  signer: hmac(BINANCE_API_SECRET),
  baseUrl: BASE_URL,
};
const margin = createPortfolioMarginClient(options);
const coinM = createCoinMFuturesClient(options);

const [marginOrders, coinMOrders] = await Promise.all([
  margin.listMarginOpenOrders(),
  coinM.listOpenOrders(), // all contracts: weight 40 instead of 1
]);

const columns = ["orderId", "symbol", "side", "type", "price", "origQty", "status"];
console.log(`Open orders, Portfolio Margin: ${marginOrders.length}`);
console.table(marginOrders, columns);
console.log(`Open orders, COIN-M futures: ${coinMOrders.length}`);
console.table(coinMOrders, columns);
