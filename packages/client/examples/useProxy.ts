// Sends every request through a proxy, for instance one whose IP address the API key is bound to.
import { createCoinMFuturesClient, hmac } from "@open-orders/client";
import { createUndiciFetch } from "@open-orders/client/undici";
import { ProxyAgent } from "undici";

const { BINANCE_API_KEY = "", BINANCE_API_SECRET = "", BASE_URL, PROXY_URL = "" } = process.env;
const proxy = new ProxyAgent(PROXY_URL);
const coinM = createCoinMFuturesClient({
  apiKey: BINANCE_API_KEY,
  signer: hmac(BINANCE_API_SECRET),
  baseUrl: BASE_URL,
  fetch: createUndiciFetch({ dispatcher: proxy }),
});

const orders = await coinM.listOpenOrders({ symbol: "BTCUSD_PERP" });
console.log(`Open orders, asked through ${new URL(PROXY_URL).host}: ${orders.length}`);
await proxy.close();
