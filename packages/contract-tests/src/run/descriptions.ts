// The descriptions that checks are made from.
import { apis } from "@open-orders/specs";
import { readApi } from "@open-orders/specs/model";
import type { Api, ParsedDocument } from "@open-orders/specs/model";

/** Bundled descriptions by the name of their API. */
export type Descriptions = Readonly<Record<string, ParsedDocument>>;

/** The English descriptions of `@open-orders/specs`. */
export const englishDescriptions: Descriptions = Object.fromEntries(
  Object.entries(apis).map(([name, { en }]) => [name, en]),
);

const read = new WeakMap<Descriptions, readonly Api[]>();

/** The APIs of these descriptions, read once. */
export function readApis(descriptions: Descriptions): readonly Api[] {
  const found =
    read.get(descriptions) ??
    Object.entries(descriptions).map(([name, document]) => readApi(name, document));
  read.set(descriptions, found);
  return found;
}
