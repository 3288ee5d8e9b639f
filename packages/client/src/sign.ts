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
  const wanted = "the API secret as a string";
  if (typeof secret !== "string" || secret === "")
    reject("hmac", wanted, "none", "Is the variable set?");
  if (secret.includes("-----BEGIN"))
    reject("hmac", wanted, "a PEM key", "Use ed25519() or rsa() for keys you made yourself.");
  if (/\s/.test(secret))
    reject("hmac", wanted, "one with white space in it", "Copy it again, without white space.");
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
  return signWithKey(privateKey(key, "RSA", "RSASSA-PKCS1-v1_5"), "RSASSA-PKCS1-v1_5");
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
  return signWithKey(privateKey(key, "Ed25519", "Ed25519"), "Ed25519");
}

function reject(call: string, wanted: string, found: string, remedy: string): never {
  throw new ConfigError(`${call}() needs ${wanted}; it was given ${found}. ${remedy}`);
}

/** The first bytes of a PKCS#8 key name its algorithm: an object identifier after its tag and length. */
const identifiers: [kind: string, bytes: string][] = [
  ["RSA", "\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01"],
  ["Ed25519", "\x06\x03\x2b\x65\x70"],
];
/** What NIST SP 800-131A allows for new signatures. */
const shortestRsaBits = 2048;
/** The length in bytes of a modulus of so many bits and more, as RFC 8017, appendix A.1.2 has it: after version 0. */
// oxlint-disable-next-line no-control-regex -- they are bytes
const longModulus = /\x02\x01\0\x02\x82(?!\0|\x01\0)/;

function privateKey(
  key: string | PrivateKey,
  kind: "RSA" | "Ed25519",
  algorithm: string,
): Uint8Array<ArrayBuffer> | PrivateKey {
  const rejectKey = (found: string, remedy: string): never =>
    reject(kind.toLowerCase(), `an ${kind} private key`, found, remedy);
  const checkLength = (isLong: boolean): void => {
    if (!isLong)
      rejectKey(
        `an RSA key of less than ${shortestRsaBits} bits`,
        "Make a longer one; such a key can be broken.",
      );
  };
  if (typeof key !== "string") {
    if (typeof CryptoKey === "undefined" || !(key instanceof CryptoKey))
      return rejectKey(`a value of type ${typeof key}`, "Pass PEM as a string, or a CryptoKey.");
    const { type, usages } = key;
    const {
      name,
      modulusLength = shortestRsaBits,
    }: typeof key.algorithm & { modulusLength?: number } = key.algorithm;
    if (type !== "private" || name !== algorithm || !usages.includes("sign"))
      rejectKey(
        `a ${type} key for ${name} with usages [${usages.join()}]`,
        `Import the private half for ${algorithm} with usage "sign".`,
      );
    checkLength(modulusLength >= shortestRsaBits);
    return key;
  }
  // Files of variables write a text of several lines in quotes, with its line breaks as \n.
  const pem = key.replaceAll(/\\[rn]/g, "\n");
  const [, label, body = ""] =
    /-----BEGIN ([A-Z0-9 ]*PRIVATE KEY)-----([^-]*)/.exec(pem) ??
    /-----BEGIN ([A-Z0-9 ]+)-----/.exec(pem) ??
    [];
  if (label === undefined)
    return rejectKey(
      "a string that is not PEM",
      "Pass the whole file, from -----BEGIN to END-----.",
    );
  if (label !== "PRIVATE KEY") rejectKey(`PEM of the kind "${label}"`, remedyFor(label, kind));
  let bytes: string;
  try {
    bytes = atob(body);
  } catch {
    return rejectKey("a PEM whose base64 is broken", "Copy the file again, unchanged.");
  }
  const start = bytes.slice(0, 64);
  const [found] = identifiers.find(([, id]) => start.includes(id)) ?? [];
  if (found !== kind)
    rejectKey(
      found ? `an ${found} key` : "a key that is neither RSA nor Ed25519",
      `Use an ${kind} key.`,
    );
  checkLength(kind !== "RSA" || longModulus.test(start));
  return Uint8Array.from(bytes, (character) => character.charCodeAt(0));
}

/** What to do about a PEM file that is not a PKCS#8 private key. */
function remedyFor(label: string, kind: string): string {
  if (!label.endsWith("PRIVATE KEY"))
    return "Pass the private half; the public one stays with the exchange.";
  if (!label.startsWith("OPENSSH")) return "Convert it: openssl pkcs8 -topk8 -nocrypt -in key.pem";
  return kind === "RSA"
    ? 'Convert a copy of it: ssh-keygen -p -m PKCS8 -N "" -f copy'
    : "OpenSSH writes Ed25519 in no other form. Make a new pair: openssl genpkey -algorithm ed25519 -out key.pem";
}
