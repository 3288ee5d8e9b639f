// Orders as a table that fits the terminal: a line for each order where there is room, two lines, or a list of fields.
import type { OpenOrder } from "@open-orders/client";
import stringWidth from "string-width";
import { ageOf } from "./age.ts";
import type { Context } from "./context.ts";
import { escapeControls } from "./escapeControls.ts";
import type { TextKey } from "./texts.ts";

/** An order, and how it changed. */
export interface Row {
  readonly order: OpenOrder;
  readonly mark?: "opened" | "updated" | "closed" | undefined;
}

type Column =
  | "account"
  | "symbol"
  | "side"
  | "type"
  | "price"
  | "triggerPrice"
  | "quantity"
  | "filledQuantity"
  | "status"
  | "age"
  | "id";

const columns: readonly Column[] = [
  "account",
  "symbol",
  "side",
  "type",
  "price",
  "triggerPrice",
  "quantity",
  "filledQuantity",
  "status",
  "age",
  "id",
];
/** Where a line for each order does not fit: what stands one above the other. */
const stacked: readonly (readonly [Column, Column])[] = [
  ["symbol", "id"],
  ["side", "type"],
  ["price", "triggerPrice"],
  ["quantity", "filledQuantity"],
  ["status", "age"],
];
const toTheRight: ReadonlySet<Column> = new Set([
  "price",
  "triggerPrice",
  "quantity",
  "filledQuantity",
  "age",
  "id",
]);

/** No lines between columns: easy to read, and to select with a mouse. */
const gap = "  ";

/** A heading, and the lines of each order below it. */
interface Block {
  readonly head: readonly string[];
  readonly orders: readonly (readonly string[])[];
}

/**
 * Lines of a table. Ids stand whole, in one piece.
 *
 * @param width - Columns of the terminal; undefined where the output is no terminal and every line may be long.
 */
export function ordersTable(
  context: Context,
  rows: readonly Row[],
  width: number | undefined,
  now = Date.now(),
): readonly string[] {
  return linesOf(layOut(context, rows, width, now));
}

/** As many whole orders as so many lines hold, and a line that counts the others. */
export function clippedTable(
  context: Context,
  rows: readonly Row[],
  width: number | undefined,
  height: number,
  now = Date.now(),
): readonly string[] {
  // What cannot be seen is not laid out: each order takes a line or more.
  const blocks = layOut(context, rows.slice(0, Math.max(0, height)), width, now);
  const whole = linesOf(blocks);
  const laidOut = blocks.reduce((count, { orders }) => count + orders.length, 0);
  if (laidOut === rows.length && whole.length <= height) return whole;
  const lines: string[] = [];
  let shown = 0;
  for (const { head, orders } of blocks)
    for (const [index, order] of orders.entries()) {
      const next = index === 0 ? [...head, ...order] : order;
      // The last line is for the count.
      if (lines.length + next.length >= height)
        return [...lines, context.say("watch.more", { count: rows.length - shown })];
      lines.push(...next);
      shown += 1;
    }
  return [...lines, context.say("watch.more", { count: rows.length - shown })];
}

function linesOf(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap(({ head, orders }) => [...head, ...orders.flat()]);
}

function layOut(
  context: Context,
  rows: readonly Row[],
  width: number | undefined,
  now: number,
): readonly Block[] {
  const fits = (columnsWidth: number): boolean => width === undefined || columnsWidth <= width;
  const cells = rows.map((row) => cellsOf(context, row, now));
  const heading = headingOf(context);
  const wide = fitColumns(
    columns.map((column) => [column]),
    [heading, ...cells],
  );
  if (fits(wide.width)) return [{ head: wide.lines(heading), orders: cells.map(wide.lines) }];
  const names = new Set(rows.map(({ order }) => order.account));
  const groups = Array.from(names, (account) => {
    const own = cells.filter((_, index) => rows[index]?.order.account === account);
    const title = context.colors.bold(account);
    return { title, own, two: fitColumns(stacked, [heading, ...own]) };
  });
  if (groups.every(({ two }) => fits(two.width)))
    return groups.map(({ title, own, two }) => ({
      head: [title, ...two.lines(heading)],
      orders: own.map(two.lines),
    }));
  return groups.map(({ title, own }) => ({
    head: [title],
    orders: own.map((cell) => fieldsOf(heading, cell)),
  }));
}

type Cells = Readonly<Record<Column, string>>;

function cellsOf({ colors }: Context, { order, mark }: Row, now: number): Cells {
  const text = (value: string | undefined): string => escapeControls(value ?? "");
  // Zero is what the wire has for "no trigger".
  const trigger = Number(order.triggerPrice) === 0 ? "" : text(order.triggerPrice);
  const cells: Record<Column, string> = {
    account: order.account,
    symbol: text(order.symbol),
    side: text(order.side),
    type: text(order.type),
    price: text(order.price),
    triggerPrice: trigger,
    quantity: text(order.quantity),
    filledQuantity: text(order.filledQuantity),
    status: text(order.status),
    age: ageOf(order.placedAt, now),
    id: text(order.id),
  };
  const paint = {
    opened: colors.green,
    updated: colors.yellow,
    closed: (value: string) => colors.dim(colors.strikethrough(value)),
  };
  if (mark) {
    for (const column of columns) cells[column] &&= paint[mark](cells[column]);
    return cells;
  }
  const side = order.side === "BUY" ? colors.green : order.side === "SELL" ? colors.red : String;
  return { ...cells, side: side(cells.side) };
}

/** The names of the columns. */
function headingOf({ say, colors }: Context): Cells {
  const named = columns.map((column): [Column, string] => [
    column,
    colors.dim(say(`column.${column}` satisfies TextKey)),
  ]);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it has every column
  return Object.fromEntries(named) as Cells;
}

/** Columns of one or more cells, one above the other, each as wide as its widest cell. */
function fitColumns(
  stacks: readonly (readonly Column[])[],
  cells: readonly Cells[],
): { readonly width: number; readonly lines: (cell: Cells) => readonly string[] } {
  const fitted = stacks.map((stack) => ({
    stack,
    isRight: stack.every((column) => toTheRight.has(column)),
    width: cells.reduce(
      (widest, cell) => Math.max(widest, ...stack.map((column) => stringWidth(cell[column]))),
      0,
    ),
  }));
  const height = Math.max(...stacks.map(({ length }) => length));
  return {
    width: fitted.reduce((sum, { width }) => sum + width, gap.length * (stacks.length - 1)),
    lines: (cell) =>
      Array.from({ length: height }, (_, level) =>
        fitted
          .map(({ stack, isRight, width }) => {
            const column = stack[level];
            const text = column === undefined ? "" : cell[column];
            const space = " ".repeat(width - stringWidth(text));
            return isRight ? space + text : text + space;
          })
          .join(gap)
          .trimEnd(),
      ),
  };
}

/** The fields of an order, one below the other, without those that say nothing, and an empty line. */
function fieldsOf(heading: Cells, cell: Cells): readonly string[] {
  const named = columns.filter((column) => column !== "account" && cell[column] !== "");
  const width = Math.max(...named.map((column) => stringWidth(heading[column])));
  const lines = named.map((column) => {
    const head = heading[column];
    return `  ${head}${" ".repeat(width - stringWidth(head))}${gap}${cell[column]}`;
  });
  return [...lines, ""];
}
