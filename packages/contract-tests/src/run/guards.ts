// What values of unknown type are: an exchange may have sent anything, and anything may have been thrown.
import { isObject, membersOf } from "@open-orders/specs/model";
import type { Members, Operation } from "@open-orders/specs/model";

/** An item of a list, or the one object that an operation returns. */
export type Item = Members;

/** The items of a value that an operation returns; undefined where it is not what the operation is described to return. */
export function itemsIn({ list }: Operation, value: unknown): readonly Item[] | undefined {
  const items: unknown = list ? value : [value];
  return Array.isArray(items) && items.every(isObject) ? items : undefined;
}

/** The code of an error of Node, such as `ENOENT`; else its message. */
export function errorCode(error: unknown): string {
  const { code, message } = membersOf(error);
  return typeof code === "string" ? code : String(message ?? error);
}
