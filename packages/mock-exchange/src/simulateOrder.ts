// What becomes of one order, told beforehand: it is placed, a trigger may fire, parts of it are filled, and it ends.
// Which fields show that, and how, the description says in `x-simulation`.
import { readDecimal, toScale, writeDecimal } from "./decimal.ts";
import type { Decimal } from "./decimal.ts";
import type { Simulation } from "@open-orders/specs/model";
import type { Fields } from "./schema.ts";

/** How an order looks from a time on (milliseconds); without fields it is open no longer. */
export interface Step {
  readonly time: number;
  readonly fields?: Fields;
}

/** Decimals of an amount traded. */
const amountScale = 8;

/** An order like the pattern, as it was when it was placed: not triggered, nothing filled. */
export function placeLike(pattern: Fields, words: Simulation, time: number): Fields {
  const placed: Record<string, unknown> = { ...pattern };
  for (const { from, to } of [...(words.onTrigger ?? []), words.onFill]) {
    if (isAs({ ...from, ...to }, placed)) Object.assign(placed, from);
  }
  for (const name of [words.filled, words.averagePrice, words.traded?.field]) {
    if (name !== undefined) {
      placed[name] = writeDecimal({ units: 0n, scale: decimalIn(placed, name).scale });
    }
  }
  return { ...placed, [words.placed]: time, [words.changed]: time };
}

/**
 * All that happens to an order after it was placed.
 *
 * @param from When its life begins, in milliseconds.
 * @param longestMs The longest life; the shortest is a quarter of it.
 */
export function simulateOrder(
  order: Fields,
  words: Simulation,
  random: () => number,
  { from, longestMs }: { readonly from: number; readonly longestMs: number },
): readonly Step[] {
  const lengthMs = longestMs * (0.25 + 0.75 * random());
  const at = (part: number): number => Math.floor(from + lengthMs * part);
  const steps: { time: number; fields: Fields }[] = [];
  let begun = 0;
  let fields = order;
  const trigger = words.onTrigger?.find((transition) => isAs(transition.from, order));
  if (trigger) {
    // One in four ends without having been triggered, so nothing of it is filled.
    if (random() < 0.25) return [{ time: at(1) }];
    begun = 0.1 + 0.3 * random();
    fields = { ...order, ...trigger.to, [words.changed]: at(begun) };
    steps.push({ time: at(begun), fields });
  }
  const fills = Math.floor(random() * 4);
  const parts = Array.from({ length: fills }, random).toSorted((a, b) => a - b);
  for (const part of parts) {
    const time = at(begun + (1 - begun) * part);
    const filled = fill(fields, words, random(), time);
    if (!filled) continue;
    fields = filled;
    steps.push({ time, fields });
  }
  return [...steps, { time: at(1) }];
}

/** The order with that part of what is open of it filled; undefined when nothing can be. */
function fill(order: Fields, words: Simulation, part: number, time: number): Fields | undefined {
  const { onFill, averagePrice, traded } = words;
  if (!isAs(onFill.from, order) && !isAs(onFill.to, order)) return undefined;
  const [quantity, before] = alike(
    decimalIn(order, words.quantity),
    decimalIn(order, words.filled),
  );
  const { scale } = quantity;
  const more = ((quantity.units - before.units) * BigInt(Math.floor(part * 1000))) / 1000n;
  // Every part is filled at the price of the first, so that the average is that price.
  const priced = [averagePrice, ...words.price].find(
    (name) => name !== undefined && name in order && decimalIn(order, name).units > 0n,
  );
  if (more <= 0n || priced === undefined) return undefined;
  const changes: Record<string, unknown> = {
    ...onFill.to,
    [words.filled]: writeDecimal({ units: before.units + more, scale }),
    [words.changed]: time,
  };
  if (averagePrice !== undefined) changes[averagePrice] = order[priced];
  if (traded) {
    const value = traded.contractValues?.find(({ when }) => isAs(when ?? {}, order))?.value;
    const added = worth({ units: more, scale }, decimalIn(order, priced), value);
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

function isAs(values: Fields, fields: Fields): boolean {
  return Object.entries(values).every(([name, value]) => fields[name] === value);
}

function decimalIn(fields: Fields, name: string): Decimal {
  const value = fields[name];
  return readDecimal(typeof value === "string" ? value : "0");
}
