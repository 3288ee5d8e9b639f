// A request of a check without its secrets, written so that it can be sent again: marks stand for the digits of the
// timestamp and for the signature. The request itself and the shell line of a report are both made from it.
import type { Operation } from "@open-orders/specs/model";
import { fillPath, matchPath, pathNames } from "@open-orders/specs/model";
import { percentEncode, signatureEdits, signQuery } from "./sign.ts";
import type { SignatureEdit } from "./sign.ts";
import { kindsOf } from "./Target.ts";
import type { KeyKind, Target } from "./Target.ts";

/** Stands for the digits of the timestamp. */
export const timeMark = "\u0001";
/** Stands for the signature. */
export const signatureMark = "\u0002";

/** Shaped like a key and a secret of the exchange, and nobody's: both may be shown. */
export const unknownKey = "UnknownKey".padEnd(64, "0");
export const anotherSecret = "AnotherSecret".padEnd(64, "0");
export const malformedKey = "not a key";

export interface SentRequest {
  readonly method: string;
  /** Where the API is served, without a slash at the end. */
  readonly base: string;
  /** With the values of its parameters, percent-encoded. */
  readonly path: string;
  /** Percent-encoded as sent, with marks. */
  readonly query: string;
  /** How far the timestamp was from the target's clock, in milliseconds. */
  readonly offsetMs: number;
  /** Which of the target's keys was used. */
  readonly kind: KeyKind;
  /** The header of the key; without a value, the key was the target's own. */
  readonly key?: { readonly name: string; readonly value?: string };
  readonly signature?: Signature;
  /** What of it cannot be repeated. */
  readonly note?: string;
}

export interface Signature {
  /** What was signed, with marks. */
  readonly text: string;
  /** @defaultValue the target's own */
  readonly secret?: string;
  readonly edit?: SignatureEdit;
}

/** A raw request: a valid one, except for what is given. */
export interface RawRequest {
  /** Of the query and the path, besides the mandatory ones, or in place of them. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Values that are percent-encoded already, in place of those of `parameters`. */
  readonly encoded?: Readonly<Record<string, string>>;
  /** Milliseconds from the target's clock. A string is sent as it is; null sends no timestamp. @defaultValue 0 */
  readonly timestamp?: number | string | null;
  /** Changes the query before it is signed. */
  readonly query?: ((query: string) => string) | undefined;
  /** Another key; null sends none. @defaultValue the target's own */
  readonly apiKey?: string | null;
  /** Which of the target's keys signs. @defaultValue the first */
  readonly kind?: KeyKind | undefined;
  /** null sends none. */
  readonly signature?: SigningChange | null | undefined;
}

export interface SigningChange extends Omit<Signature, "text"> {
  /** What is signed in place of the query. */
  readonly over?: (query: string) => string;
  /** Puts query and signature together. @defaultValue the signature last */
  readonly join?: (query: string, signature: string) => string;
}

/** Writes a raw request down. */
export function writeRequest(
  operation: Operation,
  base: string,
  { credentials }: Target,
  { parameters = {}, timestamp = 0, query: change = (query) => query, ...request }: RawRequest,
): SentRequest {
  const { kind = firstKind(credentials), apiKey, signature = {}, encoded = {} } = request;
  const valueOf = (name: string): string => encoded[name] ?? percentEncode(parameters[name] ?? "");
  const inPath = pathNames(operation.path);
  const pairs = Object.keys({ ...parameters, ...encoded })
    .filter((name) => !inPath.includes(name))
    .map((name) => `${percentEncode(name)}=${valueOf(name)}`);
  const stamp = operation.timestamp && `${operation.timestamp.name}=`;
  const time = typeof timestamp === "number" ? timeMark : timestamp;
  const query = change(
    [...pairs, ...(stamp === undefined || time === null ? [] : [stamp + time])].join("&"),
  );
  const { over, join, ...how } = signature ?? {};
  const append = (text: string, sign: string): string =>
    `${text}${text && "&"}${operation.signature?.name}=${sign}`;
  const signed = operation.signature && signature !== null;
  return {
    method: operation.method,
    base,
    path: fillPath(operation.path, valueOf),
    query: signed ? (join ?? append)(query, signatureMark) : query,
    offsetMs: typeof timestamp === "number" ? timestamp : 0,
    kind,
    ...(operation.key &&
      apiKey !== null && {
        key: { name: operation.key.name, ...(apiKey !== undefined && { value: apiKey }) },
      }),
    ...(signed && { signature: { text: over?.(query) ?? query, ...how } }),
  };
}

/** The query as it is sent at this time of the target. */
export function queryOf(
  { query, kind, offsetMs, signature }: SentRequest,
  { credentials }: Target,
  now: number,
): string {
  const time = String(now + offsetMs);
  const timed = query.replaceAll(timeMark, time);
  if (!signature) return timed;
  const { text, edit, secret = credentials[kind]?.secret ?? "" } = signature;
  const sign = signQuery(kind, secret, text.replaceAll(timeMark, time));
  return timed.replaceAll(signatureMark, edit ? signatureEdits[edit].edit(sign) : sign);
}

/** Writes down what a client sent; undefined where it was not to this operation. */
export function readRequest(
  url: string,
  init: RequestInit | undefined,
  now: number,
  operation: Operation,
  { credentials }: Pick<Target, "credentials">,
): SentRequest | undefined {
  const at = url.includes("?") ? url.indexOf("?") : url.length;
  const address = url.slice(0, at);
  const base = matchPath(operation.path, address)?.base;
  if (base === undefined) return undefined;
  const name = operation.key?.name;
  const apiKey = name === undefined ? null : new Headers(init?.headers).get(name);
  const owner = kindsOf(credentials).find((kind) => credentials[kind]?.apiKey === apiKey);
  const kind = owner ?? firstKind(credentials);
  const sign = `${operation.signature?.name}=`;
  const parts = url.slice(at + 1).split("&");
  // Nothing of a signature may be shown, wherever it stands.
  const text = parts.filter((part) => !part.startsWith(sign)).join("&");
  const secret = credentials[kind]?.secret;
  const expected = secret === undefined ? "" : sign + signQuery(kind, secret, text);
  const right = parts.at(-1)?.toLowerCase() === expected.toLowerCase();
  const unsigned = right || !parts.some((part) => part.startsWith(sign));
  const foreign = apiKey !== null && owner === undefined;
  const stamp = new RegExp(`(?<=(?:^|&)${operation.timestamp?.name}=)\\d+(?=&|$)`, "gu");
  const [digits] = text.match(stamp) ?? [];
  const query = text.replaceAll(stamp, timeMark);
  const notes = [
    unsigned ? "" : "the client's signature was wrong and is left out",
    foreign && apiKey !== unknownKey ? "the client sent another key" : "",
  ].filter(Boolean);
  return {
    method: init?.method ?? "GET",
    base,
    path: address.slice(base.length),
    query: right ? `${query}&${sign}${signatureMark}` : query,
    offsetMs: digits === undefined ? 0 : Number(digits) - now,
    kind,
    ...(name !== undefined &&
      apiKey !== null && { key: { name, ...(foreign && { value: unknownKey }) } }),
    ...(right && { signature: { text: query } }),
    ...(notes.length > 0 && { note: notes.join("; ") }),
  };
}

function firstKind(credentials: Target["credentials"]): KeyKind {
  return kindsOf(credentials)[0] ?? "hmac";
}
