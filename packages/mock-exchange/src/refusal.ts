// Why a request is refused, by the exchange's own names, and the answer that says so: the described
// example of that name, with the parameter at fault put where the example names one.
import type { Answer } from "./answer.ts";
import { codeOf, findAnswer, statusOf } from "./describedAnswers.ts";
import type { Operation } from "./description.ts";

/** The refusals the mock can come to by itself. Each needs an example in the description. */
const refusals = [
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

/** A refusal and the parameter it is about, if it is about one. */
export interface Refusal {
  readonly name: (typeof refusals)[number];
  readonly parameter?: string;
  /** HTTP status, where the name alone does not decide it. */
  readonly status?: number;
}

/**
 * Sees to it that every refusal can be answered.
 *
 * @throws TypeError that names the operation and the example its description lacks.
 */
export function checkRefusals(operation: Operation): void {
  const missing = refusals.find((example) => !findAnswer(operation.answers, { example }));
  if (missing) {
    throw new TypeError(
      `${operation.api}: ${operation.id} describes no error example named ${missing}`,
    );
  }
}

/** The answer to a refused request. */
export function refuse(operation: Operation, refusal: Refusal): Answer {
  const { name, parameter, status } = refusal;
  const described = findAnswer(operation.answers, { example: name, status });
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
