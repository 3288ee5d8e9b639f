// Makes texts of others safe to show: a gateway quotes the request it rejected, fetch implementations put
// URLs, headers and whole requests into their errors, and either may hold characters that drive a terminal.

import { isObject } from "./json.ts";

const kept = ["code", "errno", "syscall", "address", "port", "hostname"] as const;

/**
 * Replaces secrets by `[redacted]`: a query (`name=value&…`) together with whatever is quoted as the value of
 * one of its names, any other secret letter by letter. Each is found as it is and percent-encoded (any number
 * of times), JSON-escaped or HTML-escaped.
 */
export function strike(text: string, secrets: readonly string[]): string {
  const present = secrets.filter((secret) => mayHold(text, secret));
  if (present.length === 0) return text;
  return text.replace(new RegExp(present.map(patternOf).join("|"), "gu"), "[redacted]");
}

/** Whether a look at the words of a secret, which no encoding changes, finds any. The pattern costs far more. */
function mayHold(text: string, secret: string): boolean {
  const words = secret.match(/\w{5,}/g) ?? secret.match(/\w+/g) ?? [secret];
  if (isQuery(secret)) words.push("signature");
  return secret !== "" && words.some((word) => text.includes(word));
}

/** Base64, as of a signature, has its = at the end alone. */
function isQuery(secret: string): boolean {
  return /^\w+=[^=]/.test(secret);
}

/** A regular expression that finds a secret. */
function patternOf(secret: string): string {
  const whole = Array.from(decode(secret), encodings).join("");
  if (!isQuery(secret)) return whole;
  const names = Array.from(secret.matchAll(/(?:^|&)(\w+)=/g), ([, name]) => name);
  const and = encodings("&");
  // A value ends with white space, a quote, a bracket, a comma, or the next & in any encoding.
  const value = String.raw`(?:(?!${and})(?:[^\s"'<>(){}[\],;\\]|\\+(?:/|u00..|x..)))*`;
  // What was signed is quoted with its signature.
  const pair = `(?:${names.join("|")}|signature)${encodings("=")}${value}`;
  return `(?:${whole}|${pair})(?:${and}${pair})*`;
}

function decode(secret: string): string {
  try {
    return decodeURIComponent(secret);
  } catch {
    return secret;
  }
}

const encoder = /* @__PURE__ */ new TextEncoder();
/** A pattern for one character, however it is encoded. A percent sign that was encoded again is %25. */
function encodings(character: string): string {
  // Nobody encodes these, and a long secret consists of them.
  if (/\w/.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  const hex = hexPattern(code, 2);
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
  // An escape can have been encoded in its turn.
  const backslashes = String.raw`(?:\\|%(?:25)*5[cC])+`;
  const forms = [
    `${/["/\\]/.test(character) ? String.raw`\\*` : ""}\\u{${code.toString(16)}}`,
    Array.from(encoder.encode(character), (byte) => `%(?:25)*${hexPattern(byte, 2)}`).join(""),
    units.map((unit) => `${backslashes}u${hexPattern(unit, 4)}`).join(""),
    `${backslashes}x${hex}`,
    `&#(?:0*${code}|x0*${hex});`,
  ];
  if (character === " ") forms.push(String.raw`\+`);
  if (character === "&") forms.unshift("&amp;");
  return `(?:${forms.join("|")})`;
}

const hexOf = (value: number, length: number) => value.toString(16).padStart(length, "0");

/** Hexadecimal digits of either case. */
function hexPattern(value: number, length: number): string {
  return hexOf(value, length).replaceAll(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}

/** Shows control characters, and those that change the direction of a text, as JSON would escape them. */
export function printable(text: string): string {
  return text.replace(
    // oxlint-disable-next-line no-control-regex -- they are what is looked for
    /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (character) => `\\u${hexOf(character.charCodeAt(0), 4)}`,
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
    if (typeof value === "string") Object.assign(copy, { [key]: text(value, "") });
    else if (typeof value === "number") Object.assign(copy, { [key]: value });
  }
  // Where the copy was made says nothing; where the original arose may hold a URL.
  Object.defineProperty(copy, "stack", {
    value: `${copy.name}: ${copy.message}`,
    configurable: true,
  });
  return copy;
}
