// Events of watched accounts, in words.
import type { BinanceError, OpenOrderEvent } from "@open-orders/client";
import type { Source } from "./clients.ts";
import type { Context } from "./context.ts";

/** What happened to an account's open orders, or why it is not watched any more. */
export type WatchEvent = OpenOrderEvent | { readonly type: "ended"; readonly error: BinanceError };

/** What shows the events. */
export interface View {
  /** Takes the next event of an account. */
  show(source: Source, event: WatchEvent): void;
  /** Takes a line that is no event. */
  say(line: string): void;
  /** Leaves the terminal as it was. */
  end(): void;
}

/** An event in words. */
export function eventLine({ say }: Context, account: string, event: WatchEvent): string {
  if (event.type === "snapshot")
    return say("watch.snapshot", { account, count: event.orders.length });
  if (event.type === "recovered") return say("watch.recovered", { account });
  if (event.type === "stale") {
    const { since, error } = event;
    return say("watch.stale", { account, time: timeOf(since), reason: error.message });
  }
  if (event.type === "ended") return say("watch.ended", { account, reason: event.error.message });
  const { symbol, side, type, price, quantity, filledQuantity, status, id } = event.order;
  // Either may be missing in what came over the wire.
  const amount = [filledQuantity, quantity].filter((part) => part !== undefined).join("/");
  const words = [
    account,
    say(`watch.${event.type}`),
    symbol,
    side,
    type,
    price,
    amount,
    status,
    id,
  ];
  if (event.type === "closed" && event.becameId !== undefined)
    words.push(say("watch.became", { id: event.becameId }));
  return words.join(" ");
}

/** Local time of day: 14:03:59. */
export function timeOf(ms: number): string {
  return new Date(ms).toTimeString().slice(0, 8);
}
