// Accounts from a file: as in the option `accounts`, except that a public key may stand in a file of its own.
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { membersOf } from "@open-orders/specs/model";
import type { Account } from "./account.ts";
import { readListFile, whyUnreadable } from "./listFile.ts";
import type { ListFile } from "./listFile.ts";

/** Accounts as in a file, not checked yet. */
export interface AccountsFile {
  readonly accounts: readonly Account[];
  readonly errorAt: ListFile["errorAt"];
}

/**
 * Reads accounts. A `publicKey` that is no PEM is the path of a PEM file, relative to the accounts file.
 *
 * @throws UsageError with file, line and reason.
 */
export function readAccountsFile(file: string): AccountsFile {
  const { items, errorAt } = readListFile(file, "accounts");
  const accounts = items.map((item, index) => {
    const { publicKey } = membersOf(item);
    if (typeof publicKey !== "string" || publicKey.includes("-----BEGIN")) return item;
    try {
      const pem = readFileSync(resolve(dirname(file), publicKey), "utf8");
      return Object.assign({}, item, { publicKey: pem });
    } catch (error) {
      // It may have been meant to be a secret, so it is not repeated.
      const why = `is no PEM, and as the path of a PEM file ${whyUnreadable(error)}`;
      throw errorAt(`accounts[${index}].publicKey: ${why}`);
    }
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- createMockExchange checks them
  return { accounts: accounts as Account[], errorAt };
}
