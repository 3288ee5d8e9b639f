// The public API of @open-orders/mock-exchange.
export { demoAccount } from "./account.ts";
export type { Account } from "./account.ts";
export type { Sleep } from "./response.ts";
export { createMockExchange } from "./createMockExchange.ts";
export type { Fault } from "./fault.ts";
export type {
  ListenOptions,
  MockExchange,
  MockExchangeOptions,
  MockServer,
  OrderReference,
  Orders,
  RecordedRequest,
  SimulationOptions,
} from "./options.ts";
