// What one account has in one list: items that stand still until the test changes them, and those of the simulation.
import type { Fields } from "./schema.ts";

/** An item and its JSON text. */
export interface Item {
  readonly fields: Fields;
  readonly text: string;
  /** Called when the test replaces or removes it, where the simulation has to know. */
  readonly leave?: (() => void) | undefined;
}

/** What a simulation lists at a time (milliseconds). */
export type ItemsAt = (time: number) => readonly Item[];

/** One list of one account. */
export interface ItemList {
  readonly at: ItemsAt;
  readonly add: (item: Item) => void;
  /** Puts an item in the place of one that is listed, or takes that one out. */
  readonly replace: (listed: Item, by?: Item) => void;
}

/** A list in which only the test changes anything. */
export function createItemList(own: readonly Item[]): ItemList {
  let items = own;
  return {
    at: () => items,
    add(item) {
      items = [...items, item];
    },
    replace(listed, by) {
      items = items.flatMap((item) => (item === listed ? (by ?? []) : item));
    },
  };
}

/** A list of the simulation. An item that the test adds or replaces stands still from then on. */
export function createSimulatedList(
  simulated: ItemsAt,
  keyOf: (fields: Fields) => string,
): ItemList {
  const still = createItemList([]);
  const replaced = new Set<string>();
  return {
    at(time) {
      const items = simulated(time);
      const added = still.at(time);
      if (added.length === 0 && replaced.size === 0) return items;
      return [...items.filter(({ fields }) => !replaced.has(keyOf(fields))), ...added];
    },
    add: still.add,
    replace(listed, by) {
      if (still.at(0).includes(listed)) {
        still.replace(listed, by);
        return;
      }
      replaced.add(keyOf(listed.fields));
      listed.leave?.();
      if (by) still.add(by);
    },
  };
}
