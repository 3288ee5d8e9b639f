// WebCrypto: the same signers for every runtime that is not Node.
import type { PrivateKey, Signer } from "./sign.ts";

const encoder = /* @__PURE__ */ new TextEncoder();

export function hmacSha256(secret: string): Signer {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  let key: Promise<PrivateKey> | undefined;
  return async (query) => {
    key ??= crypto.subtle.importKey("raw", encoder.encode(secret), algorithm, false, ["sign"]);
    const bytes = await crypto.subtle.sign("HMAC", await key, encoder.encode(query));
    return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
  };
}

export function signWithKey(key: Uint8Array<ArrayBuffer> | PrivateKey, algorithm: string): Signer {
  let imported: Promise<PrivateKey> | undefined;
  return async (query) => {
    imported ??=
      key instanceof Uint8Array
        ? crypto.subtle.importKey(
            "pkcs8",
            key,
            { name: algorithm, ...(algorithm !== "Ed25519" && { hash: "SHA-256" }) },
            false,
            ["sign"],
          )
        : Promise.resolve(key);
    const bytes = await crypto.subtle.sign(algorithm, await imported, encoder.encode(query));
    return btoa(String.fromCharCode(...new Uint8Array(bytes)));
  };
}
