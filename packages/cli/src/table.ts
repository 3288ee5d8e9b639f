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
    middle: "  ",
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
  const fits = (lines: readonly string[]): boolean =>
    width === undefined || lines.every((line) => stringWidth(line) <= width);
  const cells = rows.map((row) => cellsOf(context, row, now));
  const wide = render(
    columns.map((column) => ({ head: [column], isRight: toTheRight.has(column) })),
    context,
    cells,
  );
  if (fits(wide)) return wide;
  const names = new Set(rows.map(({ order }) => order.account));
  const groups = Array.from(names, (account) => ({
    account: context.colors.bold(account),
    own: cells.filter((_, index) => rows[index]?.order.account === account),
  }));
  const two = groups.flatMap(({ account, own }) => [
    account,
    ...render(
      stacked.map((head) => ({ head, isRight: head.every((column) => toTheRight.has(column)) })),
      context,
      own,
    ),
  ]);
  if (fits(two)) return two;
  return groups.flatMap(({ account, own }) =>
    [account].concat(own.flatMap((cell) => fieldsOf(context, cell))),
  );
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
    age: ageOf(now - order.placedAt),
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

function headOf({ say, colors }: Context, column: Column): string {
  return colors.dim(say(`column.${column}` satisfies TextKey));
}

function render(
  heads: readonly { readonly head: readonly Column[]; readonly isRight: boolean }[],
  context: Context,
  cells: readonly Cells[],
): readonly string[] {
  const table = new Table({
    ...plain,
    colAligns: heads.map(({ isRight }) => (isRight ? "right" : "left")),
  });
  table.push(
    heads.map(({ head }) => head.map((column) => headOf(context, column)).join("\n")),
    ...cells.map((cell) => heads.map(({ head }) => head.map((column) => cell[column]).join("\n"))),
  );
  return table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd());
}

/** The fields of an order, one below the other, without those that say nothing, and an empty line. */
function fieldsOf(context: Context, cell: Cells): readonly string[] {
  const named = columns.filter((column) => column !== "account" && cell[column] !== "");
  const width = Math.max(...named.map((column) => stringWidth(headOf(context, column))));
  const lines = named.map((column) => {
    const head = headOf(context, column);
    return `  ${head}${" ".repeat(width - stringWidth(head) + 2)}${cell[column]}`;
  });
  return [...lines, ""];
}
