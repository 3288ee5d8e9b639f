// Why a request is rejected, by the exchange's own names, and the response that says so: the described example of that
// name, with the parameter at fault put where the example names one.
import { membersOf, noSuchItemError, requestErrors } from "@open-orders/specs/model";
import type { RequestError } from "@open-orders/specs/model";
import type { MockResponse } from "./response.ts";
import { codeOf, findErrorExample, statusOf } from "./errorExamples.ts";
import type { ServedOperation } from "./operations.ts";

/** A rejection and the parameter it is about, if it is about one. */
export interface Rejection {
  readonly name: RequestError;
  readonly parameter?: string;
  /** HTTP status, where the name alone does not decide it. */
  readonly status?: number;
}

/**
 * Checks that an example of every error is described. For the descriptions of this repository, lint says it first.
 *
 * @throws TypeError that names the operation and the example that is missing.
 */
export function checkErrorExamples(operation: ServedOperation): void {
  const selects = [...operation.parameters.values()].some(({ filter }) => filter);
  const names = selects && !operation.list ? [...requestErrors, noSuchItemError] : requestErrors;
  const missing = names.find((example) => !findErrorExample(operation.errors, { example }));
  if (missing) {
    throw new TypeError(
      `${operation.api}: ${operation.id} describes no error example named ${missing}`,
    );
  }
}

/** The response to a rejected request. */
export function errorResponse(operation: ServedOperation, rejection: Rejection): MockResponse {
  const { name, parameter, status } = rejection;
  const described = findErrorExample(operation.errors, { example: name, status });
  if (!described) throw new TypeError(`${operation.id}: no example ${name} is described`);
  const error = membersOf(described.value);
  const text = String(error["msg"]);
  const msg = parameter === undefined ? text : text.replace(/'[^']*'/u, () => `'${parameter}'`);
  return {
    status: status ?? statusOf(described),
    code: codeOf(error),
    contentType: described.contentType,
    body: JSON.stringify({ ...error, msg }),
  };
}
