// Accounts: who may call, and what their lists hold. Everything is checked and written as JSON once,
// at creation, so that a mistake shows there and a request costs little.
import type { Operation } from "./description.ts";
import type { Fields } from "./lifeWords.ts";
import { check, write } from "./schema.ts";
import { hmacVerifier, publicKeyVerifier } from "./signature.ts";
import type { Verify } from "./signature.ts";

/** An account of the mock exchange. Give either `secret` or `publicKey`. */
export interface Account {
  /** What the client sends as its key. Any text; keys of the exchange are 64 letters and digits. */
  readonly apiKey: string;
  /** The secret, when requests are signed with HMAC-SHA256. */
  readonly secret?: string | undefined;
  /** The public key in PEM (`BEGIN PUBLIC KEY`), when requests are signed with RSA or Ed25519. */
  readonly publicKey?: string | undefined;
  /**
   * What the account has, by operationId: items with the fields of the description. 64-bit ids may be
   * safe numbers, bigints or strings of digits. Fields that the description does not know go out as
   * they are.
   *
   * @default the described examples; when given, an operation that is left out has nothing
   */
  readonly orders?: Readonly<Record<string, readonly object[]>> | undefined;
}

/** The account of an exchange that is given none. Its key opens nothing anywhere else. */
export const demoAccount: { readonly apiKey: string; readonly secret: string } = {
  apiKey: "DemoKeyOfTheMockExchange".padEnd(64, "0"),
  secret: "DemoSecretOfTheMockExchange".padEnd(64, "0"),
};

/** An item and its JSON text. */
export interface Item {
  readonly fields: Fields;
  readonly text: string;
}

/** An account, checked. */
export interface CheckedAccount {
  readonly verify: Verify;
  /** By operationId. */
  readonly items: ReadonlyMap<string, readonly Item[]>;
}

/**
 * Checks accounts against the described operations.
 *
 * @throws TypeError that names the account by its place, the operation, the item and the field.
 */
export function checkAccounts(
  accounts: readonly Account[],
  operations: readonly Operation[],
): ReadonlyMap<string, CheckedAccount> {
  const checked = new Map<string, CheckedAccount>();
  const listed = operations.filter(({ clockField }) => clockField === undefined);
  const examples = new Map(
    listed.map((operation) => [
      operation.id,
      readItems(operation, operation.examples, `${operation.api}: example of ${operation.id}`),
    ]),
  );
  if (!Array.isArray(accounts)) throw new TypeError("accounts: must be an array");
  accounts.forEach((account: Account, index) => {
    const place = `accounts[${index}]`;
    checkNames(account, place);
    if (typeof account.apiKey !== "string" || account.apiKey === "") {
      throw new TypeError(`${place}.apiKey: must be a text that is not empty`);
    }
    if (checked.has(account.apiKey)) {
      throw new TypeError(`${place}.apiKey: another account has the same key`);
    }
    const items =
      account.orders !== undefined ? readOrders(account.orders, listed, place) : examples;
    checked.set(account.apiKey, { verify: verifierOf(account, place), items });
  });
  return checked;
}

const known = ["apiKey", "secret", "publicKey", "orders"];

function checkNames(account: unknown, place: string): void {
  if (!isObject(account)) throw new TypeError(`${place}: must be an object`);
  const unknown = Object.keys(account).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new TypeError(`${place}.${unknown}: no such field; there are ${known.join(", ")}`);
  }
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function verifierOf({ secret, publicKey }: Account, place: string): Verify {
  if ((secret === undefined) === (publicKey === undefined)) {
    throw new TypeError(`${place}: needs either a secret (HMAC) or a publicKey (RSA, Ed25519)`);
  }
  if (publicKey !== undefined && typeof publicKey !== "string") {
    throw new TypeError(`${place}.publicKey: must be a text`);
  }
  if (publicKey !== undefined) return publicKeyVerifier(publicKey, `${place}.publicKey`);
  if (typeof secret !== "string" || secret === "") {
    throw new TypeError(`${place}.secret: must be a text that is not empty`);
  }
  return hmacVerifier(secret);
}

function readOrders(
  orders: NonNullable<Account["orders"]>,
  operations: readonly Operation[],
  place: string,
): ReadonlyMap<string, readonly Item[]> {
  if (!isObject(orders)) throw new TypeError(`${place}.orders: must be an object`);
  for (const id of Object.keys(orders)) {
    if (!operations.some((operation) => operation.id === id)) {
      const ids = operations.map((operation) => operation.id).join(", ");
      throw new TypeError(`${place}.orders.${id}: no such operation; there are ${ids}`);
    }
  }
  return new Map(
    operations.map((operation) => {
      const items: unknown = orders[operation.id] ?? [];
      const here = `${place}.orders.${operation.id}`;
      if (!Array.isArray(items)) throw new TypeError(`${here}: must be an array`);
      return [operation.id, readItems(operation, items, here)];
    }),
  );
}

function readItems(operation: Operation, items: readonly unknown[], place: string): Item[] {
  const { item: schema, resolve } = operation;
  return items.map((item, index) => {
    check(schema, item, `${place}[${index}]`, resolve);
    return { fields: item as Item["fields"], text: write(schema, item, resolve) };
  });
}
