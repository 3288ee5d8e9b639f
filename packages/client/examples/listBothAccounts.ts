// Lists every open order of a Portfolio Margin account and of a COIN-M futures account.
import { createCoinMFuturesClient, createPortfolioMarginClient, hmac } from "@open-orders/client";

const { BINANCE_API_KEY = "", BINANCE_API_SECRET = "", BASE_URL } = process.env;
const options = {
  apiKey: BINANCE_API_KEY,
  signer: hmac(BINANCE_API_SECRET),
  baseUrl: BASE_URL,
};
const margin = createPortfolioMarginClient(options);
const coinM = createCoinMFuturesClient(options);

// Each call asks every list of its account: conditional orders are in lists of their own.
const orders = await Promise.all([margin.listAllOpenOrders(), coinM.listAllOpenOrders()]);

for (const { account, symbol, side, type, quantity, price, id } of orders.flat())
  console.log(`${account} ${symbol} ${id}: ${side} ${quantity} at ${price}, ${type}`);
