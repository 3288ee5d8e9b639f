// Orders as a table that fits the terminal: a line for each order where there is room, two lines, or a list of fields.
import Table from "cli-table3";
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
/** What stands one above the other in a column of the table. */
type Stack = readonly Column[];

const single: readonly Stack[] = columns.map((column) => [column]);
/** Where a line for each order does not fit. */
const stacked: readonly Stack[] = [
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

const gap = "  ";
/** No lines, and two spaces between columns: easy to read, and to select with a mouse. */
const plain = {
  chars: {
    top: "",
    "top-mid": "",
    "top-left": "",
    "top-right": "",
    bottom: "",
    "bottom-mid": "",
    "bottom-left": "",
    "bottom-right": "",
    left: "",
    "left-mid": "",
    mid: "",
    "mid-mid": "",
    right: "",
    "right-mid": "",
    middle: gap,
  },
  style: { "padding-left": 0, "padding-right": 0, head: [], border: [], compact: true },
};

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
  const cells = rows.map((row) => cellsOf(context, row, now));
  const heading = headingOf(context);
  const fits = (stacks: readonly Stack[], own: readonly Cells[]): boolean =>
    width === undefined ||
    widthsOf(stacks, [heading, ...own]).reduce((sum, one) => sum + gap.length + one) <= width;
  if (fits(single, cells)) return [render(single, heading, cells)];
  const names = new Set(rows.map(({ order }) => order.account));
  const groups = Array.from(names, (account) => ({
    title: context.colors.bold(account),
    own: cells.filter((_, index) => rows[index]?.order.account === account),
  }));
  const isStacked = groups.every(({ own }) => fits(stacked, own));
  return groups.map(({ title, own }) => {
    const { head, orders } = isStacked
      ? render(stacked, heading, own)
      : { head: [], orders: own.map((cell) => fieldsOf(heading, cell)) };
    return { head: [title, ...head], orders };
  });
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

/** How wide each column is, so that only what fits is laid out. */
function widthsOf(stacks: readonly Stack[], cells: readonly Cells[]): readonly number[] {
  return stacks.map((stack) =>
    cells.reduce(
      (widest, cell) => Math.max(widest, ...stack.map((column) => stringWidth(cell[column]))),
      0,
    ),
  );
}

/** Rows that are laid out at once: cli-table3 takes the square of it. */
const batch = 100;

function render(stacks: readonly Stack[], heading: Cells, cells: readonly Cells[]): Block {
  const height = Math.max(...stacks.map(({ length }) => length));
  const isRight = (stack: Stack): boolean => stack.every((column) => toTheRight.has(column));
  const colAligns = stacks.map((stack) => (isRight(stack) ? "right" : "left"));
  // Blanks in the first line of each batch make its columns as wide as those of all.
  const blanks = widthsOf(stacks, [heading, ...cells]).map((width) => " ".repeat(width));
  const layOutRows = (rows: readonly Cells[]): readonly (readonly string[])[] => {
    const table = new Table({ ...plain, colAligns });
    table.push(blanks);
    for (const row of rows)
      table.push(stacks.map((stack) => stack.map((column) => row[column]).join("\n")));
    const lines = table.toString().split("\n");
    return rows.map((_, index) =>
      lines.slice(1 + index * height, 1 + (index + 1) * height).map((line) => line.trimEnd()),
    );
  };
  const orders: (readonly string[])[] = [];
  for (let from = 0; from < cells.length; from += batch)
    orders.push(...layOutRows(cells.slice(from, from + batch)));
  return { head: layOutRows([heading]).flat(), orders };
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
