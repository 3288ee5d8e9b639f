// Orders of the described examples, as the client hands them out: ids as strings of digits.
import type { OperationView } from "../reference.ts";

export interface OrderView {
  operation: OperationView;
  /** Field and value, in the order asked for; fields that the order lacks are left out. */
  facts: { name: string; value: string; isId: boolean }[];
}

/**
 * The first item of a named example of an operation's answer.
 *
 * @param fields - Which to show, in this order.
 * @param id - Digits to stand in the first field that holds a 64-bit id: descriptions hold no id that
 * tools for YAML and JSON would round.
 * @returns nothing where the operation has no such example
 */
export function exampleOrder(
  operation: OperationView,
  example: string,
  fields: string[],
  id?: string,
): OrderView | undefined {
  const answers = operation.responses.filter(({ success }) => success);
  const found = answers.flatMap(({ examples }) => examples).find(({ name }) => name === example);
  if (!found) return undefined;
  const [item] = JSON.parse(found.text) as Record<string, unknown>[];
  if (!item) return undefined;
  const described = answers.flatMap(({ body }) => body?.fields ?? []);
  const ids = new Set(
    described.filter(({ type }) => type.format === "int64").map(({ path }) => path),
  );
  const replaced = fields.find((name) => ids.has(name));
  const facts = fields
    .filter((name) => name in item)
    .map((name) => ({
      name,
      value: id !== undefined && name === replaced ? id : String(item[name]),
      isId: ids.has(name),
    }));
  return { operation, facts };
}

/** What JavaScript shows of a 64-bit id that was read as a number, where digits are lost. */
export function rounded(digits: string): string | undefined {
  const number = String(Number(digits));
  return number === digits ? undefined : number;
}
