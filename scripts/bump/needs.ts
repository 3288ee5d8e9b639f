// Which bump each package needs for the changes of the descriptions, and which packages promise less.
import { bumps } from "@open-orders/generate/bumps";
import type { Bump } from "@open-orders/generate/bumps";
import type { Change } from "@open-orders/generate/change";
import type { Pending } from "./pending.ts";

/** What a package needs. */
export interface Need extends Pending {
  /** The least bump that says it; undefined where any will do, as in a first release. */
  bump: Bump | undefined;
  /** The gravest change for its users; undefined in a first release. */
  change: Change | undefined;
}

/**
 * The needs of the packages that need anything.
 *
 * @param changes - undefined where nothing was released: then every package has to be in a changeset.
 */
export function needsOf(changes: Change[] | undefined, pending: Pending[]): Need[] {
  return pending.flatMap((one): Need[] => {
    if (!changes) return [{ ...one, bump: undefined, change: undefined }];
    const change = bumps
      .map((bump) => changes.find((each) => needOf(each, one) === bump))
      .find((found) => found !== undefined);
    const need = change && needOf(change, one);
    return need ? [{ ...one, bump: bumpFor(need, one.version), change }] : [];
  });
}

/** What a change asks of a package. Where it bundles others, its own users see nothing break: a patch is enough. */
export function needOf({ needs }: Change, { name, rules }: Pending): Bump | undefined {
  const found = rules.map((rule) => needs[rule]).find((need) => need !== undefined);
  return found && !rules.some((rule) => rule === name) ? "patch" : found;
}

/** Before 1.0 a caret range takes no new minor, so a minor says that something breaks. */
export function bumpFor(need: Bump, version: string): Bump {
  return need === "major" && version.startsWith("0.") ? "minor" : need;
}

/** The packages that promise less than they need. */
export function shortfallsOf(needs: Need[]): Need[] {
  return needs.filter(({ promised, bump }) => isLess(promised, bump));
}

/** Whether a promise is smaller than a need. */
export function isLess(promised: Bump | undefined, need: Bump | undefined): boolean {
  if (promised === undefined || need === undefined) return promised === undefined;
  return bumps.indexOf(promised) > bumps.indexOf(need);
}
