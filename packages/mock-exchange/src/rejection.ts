// Why a request is rejected, by the exchange's own names, and the answer that says so: the described
// example of that name, with the parameter at fault put where the example names one.
import type { MockResponse } from "./response.ts";
import { codeOf, findErrorExample, statusOf } from "./errorExamples.ts";
import type { ServedOperation } from "./operations.ts";

/** The rejections the mock can come to by itself. Each needs an example in the description. */
const rejections = [
  "BAD_API_KEY_FMT",
  "BAD_SYMBOL",
  "ILLEGAL_CHARS",
  "INVALID_PARAMETER",
  "INVALID_SIGNATURE",
  "INVALID_TIMESTAMP",
  "MANDATORY_PARAM_EMPTY_OR_MALFORMED",
  "PARAM_EMPTY",
  "REJECTED_MBX_KEY",
  "TOO_MANY_PARAMETERS",
  "TOO_MANY_REQUESTS",
  "UNKNOWN_PARAM",
] as const;

/** A rejection and the parameter it is about, if it is about one. */
export interface Rejection {
  readonly name: (typeof rejections)[number];
  readonly parameter?: string;
  /** HTTP status, where the name alone does not decide it. */
  readonly status?: number;
}

/**
 * Sees to it that every rejection can be answered.
 *
 * @throws TypeError that names the operation and the example its description lacks.
 */
export function checkErrorExamples(operation: ServedOperation): void {
  const missing = rejections.find((example) => !findErrorExample(operation.errors, { example }));
  if (missing) {
    throw new TypeError(
      `${operation.api}: ${operation.id} describes no error example named ${missing}`,
    );
  }
}

/** The answer to a rejected request. */
export function errorResponse(operation: ServedOperation, rejection: Rejection): MockResponse {
  const { name, parameter, status } = rejection;
  const described = findErrorExample(operation.errors, { example: name, status });
  if (!described) throw new TypeError(`${operation.id}: no example ${name} is described`);
  const error = described.value as { readonly code: number; readonly msg: string };
  const msg =
    parameter === undefined ? error.msg : error.msg.replace(/'[^']*'/u, () => `'${parameter}'`);
  return {
    status: status ?? statusOf(described),
    code: codeOf(error),
    contentType: described.contentType,
    body: JSON.stringify({ ...error, msg }),
  };
}
