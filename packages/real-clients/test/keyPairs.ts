// Keys of each kind, created for one run of the tests.
import { generateKeyPairSync, randomBytes } from "node:crypto";
import type { Account } from "@open-orders/mock-exchange";
import type { Connection } from "../clients/RealClient.ts";

/** An account, and the credentials of its client. */
export interface KeyPair {
  apiKey: string;
  /** The account of the exchange. */
  account: Account;
  /** The credentials of the client. */
  own: Omit<Connection, "url">;
}

const publicKeyEncoding = { type: "spki", format: "pem" } as const;
const privateKeyEncoding = { type: "pkcs8", format: "pem" } as const;

/** Creates a pair of one kind. */
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
