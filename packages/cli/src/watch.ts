// `open-orders watch`: what is opened, updated and closed, live in a terminal or a line for each event.
import { setImmediate } from "node:timers/promises";
import { BinanceError } from "@open-orders/client";
import { createSources, isUnknownSymbol } from "./clients.ts";
import type { Source } from "./clients.ts";
import type { Context } from "./context.ts";
import { escapeControls } from "./escapeControls.ts";
import { eventLine, timeOf } from "./events.ts";
import type { View } from "./events.ts";
import { eventObject, ndjsonOf } from "./formats.ts";
import { readFormat, readIntervalMs, selectAccounts, watchFormats } from "./options.ts";
import type { GivenOptions } from "./options.ts";
import { createScreen } from "./screen.ts";

/** @returns the exit code: 0 when it was stopped, 1 when an account could not be watched. Throws UsageError */
export async function watch(context: Context, options: GivenOptions): Promise<number> {
  const format = readFormat(context, options, watchFormats);
  const intervalMs = readIntervalMs(context, options);
  const selections = selectAccounts(context, options);
  const sources = await createSources(context, options, selections, { lives: true });
  const view =
    format === "table" && context.stdout.isTTY
      ? createScreen(context, sources)
      : lineView(context, format);
  let isEnded = false;
  /** Lines of the accounts whose products do not have the symbol. */
  const unknown: string[] = [];
  const follow = async (source: Source): Promise<void> => {
    const { client, lists, account } = source;
    const { signal } = context;
    let isRead = false;
    try {
      for await (const event of client.watchOpenOrders({
        lists,
        symbol: options.symbol,
        intervalMs,
        signal,
      })) {
        isRead ||= event.type === "snapshot";
        view.show(source, event);
        // The events of one reading come in microtasks. Ctrl-C and timers have their turn between them.
        await setImmediate();
      }
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof BinanceError)) throw error;
      const event = { type: "ended", error } as const;
      view.show(source, event);
      const line = eventLine(context, account, event);
      if (!isRead && isUnknownSymbol(error, options.symbol)) {
        unknown.push(line);
        return;
      }
      isEnded = true;
      view.say(line);
    }
  };
  try {
    await Promise.all(sources.map(follow));
    // As in a list: an account that does not have the symbol has no orders of it. If none has it, it is misspelt.
    if (unknown.length === sources.length) {
      isEnded = true;
      for (const line of unknown) view.say(line);
    }
  } finally {
    view.end();
  }
  return isEnded ? 1 : 0;
}

/** A line for each event: for people where no terminal is, or JSON for programs. */
function lineView(context: Context, format: (typeof watchFormats)[number]): View {
  return {
    show({ account }, event) {
      if (format === "ndjson") context.print(ndjsonOf(eventObject(account, event)));
      // That an account is not watched any more is said on stderr.
      else if (event.type !== "ended")
        context.print(
          escapeControls(`${timeOf(Date.now())} ${eventLine(context, account, event)}`),
        );
    },
    say: context.warn,
    end() {},
  };
}
