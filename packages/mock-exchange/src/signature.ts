// Verifies signatures as the exchange does: over the raw query text, with HMAC-SHA256 (hex, either
// case), RSASSA-PKCS1-v1_5 with SHA-256, or Ed25519 (both base64, percent-encoded).
// WebCrypto does it, so that it also runs in a browser. It runs every call in another thread, which takes longer than
// the HMAC itself; so Node's crypto computes the HMAC where there is one.
import { builtin } from "./builtin.ts";
import { decode } from "./query.ts";

/** Whether a percent-encoded signature is right for a payload. */
export type Verify = (payload: string, signature: string) => boolean | Promise<boolean>;

interface KeyKind {
  /** Object identifier of the key's algorithm, in the DER (RFC 8017, RFC 8410). */
  readonly oid: string;
  readonly algorithm: { readonly name: string; readonly hash?: string };
}

const kinds: readonly KeyKind[] = [
  { oid: "06032b6570", algorithm: { name: "Ed25519" } },
  { oid: "06092a864886f70d010101", algorithm: { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" } },
];

const hmacHex = /^[\da-f]{64}$/iu;
const base64 = /^(?:[\d+/a-z]{4})*(?:[\d+/a-z]{2}==|[\d+/a-z]{3}=)?$/iu;
const encoder = new TextEncoder();

/** Verifier for a secret: with Node's crypto where there is one, with WebCrypto where that is null. */
export function hmacVerifier(secret: string, node = builtin("node:crypto") ?? null): Verify {
  if (node) {
    return (payload, signature) =>
      node.createHmac("sha256", secret).update(payload).digest("hex") === signature.toLowerCase();
  }
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  return verifier(algorithm, "raw", encoder.encode(secret), (signature) =>
    hmacHex.test(signature) ? fromHex(signature) : undefined,
  );
}

/**
 * Verifier for a public key in PEM (`BEGIN PUBLIC KEY`), RSA or Ed25519.
 *
 * @param place Named in the error.
 * @throws TypeError when it is no such key; the message never repeats it
 */
export function publicKeyVerifier(pem: string, place: string): Verify {
  if (pem.includes("PRIVATE KEY")) {
    throw new TypeError(`${place}: is a private key; the exchange needs the public key`);
  }
  const body = /-----BEGIN PUBLIC KEY-----([\s\S]+)-----END PUBLIC KEY-----/u.exec(pem)?.[1];
  const text = body?.replaceAll(/\s/gu, "") ?? "";
  const der = base64.test(text) ? fromBase64(text) : new Uint8Array();
  // The algorithm's identifier is in the first bytes, before the key itself.
  const head = [...der.subarray(0, 24)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const kind = kinds.find(({ oid }) => head.includes(oid));
  if (!kind) {
    throw new TypeError(
      `${place}: must be an RSA or Ed25519 public key in PEM, from BEGIN PUBLIC KEY to END PUBLIC KEY`,
    );
  }
  return verifier(kind.algorithm, "spki", der, (signature) => {
    const decoded = decode(signature);
    return decoded && base64.test(decoded) ? fromBase64(decoded) : undefined;
  });
}

function verifier(
  algorithm: { readonly name: string; readonly hash?: string },
  format: "raw" | "spki",
  key: Uint8Array<ArrayBuffer>,
  read: (signature: string) => Uint8Array<ArrayBuffer> | undefined,
): Verify {
  let imported: Promise<CryptoKey> | undefined;
  return async (payload, signature) => {
    const bytes = read(signature);
    if (!bytes) return false;
    // Imported at the first use.
    imported ??= crypto.subtle.importKey(format, key, algorithm, false, ["verify"]);
    return crypto.subtle.verify(algorithm, await imported, bytes, encoder.encode(payload));
  };
}

function fromHex(hex: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(hex.length / 2);
  for (let index = 0; index < bytes.length; index += 1) {
    bytes[index] = Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16);
  }
  return bytes;
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
