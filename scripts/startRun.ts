// The run behind `npm start`, once everything is built: a mock exchange, the documentation, and the
// open orders of every described API, asked for over HTTP.
import { BinanceError, ConfigError, hmac } from "@open-orders/client";
import { createMockExchange, demoAccount } from "@open-orders/mock-exchange";
import type { Account } from "@open-orders/mock-exchange";
import { serveDocs } from "../packages/docs/serve.ts";
import { ask, plainOperations } from "./openOrders.ts";
import type { Order, PlainOperation } from "./openOrders.ts";
import { ordersTable } from "./ordersTable.ts";
import { UsageError, baseUrlName } from "./startOptions.ts";
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
 * Prints the open orders, then the addresses to open.
 *
 * @param print - Takes one line.
 * @param signal - Ends a call that is under way; its reason is thrown.
 * @returns what stops the servers; already stopped when `once`
 * @throws UsageError when a port is taken, or every call fails
 */
export async function startRun(
  options: StartOptions,
  env: NodeJS.ProcessEnv,
  print: (line: string) => void,
  signal?: AbortSignal,
): Promise<() => Promise<void>> {
  const operations = plainOperations();
  const servers: { close: () => Promise<void> }[] = [];
  const failures: UsageError[] = [];
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
      const baseUrl = mockUrl ?? (env[baseUrlName(operation.api)] || undefined);
      const answer = await ask(operation, { apiKey, signer: hmac(secret), baseUrl }, signal).catch(
        (error: unknown) => {
          if (!(error instanceof BinanceError)) throw error;
          const told = failure(error, operation.api);
          if (error instanceof ConfigError) throw told;
          failures.push(told);
        },
      );
      if (!answer) continue;
      const { orders, weight, usedWeight, limits } = answer;
      print("");
      print(`${operation.api}: ${operation.summary}, ${operation.call}`);
      for (const line of ordersTable(orders)) print(`  ${line}`);
      const count = orders.length === 1 ? "1 order" : `${orders.length} orders`;
      const used = usedWeight === undefined ? "unknown" : `${usedWeight} of ${limits.weightLimit}`;
      print(`  ${count}. Weight ${weight}; used this minute: ${used}.`);
    }
    // A key may be good for one account and not for the other: what can be shown is shown.
    if (failures.length === operations.length && failures[0]) throw failures[0];
    for (const { message } of failures) print(`\n${message}`);
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
    throw error;
  }
}

/** What went wrong, in one line. It holds no key, secret or signature, as no message of the client does. */
function failure(error: BinanceError, api: string): UsageError {
  const variables = `BINANCE_API_KEY, BINANCE_API_SECRET and ${baseUrlName(api)}`;
  const hint = error instanceof ConfigError ? ` The options come from ${variables}.` : "";
  return new UsageError(`${api}: ${error.message}${hint}`, { cause: error });
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
    const { code, cause } = error as NodeJS.ErrnoException;
    const reasons: Record<string, string> = { EADDRINUSE: "is taken", EACCES: "is not allowed" };
    const reason = reasons[code ?? (cause as NodeJS.ErrnoException | undefined)?.code ?? ""];
    if (reason === undefined) throw error;
    throw new UsageError(
      `Port ${port} for the ${name} ${reason}: choose another with ${flag}, or leave it out for a free one.`,
      { cause: error },
    );
  }
}
