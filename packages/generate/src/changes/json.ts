// Reading JSON of any shape.
import type { Json } from "../model.ts";

/** The member of an object; undefined where there is no such object or member. */
export function member(value: Json | undefined, key: string): Json | undefined {
  return (value as Record<string, Json> | null | undefined)?.[key];
}

/** A value in a sentence: a text as it is, a list with commas, anything else as JSON. */
export function shown(value: Json | undefined): string {
  if (Array.isArray(value)) return value.map(shown).join(", ");
  return typeof value === "string" ? value : JSON.stringify(value);
}
