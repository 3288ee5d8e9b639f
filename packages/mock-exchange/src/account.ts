// Accounts: who may call, and what their lists hold. Everything is checked and written as JSON once, when the exchange
// is created: mistakes show there, and a request is cheap.
import { membersOf } from "@open-orders/specs/model";
import { array, checkOptions, nonEmptyString, object, string } from "./checkOptions.ts";
import type { Rules } from "./checkOptions.ts";
import type { ServedOperation } from "./operations.ts";
import { checkValue, stringify } from "./schema.ts";
import type { Item } from "./itemList.ts";
import { hmacVerifier, publicKeyVerifier } from "./signature.ts";
import type { Verify } from "./signature.ts";

/** An account of the mock exchange. Give either `secret` or `publicKey`. */
export interface Account {
  /** The API key: any string. Keys of the exchange are 64 letters and digits. */
  readonly apiKey: string;
  /** The secret, where requests are signed with HMAC-SHA256. */
  readonly secret?: string | undefined;
  /** The public key in PEM (`BEGIN PUBLIC KEY`), where requests are signed with RSA or Ed25519. */
  readonly publicKey?: string | undefined;
  /**
   * What the account has, by operationId: items with the fields of the description. 64-bit ids may be safe numbers,
   * bigints or strings of digits. Undescribed fields are sent as they are.
   *
   * @defaultValue the described examples; where `orders` is given, an operation that is left out has none
   */
  readonly orders?: Readonly<Record<string, readonly object[]>> | undefined;
}

/** The account of an exchange that is given no accounts. Its key is valid nowhere else. */
export const demoAccount: { readonly apiKey: string; readonly secret: string } = {
  apiKey: "DemoKeyOfTheMockExchange".padEnd(64, "0"),
  secret: "DemoSecretOfTheMockExchange".padEnd(64, "0"),
};

/** An account, checked. */
export interface CheckedAccount {
  readonly verify: Verify;
  /** By operationId. */
  readonly items: ReadonlyMap<string, readonly Item[]>;
}

/**
 * Checks accounts against the described operations.
 *
 * @throws TypeError that names the account, the operation, the item and the field
 */
export function checkAccounts(
  accounts: readonly Account[],
  operations: readonly ServedOperation[],
): ReadonlyMap<string, CheckedAccount> {
  const checked = new Map<string, CheckedAccount>();
  const listed = operations.filter(({ clockField }) => clockField === undefined);
  const examples = new Map(
    listed.map((operation) => [
      operation.id,
      readItems(operation, operation.examples, `${operation.api}: example of ${operation.id}`),
    ]),
  );
  accounts.forEach((account: Account, index) => {
    const place = `accounts[${index}]`;
    checkOptions(account, rules, place);
    if (account.apiKey === undefined) throw new TypeError(`${place}.apiKey: is missing`);
    if (checked.has(account.apiKey)) {
      throw new TypeError(`${place}.apiKey: another account has the same key`);
    }
    const items =
      account.orders !== undefined ? readOrders(account.orders, listed, place) : examples;
    checked.set(account.apiKey, { verify: verifierOf(account, place), items });
  });
  return checked;
}

const rules: Rules<Account> = {
  apiKey: nonEmptyString,
  secret: nonEmptyString,
  publicKey: string,
  orders: object,
};

function verifierOf({ secret, publicKey }: Account, place: string): Verify {
  if (secret !== undefined && publicKey === undefined) return hmacVerifier(secret);
  if (secret === undefined && publicKey !== undefined) {
    return publicKeyVerifier(publicKey, `${place}.publicKey`);
  }
  throw new TypeError(`${place}: needs either a secret (HMAC) or a publicKey (RSA, Ed25519)`);
}

function readOrders(
  orders: NonNullable<Account["orders"]>,
  operations: readonly ServedOperation[],
  place: string,
): ReadonlyMap<string, readonly Item[]> {
  const lists = Object.fromEntries(operations.map(({ id }) => [id, array]));
  checkOptions(orders, lists, `${place}.orders`);
  return new Map(
    operations.map((operation) => {
      const here = `${place}.orders.${operation.id}`;
      return [operation.id, readItems(operation, orders[operation.id] ?? [], here)];
    }),
  );
}

function readItems(operation: ServedOperation, items: readonly unknown[], place: string): Item[] {
  return items.map((item, index) => {
    checkValue(operation.item, item, `${place}[${index}]`);
    return { fields: membersOf(item), text: stringify(operation.item, item) };
  });
}
