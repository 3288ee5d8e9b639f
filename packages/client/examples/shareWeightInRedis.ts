// Shares one weight budget among all processes behind an IP address, through Redis (or Valkey).
import { createCoinMFuturesClient, hmac } from "@open-orders/client";
import { createRedisWeightBudget } from "@open-orders/client/redis";
import { createClient } from "redis";

const { BINANCE_API_KEY = "", BINANCE_API_SECRET = "", BASE_URL, REDIS_URL = "" } = process.env;
const redis = createClient({ url: REDIS_URL });
redis.on("error", (error) => console.error(`Redis: ${error}`));
await redis.connect();

const coinM = createCoinMFuturesClient({
  apiKey: BINANCE_API_KEY,
  signer: hmac(BINANCE_API_SECRET),
  baseUrl: BASE_URL,
  weightBudget: createRedisWeightBudget({
    limit: 2400, // what the exchange grants to one address in a minute
    prefix: "open-orders:coin-m", // another for Portfolio Margin, which has a limit of its own
    eval: (script, keys, args) => redis.eval(script, { keys, arguments: args }),
  }),
});

const orders = await coinM.listOpenOrders();
const { usedWeight, weightLimit } = coinM.weightUsage;
console.log(`Open orders: ${orders.length}`);
console.log(`Weight used by all processes: ${usedWeight} of ${weightLimit}`);
await redis.close();
