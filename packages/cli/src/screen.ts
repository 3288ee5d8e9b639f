// The live table of `open-orders watch`: drawn in place, changes marked, a status line below.
import type { OpenOrder, OpenOrderEvent } from "@open-orders/client";
import { createLogUpdate } from "log-update";
import { weightOf } from "./clients.ts";
import type { Source } from "./clients.ts";
import type { Context } from "./context.ts";
import { escapeControls } from "./escapeControls.ts";
import { eventLine, timeOf } from "./events.ts";
import type { View } from "./events.ts";
import { ordersTable } from "./table.ts";
import type { Row } from "./table.ts";

/** How long a change stays marked, in milliseconds. */
const markMs = 10_000;

interface Entry {
  readonly order: OpenOrder;
  readonly mark?: Row["mark"];
  /** When it changed, by the local clock. */
  readonly changedAt: number;
}

/** Draws the orders of all accounts again after each event, and each second because ages grow. */
export function createScreen(context: Context, sources: readonly Source[]): View {
  const { stdout, say, colors } = context;
  const draw = createLogUpdate(stdout, { showCursor: false });
  const entries = new Map<string, Entry>();
  /** Accounts whose orders are not up to date, with the line that says why. */
  const stale = new Map<string, string>();
  const notes: string[] = [];

  const redraw = (): void => {
    const now = Date.now();
    for (const [key, { mark, changedAt }] of entries)
      if (mark === "closed" && now - changedAt > markMs) entries.delete(key);
    const rows = [...entries.values()].map(({ order, mark, changedAt }): Row => {
      const isMarked = mark !== undefined && now - changedAt <= markMs;
      return { order, mark: isMarked ? mark : undefined };
    });
    const open = rows.filter(({ mark }) => mark !== "closed").length;
    const weights = sources.map((source) => say("list.weight", weightOf(source))).join(" · ");
    const readAt = Math.max(...sources.map((source) => source.readAt() ?? 0));
    const status =
      readAt === 0
        ? say("watch.waiting")
        : say("watch.status", { count: open, time: timeOf(readAt) });
    const below = [
      ...[...stale.values()].map((line) => colors.red(escapeControls(line))),
      ...notes.map((line) => colors.red(escapeControls(line))),
      colors.dim(status),
      colors.dim(weights),
    ];
    const table = rows.length === 0 ? [] : ordersTable(context, rows, stdout.columns, now);
    draw([...clip(table, stdout.rows - below.length - 2), "", ...below].join("\n"));
  };

  /** What is higher than the terminal could not be drawn in place. */
  const clip = (lines: readonly string[], height: number): readonly string[] => {
    if (lines.length <= height) return lines;
    const shown = Math.max(0, height - 1);
    return [...lines.slice(0, shown), say("watch.more", { count: lines.length - shown })];
  };

  const timer = setInterval(redraw, 1000);
  stdout.on("resize", redraw);
  redraw();
  return {
    show({ account }, event) {
      if (event.type === "stale") stale.set(account, eventLine(context, account, event));
      else {
        stale.delete(account);
        take(entries, event, Date.now());
      }
      redraw();
    },
    say(line) {
      notes.push(line);
      redraw();
    },
    end() {
      clearInterval(timer);
      stdout.off("resize", redraw);
      draw.done();
    },
  };
}

function take(entries: Map<string, Entry>, event: OpenOrderEvent, changedAt: number): void {
  if (event.type === "snapshot")
    for (const order of event.orders) entries.set(order.key, { order, changedAt });
  else if (event.type === "opened" || event.type === "updated" || event.type === "closed")
    entries.set(event.order.key, { order: event.order, mark: event.type, changedAt });
}
