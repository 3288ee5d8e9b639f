// The call of the README, on a mock exchange in the same process.
import { createCoinMFuturesClient, hmac } from "@open-orders/client";
import { createMockExchange, demoAccount } from "@open-orders/mock-exchange";
import type { MockExchange } from "@open-orders/mock-exchange";

const exchange: MockExchange = createMockExchange();
const coinM = createCoinMFuturesClient({
  apiKey: demoAccount.apiKey,
  signer: hmac(demoAccount.secret),
  fetch: exchange.fetch,
});

for (const { orderId, side, origQty, price } of await coinM.listOpenOrders({
  symbol: "BTCUSD_PERP",
}))
  console.log(`${orderId}: ${side} ${origQty} contracts at ${price}`);
