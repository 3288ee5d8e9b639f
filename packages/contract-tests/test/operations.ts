// What is described, and the operations that tests need: found by what they have, never by their name, place or API.
import { decodePointer } from "@open-orders/specs/model";
import type { Api, Operation, Parameter, SpecNode } from "@open-orders/specs/model";
import { englishDescriptions, readApis } from "../src/run/descriptions.ts";
import type { Descriptions } from "../src/run/descriptions.ts";
import { ownParameters, takesAnyString } from "../src/run/values.ts";

export const apis: readonly Api[] = readApis(englishDescriptions);
export const operations: readonly Operation[] = apis.flatMap((api) => api.operations);

/** Lists of orders that can be called without a parameter, signed. */
export const orderLists: readonly Operation[] = operations.filter(
  (operation) =>
    operation.list &&
    operation.item["x-order"] !== undefined &&
    operation.signature !== undefined &&
    ownParameters(operation).every(({ required }) => !required),
);

/** The first of these. @throws where there is none */
export function firstOf<T>(found: readonly T[], what: string): T {
  const [first] = found;
  if (first === undefined) throw new TypeError(`there is no ${what}`);
  return first;
}

/** Some list of orders. */
export const orderList: Operation = firstOf(orderLists, "list of orders");

/** One list of orders of each API, which shows as much as all of them. */
export const oneOfEach: readonly Operation[] = apis.flatMap(({ name }) =>
  orderLists.filter(({ api }) => api === name).slice(0, 1),
);

/** The English descriptions with these lists alone. */
export const shortDescriptions: Descriptions = Object.fromEntries(
  oneOfEach.map(({ api, path, node }) => [
    api,
    { ...node.document, paths: { [path]: node.document.paths[path] } },
  ]),
);

/** The API of an operation. */
export function apiOf({ api }: Operation): Api {
  return firstOf(
    apis.filter(({ name }) => name === api),
    `API ${api}`,
  );
}

/** A parameter of a list that filters by a text of any kind, such as a symbol. */
export function textFilterOf(operation: Operation): Parameter {
  return firstOf(
    ownParameters(operation).filter((own) => own.filter && takesAnyString(own)),
    `filter of ${operation.id}`,
  );
}

/** The English descriptions with something else at a place of an operation's description. */
export function alteredAt(
  { api }: Operation,
  node: SpecNode | undefined,
  change: (holder: Record<string, unknown>, key: string) => void,
): Descriptions {
  const document = structuredClone(englishDescriptions[api]) as Record<string, unknown>;
  const steps = decodePointer(node?.pointer ?? "");
  let holder = document;
  for (const step of steps.slice(0, -1)) holder = holder[step] as Record<string, unknown>;
  change(holder, steps.at(-1) ?? "");
  return { ...englishDescriptions, [api]: document };
}
