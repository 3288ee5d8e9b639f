// The mock exchange as a target: in process, or over HTTP, with an account made from the descriptions.
import { generateKeyPairSync } from "node:crypto";
import type { KeyExportOptions, KeyObject } from "node:crypto";
import { createMockExchange } from "@open-orders/mock-exchange";
import type { MockExchangeOptions } from "@open-orders/mock-exchange";
import { englishDescriptions } from "../checks/createChecks.ts";
import type { Descriptions } from "../checks/createChecks.ts";
import { readApi } from "../spec/description.ts";
import { sampleItems } from "./sampleItems.ts";
import type { Credentials, KeyKind, Target } from "./Target.ts";

/** Options of `createMockTarget`. */
export interface MockTargetOptions {
  /** The way to the mock: its `fetch`, or a server on this machine. @default "process" */
  readonly over?: "process" | "http";
  /** What the account is made from. @default the English descriptions */
  readonly descriptions?: Descriptions;
  /** Options for the mock in place of those chosen here. */
  readonly mock?: Omit<MockExchangeOptions, "accounts">;
}

/** A target that has to be closed. */
export type MockTarget = Target & { readonly close: () => Promise<void> };

/** Starts a mock exchange of its own, with keys of all kinds and one account behind them. */
export async function createMockTarget({
  over = "process",
  descriptions = englishDescriptions,
  mock = {},
}: MockTargetOptions = {}): Promise<MockTarget> {
  let time = 0;
  const operations = Object.entries(descriptions).flatMap(
    ([name, document]) => readApi(name, document).operations,
  );
  const data = Object.fromEntries(
    operations.map((operation) => [operation.id, sampleItems(operation)]),
  );
  const { credentials, publicKeys } = makeKeys();
  const exchange = createMockExchange({
    now: () => time,
    descriptions,
    ...mock,
    accounts: [
      { ...credentials.hmac, orders: data },
      { apiKey: credentials.rsa.apiKey, publicKey: publicKeys.rsa, orders: data },
      { apiKey: credentials.ed25519.apiKey, publicKey: publicKeys.ed25519, orders: data },
      // Somebody else, with the demo orders of the descriptions, which must never be seen.
      { apiKey: keyText("Stranger"), secret: keyText("StrangersOwnSecret") },
    ],
  });
  const server = over === "http" ? await exchange.listen() : undefined;
  return {
    name: over === "http" ? "mock over HTTP" : "mock in process",
    baseUrl: server?.url ?? "https://mock.invalid",
    fetch: server ? async (url, init) => globalThis.fetch(url, init) : exchange.fetch,
    credentials,
    setClock(now) {
      time = now;
    },
    inject: exchange.inject,
    data,
    async close() {
      await server?.close();
    },
  };
}

interface Keys {
  readonly credentials: Readonly<Record<KeyKind, Credentials>>;
  /** In PEM (SPKI). */
  readonly publicKeys: Readonly<Record<Exclude<KeyKind, "hmac">, string>>;
}

let made: Keys | undefined;

/** Keys of every kind that open nothing anywhere else. Made once: an RSA key takes a while. */
export function makeKeys(): Keys {
  if (made) return made;
  const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const ed25519 = generateKeyPairSync("ed25519");
  made = {
    credentials: {
      hmac: { apiKey: keyText("HmacKey"), secret: keyText("HmacSecret") },
      rsa: { apiKey: keyText("RsaKey"), secret: pemOf(rsa.privateKey) },
      ed25519: { apiKey: keyText("Ed25519Key"), secret: pemOf(ed25519.privateKey) },
    },
    publicKeys: { rsa: pemOf(rsa.publicKey), ed25519: pemOf(ed25519.publicKey) },
  };
  return made;
}

function pemOf(key: KeyObject): string {
  const type = key.type === "private" ? "pkcs8" : "spki";
  return key.export({ type, format: "pem" } as KeyExportOptions<"pem">).toString();
}

/** Shaped like a key of the exchange. */
function keyText(name: string): string {
  return name.padEnd(64, "0");
}
