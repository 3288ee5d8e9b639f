// The faults in force, and which request each befalls.
import { checkFault } from "./checkFault.ts";
import type { ServedOperation } from "./operations.ts";
import type { Fault } from "./fault.ts";

/** A fault in force. */
export interface FaultInForce {
  /** Its number among all that were injected, from 1. */
  readonly id: number;
  readonly fault: Fault;
  /** How many requests it has still to befall. */
  readonly left: number;
}

/** The faults in force. */
export interface Faults {
  /** Adds one. @throws TypeError when it cannot be played */
  readonly add: (fault: Fault) => FaultInForce;
  /** Takes one back. @returns false when there is none of that id */
  readonly remove: (id: number) => boolean;
  /** In the order in which they are tried. */
  readonly list: () => readonly FaultInForce[];
  /** The fault that befalls this request, if any. The first that applies is used up once. */
  readonly take: (operation: ServedOperation) => Fault | undefined;
}

/** Holds faults for these operations; `random` decides on `chance`. */
export function createFaults(operations: readonly ServedOperation[], random: () => number): Faults {
  interface Entry extends FaultInForce {
    readonly concerned: ReadonlySet<ServedOperation>;
    passed: number;
    left: number;
  }
  const entries = new Map<number, Entry>();
  let lastId = 0;
  return {
    add(fault) {
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
        if (entry.passed <= skip || (chance < 1 && random() >= chance)) continue;
        entry.left -= 1;
        if (entry.left <= 0) entries.delete(entry.id);
        return entry.fault;
      }
      return undefined;
    },
  };
}
