// Reads what the account of a target holds: an accounts file of the mock exchange, or its orders by operationId.
import { readFile } from "node:fs/promises";
import { isInt64, isObject, membersOf } from "@open-orders/specs/model";
import type { Operation, Schema } from "@open-orders/specs/model";
import { parseDocument } from "yaml";
import type { Item } from "../run/guards.ts";
import { UsageError } from "../run/UsageError.ts";
import type { Target } from "../run/Target.ts";

type Data = NonNullable<Target["data"]>;

/**
 * @param apiKey Which account of an accounts file to take; the first where it has none of this key.
 * @returns ids as strings of digits
 * @throws UsageError naming the file and what is wrong with it
 */
export async function readData(
  file: string,
  operations: readonly Operation[],
  apiKey: string | undefined,
): Promise<Data> {
  let content: unknown;
  try {
    content = readYaml(new TextDecoder("utf-8", { fatal: true }).decode(await readFile(file)));
  } catch (error) {
    throw new UsageError(`--data ${file}: ${whyUnreadable(error)}.`, { cause: error });
  }
  const accounts = isObject(content) && "accounts" in content ? content["accounts"] : content;
  const account: unknown = Array.isArray(accounts)
    ? (accounts.find((one) => isObject(one) && one["apiKey"] === apiKey) ?? accounts[0])
    : accounts;
  const orders = isObject(account) && "orders" in account ? account["orders"] : account;
  if (!isObject(orders))
    throw new UsageError(`--data ${file}: has no orders; write lists of orders by operationId.`);
  return Object.fromEntries(
    Object.entries(orders).map(([id, items]) => {
      const operation = operations.find((one) => one.id === id);
      const names = operations.map((one) => one.id).join(", ");
      if (!operation)
        throw new UsageError(`--data ${file}: ${id}: no such operation; there are ${names}.`);
      if (!Array.isArray(items) || !items.every(isObject))
        throw new UsageError(`--data ${file}: ${id}: must be a list of orders.`);
      return [id, items.map((item) => withExactIds(item, operation.item))];
    }),
  );
}

/** @throws YAMLParseError also for what the parser only warns of, on stderr and with the line, which can hold a secret. */
function readYaml(text: string): unknown {
  const document = parseDocument(text, { intAsBigInt: true, merge: true });
  const [mistake] = [...document.errors, ...document.warnings];
  if (mistake) throw mistake;
  return document.toJS();
}

function whyUnreadable(error: unknown): string {
  const { code, message } = membersOf(error);
  if (code === "ERR_ENCODING_INVALID_ENCODED_DATA") return "is not UTF-8; save it as UTF-8";
  if (/^E[A-Z]+$/u.test(String(code))) return `cannot be read (${String(code)})`;
  // After a colon the parser repeats the input, which may be a secret.
  const [line = ""] = String(message).split("\n");
  return line.replace(/: .*?(?= at line \d|$)/u, "").replace(/:$/u, "");
}

/** The item with its ids as strings of digits, and every other integer as a number. */
function withExactIds(item: Item, schema: Schema | undefined): Item {
  return Object.fromEntries(
    Object.entries(item).map(([name, value]) => [name, exactly(value, schema?.properties?.[name])]),
  );
}

function exactly(value: unknown, schema: Schema | undefined): unknown {
  if (typeof value === "bigint" || typeof value === "number")
    return schema && isInt64(schema) ? String(value) : Number(value);
  if (Array.isArray(value)) return value.map((one) => exactly(one, schema?.items));
  return isObject(value) ? withExactIds(value, schema) : value;
}
