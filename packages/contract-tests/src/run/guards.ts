// What values of unknown type are: an exchange may have sent anything, and anything may have been thrown.
import type { Operation } from "@open-orders/specs/model";

/** An object with members of any kind, such as an item of a list. */
export type Item = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Item {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A member of an object; undefined where there is none, or no object. */
export function member(value: unknown, name: string): unknown {
  return isObject(value) ? value[name] : undefined;
}

/** The items of a value that an operation returns; undefined where it is not what the operation is described to return. */
export function itemsIn({ list }: Operation, value: unknown): readonly Item[] | undefined {
  const items: unknown = list ? value : [value];
  return Array.isArray(items) && items.every(isObject) ? items : undefined;
}

/** The code of an error of Node, such as `ENOENT`; else its message. */
export function errorCode(error: unknown): string {
  const code = member(error, "code");
  if (typeof code === "string") return code;
  return error instanceof Error ? error.message : String(error);
}
