// `open-orders watch`: what is opened, updated and closed, live in a terminal or a line for each event.
import { BinanceError } from "@open-orders/client";
import { createSources } from "./clients.ts";
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
  const follow = async (source: Source): Promise<void> => {
    const { client, lists, account } = source;
    const { signal } = context;
    try {
      for await (const event of client.watchOpenOrders({
        lists,
        symbol: options.symbol,
        intervalMs,
        signal,
      }))
        view.show(source, event);
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof BinanceError)) throw error;
      isEnded = true;
      view.say(context.say("watch.ended", { account, reason: error.message }));
    }
  };
  try {
    await Promise.all(sources.map(follow));
  } finally {
    view.end();
  }
  return isEnded ? 1 : 0;
}

/** A line for each event: for people where no terminal is, or JSON for programs. */
function lineView(context: Context, format: (typeof watchFormats)[number]): View {
  return {
    show({ account }, event) {
      context.print(
        format === "ndjson"
          ? ndjsonOf(eventObject(account, event))
          : escapeControls(`${timeOf(Date.now())} ${eventLine(context, account, event)}`),
      );
    },
    say: context.warn,
    end() {},
  };
}
