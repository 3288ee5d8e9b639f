// Keys of the form: the reader's own, or demo keys that open nothing. They live in memory and nowhere else.
import { ed25519, hmac, rsa, type Signer } from "@open-orders/client";
import { type Account, demoAccount } from "@open-orders/mock-exchange";
import type { KeyKind } from "./keyKinds.ts";

/** What the form was given; empty texts stand for the demo key. */
export interface KeyChoice {
  kind: KeyKind;
  apiKey: string;
  secret: string;
}

/** A key, ready to sign, and the account that the exchange in the page has for it. */
export interface Key {
  apiKey: string;
  signer: Signer;
  account: () => Promise<Account>;
}

const algorithms = {
  ed25519: { name: "Ed25519" },
  rsa: {
    name: "RSASSA-PKCS1-v1_5",
    hash: "SHA-256",
    modulusLength: 2048,
    publicExponent: new Uint8Array([1, 0, 1]),
  },
} as const;

const signers = { ed25519, rsa };
const demoPairs = new Map<KeyKind, CryptoKeyPair>();

/** The chosen key. Throws the client's ConfigError where it cannot be used. */
export async function readKey({ kind, apiKey, secret }: KeyChoice): Promise<Key> {
  const name = apiKey || demoAccount.apiKey;
  if (kind === "hmac") {
    const shared = secret || demoAccount.secret;
    const account = { apiKey: name, secret: shared };
    return { apiKey: name, signer: hmac(shared), account: () => Promise.resolve(account) };
  }
  if (secret) {
    const account = async () => ({ apiKey: name, publicKey: await publicHalf(kind, secret) });
    return { apiKey: name, signer: signers[kind](secret), account };
  }
  const pair = demoPairs.get(kind) ?? (await makePair(kind));
  demoPairs.set(kind, pair);
  const account = async () => ({ apiKey: name, publicKey: await toPem(pair.publicKey) });
  return { apiKey: name, signer: signers[kind](pair.privateKey), account };
}

/** A signer of the same kind with another secret. */
export async function anotherSigner(kind: KeyKind): Promise<Signer> {
  if (kind === "hmac") return hmac("AnotherSecret".padEnd(64, "0"));
  return signers[kind]((await makePair(kind)).privateKey);
}

async function makePair(kind: "ed25519" | "rsa"): Promise<CryptoKeyPair> {
  const made = await crypto.subtle.generateKey(algorithms[kind], false, ["sign", "verify"]);
  if ("privateKey" in made) return made;
  throw new TypeError(`this browser made no pair of keys of the kind ${kind}`);
}

/** The exchange needs the public half, which the private one holds as well. */
async function publicHalf(kind: "ed25519" | "rsa", pem: string): Promise<string> {
  const base64 = pem.replaceAll(/-----[A-Z ]+-----|\s/g, "");
  const der = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const algorithm = algorithms[kind];
  const held = await crypto.subtle.importKey("pkcs8", der, algorithm, true, ["sign"]);
  const { kty, crv, x, n, e } = await crypto.subtle.exportKey("jwk", held);
  const half = Object.entries({ kty, crv, x, n, e }).filter(([, value]) => value !== undefined);
  return toPem(
    await crypto.subtle.importKey("jwk", Object.fromEntries(half), algorithm, true, ["verify"]),
  );
}

async function toPem(key: CryptoKey): Promise<string> {
  const der = new Uint8Array(await crypto.subtle.exportKey("spki", key));
  return `-----BEGIN PUBLIC KEY-----\n${btoa(String.fromCharCode(...der))}\n-----END PUBLIC KEY-----\n`;
}
