// Runs on Node alone: the transport over undici, on the address given as argument.
import process from "node:process";
import { createCoinMFuturesClient, hmac } from "@open-orders/client";
import { createUndiciFetch } from "@open-orders/client/undici";

const [baseUrl = "", apiKey = "", secret = ""] = process.argv.slice(2);
const fetch = createUndiciFetch();
const client = createCoinMFuturesClient({ baseUrl, apiKey, signer: hmac(secret), fetch });
console.log(JSON.stringify(await client.listOpenOrders()));
await fetch.close();
