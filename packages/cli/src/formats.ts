// Orders and events for programs: JSON, a JSON object per line, CSV for spreadsheets.
import type { OpenOrder } from "@open-orders/client";
import { isTime } from "./age.ts";
import { escapeControls } from "./escapeControls.ts";
import type { WatchEvent } from "./events.ts";

/** An array of orders. Every id, price and quantity is an exact string. */
export function jsonOf(orders: readonly OpenOrder[]): string {
  return safeJson(orders, 2);
}

/** An order or an event in one line. */
export function ndjsonOf(value: object): string {
  return safeJson(value);
}

/** An event of an account, as one object of JSON. */
export function eventObject(account: string, event: WatchEvent): object {
  if (!("error" in event)) return { account, ...event };
  const { kind, message, operation } = event.error;
  return { account, ...event, error: { kind, message, operation } };
}

/** JSON leaves some characters as they are that a terminal obeys or nobody sees. */
function safeJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, undefined, indent).replaceAll(
    /[^\n\P{Cc}]|[\p{Cf}\u2028\u2029]/gu,
    escapeControls,
  );
}

const columns = [
  "account",
  "list",
  "symbol",
  "id",
  "clientId",
  "side",
  "type",
  "status",
  "price",
  "triggerPrice",
  "quantity",
  "filledQuantity",
  "placedAt",
  "updatedAt",
  "becomes",
] as const;
const ids: ReadonlySet<string> = new Set(["id", "clientId", "becomes"]);

/** A table that spreadsheets open without damaging ids, and without running what somebody wrote into an order. */
export async function csvOf(orders: readonly OpenOrder[]): Promise<string> {
  const { stringify } = await import("csv-stringify/sync");
  return stringify([...orders], {
    columns: [...columns],
    header: true,
    // The mark says UTF-8 to Excel.
    bom: true,
    record_delimiter: "windows",
    // Whatever begins like a formula gets an apostrophe.
    escape_formulas: true,
    cast: {
      string: (value, { column, header }) => {
        const text = escapeControls(value);
        if (header || !ids.has(String(column)) || value === "") return text;
        // A spreadsheet takes digits for a number and keeps fifteen of them. It leaves a constant alone.
        return { value: `="${text.replaceAll('"', '""')}"`, escape_formulas: false };
      },
      number: timeCell,
    },
  });
}

/** A time; what was sent for it where it is a number but no time, and nothing where it is no number. */
function timeCell(ms: number) {
  if (isTime(ms)) return new Date(ms).toISOString();
  return Number.isNaN(ms) ? "" : { value: `="${ms}"`, escape_formulas: false };
}
