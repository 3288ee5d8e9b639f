// Node's own crypto: a tenth of the time WebCrypto takes for an HMAC, and synchronous. Asked for when a signer
// is made: to load it takes longer than to load all of this package.
import type { KeyObject } from "node:crypto";
import { signWithKey as signWithWebKey } from "./crypto.web.ts";
import { ConfigError } from "./errors.ts";
import type { PrivateKey, Signer } from "./sign.ts";

export function hmacSha256(secret: string): Signer {
  const { createHmac, createSecretKey } = process.getBuiltinModule("node:crypto");
  const key = createSecretKey(secret, "utf8");
  return (query) => createHmac("sha256", key).update(query).digest("hex");
}

export function signWithKey(key: Uint8Array<ArrayBuffer> | PrivateKey, algorithm: string): Signer {
  if (!(key instanceof Uint8Array)) return signWithWebKey(key, algorithm);
  const { createPrivateKey, sign } = process.getBuiltinModule("node:crypto");
  const readKey = (): KeyObject =>
    createPrivateKey({ key: Buffer.from(key), format: "der", type: "pkcs8" });
  let privateKey: KeyObject;
  try {
    privateKey = readOrAgain(readKey);
  } catch {
    throw new ConfigError(
      `The ${algorithm} private key is damaged: it cannot be read. Copy the file again.`,
    );
  }
  const digest = algorithm === "Ed25519" ? null : "sha256";
  return (query) => sign(digest, Buffer.from(query), privateKey).toString("base64");
}

/**
 * OpenSSL keeps the errors of a thread in a queue, and Node takes one that an earlier call of somebody else left there
 * for an error of this key. The attempt clears the queue.
 */
function readOrAgain(readKey: () => KeyObject): KeyObject {
  try {
    return readKey();
  } catch {
    return readKey();
  }
}
