// Turns values of any kind into text for names, queries and messages.

/** A value as people should read it: text as it is, anything else as JSON. */
export function stringify(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "undefined");
}
