// Sees a rate limit coming, and says what to do when it is there.
import { createCoinMFuturesClient, hmac, RateLimitError } from "@open-orders/client";

const { BINANCE_API_KEY = "", BINANCE_API_SECRET = "", BASE_URL } = process.env;
const coinM = createCoinMFuturesClient({
  apiKey: BINANCE_API_KEY,
  signer: hmac(BINANCE_API_SECRET),
  baseUrl: BASE_URL,
  onAttempt({ status, retryInMs }) {
    if (retryInMs !== undefined) console.log(`status ${status}: next try in ${retryInMs} ms`);
  },
});

try {
  // By default the client waits out a 429 if that ends within totalTimeoutMs. Here it may wait 5 s.
  const orders = await coinM.listOpenOrders({}, { totalTimeoutMs: 5000 });
  const { usedWeight, weightLimit } = coinM.weightUsage;
  console.log(`Open orders: ${orders.length}`);
  console.log(`Weight used this minute: ${usedWeight} of ${weightLimit}`);
} catch (error) {
  if (!(error instanceof RateLimitError)) throw error;
  const until = new Date(Date.now() + error.retryAfterMs).toISOString();
  // After a 418 the client sends nothing more until the ban is over: each call would prolong it.
  console.log(error.banned ? `Banned until ${until}.` : `Weight is spent until ${until}.`);
  process.exitCode = 1;
}
