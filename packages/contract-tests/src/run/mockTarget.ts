// The mock exchange as a target: in process, or over HTTP, with an account made from the descriptions.
import { generateKeyPairSync } from "node:crypto";
import type { KeyExportOptions, KeyObject } from "node:crypto";
import { createMockExchange } from "@open-orders/mock-exchange";
import type { MockExchangeOptions } from "@open-orders/mock-exchange";
import { englishDescriptions, readApis } from "./descriptions.ts";
import type { Descriptions } from "./descriptions.ts";
import { sampleItems } from "./sampleItems.ts";
import type { Credentials, KeyKind, Target } from "./Target.ts";

/** Options of `createMockTarget`. All may be left out. */
export interface MockTargetOptions {
  /** How the mock is reached: its `fetch`, or a server on this machine. @defaultValue "process" */
  readonly over?: "process" | "http";
  /** What the mock and the account are made from. @defaultValue the English descriptions */
  readonly descriptions?: Descriptions | undefined;
  /** What the account has, by operationId. @defaultValue `sampleItems` of each operation */
  readonly data?: Target["data"];
  /** Options for the mock in place of those chosen here. With a clock of its own, it cannot be set. */
  readonly mock?: Omit<MockExchangeOptions, "accounts">;
}

/** A target that has to be closed. */
export type MockTarget = Target & { readonly close: () => Promise<void> };

const startMs = Date.UTC(2026, 0, 15);

/** Starts a mock exchange of its own, with the test keys and one account behind them. */
export async function createMockTarget({
  over = "process",
  descriptions = englishDescriptions,
  data = Object.fromEntries(
    readApis(descriptions)
      // The time is nothing that an account has.
      .flatMap(({ operations, clock }) => operations.filter(({ path }) => path !== clock?.path))
      .map((operation) => [operation.id, sampleItems(operation)]),
  ),
  mock = {},
}: MockTargetOptions = {}): Promise<MockTarget> {
  const { credentials, publicKeys } = testKeys();
  let time = startMs;
  const { now } = mock;
  const exchange = createMockExchange({
    now: () => time,
    descriptions,
    ...mock,
    accounts: [
      { ...credentials.hmac, orders: data },
      { apiKey: credentials.rsa.apiKey, publicKey: publicKeys.rsa, orders: data },
      { apiKey: credentials.ed25519.apiKey, publicKey: publicKeys.ed25519, orders: data },
      // Another account, with the demo orders of the descriptions, which must never be seen.
      { apiKey: keyText("AnotherAccount"), secret: keyText("AnotherAccountsSecret") },
    ],
  });
  const server = over === "http" ? await exchange.listen() : undefined;
  return {
    name: over === "http" ? "mock over HTTP" : "mock in process",
    baseUrl: server?.url ?? "https://mock.invalid",
    fetch: server ? async (url, init) => globalThis.fetch(url, init) : exchange.fetch,
    credentials,
    clock: now
      ? { now }
      : {
          now: () => time,
          set(ms) {
            time = ms;
          },
        },
    inject: exchange.inject,
    data,
    strict: true,
    async close() {
      await server?.close();
    },
  };
}

/** Keys of every kind that open nothing anywhere else. */
interface TestKeys {
  readonly credentials: Readonly<Record<KeyKind, Credentials>>;
  /** In PEM (SPKI). */
  readonly publicKeys: Readonly<Record<Exclude<KeyKind, "hmac">, string>>;
}

let keys: TestKeys | undefined;

/** The keys of this process: an RSA key takes a while to make, so it is made once. */
export function testKeys(): TestKeys {
  keys ??= createTestKeys();
  return keys;
}

function createTestKeys(): TestKeys {
  const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const ed25519 = generateKeyPairSync("ed25519");
  return {
    credentials: {
      hmac: { apiKey: keyText("HmacKey"), secret: keyText("HmacSecret") },
      rsa: { apiKey: keyText("RsaKey"), secret: pemOf(rsa.privateKey) },
      ed25519: { apiKey: keyText("Ed25519Key"), secret: pemOf(ed25519.privateKey) },
    },
    publicKeys: { rsa: pemOf(rsa.publicKey), ed25519: pemOf(ed25519.publicKey) },
  };
}

function pemOf(key: KeyObject): string {
  const type = key.type === "private" ? "pkcs8" : "spki";
  return key.export({ type, format: "pem" } as KeyExportOptions<"pem">).toString();
}

/** Shaped like a key of the exchange. */
function keyText(name: string): string {
  return name.padEnd(64, "0");
}
