// All that happens to one simulated order, worked out beforehand: it is placed, a trigger may fire, parts of it are
// filled, and it ends. Which fields show that, and how, the description says in `x-order` and `x-simulation`.
import type { TriggerTransition } from "@open-orders/specs/model";
import { readDecimal, toScale, writeDecimal } from "./decimal.ts";
import type { Decimal } from "./decimal.ts";
import type { OrderKind } from "./orderKind.ts";
import { hasValues } from "./schema.ts";
import type { Fields } from "./schema.ts";

/** How an order looks from a time on (milliseconds); without fields it is no longer open. */
export interface Step {
  readonly time: number;
  readonly fields?: Fields;
}

/** What happens to an order after it was placed, and to the order that it became in another list. */
export interface Story {
  readonly steps: readonly Step[];
  readonly became?: readonly Step[] | undefined;
}

/** The list in which triggered orders go on as other orders. */
export interface Successor {
  readonly kind: OrderKind;
  /** The order that a triggered one becomes at that time (milliseconds). */
  readonly become: (order: Fields, trigger: TriggerTransition, time: number) => Fields;
}

/** From when on, in milliseconds, and for how long at most. */
export interface Period {
  readonly from: number;
  readonly longestMs: number;
}

/** How long a triggered order is listed beside the order that it became: long enough for a watcher to see both. */
const besideMs = 10_000;
/** Decimals of an amount traded. */
const amountScale = 8;

/** Works out all that happens to an order; it is open for a quarter of the period at least. */
export function simulateOrder(
  kind: OrderKind,
  order: Fields,
  random: () => number,
  { from, longestMs }: Period,
  successor?: Successor,
): Story {
  const { roles, simulation } = kind;
  const lengthMs = longestMs * (0.25 + 0.75 * random());
  const trigger = simulation?.onTrigger?.find((one) => hasValues(order, one.from));
  if (!trigger) return { steps: simulateFills(kind, order, random, { from, longestMs: lengthMs }) };
  // One in four ends without having been triggered, so nothing of it is filled.
  if (random() < 0.25) return { steps: [{ time: Math.floor(from + lengthMs) }] };
  const waitedMs = lengthMs * (0.1 + 0.3 * random());
  const time = Math.floor(from + waitedMs);
  const triggered = { ...order, ...trigger.to, [roles.updatedAt]: time };
  const rest = { from: time, longestMs: lengthMs - waitedMs };
  if (!successor) {
    const fills = simulateFills(kind, triggered, random, rest);
    return { steps: [{ time, fields: triggered }, ...fills] };
  }
  const became = successor.become(order, trigger, time);
  const id = String(became[successor.kind.roles.id]);
  const fields = roles.becomes === undefined ? triggered : { ...triggered, [roles.becomes]: id };
  const price = fillPrice(kind, order);
  return {
    steps: [{ time, fields }, { time: Math.min(time + besideMs, Math.floor(from + lengthMs)) }],
    became: [
      { time, fields: became },
      ...simulateFills(successor.kind, became, random, rest, price),
    ],
  };
}

/** The fills of an order that waits for no trigger, then its end. */
function simulateFills(
  kind: OrderKind,
  order: Fields,
  random: () => number,
  { from, longestMs }: Period,
  price?: string,
): readonly Step[] {
  const steps: Step[] = [];
  let fields = order;
  const fills = Math.floor(random() * 4);
  const parts = Array.from({ length: fills }, random).toSorted((a, b) => a - b);
  for (const part of parts) {
    const time = Math.floor(from + longestMs * part);
    const filled = fill(kind, fields, { part: random(), time, price });
    if (!filled) continue;
    fields = filled;
    steps.push({ time, fields });
  }
  return [...steps, { time: Math.floor(from + longestMs) }];
}

/** The price at which an order is filled: the first of the described fields that holds one. */
function fillPrice({ simulation }: OrderKind, order: Fields): string | undefined {
  const names = [simulation?.averagePrice, ...(simulation?.price ?? [])];
  const name = names.find((one) => one !== undefined && decimalIn(order, one).units > 0n);
  return name === undefined ? undefined : String(order[name]);
}

/** The order with that part of what is open of it filled; undefined when nothing can be. */
function fill(
  kind: OrderKind,
  order: Fields,
  { part, time, price }: { part: number; time: number; price: string | undefined },
): Fields | undefined {
  const { roles, simulation: { onFill, averagePrice, traded } = {} } = kind;
  const filledField = roles.filledQuantity;
  if (!onFill || filledField === undefined) return undefined;
  if (!hasValues(order, onFill.from) && !hasValues(order, onFill.to)) return undefined;
  const [quantity, before] = alike(decimalIn(order, roles.quantity), decimalIn(order, filledField));
  const { scale } = quantity;
  const more = ((quantity.units - before.units) * BigInt(Math.floor(part * 1000))) / 1000n;
  // Every part is filled at the price of the first, so that the average is that price.
  const at = fillPrice(kind, order) ?? price;
  if (more <= 0n || at === undefined) return undefined;
  const changes: Record<string, unknown> = {
    ...onFill.to,
    [filledField]: writeDecimal({ units: before.units + more, scale }),
    [roles.updatedAt]: time,
  };
  if (averagePrice !== undefined) changes[averagePrice] = at;
  if (traded) {
    const value = traded.contractValues?.find(({ when }) => hasValues(order, when ?? {}))?.value;
    const added = worth({ units: more, scale }, readDecimal(at), value);
    const [sum, addend] = alike(decimalIn(order, traded.field), added);
    changes[traded.field] = writeDecimal({ ...sum, units: sum.units + addend.units });
  }
  return { ...order, ...changes };
}

/** What that quantity is worth: times the price, or the value of so many contracts divided by the price. */
function worth(quantity: Decimal, price: Decimal, contractValue: number | undefined): Decimal {
  const { units, scale } = quantity;
  if (contractValue === undefined) {
    return toScale({ units: units * price.units, scale: scale + price.scale }, amountScale);
  }
  const value = toScale({ units: units * BigInt(contractValue), scale }, amountScale + price.scale);
  return { units: value.units / price.units, scale: amountScale };
}

/** Both at the larger of their scales. */
function alike(a: Decimal, b: Decimal): readonly [Decimal, Decimal] {
  const scale = Math.max(a.scale, b.scale);
  return [toScale(a, scale), toScale(b, scale)];
}

function decimalIn(fields: Fields, name: string): Decimal {
  const value = fields[name];
  return readDecimal(typeof value === "string" ? value : "0");
}
