// Reads a query string as sent, and the values of the path. The signature covers the query's raw text, and
// URLSearchParams would rewrite it.

/** A query string, raw and decoded, with the values of the path. */
export interface Query {
  readonly raw: string;
  /** Decoded values by decoded name, those of the path included; the last of a repeated name. */
  readonly sent: ReadonlyMap<string, string>;
  /** The first name that was sent more than once. */
  readonly repeated: string | undefined;
  /** Names whose value is not percent-encoded UTF-8. */
  readonly undecodable: ReadonlySet<string>;
}

/** The query before the signature, and the signature, still percent-encoded. */
export interface Signed {
  readonly payload: string;
  readonly signature: string;
}

/**
 * Splits a raw query string (without `?`) into its parameters.
 *
 * @param inPath The values of the path, percent-encoded as sent.
 */
export function readQuery(raw: string, inPath: ReadonlyMap<string, string> = new Map()): Query {
  const sent = new Map<string, string>();
  const undecodable = new Set<string>();
  let repeated: string | undefined;
  for (const [name, rawValue] of inPath) {
    // In a path, a plus is a plus.
    const value = decode(rawValue.replaceAll("+", "%2B"));
    if (value === undefined) undecodable.add(name);
    sent.set(name, value ?? rawValue);
  }
  for (const part of raw.split("&")) {
    if (part === "") continue;
    const equals = part.indexOf("=");
    const rawName = equals === -1 ? part : part.slice(0, equals);
    const rawValue = equals === -1 ? "" : part.slice(equals + 1);
    const name = decode(rawName) ?? rawName;
    const value = decode(rawValue);
    if (sent.has(name)) repeated ??= name;
    if (value === undefined) undecodable.add(name);
    sent.set(name, value ?? rawValue);
  }
  return { raw, sent, repeated, undecodable };
}

/**
 * Separates the signature. It must be the last parameter, and its name must not be encoded.
 *
 * @returns undefined where the signature is not at the end, once
 */
export function splitSignature(raw: string, name: string): Signed | undefined {
  const mark = `${name}=`;
  const start = raw.startsWith(mark) ? 0 : raw.indexOf(`&${mark}`) + 1;
  if (start === 0 && !raw.startsWith(mark)) return undefined;
  const signature = raw.slice(start + mark.length);
  if (signature.includes("&")) return undefined;
  return { payload: raw.slice(0, Math.max(start - 1, 0)), signature };
}

/** Form decoding: `+` is a space. Undefined for what is no percent-encoded UTF-8. */
export function decode(text: string): string | undefined {
  if (/^[\w.~-]*$/u.test(text)) return text;
  try {
    return decodeURIComponent(text.replaceAll("+", "%20"));
  } catch {
    return undefined;
  }
}
