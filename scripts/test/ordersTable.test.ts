// Orders as a terminal shows them.
import { expect, test } from "vitest";
import { ordersTable } from "../ordersTable.ts";

const order = {
  symbol: "BTCUSD_PERP",
  side: "SELL",
  type: "LIMIT",
  price: "94120.5",
  origQty: "100",
  executedQty: "30",
  status: "PARTIALLY_FILLED",
  orderId: "8389765489680951453",
};

test("values stand under their headings as they came, numbers and ids to the right", () => {
  const trailing = { ...order, symbol: "ETHUSD_PERP", side: "BUY", price: "0", orderId: "1917641" };
  expect(
    ordersTable([order, { ...trailing, type: "TRAILING_STOP_MARKET", status: "NEW" }]),
  ).toEqual([
    "symbol       side  type                    price  origQty  executedQty  status                        orderId",
    "BTCUSD_PERP  SELL  LIMIT                 94120.5      100           30  PARTIALLY_FILLED  8389765489680951453",
    "ETHUSD_PERP  BUY   TRAILING_STOP_MARKET        0      100           30  NEW                           1917641",
  ]);
});

test("a column that no order has is left out", () => {
  expect(ordersTable([{ orderId: "1", symbol: "BNBBTC", isWorking: true }])).toEqual([
    "symbol  orderId",
    "BNBBTC        1",
  ]);
});

test("a field that only one order has is empty for the others", () => {
  expect(ordersTable([{ symbol: "A", price: "1" }, { symbol: "B" }])).toEqual([
    "symbol  price",
    "A           1",
    "B",
  ]);
});

test("null is shown as nothing, zero and false as they are", () => {
  expect(ordersTable([{ symbol: "A", price: null, origQty: 0, status: false }])).toEqual([
    "symbol  price  origQty  status",
    "A                    0  false",
  ]);
});

test("without orders there is no table", () => {
  expect(ordersTable([])).toEqual([]);
});
