// A mock exchange over HTTP for one test.
import { createMockExchange } from "@open-orders/mock-exchange";
import type { MockExchange, MockExchangeOptions } from "@open-orders/mock-exchange";
import { onTestFinished } from "vitest";
import type { Api, Connection, Order } from "../clients/RealClient.ts";
import { keyPairs } from "./keyPairs.ts";
import { orderOf, ordersOf } from "./wire.ts";

/** The exchange, and all that its only account needs to call it. */
export interface Served extends MockExchange {
  connection: Connection;
}

/** Serves these orders to one account: the sample of the API where nothing is said. */
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
