// `open-orders list`: every open order of the chosen accounts.
import { ApiError, BinanceError, ResponseError } from "@open-orders/client";
import type { OpenOrder } from "@open-orders/client";
import { createSources, isUnknownSymbol, weightOf } from "./clients.ts";
import type { Source } from "./clients.ts";
import type { Context } from "./context.ts";
import { csvOf, jsonOf, ndjsonOf } from "./formats.ts";
import { listFormats, readFormat, selectAccounts } from "./options.ts";
import type { GivenOptions } from "./options.ts";
import { ordersTable } from "./table.ts";

/** What could be read of an account, and what could not. */
interface Reading {
  readonly orders: readonly OpenOrder[];
  /** Lines for people. */
  readonly failures: readonly string[];
  /** A line that says so, where no list that could be read has the symbol. */
  readonly unknownSymbol?: string;
}

/** @returns the exit code: 0 everything was read, 1 a part or nothing. Throws UsageError */
export async function list(context: Context, options: GivenOptions): Promise<number> {
  const format = readFormat(context, options, listFormats);
  const sources = await createSources(context, options, selectAccounts(context, options));
  const readings = await Promise.all(
    sources.map((source) => readAccount(context, source, options.symbol)),
  );
  const orders = readings.flatMap((reading) => reading.orders);
  const failures = readings.flatMap((reading) => reading.failures);
  // An account whose products do not have the symbol has no orders of it. If none has it, it is misspelt.
  const unknown = readings.flatMap(({ unknownSymbol = [] }) => unknownSymbol);
  if (failures.length === 0 && unknown.length === readings.length) failures.push(...unknown);
  const isComplete = failures.length === 0;
  // Where something failed, an empty list would say that no order is open.
  if (orders.length > 0 || isComplete) {
    if (format === "json") context.print(jsonOf(orders));
    if (format === "ndjson") for (const order of orders) context.print(ndjsonOf(order));
    if (format === "csv") context.print((await csvOf(orders)).replace(/\n$/, ""));
    if (format === "table") printTable(context, orders, sources, isComplete);
  }
  for (const line of failures) context.warn(line);
  return isComplete ? 0 : 1;
}

function printTable(
  context: Context,
  orders: readonly OpenOrder[],
  sources: readonly Source[],
  isComplete: boolean,
): void {
  const { say, print, colors, stdout } = context;
  if (orders.length > 0)
    for (const line of ordersTable(
      context,
      orders.map((order) => ({ order })),
      stdout.columns,
    ))
      print(line);
  const { length } = orders;
  const words = isComplete ? "list.count" : "list.partial";
  const count = length === 0 ? say("list.none") : say(words, { count: length });
  const weights = sources.map((source) => say("list.weight", weightOf(source)));
  print(`${count} ${colors.dim(weights.join(" · "))}`);
}

/**
 * Reads the lists of an account. A list that fails alone is left out, and said. The others are then read again, all in
 * one call: a triggered order moves from one list to another, and only the client knows which list to read first, so
 * that no order is missing from both.
 */
async function readAccount(
  { say, signal }: Context,
  { account, lists, client }: Source,
  symbol: string | undefined,
): Promise<Reading> {
  const failures: string[] = [];
  let left = lists;
  while (left.length > 0)
    try {
      const orders = await client.listAllOpenOrders({ lists: left, symbol }, { signal });
      return { orders, failures };
    } catch (error) {
      if (!(error instanceof BinanceError)) throw error;
      const { operation: failed, kind, message } = error;
      const reason =
        kind === "connection"
          ? `${message.replace(/\.$/, "")}. ${say("failed.connection")}`
          : message;
      if (!isOfOneList(error) || failed === undefined || left.length === 1) {
        const line = say("failed.account", { account, reason });
        return isUnknownSymbol(error, symbol)
          ? { orders: [], failures, unknownSymbol: line }
          : { orders: [], failures: [...failures, line] };
      }
      failures.push(say("failed.list", { account, list: failed, reason }));
      left = left.filter((name) => name !== failed);
    }
  return { orders: [], failures };
}

/**
 * Whether other lists may succeed: not where nothing responds, nor where key, clock or weight are at fault. 403 comes
 * from the firewall of the exchange, which counts every further request.
 */
function isOfOneList(error: BinanceError): boolean {
  if (error instanceof ResponseError) return ![401, 403].includes(error.status);
  return (
    error instanceof ApiError && error.kind === "api" && ![400, 401, 403].includes(error.status)
  );
}
