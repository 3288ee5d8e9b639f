// WebCrypto: the same signers for every runtime that is not Node.
import type { PrivateKey, Signer } from "./sign.ts";

const encoder = /* @__PURE__ */ new TextEncoder();

export function hmacSha256(secret: string): Signer {
  const sign = signerOf("raw", encoder.encode(secret), { name: "HMAC", hash: "SHA-256" });
  return async (query) =>
    Array.from(await sign(query), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function signWithKey(key: Uint8Array<ArrayBuffer> | PrivateKey, name: string): Signer {
  const sign = signerOf("pkcs8", key, { name, hash: "SHA-256" });
  return async (query) => btoa(String.fromCharCode(...(await sign(query))));
}

/** Signs with a key that is imported when it is first used. Ed25519 takes no notice of the hash. */
function signerOf(
  format: "raw" | "pkcs8",
  key: Uint8Array<ArrayBuffer> | PrivateKey,
  algorithm: { name: string; hash: string },
): (query: string) => Promise<Uint8Array> {
  let imported: PrivateKey | Promise<PrivateKey> | undefined;
  return async (query) => {
    const { subtle } = crypto;
    imported ??=
      key instanceof Uint8Array ? subtle.importKey(format, key, algorithm, false, ["sign"]) : key;
    return new Uint8Array(await subtle.sign(algorithm.name, await imported, encoder.encode(query)));
  };
}
