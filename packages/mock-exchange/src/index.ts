// The whole public surface of @open-orders/mock-exchange.
export { demoAccount } from "./account.ts";
export type { Account } from "./account.ts";
export type { Sleep } from "./response.ts";
export { createMockExchange } from "./createMockExchange.ts";
export type { Fault } from "./fault.ts";
export type {
  Life,
  ListenOptions,
  MockExchange,
  MockExchangeOptions,
  MockServer,
  RecordedRequest,
} from "./options.ts";
