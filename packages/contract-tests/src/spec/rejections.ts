// The few words of the exchange's protocol that hold for all of its APIs and that a description says
// in prose: the window of a timestamp, and which of the described refusals a mistake gets.
import type { DescribedResponse, Operation } from "./description.ts";
import type { SpecNode } from "./SpecNode.ts";

/** The parameter that says how old a request may be when it is accepted. */
export const windowName = "recvWindow";
/** Used where the description of that parameter names no default, in milliseconds. */
export const defaultWindowMs = 5000;
/** A timestamp this far ahead of the exchange's clock, in milliseconds, is refused; one less is not. */
export const tooFarAheadMs = 1000;

/** Shaped like a key of the exchange, and nobody's. */
export const strangersKey = "StrangersKey".padEnd(64, "0");

/** Refusals by what was wrong with the request: the names of error examples. */
export const errorNames = {
  noKey: "BAD_API_KEY_FMT",
  malformedKey: "BAD_API_KEY_FMT",
  unknownKey: "REJECTED_MBX_KEY",
  signature: "INVALID_SIGNATURE",
  timestamp: "INVALID_TIMESTAMP",
  mandatory: "MANDATORY_PARAM_EMPTY_OR_MALFORMED",
  empty: "PARAM_EMPTY",
  malformed: "ILLEGAL_CHARS",
  outside: "INVALID_PARAMETER",
  repeated: "TOO_MANY_PARAMETERS",
  unknown: "UNKNOWN_PARAM",
  tooMany: "TOO_MANY_REQUESTS",
} as const;

/** A described refusal: what must come when a request has this mistake. */
export interface Refusal {
  readonly name: string;
  readonly code: number;
  readonly status: number;
  readonly response: DescribedResponse;
  readonly place: SpecNode;
}

/** Finds the error example of this name, in the response of that status if one is given. */
export function findErrorResponse(
  { responses }: Operation,
  mistake: keyof typeof errorNames,
  status?: number,
): Refusal | undefined {
  const name = errorNames[mistake];
  for (const response of responses) {
    const example = response.examples.find((candidate) => candidate.name === name);
    const code = (example?.value as { readonly code?: unknown } | undefined)?.code;
    const own = Number(response.status);
    if (!example || typeof code !== "number" || !Number.isInteger(own)) continue;
    if (status !== undefined && own !== status) continue;
    return { name, code, status: own, response, place: example.place };
  }
  return undefined;
}

/** `status 400, code -1121 BAD_SYMBOL` */
export function errorText({ status, code, name }: Refusal): string {
  return `status ${status}, code ${code} ${name}`;
}
