// OpenAPI → the operation table: what the client must know about each call at run time.
import { GenerateError } from "./GenerateError.ts";
import { operationsOf, parametersOf, resolve, securityOf } from "./openapi.ts";
import type {
  OpenApiDocument,
  Operation,
  OperationAt,
  Parameter,
  Reference,
  Retry,
  Schema,
} from "./openapi.ts";

export interface OperationRow {
  method: string;
  path: string;
  security: "signed" | "key" | "none";
  /** `[weight, ...parameters that must all be sent]`; the first rule that fits applies. */
  weight: [number, ...string[]][];
  /** Where exact ids stand in the answer, `*` for each item of an array. */
  exact: string[];
  /** Whether it may be sent again after a failure: it changes nothing. */
  repeatable: boolean;
  answer: "array" | "object";
  /** What a caller may send, with the limits that can be checked before anything is sent. */
  parameters: Record<string, ParameterRule>;
}

export interface ParameterRule {
  type: "string" | "integer" | "number" | "boolean" | "id";
  required?: true;
  minimum?: number;
  maximum?: number;
  minLength?: number;
}

export interface ApiTable {
  name: string;
  baseUrl: string;
  limit: { weight: number; intervalMs: number; header: string };
  clock?: { path: string; field: string };
  retry: Record<string, Retry>;
  operations: Record<string, OperationRow>;
}

/** The schema of an operation's success. */
export function successSchema(
  document: OpenApiDocument,
  operation: Operation,
): Schema | Reference | undefined {
  const response = operation.responses["200"];
  return response && resolve(document, response).content?.["application/json"]?.schema;
}

/** The file of an operation, for messages. */
function fileOf(api: string, { operationId }: Operation): string {
  return `specs/${api}/paths/${operationId}.yaml`;
}

function exactPaths(
  document: OpenApiDocument,
  file: string,
  node: Schema | Reference,
  path: string[] = [],
  inside: string[] = [],
): string[] {
  if ("$ref" in node) {
    if (inside.includes(node.$ref))
      throw new GenerateError(
        `${file}: response 200: ${node.$ref} contains itself; exact ids need a finite schema, so write its inner part as a schema of its own`,
      );
    return exactPaths(document, file, resolve(document, node), path, [...inside, node.$ref]);
  }
  if (node.items) return exactPaths(document, file, node.items, [...path, "*"], inside);
  if (node.properties)
    return Object.entries(node.properties).flatMap(([name, property]) =>
      exactPaths(document, file, property, [...path, name], inside),
    );
  return node.format === "int64" ? [path.join(".")] : [];
}

const types = ["string", "integer", "number", "boolean"] as const;

function parameterRule(
  file: string,
  { name, required, schema, ...parameter }: Parameter,
): ParameterRule {
  const place = `${file}: parameter ${name}`;
  if (parameter.in !== "query")
    throw new GenerateError(
      `${place}: stands in ${parameter.in}; only query parameters can be signed and sent, so write \`in: query\``,
    );
  const type = types.find((known) => known === schema.type);
  if (!type)
    throw new GenerateError(
      `${place}: type ${JSON.stringify(schema.type)} cannot be sent; use one of ${types.join(", ")}`,
    );
  const { minimum, maximum, minLength } = schema;
  return {
    type: schema.format === "int64" ? "id" : type,
    ...(required && { required }),
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
    ...(minLength !== undefined && { minLength }),
  };
}

function operationRow(
  api: string,
  document: OpenApiDocument,
  { method, path, operation }: OperationAt,
): OperationRow {
  const file = fileOf(api, operation);
  const schema = successSchema(document, operation);
  if (!schema)
    throw new GenerateError(
      `${file}: response 200: describe it with application/json and a schema; the client types its result by it`,
    );
  const asked = parametersOf(document, operation).filter((p) => !p["x-filled-by-client"]);
  const type = resolve(document, schema).type;
  return {
    method: method.toUpperCase(),
    path,
    security: securityOf(document, operation),
    weight: operation["x-weight"].map((rule) => [rule.weight, ...(rule.whenSent ?? [])]),
    exact: exactPaths(document, file, schema),
    answer: type === "array" ? "array" : "object",
    repeatable: ["get", "head"].includes(method),
    parameters: Object.fromEntries(
      asked.map((parameter) => [parameter.name, parameterRule(file, parameter)]),
    ),
  };
}

/** What to do after each status, when the code in the body does not say otherwise. */
function retryTable(api: string, document: OpenApiDocument): Record<string, Retry> {
  const table: Record<string, Retry> = {};
  for (const { operation } of operationsOf(document))
    for (const [status, response] of Object.entries(operation.responses)) {
      const retry = resolve(document, response)["x-retry"];
      if (!retry) continue;
      if (table[status] && table[status] !== retry)
        throw new GenerateError(
          `${fileOf(api, operation)}: response ${status}: x-retry is ${retry}, elsewhere in this API ${table[status]}; use one for a status`,
        );
      table[status] = retry;
    }
  return table;
}

/** The operation table of one API. */
export function apiTable(name: string, document: OpenApiDocument): ApiTable {
  const rateLimit = document["x-rate-limits"][0];
  const server = document.servers[0];
  if (!rateLimit || !server)
    throw new GenerateError(
      `specs/${name}/openapi.yaml: add x-rate-limits and servers, one entry each`,
    );
  const clock = document["x-clock"];
  return {
    name,
    baseUrl: server.url,
    limit: {
      weight: rateLimit.limit,
      intervalMs: rateLimit.intervalMinutes * 60_000,
      header: rateLimit.header.toLowerCase(),
    },
    ...(clock && { clock }),
    retry: retryTable(name, document),
    operations: Object.fromEntries(
      operationsOf(document).map((at) => [
        at.operation.operationId,
        operationRow(name, document, at),
      ]),
    ),
  };
}
