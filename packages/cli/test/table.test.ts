// The table at the widths of terminals: ids stand whole, and no line is longer than the terminal.
import type { OpenOrder } from "@open-orders/client";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { createContext } from "../src/context.ts";
import { ordersTable } from "../src/table.ts";
import { collector } from "./runCommand.ts";

const now = 1_800_000_000_000;
const longId = "8389765489680951453";

function order(change: Partial<OpenOrder> = {}): OpenOrder {
  return {
    account: "coin-m-futures",
    list: "listOpenOrders",
    key: "",
    id: longId,
    symbol: "BTCUSD_200925",
    side: "SELL",
    type: "TRAILING_STOP_MARKET",
    status: "PARTIALLY_FILLED",
    price: "94120.50",
    triggerPrice: "80000.5",
    quantity: "100",
    filledQuantity: "30",
    placedAt: now - 3 * 3_600_000,
    updatedAt: now,
    raw: {},
    ...change,
  };
}

function table(width: number | undefined, env: NodeJS.ProcessEnv = {}, orders = [order()]) {
  const { stream } = collector();
  const context = createContext({
    args: [],
    env,
    stdout: stream,
    stderr: stream,
    signal: new AbortController().signal,
  });
  return ordersTable(
    context,
    orders.map((one) => ({ order: one })),
    width,
    now,
  );
}

describe("the table", () => {
  it.each([160, 80])("of many orders has straight columns at %i columns", (width) => {
    const many = Array.from({ length: 250 }, (_, index) =>
      order(index === 240 ? { symbol: "1000SHIBUSDT_260925", quantity: "123456789" } : { id: "1" }),
    );
    const lines = table(width, {}, many);
    const perOrder = width === 160 ? 1 : 2;
    const all = lines.slice(width === 160 ? 0 : 1);
    expect(all).toHaveLength(251 * perOrder);
    // Where the second cell of the last line of each order begins.
    const begins = all
      .filter((_, index) => index % perOrder === perOrder - 1)
      .map((line) => line.search(width === 160 ? /(?:BUY|SELL|side)/u : /(?:TRAILING|type)/u));
    expect(new Set(begins).size).toBe(1);
    expect(lines.join("\n").match(/94120\.50/gu)).toHaveLength(250);
  });

  it("has a line for each order at 160 columns", () => {
    expect(table(160).map((line) => line.split(/ {2,}/))).toEqual([
      [
        "account",
        "symbol",
        "side",
        "type",
        "price",
        "trigger",
        "quantity",
        "filled",
        "status",
        "age",
        "id",
      ],
      [
        "coin-m-futures",
        "BTCUSD_200925",
        "SELL",
        "TRAILING_STOP_MARKET",
        "94120.50",
        "80000.5",
        "100",
        "30",
        "PARTIALLY_FILLED",
        "3h",
        longId,
      ],
    ]);
  });

  it("has two lines for each order at 80 columns", () => {
    expect(table(80)).toEqual([
      "coin-m-futures",
      "symbol               side                     price  quantity  status",
      "id                   type                   trigger    filled  age",
      "BTCUSD_200925        SELL                  94120.50       100  PARTIALLY_FILLED",
      "8389765489680951453  TRAILING_STOP_MARKET   80000.5        30  3h",
    ]);
  });

  it("has a line for each field at 40 columns", () => {
    expect(table(40)).toEqual([
      "coin-m-futures",
      "  symbol    BTCUSD_200925",
      "  side      SELL",
      "  type      TRAILING_STOP_MARKET",
      "  price     94120.50",
      "  trigger   80000.5",
      "  quantity  100",
      "  filled    30",
      "  status    PARTIALLY_FILLED",
      "  age       3h",
      "  id        8389765489680951453",
      "",
    ]);
  });

  it.each([160, 100, 80, 60, 40])("is no wider than %s columns, in Chinese too", (width) => {
    for (const LANG of ["en_US", "zh_CN"])
      for (const line of table(width, { LANG }))
        expect(stringWidth(line)).toBeLessThanOrEqual(width);
  });

  it("leaves out a trigger of zero, and what a list does not have", () => {
    const lines = table(40, {}, [order({ triggerPrice: "0.000", filledQuantity: undefined })]);
    expect(lines.join("\n")).not.toMatch(/trigger|filled/);
  });

  it("names the account above its own orders", () => {
    const orders = [order(), order({ account: "portfolio-margin", id: "1" })];
    expect(table(80, {}, orders).filter((line) => /^[a-z-]+$/.test(line))).toEqual([
      "coin-m-futures",
      "portfolio-margin",
    ]);
  });
});
