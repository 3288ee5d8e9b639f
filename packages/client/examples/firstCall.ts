// The open COIN-M futures orders of one contract, in ten lines.
import { createCoinMFuturesClient, hmac } from "@open-orders/client";

const { BINANCE_API_KEY = "", BINANCE_API_SECRET = "", BASE_URL } = process.env;
const coinM = createCoinMFuturesClient({
  apiKey: BINANCE_API_KEY,
  signer: hmac(BINANCE_API_SECRET),
  baseUrl: BASE_URL, // left out: the exchange itself
});

const orders = await coinM.listOpenOrders({ symbol: "BTCUSD_PERP" });
for (const { orderId, side, origQty, price } of orders)
  console.log(`${orderId}: ${side} ${origQty} contracts at ${price}`);
