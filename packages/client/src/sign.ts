// Signers: from the query string that will be sent to the signature that goes after it.
// Binance documents all three kinds under "SIGNED (TRADE and USER_DATA) Endpoint security".
import { hmacSha256, signWithKey } from "#crypto";
import { ConfigError } from "./errors.ts";

/**
 * Signs a query string, exactly as it will be sent, without `&signature=`. Returns the signature in
 * the form the exchange expects (hex for HMAC, base64 for RSA and Ed25519), not percent-encoded.
 *
 * Any function of this type works: one that asks a vault or an HSM keeps the key out of the process.
 */
export type Signer = (query: string) => string | Promise<string>;

/** A WebCrypto key, by whichever types a project has: those of the DOM, or those of Node. */
export type PrivateKey = Awaited<ReturnType<typeof globalThis.crypto.subtle.importKey>>;

/**
 * HMAC-SHA256 with the secret of a key that the exchange generated.
 *
 * @param secret - As the exchange showed it, once, when the key was made.
 * @throws ConfigError when it is empty, has spaces in it, or is a PEM key
 */
export function hmac(secret: string): Signer {
  if (typeof secret !== "string" || secret === "")
    throw new ConfigError(
      "hmac() needs the API secret as a string; it was given none. Is the variable set?",
    );
  if (secret.includes("-----BEGIN"))
    throw new ConfigError(
      "hmac() was given a PEM key. Use ed25519() or rsa() for keys you made yourself.",
    );
  if (/\s/.test(secret))
    throw new ConfigError(
      "hmac() was given a secret with white space in it. Copy it again, without white space.",
    );
  return hmacSha256(secret);
}

/**
 * RSASSA-PKCS1-v1_5 with SHA-256, for a key pair whose public half was registered with the exchange.
 *
 * @param key - PKCS#8 PEM (`-----BEGIN PRIVATE KEY-----`), or a WebCrypto private key; at least 2048 bits.
 * PEM may have text around it, line breaks written as `\n`, and quotes around it, as in files of variables.
 * @throws ConfigError when it is not an RSA private key; the message says what it is
 */
export function rsa(key: string | PrivateKey): Signer {
  return signWithKey(privateKey(key, "rsa", "RSASSA-PKCS1-v1_5"), "RSASSA-PKCS1-v1_5");
}

/**
 * Ed25519, for a key pair whose public half was registered with the exchange. The smallest and
 * fastest of the key types that the exchange accepts for public-key signatures.
 *
 * @param key - PKCS#8 PEM (`-----BEGIN PRIVATE KEY-----`), or a WebCrypto private key. PEM may have text
 * around it, line breaks written as `\n`, and quotes around it, as in files of variables.
 * @throws ConfigError when it is not an Ed25519 private key; the message says what it is
 */
export function ed25519(key: string | PrivateKey): Signer {
  return signWithKey(privateKey(key, "ed25519", "Ed25519"), "Ed25519");
}

/** The algorithm of a PKCS#8 key stands in it as an object identifier; these are the ones in use. */
const algorithms: Record<string, string> = {
  "2a864886f70d010101": "RSA",
  "2b6570": "Ed25519",
  "2a8648ce3d0201": "EC",
  "2b656e": "X25519",
};

function privateKey(
  key: string | PrivateKey,
  call: "rsa" | "ed25519",
  name: string,
): Uint8Array<ArrayBuffer> | PrivateKey {
  const wanted = call === "rsa" ? "RSA" : "Ed25519";
  const reject = (found: string, remedy: string): never => {
    throw new ConfigError(
      `${call}() needs an ${wanted} private key; it was given ${found}. ${remedy}`,
    );
  };
  const tooShort = (): never =>
    reject("an RSA key of less than 2048 bits", "Make a longer one; such a key can be broken.");
  if (typeof key !== "string") {
    if (typeof CryptoKey === "undefined" || !(key instanceof CryptoKey))
      return reject(`a value of type ${typeof key}`, "Pass the PEM as a string, or a CryptoKey.");
    if (key.type !== "private") return reject(`a ${key.type} key`, "Pass the private half.");
    if (key.algorithm.name !== name)
      return reject(`a key for ${key.algorithm.name}`, `Import it for ${name}.`);
    if (!key.usages.includes("sign"))
      return reject("a key that may not sign", 'Import it with usage "sign".');
    const { modulusLength = shortestRsaBits }: typeof key.algorithm & { modulusLength?: number } =
      key.algorithm;
    if (modulusLength < shortestRsaBits) return tooShort();
    return key;
  }
  const [label, body] = readPem(key);
  if (label === undefined)
    return reject("a string that is not PEM", "Pass the whole file, from -----BEGIN to END-----.");
  if (label === "OPENSSH PRIVATE KEY")
    return reject(
      "a key in the form of OpenSSH",
      call === "rsa"
        ? 'Convert a copy of it: ssh-keygen -p -m PKCS8 -N "" -f copy'
        : "OpenSSH writes this kind in no other form. Make a new pair: openssl genpkey -algorithm ed25519 -out key.pem",
    );
  if (label === "ENCRYPTED PRIVATE KEY")
    return reject("an encrypted key", "Decrypt it first: openssl pkcs8 -in key.pem -out plain.pem");
  if (label.includes("PUBLIC") || label === "CERTIFICATE")
    return reject(
      `a ${label.toLowerCase()}`,
      "Pass the private half; the public one stays with the exchange.",
    );
  if (label !== "PRIVATE KEY")
    return reject(
      `a key in the form "${label}"`,
      "Convert it: openssl pkcs8 -topk8 -nocrypt -in key.pem",
    );
  const der = decode(body);
  if (!der) return reject("a PEM whose base64 is broken", "Copy the file again, unchanged.");
  const hex = Array.from(der.subarray(0, 64), (byte) => byte.toString(16).padStart(2, "0")).join(
    "",
  );
  // SEQUENCE, version 0, SEQUENCE of an algorithm: its identifier has the tag 06 and its length before it.
  const found = Object.entries(algorithms).find(([oid]) =>
    hex.slice(0, 64).includes(`06${(oid.length / 2).toString(16).padStart(2, "0")}${oid}`),
  )?.[1];
  if (found !== wanted)
    return reject(found ? `an ${found} key` : "a key of another kind", `Use an ${wanted} key.`);
  // RFC 8017, appendix A.1.2: version 0, then the modulus, whose first byte is zero.
  const modulus = /0201000282(....)/.exec(hex)?.[1] ?? "0";
  if (found === "RSA" && (Number.parseInt(modulus, 16) - 1) * 8 < shortestRsaBits)
    return tooShort();
  return der;
}

/** What NIST SP 800-131A allows for new signatures. */
const shortestRsaBits = 2048;

/** Label and body of the private key in a PEM text; of whatever else is in it, where there is none. */
function readPem(text: string): (string | undefined)[] {
  // Files of variables write a text of several lines in quotes, with its line breaks as \n.
  const lines = text.replaceAll(/\\r|\\n/g, "\n");
  const blocks = [...lines.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----([^-]*)/g)];
  const block = blocks.find(([, label]) => label?.endsWith("PRIVATE KEY")) ?? blocks[0];
  return block ? [block[1], block[2]] : [];
}

function decode(base64 = ""): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(base64.replace(/\s+/g, "")), (character) =>
      character.charCodeAt(0),
    );
  } catch {
    return undefined;
  }
}
