// An account in a storm, for watchStorms.test.ts: what happens to its orders and to requests, step by step, and what the
// exchange served in the end.
import * as fc from "fast-check";
import { conditional, regular, wire } from "./scriptedAccount.ts";
import { html, json, errorResponse, start } from "./scriptedExchange.ts";

const symbols = ["BTCUSD_PERP", "ETHUSD_PERP"];
export type Item = ReturnType<typeof regular> | ReturnType<typeof conditional>;

/** A change of the account. `at` picks an order, `id` is one of few, so that ids meet on two symbols and come back. */
const changeArbitrary = fc.record({
  what: fc.constantFrom(
    "place",
    "placeStop",
    "fill",
    "trigger",
    "triggerAtOnce",
    "forget",
    "cancel",
  ),
  at: fc.nat(9),
  id: fc.integer({ min: 1, max: 4 }).map((id) => String(8389765489680951450n + BigInt(id))),
  symbol: fc.constantFrom(...symbols),
});
type Change = typeof changeArbitrary extends fc.Arbitrary<infer T> ? T : never;

const passing = ["503", "502", "reset", "half", "429"] as const;
/** What happens to a reading: its requests fail so often, in these ways. A call is tried three times. */
const weatherArbitrary = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ stop: [], limit: [] }) },
  {
    weight: 3,
    arbitrary: fc.record({
      stop: fc.array(fc.constantFrom(...passing), { maxLength: 3 }),
      limit: fc.array(fc.constantFrom(...passing), { maxLength: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ stop: ["418"], limit: [] }) },
  { weight: 1, arbitrary: fc.constant({ stop: [], limit: ["418"] }) },
);
export const stepArbitrary = fc.record({
  before: fc.array(changeArbitrary, { maxLength: 3 }),
  /** While the lists are read: after the conditional orders, before the others. */
  between: fc.array(changeArbitrary, { maxLength: 1 }),
  weather: weatherArbitrary,
  /** How far the machine's clock jumps, in ms. */
  jumpMs: fc.constantFrom(0, 0, 0, -3_600_000, 3_600_000),
  /** How long the consumer is busy after each event of this reading, in ms. */
  busyMs: fc.constantFrom(0, 0, 5000, 30_000),
});
export type Step = typeof stepArbitrary extends fc.Arbitrary<infer T> ? T : never;

/** One reading, as the exchange saw it. */
export interface Reading {
  /** What was served; nothing where the reading failed. */
  served?: { stops: Item[]; limits: Item[] };
}

export const idOf = (item: Item) => ("stopId" in item ? item.stopId : item.orderId);
export const nameOf = (item: Item) =>
  `${"stopId" in item ? "stop" : "limit"} ${item.symbol} ${idOf(item)}`;

/** Serves the two lists, step by step: a step is one reading. */
export class StormyExchange {
  stops: Item[] = [];
  limits: Item[] = [];
  time = start;
  wall = 0;
  silentUntil = 0;
  readonly readings: Reading[] = [];
  readonly problems: string[] = [];
  readonly stop = new AbortController();
  readonly #steps: readonly Step[];
  #faults: { stop: string[]; limit: string[] } = { stop: [], limit: [] };
  #failures = 0;
  #isOver = true;
  #stopsServed: Item[] | undefined;

  constructor(steps: readonly Step[]) {
    this.#steps = steps;
  }

  get step(): Step | undefined {
    return this.#steps[this.readings.length - 1];
  }

  request(list: "stop" | "limit"): Response {
    if (this.time < this.silentUntil) this.problems.push(`a request at ${this.time - start}`);
    if (this.#isOver) this.#begin(list);
    const fault = this.#faults[list].shift();
    if (fault === undefined) return this.#serve(list);
    this.#failures += 1;
    if (this.#failures === 3 || fault === "418") this.#isOver = true;
    switch (fault) {
      case "503":
        return errorResponse(503, -1008);
      case "502":
        return html(502);
      case "half":
        return new Response('[{"orderId":1');
      case "429":
        this.silentUntil = this.time + 2000;
        return errorResponse(429, -1003, { "retry-after": "2" });
      case "418":
        this.silentUntil = this.time + 400_000;
        return errorResponse(418, -1003, { "retry-after": "400" });
      default:
        throw new TypeError("fetch failed", { cause: new Error("ECONNRESET") });
    }
  }

  #begin(list: string): void {
    if (list !== "stop") this.problems.push("a reading that does not begin with the stops");
    const step = this.#steps[this.readings.length];
    this.readings.push({});
    if (!step) return this.stop.abort("over");
    this.#isOver = false;
    this.#failures = 0;
    this.#stopsServed = undefined;
    this.#faults = { stop: [...step.weather.stop], limit: [...step.weather.limit] };
    this.wall += step.jumpMs;
    for (const change of step.before) this.#change(change);
  }

  #serve(list: "stop" | "limit"): Response {
    if (list === "stop") {
      this.#stopsServed = structuredClone(this.stops);
      this.#failures = 0;
      const body = json(wire(this.stops));
      for (const change of this.step?.between ?? []) this.#change(change);
      return body;
    }
    this.#isOver = true;
    const reading = this.readings.at(-1) as Reading;
    reading.served = { stops: this.#stopsServed ?? [], limits: structuredClone(this.limits) };
    return json(wire(this.limits));
  }

  #change({ what, at, id, symbol }: Change): void {
    const isNew = (list: Item[]) =>
      !list.some((item) => idOf(item) === id && item.symbol === symbol);
    const stop = this.stops[at % Math.max(1, this.stops.length)];
    const limit = this.limits[at % Math.max(1, this.limits.length)];
    const place = () => {
      if (isNew(this.limits)) this.limits.push(regular(id, { symbol, time: this.time + at }));
    };
    if (what === "place") place();
    if (what === "placeStop" && isNew(this.stops))
      this.stops.push(conditional(id, { symbol, createTime: this.time - at }));
    if (what === "fill" && limit)
      Object.assign(limit, {
        status: "PARTIALLY_FILLED",
        executedQty: `1.${at}`,
        updateTime: this.time,
      });
    if (what === "trigger" && stop) {
      Object.assign(stop, { stopStatus: "TRIGGERED", newOrderId: id });
      place();
    }
    if (what === "triggerAtOnce" && stop) place();
    if (what === "forget" || what === "triggerAtOnce")
      this.stops = this.stops.filter((item) => item !== stop);
    if (what === "cancel") this.limits = this.limits.filter((item) => item !== limit);
  }
}
