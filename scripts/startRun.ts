// The run behind `npm start`, once everything is built: a mock exchange, the documentation, and the
// open orders of every described list, read over HTTP.
import { BinanceError, ConfigError, hmac } from "@open-orders/client";
import { createMockExchange, demoAccount } from "@open-orders/mock-exchange";
import type { Account } from "@open-orders/mock-exchange";
import { serveDocs } from "../packages/docs/serve.ts";
import { orderLists, readOrders } from "./openOrders.ts";
import type { OpenOrders, Order, OrderList } from "./openOrders.ts";
import { ordersTable } from "./ordersTable.ts";
import { UsageError } from "./command.ts";
import { baseUrlName } from "./startOptions.ts";
import type { StartOptions } from "./startOptions.ts";

/** An id as futures orders have them. A JavaScript number would turn its end into …952000. */
export const nineteenDigits = "8389765489680951453";

/** The demo account: the described examples, and a copy of the last one whose ids no number can hold. */
export function demoAccountOf(lists: readonly OrderList[]): Account {
  const withLongIds = ({ examples, idFields }: OrderList): Order[] => {
    const last = examples.at(-1);
    const long = idFields.filter((field) => last?.[field] !== null);
    const copy = { ...last, ...Object.fromEntries(long.map((field) => [field, nineteenDigits])) };
    return last ? [...examples, copy] : [];
  };
  const orders = lists.map((list) => [list.operationId, withLongIds(list)]);
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
  const lists = orderLists();
  const servers: { close: () => Promise<void> }[] = [];
  const failures: UsageError[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(servers.splice(0).map((server) => server.close()));
  };
  try {
    let mockUrl: string | undefined;
    if (!options.live) {
      const exchange = createMockExchange({ accounts: [demoAccountOf(lists)] });
      const server = await listen("mock exchange", "--port", options.port, exchange.listen);
      servers.push(server);
      mockUrl = server.url;
      print(`Mock exchange on ${mockUrl}`);
    }
    const keys = options.live ?? demoAccount;
    for (const list of lists) {
      const baseUrl = mockUrl ?? (env[baseUrlName(list.api)] || undefined);
      try {
        const signer = hmac(keys.secret);
        const read = await readOrders(list, { apiKey: keys.apiKey, signer, baseUrl }, signal);
        for (const line of ["", ...orderLines(list, read)]) print(line);
      } catch (error) {
        if (!(error instanceof BinanceError)) throw error;
        const line = failure(error, list.api);
        if (error instanceof ConfigError) throw line;
        failures.push(line);
      }
    }
    // A key may be good for one account and not for the other: what can be shown is shown.
    if (failures.length === lists.length && failures[0]) throw failures[0];
    for (const { message } of failures) print(`\n${message}`);
    const docs = await listen("documentation", "--docs-port", options.docsPort, serveDocs);
    servers.push(docs);
    print("");
    print(`Documentation  ${docs.url}`);
    if (mockUrl !== undefined) {
      print(`Mock exchange  ${mockUrl}`);
      print(`  key     ${keys.apiKey}`);
      print(`  secret  ${keys.secret}   (opens this mock and nothing else)`);
    }
    if (options.once) await stop();
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A list with its heading and its weight, as lines for a terminal. */
function orderLines(
  { api, summary, call }: OrderList,
  { orders, weight, usedWeight, weightUsage }: OpenOrders,
): string[] {
  const count = orders.length === 1 ? "1 order" : `${orders.length} orders`;
  const used = usedWeight === undefined ? "unknown" : `${usedWeight} of ${weightUsage.weightLimit}`;
  return [
    `${api}: ${summary}, ${call}`,
    ...ordersTable(orders).map((line) => `  ${line}`),
    `  ${count}. Weight ${weight}; used this minute: ${used}.`,
  ];
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
