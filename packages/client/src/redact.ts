// A copy of somebody else's error that is safe to show: fetch implementations put URLs, headers and
// whole requests into theirs.

const kept = ["code", "errno", "syscall", "address", "port", "hostname"] as const;

/** Takes secrets out of a text, wherever they stand. */
export function strike(text: string, secrets: readonly string[]): string {
  return secrets.reduce(
    (left, secret) => (secret ? left.replaceAll(secret, "[redacted]") : left),
    text,
  );
}

/**
 * Copies what helps to find the fault (name, message, code, and the same of its causes) and strikes
 * out the secrets wherever they stand in a text.
 */
export function redact(error: unknown, secrets: readonly string[], depth = 0): Error {
  const source = (typeof error === "object" && error !== null ? error : {}) as Record<
    string,
    unknown
  >;
  const text = (value: unknown, otherwise: string): string =>
    strike(typeof value === "string" ? value : otherwise, secrets);
  const cause =
    source["cause"] === undefined || depth === 4
      ? undefined
      : redact(source["cause"], secrets, depth + 1);
  const copy = new Error(text(source["message"], String(error)), cause && { cause });
  copy.name = text(source["name"], "Error");
  for (const key of kept) {
    const value = source[key];
    if (typeof value === "string") Object.assign(copy, { [key]: strike(value, secrets) });
    else if (typeof value === "number") Object.assign(copy, { [key]: value });
  }
  // Where the copy was made says nothing; where the original arose may hold a URL.
  Object.defineProperty(copy, "stack", {
    value: `${copy.name}: ${copy.message}`,
    configurable: true,
  });
  return copy;
}
