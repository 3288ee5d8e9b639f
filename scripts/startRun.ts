// The run behind `npm start`, once everything is built: a mock exchange, the documentation, and the
// open orders of every described API, asked for over HTTP.
import { BinanceError, hmac } from "@open-orders/client";
import { createMockExchange, demoAccount } from "@open-orders/mock-exchange";
import type { Account } from "@open-orders/mock-exchange";
import { serveDocs } from "../packages/docs/serve.ts";
import { ask, plainOperations } from "./openOrders.ts";
import type { Order, PlainOperation } from "./openOrders.ts";
import { ordersTable } from "./ordersTable.ts";
import { UsageError, baseUrlFrom } from "./startOptions.ts";
import type { StartOptions } from "./startOptions.ts";

/** An id as futures orders have them. A JavaScript number would turn its end into …952000. */
export const nineteenDigits = "8389765489680951453";

/** The demo account: the described examples, and a copy of the last one whose ids no number can hold. */
export function demoAccountOf(operations: readonly PlainOperation[]): Account {
  const withLongIds = ({ examples, idFields }: PlainOperation): Order[] => {
    const last = examples.at(-1);
    const long = idFields.filter((field) => last?.[field] !== null);
    const copy = { ...last, ...Object.fromEntries(long.map((field) => [field, nineteenDigits])) };
    return last ? [...examples, copy] : [];
  };
  const orders = operations.map((operation) => [operation.operationId, withLongIds(operation)]);
  return { ...demoAccount, orders: Object.fromEntries(orders) as Record<string, Order[]> };
}

/**
 * Prints the open orders, then, unless `once`, the addresses to open.
 *
 * @param print - Takes one line.
 * @returns what stops the servers; already stopped when `once`
 */
export async function startRun(
  options: StartOptions,
  env: NodeJS.ProcessEnv,
  print: (line: string) => void,
): Promise<() => Promise<void>> {
  const operations = plainOperations();
  const servers: { close: () => Promise<void> }[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(servers.splice(0).map((server) => server.close()));
  };
  try {
    let mockUrl: string | undefined;
    if (!options.live) {
      const exchange = createMockExchange({ accounts: [demoAccountOf(operations)] });
      const server = await listen("mock exchange", "--port", options.port, exchange.listen);
      servers.push(server);
      mockUrl = server.url;
      print(`Mock exchange on ${mockUrl}`);
    }
    const { apiKey, secret } = options.live ?? demoAccount;
    for (const operation of operations) {
      const baseUrl = mockUrl ?? baseUrlFrom(env, operation.api);
      const answer = await ask(operation, { apiKey, signer: hmac(secret), baseUrl });
      const { orders, weight, usedWeight, limits } = answer;
      print("");
      print(`${operation.api}: ${operation.call}`);
      for (const line of ordersTable(orders)) print(`  ${line}`);
      const count = orders.length === 1 ? "1 open order" : `${orders.length} open orders`;
      const used = usedWeight === undefined ? "unknown" : `${usedWeight} of ${limits.weightLimit}`;
      print(`  ${count}. Weight ${weight}; used this minute: ${used}.`);
    }
    const docs = await listen("documentation", "--docs-port", options.docsPort, serveDocs);
    servers.push(docs);
    print("");
    print(`Documentation  ${docs.url}`);
    if (mockUrl !== undefined) {
      print(`Mock exchange  ${mockUrl}`);
      print(`  key     ${apiKey}`);
      print(`  secret  ${secret}   (opens this mock and nothing else)`);
    }
    if (options.once) await stop();
    return stop;
  } catch (error) {
    await stop();
    throw error instanceof BinanceError ? new UsageError(error.message, { cause: error }) : error;
  }
}

async function listen<T>(
  name: string,
  flag: string,
  port: number,
  start: (options: { port: number }) => Promise<T>,
): Promise<T> {
  try {
    return await start({ port });
  } catch (error) {
    const taken = (error as NodeJS.ErrnoException).code === "EADDRINUSE";
    const cause = (error as NodeJS.ErrnoException).cause as NodeJS.ErrnoException | undefined;
    if (!taken && cause?.code !== "EADDRINUSE") throw error;
    throw new UsageError(
      `Port ${port} for the ${name} is taken: choose another with ${flag}, or leave it out for a free one.`,
      { cause: error },
    );
  }
}
