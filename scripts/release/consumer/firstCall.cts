// The call of the README, from a program in CommonJS.
import client = require("@open-orders/client");

const { BINANCE_API_KEY = "", BINANCE_API_SECRET = "", BASE_URL } = process.env;

async function main(): Promise<void> {
  const coinM = client.createCoinMFuturesClient({
    apiKey: BINANCE_API_KEY,
    signer: client.hmac(BINANCE_API_SECRET),
    baseUrl: BASE_URL,
  });
  const orders = await coinM.listOpenOrders({ symbol: "BTCUSD_PERP" });
  for (const { orderId, side, origQty, price } of orders)
    console.log(`${orderId}: ${side} ${origQty} contracts at ${price}`);
}

void main();
