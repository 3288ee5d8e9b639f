// What tests of the watcher share: a watch of a scripted account, and its events in a line each.
import type { ClientOptions, OpenOrderEvent, OpenOrderWatch, WatchOptions } from "../src/index.ts";
import { createTwoListsClient } from "./scriptedAccount.ts";
import type { Lists, scriptedAccount } from "./scriptedAccount.ts";
import { start } from "./scriptedExchange.ts";

export type Account = ReturnType<typeof scriptedAccount>;

/** Watches an account. */
export function watching(
  account: Account,
  options: WatchOptions<keyof Lists> = {},
  own: Partial<ClientOptions> = {},
) {
  const client = createTwoListsClient({ ...account.options, ...own });
  return client.watchOpenOrders(options) as unknown as OpenOrderWatch;
}

/** An event in one line. */
function short(event: OpenOrderEvent | undefined): string {
  if (!event) return "done";
  if (event.type === "snapshot")
    return `snapshot ${event.orders.map(({ id }) => id).join(" ")}`.trim();
  if (event.type === "stale") return `stale ${event.error.kind} since +${event.since - start}`;
  if (event.type === "recovered") return `recovered since +${event.since - start}`;
  const { symbol, id, status, filledQuantity } = event.order;
  const what = `${event.type} ${symbol} ${id}`;
  if (event.type === "opened") return what;
  if (event.type === "updated")
    return `${what}: ${event.previous.status} ${event.previous.filledQuantity} → ${status} ${filledQuantity}`;
  return event.becameId === undefined ? what : `${what} became ${event.becameId}`;
}

/** The next event. */
export const next = async (watch: OpenOrderWatch) => short((await watch.next()).value);

/** The first events of a watch, and a watch that goes on. */
export async function take(watch: OpenOrderWatch, count: number): Promise<string[]> {
  const events: string[] = [];
  while (events.length < count) events.push(await next(watch));
  return events;
}
