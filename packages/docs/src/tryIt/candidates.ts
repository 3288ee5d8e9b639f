// The mistakes people make when they sign, as functions: each makes the text, the key or the form of the
// signature that code with that mistake would have used.
import { decoded, type SignatureNames, type SignatureParts } from "./signatureInput.ts";

/** A mistake by its name, and what it makes of the right thing. */
export interface Candidate<Mistake extends string, T> {
  mistake: Mistake | undefined;
  value: T;
}

export type TextMistake =
  | "decoded"
  | "plus"
  | "percent-20"
  | "apostrophe"
  | "reserved"
  | "lower-case-hex"
  | "upper-case-hex"
  | "letter-case"
  | "no-timestamp"
  | "trailing-newline"
  | "question-mark"
  | "whole-url"
  | "path-included"
  | "trailing-ampersand"
  | "empty-signature"
  | "values-only"
  | "double-encoded"
  | "other-timestamp"
  | "timestamp-seconds"
  | "json-body"
  | "body-joined"
  | "part-unsigned"
  | "extra-ampersand"
  | "added-later"
  | "order";

export type SecretMistake =
  | "secret-whitespace"
  | "secret-newline"
  | "secret-quotes"
  | "secret-case"
  | "secret-hex"
  | "secret-base64";

export type FormMistake = "base64" | "base64-of-hex" | "sha512" | "sha1" | "plain-hash" | "swapped";

type SecretCandidate = Candidate<SecretMistake, Uint8Array<ArrayBuffer>>;
type TextCandidate = Candidate<TextMistake, string>;

/** Every text that may have been signed; the right one first. */
export function textCandidates(parts: SignatureParts, names: SignatureNames): TextCandidate[] {
  const { payload, pairs, address, query, body } = parts;
  const path = /^(?:[a-z]+:\/\/)?[^/]*(\/.*)$/i.exec(address)?.[1] ?? address;
  const few = pairs.length > manyPairs ? [] : pairs;
  const valuesOf = (change: (value: string) => string): string =>
    pairs.map((pair) => pair.replace(/=.*$/s, (value) => change(value))).join("&");
  const withTimestamp = (change: (time: number) => number): string =>
    pairs
      .map((pair) => {
        const [name, value = ""] = pair.split("=");
        return name === names.timestamp && /^\d+$/.test(value)
          ? `${name}=${change(Number(value))}`
          : pair;
      })
      .join("&");
  const made: [TextMistake, string][] = [
    [body === "" ? "extra-ampersand" : "body-joined", pairs.join("&")],
    // Only where percent-encoding is left: else the decoded text was signed.
    ["double-encoded", payload.replaceAll(/%25(?=[\dA-F]{2})/gi, "%")],
    ["decoded", decoded(payload)],
    ["decoded", decoded(payload.replaceAll("+", " "))],
    ["plus", payload.replaceAll(/%20/g, "+")],
    ["percent-20", payload.replaceAll("+", "%20")],
    ["apostrophe", payload.replaceAll("'", "%27")],
    ["apostrophe", payload.replaceAll("%27", "'")],
    ["reserved", encodeReserved(payload)],
    ["reserved", payload.replaceAll(/%(?:21|28|29|2A|7E)/gi, (code) => decoded(code))],
    ["lower-case-hex", payload.replaceAll(/%[\dA-F]{2}/gi, (code) => code.toLowerCase())],
    ["upper-case-hex", payload.replaceAll(/%[\dA-F]{2}/gi, (code) => code.toUpperCase())],
    ["letter-case", valuesOf((value) => value.toLowerCase())],
    ["letter-case", valuesOf((value) => value.toUpperCase())],
    ["letter-case", payload.toLowerCase()],
    ["letter-case", payload.toUpperCase()],
    ["no-timestamp", pairs.filter((pair) => !pair.startsWith(`${names.timestamp}=`)).join("&")],
    ["trailing-newline", `${payload}\n`],
    ["trailing-newline", `${payload}\r\n`],
    ["question-mark", `?${payload}`],
    ["whole-url", `${address}?${payload}`],
    ["path-included", `${path}?${payload}`],
    ["path-included", `${path}${payload}`],
    ["path-included", `GET${path}?${payload}`],
    ["path-included", `GET ${path}?${payload}`],
    ["double-encoded", payload.replaceAll(/%(?=[\dA-F]{2})/gi, "%25")],
    ["json-body", jsonOf(pairs, names)],
    ["part-unsigned", query || payload],
    ["part-unsigned", body || payload],
    ...few
      .slice(1)
      .map((_, at): [TextMistake, string] => [
        body === "" ? "values-only" : "body-joined",
        pairs.slice(0, at + 1).join("&") + pairs.slice(at + 1).join("&"),
      ]),
    ["timestamp-seconds", withTimestamp((time) => Math.floor(time / 1000))],
    ["timestamp-seconds", withTimestamp((time) => time * 1000)],
    ...nearby.map((ms): [TextMistake, string] => [
      "other-timestamp",
      withTimestamp((time) => time + ms),
    ]),
    ...few.map((_, at): [TextMistake, string] => ["added-later", pairs.toSpliced(at, 1).join("&")]),
    ["trailing-ampersand", `${payload}&`],
    ["empty-signature", `${payload}&${names.signature}=`],
    ["values-only", pairs.map((pair) => pair.replace(/^[^=]*=/, "")).join("")],
    ["values-only", pairs.join("")],
  ];
  const seen = new Set([payload]);
  const different = made.filter(([, value]) => !seen.has(value) && seen.add(value));
  return [
    { mistake: undefined, value: payload },
    ...different.map(([mistake, value]) => ({ mistake, value })),
  ];
}

/** From here on what takes one attempt per parameter is left out: the page would stand still. */
const manyPairs = 20;

/** How far apart two readings of a clock in the same program can be, in ms. */
const nearby = Array.from({ length: 50 }, (_, at) => [at + 1, -at - 1]).flat();

/** The parameters as a JSON object, the time as a number. */
function jsonOf(pairs: readonly string[], names: SignatureNames): string {
  const entries = pairs.map((pair) => {
    const [name = "", ...rest] = pair.split("=");
    const value = decoded(rest.join("="));
    return [name, name === names.timestamp ? Number(value) : value];
  });
  return JSON.stringify(Object.fromEntries(entries));
}

/** The characters that some libraries encode and others leave. */
function encodeReserved(text: string): string {
  return text.replaceAll(/[!()*~]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Every key that may have been used; the right one first. */
export function secretCandidates(entered: string): [SecretCandidate, ...SecretCandidate[]] {
  const encoder = new TextEncoder();
  const bare = entered.trim().replace(/^(["'])(.*)\1$/s, "$2");
  const texts: [SecretMistake, string][] = [
    ["secret-newline", `${bare}\n`],
    ["secret-newline", `${bare}\r\n`],
    ["secret-quotes", `"${bare}"`],
    ["secret-quotes", `'${bare}'`],
    ["secret-whitespace", entered],
    ["secret-whitespace", ` ${bare}`],
    ["secret-whitespace", `${bare} `],
    ["secret-case", bare.toLowerCase()],
    ["secret-case", bare.toUpperCase()],
  ];
  const bytes: [SecretMistake, Uint8Array<ArrayBuffer> | undefined][] = [
    ["secret-hex", fromHex(bare)],
    ["secret-base64", fromBase64(bare)],
  ];
  return [
    { mistake: undefined, value: encoder.encode(bare) },
    ...texts
      .filter(([, value]) => value !== bare)
      .map(([mistake, value]) => ({ mistake, value: encoder.encode(value) })),
    ...bytes.flatMap(([mistake, value]) => (value ? [{ mistake, value }] : [])),
  ];
}

function fromHex(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (text.length === 0 || !/^(?:[\da-f]{2})+$/i.test(text)) return undefined;
  return Uint8Array.from(text.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
}

/** Base64 or base64url, with or without padding; undefined for anything else. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[\w+/-]+=*$/.test(text)) return undefined;
  try {
    const standard = text.replaceAll("-", "+").replaceAll("_", "/");
    return Uint8Array.from(atob(standard), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** Other orders of the parameters: all of them while they are few, else those that code tends to make. */
export function* orders(pairs: readonly string[]): Generator<string> {
  if (pairs.length <= 6) {
    yield* permutations([...pairs]);
    return;
  }
  yield pairs.toSorted().join("&");
  yield pairs.toReversed().join("&");
  if (pairs.length > manyPairs) return;
  for (const [from, moved] of pairs.entries()) {
    const rest = pairs.toSpliced(from, 1);
    for (let to = 0; to <= rest.length; to += 1) yield rest.toSpliced(to, 0, moved).join("&");
  }
}

function* permutations(pairs: string[], first: string[] = []): Generator<string> {
  if (pairs.length === 0) yield first.join("&");
  for (const [at, pair] of pairs.entries())
    yield* permutations(pairs.toSpliced(at, 1), [...first, pair]);
}
