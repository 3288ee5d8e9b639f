// Keys of each kind, made for one run of the tests.
import { generateKeyPairSync, randomBytes } from "node:crypto";
import type { Account } from "@open-orders/mock-exchange";
import type { Connection } from "../clients/RealClient.ts";

/** Both ends of one account's key. */
export interface KeyPair {
  apiKey: string;
  /** What the exchange has. */
  account: Account;
  /** What its owner has. */
  own: Omit<Connection, "url">;
}

const publicKeyEncoding = { type: "spki", format: "pem" } as const;
const privateKeyEncoding = { type: "pkcs8", format: "pem" } as const;

/** Makes a new pair of one kind. */
export const keyPairs = {
  HMAC(): KeyPair {
    const secret = randomBytes(32).toString("hex");
    return pair({ secret }, { secret });
  },
  RSA(): KeyPair {
    const { publicKey, privateKey } = generateKeyPairSync("rsa", {
      modulusLength: 2048,
      publicKeyEncoding,
      privateKeyEncoding,
    });
    return pair({ publicKey }, { privateKey });
  },
  Ed25519(): KeyPair {
    const { publicKey, privateKey } = generateKeyPairSync("ed25519", {
      publicKeyEncoding,
      privateKeyEncoding,
    });
    return pair({ publicKey }, { privateKey });
  },
};

function pair(theirs: Omit<Account, "apiKey">, ours: Omit<Connection, "url" | "apiKey">): KeyPair {
  const apiKey = randomBytes(32).toString("hex");
  return { apiKey, account: { apiKey, ...theirs }, own: { apiKey, ...ours } };
}
