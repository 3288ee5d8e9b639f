// Open orders as a table for a terminal.
import type { Order } from "./openOrders.ts";
import { tableLines } from "./table.ts";

/** What a trader looks for first, in this order; a list shows those it has. */
const columns = ["symbol", "side", "type", "price", "origQty", "executedQty", "status", "orderId"];
const toTheRight = /price|qty|id$/i;

/** Lines of a table, a heading first; none without orders. Values are shown as they are, to the last digit. */
export function ordersTable(orders: readonly Order[]): string[] {
  if (orders.length === 0) return [];
  const shown = columns.filter((column) => orders.some((order) => column in order));
  const texts = orders.map((order) => shown.map((column) => `${order[column] ?? ""}`));
  return tableLines(
    [shown, ...texts],
    shown.map((column) => toTheRight.test(column)),
  );
}
