// The operations of a description, and what the mock needs of each beside what @open-orders/specs/model reads.
import { membersOf, readApi } from "@open-orders/specs/model";
import type { Api, Clock, Operation, Parameter, ParsedDocument } from "@open-orders/specs/model";
import { errorExamplesOf } from "./errorExamples.ts";
import type { ErrorExample } from "./errorExamples.ts";
import { hasValues } from "./schema.ts";
import type { Fields } from "./schema.ts";

/** One operation, ready to be served. */
export interface ServedOperation extends Pick<
  Operation,
  "api" | "id" | "method" | "path" | "key" | "signature" | "timestamp" | "weights" | "list" | "item"
> {
  /** Parameters of the path and of the query, by name. */
  readonly parameters: ReadonlyMap<string, Parameter>;
  /** The field that holds the time, when this is the API's time endpoint. */
  readonly clockField: string | undefined;
  /**
   * Items of the largest described example. Those that wait for a trigger are left out where another list has
   * conditional orders until they are triggered.
   */
  readonly examples: readonly Fields[];
  /** Items of every described example. */
  readonly allExamples: readonly Fields[];
  /** Its own described errors, then those of the API's other operations. */
  readonly errors: readonly ErrorExample[];
}

/** One API: its operations and the limits they share. */
export interface ServedApi extends Pick<Api, "name" | "rateLimits"> {
  readonly operations: readonly ServedOperation[];
}

/**
 * Reads one bundled description.
 *
 * @throws TypeError that says what is wrong with it
 */
export function readServedApi(name: string, document: ParsedDocument): ServedApi {
  const { clock, operations, rateLimits } = readApi(name, document);
  // The time endpoint describes no errors of its own; a fault can play those of its siblings.
  const shared = operations.flatMap(({ responses }) => errorExamplesOf(responses));
  const targets = new Set(operations.map(({ item }) => item["x-simulation"]?.becomesIn));
  const served = operations.map((operation): ServedOperation =>
    Object.assign({}, operation, {
      parameters: parametersInUrl(operation),
      clockField: clock?.path === operation.path ? clock.field : undefined,
      examples: exampleItems(operation)
        .reduce((a, b) => (b.length > a.length ? b : a), [])
        .filter((item) => !targets.has(operation.id) || !waitsForTrigger(operation, item)),
      allExamples: exampleItems(operation).flat(),
      errors: [...errorExamplesOf(operation.responses), ...shared],
    }),
  );
  if (clock && !served.some(({ path }) => path === clock.path)) {
    served.push(undescribedClock(name, clock, shared));
  }
  return { name, operations: served, rateLimits };
}

function parametersInUrl({ parameters }: Operation): ReadonlyMap<string, Parameter> {
  const inUrl = parameters.filter(({ in: place }) => place === "query" || place === "path");
  return new Map(inUrl.map((parameter) => [parameter.name, parameter]));
}

/** Whether an order is one of those that a trigger changes, and was not triggered yet. */
export function waitsForTrigger({ item }: Pick<Operation, "item">, order: Fields): boolean {
  const triggers = item["x-simulation"]?.onTrigger ?? [];
  return triggers.some(({ from }) => hasValues(order, from));
}

function exampleItems({ list, result }: Operation): (readonly Fields[])[] {
  // Those that accounts begin with are checked like the accounts' own.
  return result.examples.map(({ value }) =>
    (list && Array.isArray(value) ? value : [value]).map(membersOf),
  );
}

/** Its operationId in faults and in the request log. */
const clockId = "clock";

function undescribedClock(
  api: string,
  { path, field }: Clock,
  errors: readonly ErrorExample[],
): ServedOperation {
  return {
    api,
    id: clockId,
    method: "GET",
    path,
    key: undefined,
    signature: undefined,
    timestamp: undefined,
    weights: [],
    list: false,
    item: {},
    parameters: new Map(),
    clockField: field,
    examples: [],
    allExamples: [],
    errors,
  };
}
