// Signs with an Ed25519 key of your own. The exchange never sees the private half.
//
//   openssl genpkey -algorithm ed25519 -out binance.pem    make the pair, keep this file
//   openssl pkey -in binance.pem -pubout                   register this half; get an API key for it
import { readFile } from "node:fs/promises";
import { createCoinMFuturesClient, ed25519 } from "@open-orders/client";

const { BINANCE_API_KEY = "", BINANCE_PRIVATE_KEY_FILE = "binance.pem", BASE_URL } = process.env;
const coinM = createCoinMFuturesClient({
  apiKey: BINANCE_API_KEY,
  signer: ed25519(await readFile(BINANCE_PRIVATE_KEY_FILE, "utf8")),
  baseUrl: BASE_URL,
});

const orders = await coinM.listOpenOrders({ pair: "BTCUSD" });
console.log(`Open orders of BTCUSD contracts: ${orders.length}`);
