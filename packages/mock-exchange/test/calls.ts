// Signs and sends for the tests, with node:crypto only: nothing of the package under test, nothing
// of the client.
import { createHmac } from "node:crypto";
import { apis } from "@open-orders/specs";
import { demoAccount } from "../src/index.ts";
import type { MockExchange } from "../src/index.ts";

/** The exchange's time in the tests, on a whole minute. */
export const noon = 1_700_000_040_000;
export const coinM = "/dapi/v1/openOrders";
export const margin = "/papi/v1/margin/openOrders";
/** Every operation that is described, as messages name them. */
export const operationIds = Object.values(apis)
  .flatMap(({ en }) =>
    Object.values(en["paths"] as Record<string, { get: { operationId: string } }>),
  )
  .map(({ get }) => get.operationId)
  .join(", ");
export const demoKey = demoAccount.apiKey;
export const headers = { "X-MBX-APIKEY": demoKey };

/** Appends the HMAC signature of a query. */
export function signed(query: string, secret = demoAccount.secret): string {
  return `${query}&signature=${createHmac("sha256", secret).update(query).digest("hex")}`;
}

/** A response, its body as text. */
export interface Received {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly code: number | undefined;
}

/** Sends a query as it is. */
export async function send(
  exchange: Pick<MockExchange, "fetch">,
  path: string,
  query: string,
  init: RequestInit = { headers },
): Promise<Received> {
  const response = await exchange.fetch(`https://exchange.test${path}?${query}`, init);
  const text = await response.text();
  const isJson = response.headers.get("Content-Type") === "application/json";
  const body = isJson ? (JSON.parse(text) as { code?: number }) : {};
  return { status: response.status, headers: response.headers, text, code: body.code };
}

/** Signs a query at noon and sends it. */
export async function call(
  exchange: Pick<MockExchange, "fetch">,
  path: string,
  query = "",
): Promise<Received> {
  const filled = [query, `timestamp=${noon}`].filter(Boolean).join("&");
  return send(exchange, path, signed(filled));
}

/** A COIN-M order with these fields different. */
export function coinMOrder(different: object = {}): object {
  return {
    avgPrice: "0.0",
    clientOrderId: "abc",
    cumBase: "0",
    executedQty: "0",
    orderId: 1,
    origQty: "1",
    origType: "LIMIT",
    price: "9300",
    reduceOnly: false,
    side: "BUY",
    positionSide: "BOTH",
    status: "NEW",
    stopPrice: "0",
    closePosition: false,
    symbol: "BTCUSD_PERP",
    pair: "BTCUSD",
    time: noon - 5000,
    timeInForce: "GTC",
    type: "LIMIT",
    updateTime: noon - 5000,
    workingType: "CONTRACT_PRICE",
    priceProtect: false,
    ...different,
  };
}
