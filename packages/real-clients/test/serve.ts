// A mock exchange over HTTP for one test.
import { createMockExchange } from "@open-orders/mock-exchange";
import type { MockExchange, MockExchangeOptions } from "@open-orders/mock-exchange";
import { onTestFinished } from "vitest";
import type { Api, Connection, Order } from "../clients/RealClient.ts";
import { keyPairs } from "./keyPairs.ts";
import { orderOf, ordersOf } from "./wire.ts";

/** The exchange, and the credentials of its only account. */
export interface Served extends MockExchange {
  connection: Connection;
}

/** Serves these orders to one account; by default the API's sample. */
export async function serve(
  api: Api,
  orders: readonly Order[] = [orderOf(api)],
  options: MockExchangeOptions = {},
  keys = keyPairs.HMAC(),
): Promise<Served> {
  const accounts = [{ ...keys.account, orders: ordersOf(api, orders) }];
  const exchange = createMockExchange({ accounts, ...options });
  const { url, close } = await exchange.listen();
  onTestFinished(close);
  return { ...exchange, connection: { url, ...keys.own } };
}
