// Lists in which orders are placed, filled and closed as time passes. No timer runs. What is open at a time follows
// from the seed and the time alone, so a clock may stand still, jump, or be asked at any moment.
import { checkOptions, number } from "./checkOptions.ts";
import type { Rules } from "./checkOptions.ts";
import type { Item, ItemsAt } from "./itemList.ts";
import type { SimulationOptions } from "./options.ts";
import { convertOrder, keyOf, placeLike } from "./orderKind.ts";
import type { OrderKind } from "./orderKind.ts";
import { stringify } from "./schema.ts";
import type { Fields } from "./schema.ts";
import { seededRandom } from "./seededRandom.ts";
import { simulateOrder } from "./simulateOrder.ts";
import type { Step, Story, Successor } from "./simulateOrder.ts";

/** The options, filled in. */
type FilledOptions = { readonly [Name in keyof SimulationOptions]-?: number };

/** The settings of a simulation. */
export interface SimulationSettings extends FilledOptions {
  /** Decides what is left to chance. */
  readonly seed: readonly [number, ...number[]];
  /** When it begins, in milliseconds. */
  readonly start: number;
}

/** Ids from here on are left to orders that are not simulated, so that all ids stay within 64 bits. */
export const firstFreeId = 9_000_000_000_000_000_000n;
/** More would take too long to work out at each request. */
const maxOpen = 100_000;

const rules: Rules<SimulationOptions> = {
  ordersPerMinute: number(0, 1e6),
  orderLifeMs: number(1, 1e12),
};

/** Fills in what is left out. @throws TypeError that names the option that is wrong */
export function simulationOptions(given: SimulationOptions | true): FilledOptions {
  checkOptions(given === true ? {} : given, rules, "simulate");
  const { ordersPerMinute = 6, orderLifeMs = 120_000 } = given === true ? {} : given;
  if ((ordersPerMinute / 60_000) * orderLifeMs > maxOpen) {
    throw new TypeError(`simulate: more than ${maxOpen} orders would be open at once`);
  }
  return { ordersPerMinute, orderLifeMs };
}

/** Stories of orders placed from one time to another (milliseconds), and of those that were there at the start. */
type StoriesOf = (from: number, until: number) => readonly Story[];

/** One list, and what is placed in it. */
interface SimulatedList {
  readonly kind: OrderKind;
  /** What the account has when the simulation begins. */
  readonly own: readonly Fields[];
  /** What new orders are like. */
  readonly patterns: readonly Fields[];
  /** Lists whose triggered orders go on in this one. */
  readonly sources: SimulatedList[];
  /** Keys of the orders that left the simulation before they were triggered: they become nothing. */
  readonly left: Set<string>;
  readonly random: (order: number) => () => number;
}

/**
 * Simulates the lists of one account.
 *
 * @param own What the account has, by operationId.
 * @throws TypeError when a description names a list that is not there
 */
export function simulateLists(
  kinds: readonly OrderKind[],
  own: (operationId: string) => readonly Item[],
  settings: SimulationSettings,
): ReadonlyMap<string, ItemsAt> {
  const lists = kinds.map((kind): SimulatedList => {
    const { id } = kind.operation;
    const orders = own(id).map(({ fields }) => fields);
    // A series by name: another operation of the description changes nothing.
    const name = new TextEncoder().encode(id);
    return {
      kind,
      own: orders,
      patterns: orders.length > 0 ? orders : kind.operation.examples,
      sources: [],
      left: new Set(),
      random: (order) => seededRandom(...settings.seed, ...name, order),
    };
  });
  const targets = new Map(lists.map((list) => [list, targetOf(list, lists)]));
  for (const [list, target] of targets) target?.sources.push(list);
  const stories = new Map(
    lists.map((list) => [list, storiesOf(list, targets.get(list), settings)]),
  );
  return new Map(lists.map((list) => [list.kind.operation.id, itemsAt(list, stories, settings)]));
}

function targetOf(
  { kind }: SimulatedList,
  lists: readonly SimulatedList[],
): SimulatedList | undefined {
  const { operation, simulation } = kind;
  if (simulation?.becomesIn === undefined) return undefined;
  const target = lists.find(
    ({ kind: { operation: other } }) =>
      other.id === simulation.becomesIn && other.api === operation.api,
  );
  if (target) return target;
  throw new TypeError(
    `${operation.api}: x-simulation of ${operation.id}: becomesIn names ${simulation.becomesIn}, which is no list of orders with x-simulation`,
  );
}

/** Hands out the ids of a list: by order, and by list that the order comes from, 0 for its own. */
function idsOf({
  kind,
  patterns,
  sources,
}: SimulatedList): (order: number, source?: number) => bigint {
  const last = patterns
    .map((fields) => String(fields[kind.roles.id]))
    .map((id) => (/^\d+$/u.test(id) ? BigInt(id) : 0n))
    .reduce((most, id) => (id > most && id < firstFreeId ? id : most), 0n);
  // Orders that were there at the start have negative numbers.
  const lowest = Math.max(0, ...sources.map(({ own }) => own.length));
  return (order, source = 0) =>
    last + 1n + BigInt(order + lowest) * BigInt(sources.length + 1) + BigInt(source);
}

function storiesOf(
  list: SimulatedList,
  target: SimulatedList | undefined,
  { start, ordersPerMinute, orderLifeMs: longestMs }: SimulationSettings,
): StoriesOf {
  const { kind, own, patterns, random } = list;
  const everyMs = 60_000 / ordersPerMinute;
  const idOf = idsOf(list);

  function successorOf(order: number): Successor | undefined {
    if (!target) return undefined;
    const id = idsOf(target)(order, target.sources.indexOf(list) + 1);
    return {
      kind: target.kind,
      become: (fields, { as = {} }, time) =>
        convertOrder(kind, fields, target.kind, as, { id, clientId: `order-${id}`, time }),
    };
  }

  const ownStories = own.map((fields, index): Story => {
    const order = -1 - index;
    const period = { from: start, longestMs };
    const story = simulateOrder(kind, fields, random(order), period, successorOf(order));
    return beginWith({ time: -Infinity, fields }, story);
  });

  function placed(order: number): Story {
    const numbers = random(order);
    const time = Math.floor(start + (order + numbers()) * everyMs);
    const pattern = patterns[Math.floor(numbers() * patterns.length)];
    if (!pattern) return { steps: [] };
    const placement = { id: idOf(order), clientId: `order-${order + 1}`, time };
    const fields = placeLike(kind, pattern, placement);
    const period = { from: time, longestMs };
    const story = simulateOrder(kind, fields, numbers, period, successorOf(order));
    return beginWith({ time, fields }, story);
  }

  return (from, until) => {
    const stories = [...ownStories];
    const newest = ordersPerMinute === 0 ? -1 : Math.floor((until - start) / everyMs);
    for (
      let order = Math.max(0, Math.floor((from - start) / everyMs) - 1);
      order <= newest;
      order += 1
    )
      stories.push(placed(order));
    return stories;
  };
}

function beginWith(first: Step, { steps, became }: Story): Story {
  return { steps: [first, ...steps], became };
}

function itemsAt(
  list: SimulatedList,
  stories: ReadonlyMap<SimulatedList, StoriesOf>,
  { start, ordersPerMinute, orderLifeMs }: SimulationSettings,
): ItemsAt {
  const everyMs = 60_000 / ordersPerMinute;
  let known = { from: Infinity, until: -Infinity, left: 0, items: [] as readonly Item[] };
  return (time) => {
    const isKnown = time >= known.from && time < known.until && known.left === leftCount();
    if (!isKnown) known = look(time);
    return known.items;
  };

  function leftCount(): number {
    return list.sources.reduce((sum, { left }) => sum + left.size, 0);
  }

  /** What is open at that time, and until when that stays so. */
  function look(time: number): typeof known {
    // Every order placed in the last `orderLifeMs` may still be open; those before are closed.
    const storiesIn = (one: SimulatedList): readonly Story[] =>
      stories.get(one)?.(time - orderLifeMs, time) ?? [];
    const hasLeft = ({ kind, left }: SimulatedList, { steps: [first] }: Story): boolean =>
      first?.fields !== undefined && left.has(keyOf(kind, first.fields));
    const becameIn = (source: SimulatedList): readonly Story[] =>
      storiesIn(source).flatMap((story) =>
        story.became && !hasLeft(source, story) ? { steps: story.became } : [],
      );
    let until = start + (Math.floor((time - start) / everyMs) + 1) * everyMs;
    const items: Item[] = [];
    for (const { steps, became } of [...storiesIn(list), ...list.sources.flatMap(becameIn)]) {
      const next = steps.find((step) => step.time > time);
      if (next) until = Math.min(until, next.time);
      const fields = steps.findLast((step) => step.time <= time)?.fields;
      if (!fields) continue;
      const [trigger] = became ?? [];
      const isWaiting = trigger !== undefined && trigger.time > time;
      const leave = isWaiting ? () => void list.left.add(keyOf(list.kind, fields)) : undefined;
      items.push({ fields, text: stringify(list.kind.operation.item, fields), leave });
    }
    return { from: time, until, left: leftCount(), items };
  }
}
