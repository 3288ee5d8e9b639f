// Makes texts of others safe to show: a gateway quotes the request it rejected, fetch implementations put
// URLs, headers and whole requests into their errors, and either may hold characters that drive a terminal.

import { isObject } from "./json.ts";

const kept = ["code", "errno", "syscall", "address", "port", "hostname"] as const;

/**
 * Replaces secrets by `[redacted]`: a query (`name=value&…`) together with whatever is quoted as the value of
 * one of its names, any other secret letter by letter. Each is found as it is and percent-encoded (up to five
 * times), JSON-escaped or HTML-escaped: by its letters and digits, which no encoding changes.
 */
export function strike(text: string, secrets: readonly string[]): string {
  const present = secrets.filter((secret) => mayHold(text, secret));
  if (present.length === 0) return text;
  return text.replaceAll(new RegExp(present.map(patternOf).join("|"), "giu"), "[redacted]");
}

/** Whether a look at the words of a secret, which no encoding changes, finds any. The pattern costs far more. */
function mayHold(text: string, secret: string): boolean {
  const words = secret.match(/\w+/g) ?? [];
  const long = words.filter((word) => word.length > 4);
  if (isQuery(secret)) long.push("signature");
  const inAnyCase = text.toLowerCase();
  return (long.length > 0 ? long : words).some((word) => inAnyCase.includes(word.toLowerCase()));
}

/** Base64, as of a signature, has its = at the end alone. */
function isQuery(secret: string): boolean {
  return /^\w+=[^=]/.test(secret);
}

/** A regular expression that finds a secret, whatever its case. Bounded, so that no text takes long to search. */
function patternOf(secret: string): string {
  // The percent sign and a backslash can have been encoded in their turn.
  const percent = "%(?:25){0,4}";
  const backslashes = String.raw`(?:\\|${percent}5c){1,4}`;
  // One character that is neither letter nor digit: as it is, percent-encoded, JSON-escaped or HTML-escaped.
  const special = String.raw`(?:${percent}[\da-f]{2}|${backslashes}(?:u[\da-f]{4}|x[\da-f]{2})?|&#?\w+;|\W)`;
  const whole = decode(secret)
    .replace(/^\W+/u, "")
    .replaceAll(/\W+/gu, (run) => `${special}{${Array.from(run).length},${run.length * 4}}?`);
  if (!isQuery(secret)) return whole;
  const names = Array.from(secret.matchAll(/(?:^|&)(\w+)=/g), ([, name]) => name);
  const equals = String.raw`(?:=|${percent}3d|${backslashes}(?:u00|x)3d|&#(?:61|x3d);)`;
  // Up to white space, a quote, a bracket or a comma.
  const rest = String.raw`(?:[^\s"'<>(){}[\],\\]|\\+(?:/|u00..|x..))*`;
  // What was signed is quoted with its signature, and each value can be quoted alone.
  return `(?:${whole}|(?:${names.join("|")}|signature)${equals})${rest}`;
}

function decode(secret: string): string {
  try {
    return decodeURIComponent(secret);
  } catch {
    return secret;
  }
}

/** Shows control characters, and those that change the direction of a text, as JSON would escape them. */
export function printable(text: string): string {
  return text.replace(
    // oxlint-disable-next-line no-control-regex -- they are what is looked for
    /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/**
 * Copies what helps to find the fault (name, message, code, and the same of its causes) and strikes
 * out the secrets wherever they stand in a text.
 */
export function redact(error: unknown, secrets: readonly string[], depth = 0): Error {
  const source = isObject(error) ? error : {};
  const text = (value: unknown, otherwise: string): string =>
    printable(strike(typeof value === "string" ? value : otherwise, secrets));
  const cause =
    source["cause"] === undefined || depth === 4
      ? undefined
      : redact(source["cause"], secrets, depth + 1);
  const copy = new Error(text(source["message"], String(error)), cause && { cause });
  copy.name = text(source["name"], "Error");
  for (const key of kept) {
    const value = source[key];
    if (typeof value === "number") Object.assign(copy, { [key]: value });
    if (typeof value === "string") Object.assign(copy, { [key]: text(value, "") });
  }
  // Where the copy was made says nothing; where the original arose may hold a URL.
  Object.defineProperty(copy, "stack", {
    value: `${copy.name}: ${copy.message}`,
    configurable: true,
  });
  return copy;
}
