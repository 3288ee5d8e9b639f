// A thousand storms: an account whose orders are placed, filled, triggered and cancelled while requests fail in every way
// that may pass. What the watcher says is compared with what the exchange served. The comparison shares no code with it.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ClientOptions, OpenOrderEvent } from "../src/index.ts";
import { createTwoListsClient } from "./scriptedAccount.ts";
import { apiKey } from "./scriptedExchange.ts";
import { idOf, nameOf, stepArbitrary, StormyExchange } from "./stormyExchange.ts";
import type { Item, Reading, Step } from "./stormyExchange.ts";

/** Watches through a storm. `isSlow`: the consumer is busy after each event for as long as the step says. */
async function watchStorm(steps: readonly Step[], isSlow: boolean) {
  const exchange = new StormyExchange(steps);
  const options: ClientOptions = {
    apiKey,
    signer: () => "signed",
    now: () => exchange.time + exchange.wall,
    monotonicNow: () => exchange.time,
    random: () => 0,
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      exchange.time += ms;
    },
    async fetch(input) {
      const { pathname } = new URL(input instanceof Request ? input.url : input);
      return exchange.request(pathname.endsWith("/openStops") ? "stop" : "limit");
    },
  };
  const events: { event: OpenOrderEvent; reading: number }[] = [];
  const { signal } = exchange.stop;
  try {
    for await (const event of createTwoListsClient(options).watchOpenOrders({ signal })) {
      events.push({ event, reading: exchange.readings.length });
      if (isSlow) exchange.time += exchange.step?.busyMs ?? 0;
    }
  } catch (error) {
    if (error !== "over") throw error;
  }
  return { exchange, events };
}

/** What must be said of the readings, when every event is taken at once. */
function expectedOf(readings: readonly Reading[]): string[] {
  const said: string[] = [];
  let known: Map<string, Item> | undefined;
  let isStale = false;
  for (const [index, { served }] of readings.entries()) {
    const say = (words: string) => said.push(`${index + 1} ${words}`);
    if (!served) {
      if (!isStale) say("stale");
      isStale = true;
      continue;
    }
    if (isStale) say("recovered");
    isStale = false;
    const time = (item: Item) => ("time" in item ? item.time : item.createTime);
    const list = (item: Item) => ("stopId" in item ? "listOpenStops" : "listOpenOrders");
    const place = (item: Item) => `${list(item)}/${item.symbol}/${idOf(item)}`;
    const open = [...served.stops, ...served.limits].toSorted(
      (a, b) => time(a) - time(b) || (place(a) < place(b) ? -1 : 1),
    );
    const before = known;
    known = new Map(open.map((item) => [nameOf(item), item]));
    if (!before) {
      say(`snapshot ${[...known.keys()].join(", ")}`);
      continue;
    }
    for (const name of known.keys()) if (!before.has(name)) say(`opened ${name}`);
    const closed = [...before.keys()].filter((name) => !known?.has(name)).toSorted();
    for (const name of closed) {
      const item = before.get(name) as Item;
      say(`closed ${name} ${("newOrderId" in item && item.newOrderId) || "-"}`);
    }
    for (const [name, item] of known) {
      const previous = before.get(name);
      if (previous && JSON.stringify(previous) !== JSON.stringify(item))
        say(`updated ${name} ${JSON.stringify(previous)} ${JSON.stringify(item)}`);
    }
  }
  return said;
}

const nameOfOrder = ({ list, symbol, id }: { list: string; symbol: string; id: string }) =>
  `${list === "listOpenStops" ? "stop" : "limit"} ${symbol} ${id}`;

function wordsOf(event: OpenOrderEvent): string {
  if (event.type === "snapshot") return `snapshot ${event.orders.map(nameOfOrder).join(", ")}`;
  if (event.type === "stale" || event.type === "recovered") return event.type;
  const name = `${event.type} ${nameOfOrder(event.order)}`;
  if (event.type === "updated")
    return `${name} ${JSON.stringify(event.previous.raw)} ${JSON.stringify(event.order.raw)}`;
  return event.type === "closed" ? `${name} ${event.becameId ?? "-"}` : name;
}

/** What a consumer knows after these events, and what did not fit: `states` are those that the exchange served. */
function replay(events: readonly OpenOrderEvent[], states: ReadonlySet<string>) {
  const known = new Map<string, string>();
  const problems: string[] = [];
  for (const event of events) {
    if (event.type === "stale" || event.type === "recovered") continue;
    for (const order of event.type === "snapshot" ? event.orders : [event.order]) {
      const name = nameOfOrder(order);
      const state = JSON.stringify(order.raw);
      const before = known.get(name);
      const expected = event.type === "updated" ? JSON.stringify(event.previous.raw) : undefined;
      const isKnown = event.type === "updated" || event.type === "closed";
      if (!states.has(state)) problems.push(`${name} was never ${state}`);
      if (isKnown !== (before !== undefined))
        problems.push(`${event.type} ${name}, known: ${before}`);
      if (expected !== undefined && expected !== before) problems.push(`${name} was ${before}`);
      if (event.type === "closed") known.delete(name);
      else known.set(name, state);
    }
  }
  return { known, problems };
}

/** Readings in which nothing happens, so that a consumer catches up. */
const calm = Array.from({ length: 40 }, (): Step => ({
  before: [],
  between: [],
  weather: { stop: [], limit: [] },
  jumpMs: 0,
  busyMs: 0,
}));
const storm = fc.array(stepArbitrary, { minLength: 1, maxLength: 12 });
const runs = { numRuns: 1000, seed: 20_261_129 };

describe("in a thousand storms", () => {
  it("the events are exactly what happened between the readings", async () => {
    await fc.assert(
      fc.asyncProperty(storm, async (steps) => {
        const { exchange, events } = await watchStorm(steps, false);
        const said = events.map(({ event, reading }) => `${reading} ${wordsOf(event)}`);
        // Orders that are closed by the same reading have no order among themselves.
        const closed = /^\d+ closed /;
        const sorted = said.toSorted((a, b) =>
          closed.test(a) && closed.test(b) && Number.parseInt(a) === Number.parseInt(b)
            ? a < b
              ? -1
              : 1
            : 0,
        );
        expect(sorted).toEqual(expectedOf(exchange.readings.slice(0, -1)));
        expect(exchange.problems).toEqual([]);
        expect(exchange.readings).toHaveLength(steps.length + 1);
      }),
      runs,
    );
  });

  it("a slow consumer receives nothing that was not so, and ends up with what is open", async () => {
    await fc.assert(
      fc.asyncProperty(storm, async (steps) => {
        const { exchange, events } = await watchStorm([...steps, ...calm], true);
        const served = exchange.readings.map(({ served: lists = { stops: [], limits: [] } }) =>
          lists.stops.concat(lists.limits),
        );
        const states = new Set(served.flat().map((item) => JSON.stringify(item)));
        const { known, problems } = replay(
          events.map(({ event }) => event),
          states,
        );
        expect(problems).toEqual([]);
        const open = (served.at(-2) ?? []).map((item) => [nameOf(item), JSON.stringify(item)]);
        expect(Object.fromEntries(known)).toEqual(Object.fromEntries(open));
        const count = (type: string) => events.filter(({ event }) => event.type === type).length;
        expect(count("recovered")).toBe(count("stale"));
      }),
      runs,
    );
  });
});
