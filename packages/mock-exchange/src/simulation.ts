// A life of its own: orders are placed, filled and gone while time passes. No timer runs. What is open at a time
// follows from the seed and the time alone, so a clock may stand still, leap, or be asked at any moment.
import type { Simulation } from "@open-orders/specs/model";
import type { CheckedAccount, Item } from "./account.ts";
import { checkOptions, number } from "./checkOptions.ts";
import type { Rules } from "./checkOptions.ts";
import type { ServedOperation } from "./operations.ts";
import { placeLike, simulateOrder } from "./simulateOrder.ts";
import type { Step } from "./simulateOrder.ts";
import type { Life } from "./options.ts";
import { stringify } from "./schema.ts";
import type { Fields } from "./schema.ts";
import { seededRandom } from "./seededRandom.ts";

/** What is open at a time (milliseconds). */
type LivingList = (time: number) => readonly Item[];

/** What an account has in an operation's list at a time (milliseconds). */
export type ItemsOf = (
  account: CheckedAccount | undefined,
  operation: ServedOperation,
  time: number,
) => readonly Item[];

/** Lists in which nothing happens. */
export const unchanging: ItemsOf = (account, { id }) => account?.items.get(id) ?? [];

/** Ids from here on are left to the accounts' own orders, so that new ones stay within 64 bits. */
const firstIdKept = 9_000_000_000_000_000_000n;

const rules: Rules<Life> = {
  ordersPerMinute: number(0, 1e6),
  orderLifeMs: number(1, 1e12),
};

/**
 * Lists that live, where the description has an `x-simulation`.
 *
 * @param start When it begins, in milliseconds.
 * @throws TypeError that names the option that is wrong.
 */
export function createLife(
  accounts: Iterable<CheckedAccount>,
  operations: readonly ServedOperation[],
  life: Life,
  { seed, start }: { readonly seed: number; readonly start: number },
): ItemsOf {
  checkOptions(life, rules, "life");
  const { ordersPerMinute = 6, orderLifeMs = 120_000 } = life;
  const everyMs = 60_000 / ordersPerMinute;
  const lists = new Map<CheckedAccount | undefined, ReadonlyMap<string, LivingList>>();
  for (const account of accounts) {
    const ofAccount = new Map<string, LivingList>();
    operations.forEach((operation, index) => {
      const words = operation.item["x-simulation"];
      if (!operation.list || !words) return;
      const own = unchanging(account, operation, start).map(({ fields }) => fields);
      const random = seededRandom.bind(undefined, seed, lists.size, index);
      const source = { operation, words, own, random, start, everyMs, longestMs: orderLifeMs };
      ofAccount.set(operation.id, livingList(source));
    });
    lists.set(account, ofAccount);
  }
  return (account, operation, time) =>
    lists.get(account)?.get(operation.id)?.(time) ?? unchanging(account, operation, time);
}

interface Source {
  readonly operation: ServedOperation;
  readonly words: Simulation;
  /** What the account has when life begins. */
  readonly own: readonly Fields[];
  /** A series of its own for each order: what the account has counts down from -1, what is placed up from 0. */
  readonly random: (order: number) => () => number;
  readonly start: number;
  readonly everyMs: number;
  readonly longestMs: number;
}

function livingList(source: Source): LivingList {
  const { operation, words, own, random, start, everyMs, longestMs } = source;
  const patterns = own.length > 0 ? own : (operation.examples as readonly Fields[]);
  const lastId = patterns
    .map((fields) => BigInt(String(fields[words.id])))
    .reduce((most, id) => (id > most && id < firstIdKept ? id : most), 0n);

  const ownStories = own.map((fields, index) => {
    const now: readonly Step[] = [{ time: -Infinity, fields }];
    return now.concat(simulateOrder(fields, words, random(-1 - index), { from: start, longestMs }));
  });

  function storyOf(order: number): Step[] {
    const numbers = random(order);
    const time = Math.floor(start + (order + numbers()) * everyMs);
    const pattern = patterns[Math.floor(numbers() * patterns.length)];
    if (!pattern) return [];
    const fields = {
      ...placeLike(pattern, words, time),
      [words.id]: lastId + 1n + BigInt(order),
      ...(words.clientId === undefined ? {} : { [words.clientId]: `order-${order + 1}` }),
    };
    return [{ time, fields }, ...simulateOrder(fields, words, numbers, { from: time, longestMs })];
  }

  let known = { from: Infinity, until: -Infinity, items: [] as readonly Item[] };
  return (time) => {
    if (time < known.from || time >= known.until) known = look(time);
    return known.items;
  };

  /** What is open at that time, and until when that stays so. */
  function look(time: number): typeof known {
    // Every order placed in the last `longestMs` may still be open; those before are gone.
    const newest = Math.floor((time - start) / everyMs);
    const oldest = Math.max(0, Math.floor((time - start - longestMs) / everyMs) - 1);
    const stories = [...ownStories];
    for (let order = oldest; order <= newest; order += 1) stories.push(storyOf(order));
    let until = start + (newest + 1) * everyMs;
    const open: Fields[] = [];
    for (const story of stories) {
      const next = story.find((step) => step.time > time);
      if (next) until = Math.min(until, next.time);
      const fields = story.findLast((step) => step.time <= time)?.fields;
      if (fields) open.push(fields);
    }
    const text = (fields: Fields): string => stringify(operation.item, fields);
    return { from: time, until, items: open.map((fields) => ({ fields, text: text(fields) })) };
  }
}
