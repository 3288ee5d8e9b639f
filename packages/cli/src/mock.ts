// The mock exchange in this process, with the demo account. Loaded for --mock alone.
import { hmac } from "@open-orders/client";
import type { Credentials } from "./credentials.ts";

/** A mock exchange, as the options of a client that talks to it. `lives`: its orders change with time. */
export async function createMock(
  lives: boolean,
): Promise<Credentials & { fetch: typeof globalThis.fetch }> {
  const { createMockExchange, demoAccount } = await import("@open-orders/mock-exchange");
  const exchange = createMockExchange({ simulate: lives });
  const { apiKey, secret } = demoAccount;
  return { apiKey, signer: hmac(secret), fetch: exchange.fetch };
}
