// OpenAPI → the operation table: what the client must know about each call at run time.
import type {
  Api as ApiTable,
  Operation as OperationRow,
  OrderRoles,
  ParameterRule,
  WeightRule as WeightRow,
} from "../../client/src/api.ts";
import { GenerateError } from "./GenerateError.ts";
import { isInt64 } from "./model.ts";
import type { Api, Operation, Parameter, Retry, Schema, WeightRule } from "./model.ts";

/** The file of an operation, for messages. */
function fileOf({ api, id }: Operation): string {
  return `specs/${api}/paths/${id}.yaml`;
}

/** Where 64-bit integers stand in a value, `*` for each item of a list. */
function int64Paths(schema: Schema, path: readonly string[] = []): string[] {
  if (schema.items) return int64Paths(schema.items, [...path, "*"]);
  if (schema.properties)
    return Object.entries(schema.properties).flatMap(([name, property]) =>
      int64Paths(property, [...path, name]),
    );
  return isInt64(schema) ? [path.join(".")] : [];
}

const scalars = ["string", "integer", "number", "boolean"] as const;

/** The type of a parameter, or of the items of a list; the lint rules let no other pass. */
function scalarType(schema: Schema): NonNullable<ParameterRule["items"]> {
  return isInt64(schema) ? "id" : (scalars.find((scalar) => scalar === schema.type) ?? "string");
}

function parameterRule({ required, schema }: Parameter): ParameterRule {
  const { items, minimum, maximum, minLength, maxLength } = schema;
  return {
    type: items ? "list" : scalarType(schema),
    ...(items && { items: scalarType(items) }),
    ...(required && { required }),
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
    ...(minLength !== undefined && { minLength }),
    ...(maxLength !== undefined && { maxLength }),
  };
}

function weightRow({ weight, whenSent, estimate }: WeightRule): WeightRow {
  return {
    weight,
    ...(whenSent.length > 0 && { whenSent }),
    ...(estimate && { estimate }),
  };
}

function operationRow(operation: Operation): OperationRow {
  const { method, path, security, weights, result, list, parameters } = operation;
  const asked = parameters.filter(({ filledByClient }) => filledByClient === undefined);
  return {
    method,
    path,
    security,
    weights: weights.map(weightRow),
    int64Paths: int64Paths(result.schema),
    result: list ? "array" : "object",
    idempotent: ["GET", "HEAD"].includes(method),
    parameters: Object.fromEntries(
      asked.map((parameter) => [parameter.name, parameterRule(parameter)]),
    ),
  };
}

/** What to do after each status, when the code in the body does not say otherwise. */
function retryTable(operations: readonly Operation[]): Record<string, Retry> {
  const table: Record<string, Retry> = {};
  for (const operation of operations)
    for (const { status, retry } of operation.responses) {
      if (!retry) continue;
      if (table[status] && table[status] !== retry)
        throw new GenerateError(
          `${fileOf(operation)}: response ${status}: x-retry is ${retry}, elsewhere in this API ${table[status]}; use one for a status`,
        );
      table[status] = retry;
    }
  return table;
}

/** The names by which requests carry their credentials; empty where no operation needs one. */
function credentialsOf(api: string, operations: readonly Operation[]): ApiTable["credentials"] {
  const only = (what: string, nameIn: (operation: Operation) => string | undefined): string => {
    const [name = "", ...others] = new Set(operations.flatMap((one) => nameIn(one) ?? []));
    if (others.length > 0)
      throw new GenerateError(
        `specs/${api}/openapi.yaml: the ${what} is called ${[name, ...others].join(" and ")}; use one name`,
      );
    return name;
  };
  return {
    keyHeader: only("API key's header", ({ key }) => key?.name),
    signature: only("signature's parameter", ({ signature }) => signature?.name),
    timestamp: only("timestamp's parameter", ({ timestamp }) => timestamp?.name),
  };
}

/** The operation table of one API. */
export function apiTable({ name, servers, rateLimits, clock, operations }: Api): ApiTable {
  const [server] = servers;
  const [rateLimit] = rateLimits;
  if (!rateLimit || !server)
    throw new GenerateError(
      `specs/${name}/openapi.yaml: add x-rate-limits and servers, one entry each`,
    );
  return {
    name,
    baseUrl: server.url,
    limit: {
      weight: rateLimit.limit,
      intervalMs: rateLimit.intervalMs,
      header: rateLimit.header.toLowerCase(),
    },
    credentials: credentialsOf(name, operations),
    ...(clock && { timeEndpoint: { path: clock.path, field: clock.field } }),
    retry: retryTable(operations),
    operations: Object.fromEntries(
      operations.map((operation) => [operation.id, operationRow(operation)]),
    ),
  };
}

/** The field of each role (`x-order`), for each operation that lists open orders. */
export function orderTable({ operations }: Api): Record<string, OrderRoles> {
  return Object.fromEntries(
    operations.flatMap((operation) => {
      const { id, item, parameters } = operation;
      if (!item["x-order"]) return [];
      const needed = parameters.find(
        ({ required, filledByClient }) => required && filledByClient === undefined,
      );
      if (needed)
        throw new GenerateError(
          `${fileOf(operation)}: parameter ${needed.name}: a list of open orders is read without parameters, so it cannot be required`,
        );
      // Keys always name the symbol, so the client need not know within what ids are unique.
      const { uniqueWithin: _, ...roles } = item["x-order"];
      return [[id, roles]];
    }),
  );
}
