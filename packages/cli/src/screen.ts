// The live table of `open-orders watch`: drawn in place, changes marked, a status line below.
import type { OpenOrder } from "@open-orders/client";
import { createLogUpdate } from "log-update";
import { weightOf } from "./clients.ts";
import type { Source } from "./clients.ts";
import type { Context } from "./context.ts";
import { escapeControls } from "./escapeControls.ts";
import { eventLine, timeOf } from "./events.ts";
import type { View, WatchEvent } from "./events.ts";
import { clippedTable } from "./table.ts";
import type { Row } from "./table.ts";

/** How long a change stays marked, in milliseconds. */
const markMs = 10_000;
/** How long the screen waits for more events before it is drawn: one reading can bring thousands, one after another. */
const drawDelayMs = 50;

interface Entry {
  readonly order: OpenOrder;
  readonly mark?: Row["mark"];
  /** When it changed, by the monotonic clock: the local time can be set meanwhile. */
  readonly changedAt: number;
}

/** Draws the orders of all accounts again shortly after events, and each second because ages grow. */
export function createScreen(context: Context, sources: readonly Source[]): View {
  const { stdout, say, colors } = context;
  const draw = createLogUpdate(stdout, { showCursor: false });
  const entries = new Map<string, Entry>();
  /** Accounts whose orders are not up to date: since when, and the line that says why. */
  const stale = new Map<string, { readonly since: number; readonly line: string }>();
  /** Accounts that were read completely. */
  const known = new Set<string>();
  /** Accounts that are watched. */
  const watched = new Set(sources);
  const notes: string[] = [];
  /** Draws what changed; undefined where nothing has changed since the last drawing. */
  let drawing: NodeJS.Timeout | undefined;

  const redraw = (): void => {
    clearTimeout(drawing);
    drawing = undefined;
    const now = performance.now();
    for (const [key, { mark, changedAt }] of entries)
      if (mark === "closed" && now - changedAt > markMs) entries.delete(key);
    const rows = [...entries.values()].map(({ order, mark, changedAt }): Row => {
      const isMarked = mark !== undefined && now - changedAt <= markMs;
      return { order, mark: isMarked ? mark : undefined };
    });
    // Nobody knows whether the orders of an account that has ended are still open. They stay in the table as last read.
    const names = new Set<string>(Array.from(watched, ({ account }) => account));
    const open = rows.filter(
      ({ order, mark }) => mark !== "closed" && names.has(order.account),
    ).length;
    const weights = sources.map((source) => say("list.weight", weightOf(source))).join(" · ");
    const at = completeAt();
    const status =
      at === undefined
        ? say("watch.waiting")
        : say("watch.status", { count: open, time: timeOf(at) });
    const below = [
      ...[...stale.values()].map(({ line }) => colors.red(escapeControls(line))),
      ...notes.map((line) => colors.red(escapeControls(line))),
      ...(watched.size > 0 ? [colors.dim(status)] : []),
      colors.dim(weights),
    ];
    // A terminal that does not know its size gives 0. What is higher than it could not be drawn in place.
    const height = (stdout.rows || 24) - below.length - 2;
    const table =
      rows.length === 0 ? [] : clippedTable(context, rows, stdout.columns || 80, height);
    draw([...table, "", ...below].join("\n"));
  };

  /** The time of the last complete reading, of the account that was read longest ago. Undefined while one is to come. */
  const completeAt = (): number | undefined => {
    const times: number[] = [];
    for (const source of watched) {
      const since = stale.get(source.account)?.since;
      const at = source.readAt();
      if (at !== undefined && known.has(source.account)) times.push(Math.min(at, since ?? at));
      // One that never was read has its own line, which says that it is stale.
      else if (since === undefined) return undefined;
    }
    return times.length === 0 ? undefined : Math.min(...times);
  };

  const redrawSoon = (): void => {
    drawing ??= setTimeout(redraw, drawDelayMs);
  };
  const timer = setInterval(redraw, 1000);
  stdout.on("resize", redraw);
  redraw();
  return {
    show(source, event) {
      const { account } = source;
      if (event.type === "stale")
        stale.set(account, { since: event.since, line: eventLine(context, account, event) });
      else if (event.type === "ended") watched.delete(source);
      else {
        // Other events can come after `stale` as well: those of an earlier reading that were still to be handed out.
        if (event.type === "recovered") stale.delete(account);
        if (event.type === "snapshot") known.add(account);
        take(entries, event, performance.now());
      }
      redrawSoon();
    },
    say(line) {
      notes.push(line);
      redrawSoon();
    },
    end() {
      clearInterval(timer);
      // What the last events said stays on the terminal.
      if (drawing) redraw();
      stdout.off("resize", redraw);
      draw.done();
    },
  };
}

function take(entries: Map<string, Entry>, event: WatchEvent, changedAt: number): void {
  if (event.type === "snapshot")
    for (const order of event.orders) entries.set(order.key, { order, changedAt });
  else if (event.type === "opened" || event.type === "updated" || event.type === "closed")
    entries.set(event.order.key, { order: event.order, mark: event.type, changedAt });
}
