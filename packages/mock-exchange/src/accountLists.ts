// The lists of every account: what it has in each, with or without the simulation.
import type { CheckedAccount } from "./account.ts";
import { createItemList, createSimulatedList } from "./itemList.ts";
import type { Item, ItemList } from "./itemList.ts";
import type { ServedOperation } from "./operations.ts";
import type { SimulationOptions } from "./options.ts";
import { keyOf, orderKindOf } from "./orderKind.ts";
import { simulateLists, simulationOptions } from "./simulation.ts";

/** By account, then by operationId. */
export type AccountLists = ReadonlyMap<CheckedAccount, ReadonlyMap<string, ItemList>>;

/**
 * Creates the lists.
 *
 * @param simulation Its options, the seed, and when it begins (milliseconds).
 * @throws TypeError that names the option that is wrong
 */
export function createLists(
  accounts: Iterable<CheckedAccount>,
  operations: readonly ServedOperation[],
  simulate: boolean | SimulationOptions,
  { seed, start }: { readonly seed: number; readonly start: number },
): AccountLists {
  const options = simulate === false ? undefined : simulationOptions(simulate);
  const kinds = operations.flatMap((operation) => orderKindOf(operation) ?? []);
  const simulated = kinds.filter(({ simulation }) => simulation);
  return new Map(
    [...accounts].map((account, index) => {
      const own = (id: string): readonly Item[] => account.items.get(id) ?? [];
      const itemsAt =
        options && simulateLists(simulated, own, { ...options, seed: [seed, index], start });
      const lists = operations.map(({ id }): [string, ItemList] => {
        const kind = kinds.find(({ operation }) => operation.id === id);
        const at = itemsAt?.get(id);
        const list =
          at && kind
            ? createSimulatedList(at, (fields) => keyOf(kind, fields))
            : createItemList(own(id));
        return [id, list];
      });
      return [account, new Map(lists)];
    }),
  );
}
