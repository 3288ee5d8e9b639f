// What the form of an operation needs to know, read from its view when the page is built.
import type { Json } from "@open-orders/specs/model";
import type { OperationView, ParameterView } from "../reference.ts";
import { type SigningNames, signingNames } from "../signingNames.ts";

/** The part that goes into the page as data. */
export interface TryItPlan extends SigningNames {
  api: string;
  operationId: string;
  method: string;
  path: string;
  /** Where the API is served, the live exchange first. */
  servers: string[];
  /** The bundled description of the API, a file of this site. */
  bundle: string;
  /** The first parameter that picks by a text: an unknown one is put there on demand. */
  picks?: string;
  /**
   * What the demo account has: the described examples, their ids made as long as ids get, but for one that has to be sent.
   * Absent for the time endpoint, where no account has anything.
   */
  orders?: Record<string, Json>[];
}

/** A field of the form. */
export interface TryItField {
  parameter: ParameterView;
  /** What stands in it at first; empty for what is left out. */
  value: string;
}

/** Large enough that a JavaScript number would lose the last digits. */
const longIds = 8_389_765_489_000_000_000n;

/** Makes the plan of an operation. `bundle` is the address of its description. */
export function planOf(operation: OperationView, bundle: string): TryItPlan {
  const { api, operationId, method, path, parameters } = operation;
  const picks = parameters.find((one) => pickedBy(one) && one.type.names.includes("string"))?.name;
  return {
    api,
    operationId,
    method,
    path,
    servers: operation.servers.map(({ url }) => url),
    bundle,
    ...signingNames(operation),
    ...(picks && { picks }),
    ...(operation.clock?.path !== path && { orders: ordersOf(operation) }),
  };
}

/** The fields of the form; what a client fills in by itself is none. */
export function fieldsOf(operation: OperationView): TryItField[] {
  const first = operation.parameters.find(pickedBy);
  return operation.parameters
    .filter(({ filledByClient }) => filledByClient === undefined)
    .map((parameter) => ({
      parameter,
      value: parameter.mandatory || parameter === first ? (parameter.example ?? "") : "",
    }));
}

function pickedBy({ filter }: ParameterView): boolean {
  return filter?.keep === "equal";
}

function ordersOf({ parameters, responses }: OperationView): Record<string, Json>[] {
  // The id that has to be sent is that of the example, here and in the mock exchange.
  const sent = new Set(
    parameters
      .filter((parameter) => parameter.mandatory && pickedBy(parameter))
      .map(({ name, filter }) => filter?.field ?? name),
  );
  const success = responses.find((response) => response.success);
  const ids = (success?.body?.fields ?? [])
    .filter(({ type, path }) => type.format === "int64" && !sent.has(path))
    .map(({ path }) => path);
  const lists = (success?.examples ?? []).map(({ text }) => [parseJson(text)].flat());
  const [largest = []] = lists.toSorted((a, b) => b.length - a.length);
  return largest.flatMap((item) => {
    if (typeof item !== "object" || item === null || Array.isArray(item)) return [];
    return [Object.fromEntries(Object.entries(item).map(([k, v]) => [k, lengthened(k, v, ids)]))];
  });
}

/** The descriptions' own examples: JSON already. */
function parseJson(text: string): Json {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- whatever JSON.parse returns is Json
  return JSON.parse(text) as Json;
}

function lengthened(name: string, value: Json, ids: readonly string[]): Json {
  return ids.includes(name) && typeof value === "number" ? String(longIds + BigInt(value)) : value;
}
