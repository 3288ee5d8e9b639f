// Signs as the exchange documents it, with nothing of the client's: a mistake there must not hide here.
import { createHmac, sign } from "node:crypto";
import type { KeyKind } from "./Target.ts";

/**
 * The signature of a query string, percent-encoded, ready to be appended.
 *
 * @param secret The HMAC secret, or the private key in PEM.
 */
export function signQuery(kind: KeyKind, secret: string, query: string): string {
  const bytes = Buffer.from(query);
  switch (kind) {
    case "hmac":
      return createHmac("sha256", secret).update(bytes).digest("hex");
    case "rsa":
      return encodeURIComponent(sign("sha256", bytes, secret).toString("base64"));
    case "ed25519":
      return encodeURIComponent(sign(null, bytes, secret).toString("base64"));
    default:
      throw new TypeError("no such kind of key");
  }
}

/** `name=value&…`, each percent-encoded (RFC 3986) so that no URL parser rewrites it. */
export function encodeQuery(parameters: Readonly<Record<string, string>>): string {
  const encode = (text: string): string =>
    encodeURIComponent(text).replaceAll(
      /['()*!]/gu,
      (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
    );
  return Object.entries(parameters)
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join("&");
}
