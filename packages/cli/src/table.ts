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
  return layOut(context, rows, width, now).flat();
}

/** As many whole orders as so many lines hold, those that changed first, and a line that counts the others. */
export function clippedTable(
  context: Context,
  rows: readonly Row[],
  width: number | undefined,
  height: number,
  now = Date.now(),
): readonly string[] {
  // What cannot be seen is not laid out: each order takes a line or more.
  const layOutFirst = (sorted: readonly Row[]): OrderLines =>
    layOut(context, sorted.slice(0, Math.max(0, height)), width, now);
  const orders = layOutFirst(rows);
  const whole = orders.flat();
  if (orders.length === rows.length && whole.length <= height) return whole;
  const isMarked = ({ mark }: Row): number => Number(mark !== undefined);
  const lines: string[] = [];
  let shown = 0;
  for (const order of layOutFirst(rows.toSorted((a, b) => isMarked(b) - isMarked(a)))) {
    // The last line is for the count.
    if (lines.length + order.length >= height) break;
    lines.push(...order);
    shown += 1;
  }
  return [...lines, context.say("watch.more", { count: rows.length - shown })];
}

/** The lines of each order; those of the first one of a table begin with the heading. */
type OrderLines = readonly (readonly string[])[];

function layOut(
  context: Context,
  rows: readonly Row[],
  width: number | undefined,
  now: number,
): OrderLines {
  const cells = rows.map((row) => cellsOf(context, row, now));
  const heading = headingOf(context);
  const fits = (widths: readonly number[]): boolean =>
    width === undefined || widths.reduce((sum, one) => sum + gap.length + one) <= width;
  const widths = widthsOf(single, [heading, ...cells]);
  if (fits(widths)) return render(single, widths, heading, cells);
  const names = new Set(rows.map(({ order }) => order.account));
  const groups = Array.from(names, (account) => {
    const own = cells.filter((_, index) => rows[index]?.order.account === account);
    const title = context.colors.bold(account);
    return { title, own, ownWidths: widthsOf(stacked, [heading, ...own]) };
  });
  const isStacked = groups.every(({ ownWidths }) => fits(ownWidths));
  return groups.flatMap(({ title, own, ownWidths }) => {
    const orders = isStacked
      ? render(stacked, ownWidths, heading, own)
      : own.map((cell) => fieldsOf(heading, cell));
    return orders.map((order, index) => (index === 0 ? [title].concat(order) : order));
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

function render(
  stacks: readonly Stack[],
  widths: readonly number[],
  heading: Cells,
  cells: readonly Cells[],
): OrderLines {
  const height = Math.max(...stacks.map(({ length }) => length));
  const isRight = (stack: Stack): boolean => stack.every((column) => toTheRight.has(column));
  const colAligns = stacks.map((stack) => (isRight(stack) ? "right" : "left"));
  // Blanks in the first line of each batch make its columns as wide as those of all.
  const blanks = widths.map((width) => " ".repeat(width));
  const layOutBatch = (some: readonly Cells[]): OrderLines => {
    const table = new Table({ ...plain, colAligns });
    table.push(blanks);
    for (const row of some)
      table.push(stacks.map((stack) => stack.map((column) => row[column]).join("\n")));
    const lines = table.toString().split("\n");
    return some.map((_, index) =>
      lines.slice(1 + index * height, 1 + (index + 1) * height).map((line) => line.trimEnd()),
    );
  };
  const all: (readonly string[])[] = [];
  const rows = [heading, ...cells];
  for (let from = 0; from < rows.length; from += batch)
    all.push(...layOutBatch(rows.slice(from, from + batch)));
  const [head = [], first = [], ...others] = all;
  return [[...head, ...first], ...others];
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
