// JSON of any shape.

export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

/** The members of an object or a list, by name or number. */
export type Members = Readonly<Record<string, unknown>>;

function hasMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null;
}

/** Whether a value is an object, and neither null nor a list. */
export function isObject(value: unknown): value is Members {
  return hasMembers(value) && !Array.isArray(value);
}

/** The members of an object or a list; none for anything else. */
export function membersOf(value: unknown): Members {
  return hasMembers(value) ? value : {};
}
