// What is checked of a request, in this order: key, mandatory parameters, signature (signature.ts), timing, then every
// parameter. Where the exchange's documentation does not say which code a mistake gets, the choice is made here:
//
//   no key, or one that does not have the shape of a key        BAD_API_KEY_FMT
//   a key of the right shape that no account has                REJECTED_MBX_KEY
//   mandatory parameter missing, empty, or not of its type      MANDATORY_PARAM_EMPTY_OR_MALFORMED
//   optional parameter without a value                          PARAM_EMPTY
//   not of its type or pattern, or not percent-encoded UTF-8    ILLEGAL_CHARS
//   outside minimum, maximum, length or enum                    INVALID_PARAMETER
//   any parameter sent twice                                    TOO_MANY_PARAMETERS
//   a parameter the operation does not describe                 UNKNOWN_PARAM
//   a symbol that is not traded, when symbols are limited       BAD_SYMBOL
//
// recvWindow is an optional parameter like any other, but is checked together with the timestamp.
import { typesOf } from "@open-orders/specs/model";
import type { Parameter, Schema } from "@open-orders/specs/model";
import type { ServedOperation } from "./operations.ts";
import type { Query } from "./query.ts";
import type { Rejection } from "./rejection.ts";
import { fitsInt64, readList } from "./schema.ts";

// Two names of the exchange's protocol, the same in all of its APIs.
const windowName = "recvWindow";
/** The parameter whose values the `symbols` option limits. */
export const symbolName = "symbol";

const keyShape = /^[\dA-Za-z]{64}$/u;
const maxAheadMs = 1000;

/** Why a key that belongs to no account is rejected. */
export function rejectKey(key: string | null | undefined): Rejection {
  return { name: keyShape.test(key ?? "") ? "REJECTED_MBX_KEY" : "BAD_API_KEY_FMT" };
}

/** Checks that all mandatory parameters were sent. */
export function checkMandatory(operation: ServedOperation, query: Query): Rejection | undefined {
  for (const parameter of operation.parameters.values()) {
    if (!parameter.required) continue;
    const mistake = mistakeIn(parameter, query);
    if (mistake !== undefined && mistake !== "outside") {
      return { name: "MANDATORY_PARAM_EMPTY_OR_MALFORMED", parameter: parameter.name };
    }
  }
  const { signature } = operation;
  if (signature && !query.sent.get(signature.name)) {
    return { name: "MANDATORY_PARAM_EMPTY_OR_MALFORMED", parameter: signature.name };
  }
  return undefined;
}

/** Checks that the request is neither too old nor from the future. `now` in milliseconds. */
export function checkTiming(
  operation: ServedOperation,
  query: Query,
  now: number,
): Rejection | undefined {
  const stamp = operation.timestamp && query.sent.get(operation.timestamp.name);
  if (stamp === undefined) return undefined;
  const recvWindow = operation.parameters.get(windowName);
  const rejection = recvWindow && checkParameter(recvWindow, query);
  if (rejection) return rejection;
  const windowMs = Number(query.sent.get(windowName) ?? recvWindow?.schema.default ?? 5000);
  const timestamp = Number(stamp);
  const accepted = timestamp < now + maxAheadMs && now - timestamp <= windowMs;
  return accepted ? undefined : { name: "INVALID_TIMESTAMP" };
}

/** Checks that each parameter was sent once, is described, and has a value that its description allows. */
export function checkParameters(
  operation: ServedOperation,
  query: Query,
  symbols: ReadonlySet<string> | undefined,
): Rejection | undefined {
  if (query.repeated !== undefined) {
    return { name: "TOO_MANY_PARAMETERS", parameter: query.repeated };
  }
  for (const name of query.sent.keys()) {
    if (!operation.parameters.has(name) && name !== operation.signature?.name)
      return { name: "UNKNOWN_PARAM", parameter: name };
  }
  for (const parameter of operation.parameters.values()) {
    const rejection = checkParameter(parameter, query);
    if (rejection) return rejection;
  }
  const symbol = query.sent.get(symbolName);
  const known = symbol === undefined || !symbols || symbols.has(symbol);
  return known ? undefined : { name: "BAD_SYMBOL" };
}

function checkParameter(parameter: Parameter, query: Query): Rejection | undefined {
  const mistake = mistakeIn(parameter, query);
  if (mistake === undefined || mistake === "missing") return undefined;
  return { name: rejectionOf[mistake], parameter: parameter.name };
}

type Mistake = "missing" | "empty" | "malformed" | "outside";

const rejectionOf = {
  empty: "PARAM_EMPTY",
  malformed: "ILLEGAL_CHARS",
  outside: "INVALID_PARAMETER",
} as const;

function mistakeIn({ name, schema, json }: Parameter, query: Query): Mistake | undefined {
  const value = query.sent.get(name);
  if (value === undefined) return "missing";
  if (value === "") return "empty";
  if (query.undecodable.has(name)) return "malformed";
  if (json) return isList(schema, value) ? undefined : "malformed";
  if (!hasType(typesOf(schema), value)) return "malformed";
  if (schema.pattern !== undefined && !new RegExp(schema.pattern, "u").test(value))
    return "malformed";
  const { minimum = -Infinity, maximum = Infinity, minLength = 0, maxLength = Infinity } = schema;
  const number = Number(value);
  if (number < minimum || number > maximum) return "outside";
  if (value.length < minLength || value.length > maxLength) return "outside";
  if (schema.enum && !schema.enum.map(String).includes(value)) return "outside";
  return undefined;
}

/** Whether a string is the JSON of a list that the schema allows. */
function isList(schema: Schema, text: string): boolean {
  try {
    readList(schema, text);
    return true;
  } catch {
    return false;
  }
}

function hasType(types: readonly string[], value: string): boolean {
  if (types.length === 0) return true;
  return types.some((type) => {
    if (type === "integer") return fitsInt64(value);
    if (type === "number") return /^-?\d+(?:\.\d+)?$/u.test(value);
    if (type === "boolean") return value === "true" || value === "false";
    return type === "string";
  });
}
