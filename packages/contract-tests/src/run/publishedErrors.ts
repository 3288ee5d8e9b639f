// Error responses as the descriptions publish them: every body, with a status to serve it with; and which of them a
// mistake in a request gets.
import type { Fault } from "@open-orders/mock-exchange";
import type { Example, Operation, Response } from "@open-orders/specs/model";
import { codeOf } from "./readJson.ts";

/** A published body that is no success, with a status to serve it with. */
export interface PublishedError {
  readonly response: Response;
  readonly status: number;
  readonly example: Example;
  readonly contentType: string;
  /** `error` where the body has a code, `body` where it has none. */
  readonly kind: "error" | "body";
  /** For instance `400 BAD_SYMBOL`, or `5XX text/html gateway`. */
  readonly name: string;
  /** What makes the target serve it: the body is the one in its own description. */
  readonly fault: Omit<Fault, "operationId">;
}

/** Every published body that is no success. */
export function publishedErrorsOf(operation: Operation): readonly PublishedError[] {
  const failures = operation.responses.filter((response) => response !== operation.success);
  return failures.flatMap((response) =>
    response.bodies.flatMap(({ contentType, examples }) =>
      examples.flatMap((example) => {
        const kind = codeOf(example.value) === undefined ? "body" : "error";
        const subject = kind === "error" ? example.name : `${contentType} ${example.name}`;
        const name = `${response.status} ${subject}`;
        return statusesOf(operation, response).map((status) => {
          const fault = { status, example: example.name, contentType };
          return { response, status, example, contentType, kind, name, fault } as const;
        });
      }),
    ),
  );
}

/** Statuses to serve for an entry of `responses`: its own, some of its range, or one not described. */
export function statusesOf(operation: Operation, { status }: Response): readonly number[] {
  const described = new Set(operation.responses.map((response) => response.status));
  const isFree = (candidate: number): boolean => !described.has(String(candidate));
  if (status === "default") {
    const free = [409, 404, 422, 410].find((one) => isFree(one) && !described.has("4XX"));
    return free === undefined ? [] : [free];
  }
  if (!status.endsWith("XX")) return [Number(status)];
  const hundred = Number(status[0]) * 100;
  return [hundred, hundred + 2, hundred + 4].filter(isFree);
}

/**
 * Error examples by the mistake in a request. `assumed`: the sources list the code, and do not say that this mistake
 * gets it. The status is always an assumption: no source says which goes with a code.
 */
const mistakes = {
  noKey: { error: "BAD_API_KEY_FMT", assumed: true },
  malformedKey: { error: "BAD_API_KEY_FMT", assumed: true },
  unknownKey: { error: "REJECTED_MBX_KEY", assumed: true },
  signature: { error: "INVALID_SIGNATURE", assumed: false },
  timestamp: { error: "INVALID_TIMESTAMP", assumed: false },
  mandatory: { error: "MANDATORY_PARAM_EMPTY_OR_MALFORMED", assumed: true },
  empty: { error: "PARAM_EMPTY", assumed: true },
  malformed: { error: "ILLEGAL_CHARS", assumed: true },
  outside: { error: "INVALID_PARAMETER", assumed: true },
  repeated: { error: "TOO_MANY_PARAMETERS", assumed: true },
  unknown: { error: "UNKNOWN_PARAM", assumed: true },
  tooMany: { error: "TOO_MANY_REQUESTS", assumed: false },
  /** An operation that returns one object, and the account has none that the parameters select. */
  noSuchItem: { error: "NO_SUCH_ORDER", assumed: false },
} as const;
export type Mistake = keyof typeof mistakes;

/** What a request with a mistake must be rejected with. */
export interface Rejection {
  /** Name of the error example. */
  readonly name: string;
  readonly code: number;
  readonly status: number;
  /** Whether the code is an assumption. */
  readonly assumed: boolean;
  readonly example: Example;
  readonly response: Response;
}

/** The rejection that a mistake gets, in the response of that status if one is given. */
export function rejectionFor(
  operation: Operation,
  mistake: Mistake,
  status?: number,
): Rejection | undefined {
  const { error: name, assumed } = mistakes[mistake];
  for (const response of operation.responses) {
    const own = Number(response.status);
    if (Number.isNaN(own) || (status ?? own) !== own) continue;
    for (const example of response.bodies.flatMap(({ examples }) => examples)) {
      const code = example.name === name ? codeOf(example.value) : undefined;
      if (code !== undefined) return { name, code, status: own, assumed, example, response };
    }
  }
  return undefined;
}

/** `status 400, code -1121 BAD_SYMBOL` */
export function rejectionText({ status, code, name }: Rejection): string {
  return `status ${status}, code ${code} ${name}`;
}
