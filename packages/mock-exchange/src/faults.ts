// The active faults, and which requests they happen to.
import { checkFault, checkFaultOptions } from "./checkFault.ts";
import type { ServedOperation } from "./operations.ts";
import type { Fault } from "./fault.ts";

/** An active fault. */
export interface ActiveFault {
  /** Its number among all that were injected, from 1. */
  readonly id: number;
  readonly fault: Fault;
  /** How many more requests it will happen to. */
  readonly left: number;
}

/** The active faults. */
export interface Faults {
  /** Adds one. @throws TypeError when it cannot be used */
  readonly add: (fault: unknown) => ActiveFault;
  /** Removes one. @returns false when there is none with this id */
  readonly remove: (id: number) => boolean;
  /** In the order in which they apply. */
  readonly list: () => readonly ActiveFault[];
  /** The fault that happens to this request, if any: the first that applies. */
  readonly take: (operation: ServedOperation) => Fault | undefined;
}

/** Holds faults for these operations; `random` decides on `chance`. */
export function createFaults(operations: readonly ServedOperation[], random: () => number): Faults {
  interface Entry extends ActiveFault {
    readonly concerned: ReadonlySet<ServedOperation>;
    passed: number;
    left: number;
  }
  const entries = new Map<number, Entry>();
  let lastId = 0;
  return {
    add(fault) {
      checkFaultOptions(fault);
      const concerned = new Set(checkFault(fault, operations));
      lastId += 1;
      const entry = { id: lastId, fault, concerned, passed: 0, left: fault.times ?? 1 };
      entries.set(lastId, entry);
      return entry;
    },
    remove: (id) => entries.delete(id),
    list: () => [...entries.values()],
    take(operation) {
      for (const entry of entries.values()) {
        const { skip = 0, chance = 1 } = entry.fault;
        if (!entry.concerned.has(operation)) continue;
        entry.passed += 1;
        if (entry.passed <= skip || random() >= chance) continue;
        entry.left -= 1;
        if (entry.left <= 0) entries.delete(entry.id);
        return entry.fault;
      }
      return undefined;
    },
  };
}
