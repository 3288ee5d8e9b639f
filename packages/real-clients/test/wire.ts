// What the exchange's documentation states: sample orders, errors and weights.
import type { Api, Order } from "../clients/RealClient.ts";

/** The samples of both pages, with `pair`, which only one language of its page shows. */
const samples: Record<Api, Order> = {
  "portfolio-margin": {
    clientOrderId: "qhcZw71gAkCCTv0t0k8LUK",
    cummulativeQuoteQty: "0.00000000",
    executedQty: "0.00000000",
    icebergQty: "0.00000000",
    isWorking: true,
    orderId: "211842552",
    origQty: "0.30000000",
    price: "0.00475010",
    side: "SELL",
    status: "NEW",
    stopPrice: "0.00000000",
    symbol: "BNBBTC",
    time: 1562040170089,
    timeInForce: "GTC",
    type: "LIMIT",
    updateTime: 1562040170089,
    accountId: 152950866,
    selfTradePreventionMode: "EXPIRE_TAKER",
    preventedMatchId: null,
    preventedQuantity: null,
  },
  "coin-m-futures": {
    avgPrice: "0.0",
    clientOrderId: "abc",
    cumBase: "0",
    executedQty: "0",
    orderId: "1917641",
    origQty: "0.40",
    origType: "TRAILING_STOP_MARKET",
    price: "0",
    reduceOnly: false,
    side: "BUY",
    positionSide: "SHORT",
    status: "NEW",
    stopPrice: "9300",
    closePosition: false,
    symbol: "BTCUSD_200925",
    pair: "BTCUSD",
    time: 1579276756075,
    timeInForce: "GTC",
    type: "TRAILING_STOP_MARKET",
    activatePrice: "9020",
    priceRate: "0.3",
    updateTime: 1579276756075,
    workingType: "CONTRACT_PRICE",
    priceProtect: false,
    priceMatch: "NONE",
    selfTradePreventionMode: "NONE",
  },
};

/** The operation that lists open orders. */
export const operations: Record<Api, string> = {
  "portfolio-margin": "listMarginOpenOrders",
  "coin-m-futures": "listOpenOrders",
};

/** The sample with other values in it. */
export function orderOf(api: Api, different: Partial<Order> = {}): Order {
  return { ...samples[api], ...different };
}

/** The open orders of an account, as the mock exchange takes them. */
export function ordersOf(api: Api, orders: readonly Order[]): Record<string, readonly Order[]> {
  return { [operations[api]]: orders };
}

/** Status, code and message of an error response. */
type ErrorResponse = readonly [status: number, code: number, msg: string];

export const invalidTimestamp: ErrorResponse = [
  400,
  -1021,
  "Timestamp for this request is outside of the recvWindow.",
];
export const invalidSignature: ErrorResponse = [
  400,
  -1022,
  "Signature for this request is not valid.",
];
export const badSymbol: ErrorResponse = [400, -1121, "Invalid symbol."];
export const badKeyFormat: ErrorResponse = [401, -2014, "API-key format invalid."];
export const rejectedKey: ErrorResponse = [
  401,
  -2015,
  "Invalid API-key, IP, or permissions for action.",
];
export const tooManyRequests: ErrorResponse = [429, -1003, "Too many requests."];
export const banned: ErrorResponse = [418, -1003, "Too many requests."];

/** What a call with a symbol weighs. */
export const weights: Record<Api, number> = { "portfolio-margin": 5, "coin-m-futures": 1 };
