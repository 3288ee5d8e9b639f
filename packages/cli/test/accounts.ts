// A mock exchange over HTTP with an account of the test's own.
import { createMockExchange, demoAccount } from "@open-orders/mock-exchange";
import type { MockExchangeOptions } from "@open-orders/mock-exchange";

/** An id that no JavaScript number holds. */
export const longId = "8389765489680951453";

/** An order as `GET /dapi/v1/openOrders` has it. */
export function coinMOrder(change: Readonly<Record<string, unknown>> = {}): object {
  return {
    avgPrice: "0.0",
    clientOrderId: "mine",
    cumBase: "0",
    executedQty: "0",
    orderId: longId,
    origQty: "3",
    origType: "LIMIT",
    price: "90000.10",
    reduceOnly: false,
    closePosition: false,
    side: "BUY",
    positionSide: "BOTH",
    status: "NEW",
    stopPrice: "0",
    symbol: "BTCUSD_PERP",
    pair: "BTCUSD",
    time: 1_768_412_800_123,
    timeInForce: "GTC",
    type: "LIMIT",
    updateTime: 1_768_412_800_123,
    workingType: "CONTRACT_PRICE",
    priceProtect: false,
    ...change,
  };
}

/** Serves an account that has these COIN-M orders and no others. */
export async function serve(
  orders: readonly object[],
  options: Omit<MockExchangeOptions, "accounts"> = {},
) {
  const account = { ...demoAccount, orders: { listOpenOrders: orders } };
  const exchange = createMockExchange({ ...options, accounts: [account] });
  const server = await exchange.listen();
  return {
    exchange,
    close: server.close,
    env: { BINANCE_API_KEY: demoAccount.apiKey, BINANCE_API_SECRET: demoAccount.secret },
    /** Options that send the calls of both accounts here. */
    hosts: ["coin-m-futures", "portfolio-margin"].flatMap((name) => [
      "--base-url",
      `${name}=${server.url}`,
    ]),
    url: server.url,
  };
}
