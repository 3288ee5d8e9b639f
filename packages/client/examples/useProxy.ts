// Sends every request through a proxy, for instance one whose IP address the API key is bound to.
import { createCoinMFuturesClient, hmac } from "@open-orders/client";
import { HttpsProxyAgent } from "https-proxy-agent";

const { BINANCE_API_KEY = "", BINANCE_API_SECRET = "", BASE_URL, PROXY_URL = "" } = process.env;
const coinM = createCoinMFuturesClient({
  apiKey: BINANCE_API_KEY,
  signer: hmac(BINANCE_API_SECRET),
  baseUrl: BASE_URL,
  agent: new HttpsProxyAgent(PROXY_URL, { keepAlive: true }),
});

const orders = await coinM.listOpenOrders({ symbol: "BTCUSD_PERP" });
console.log(`Open orders, asked through ${new URL(PROXY_URL).host}: ${orders.length}`);
