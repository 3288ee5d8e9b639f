// Every published body that is no success, served with its status: as described on the wire, and out of
// the client as the right class of error, with status, code, name, meaning and remedy.
import { stringify } from "../run/stringify.ts";
import type { CheckDefinition, Level } from "../run/check.ts";
import type { DescribedResponse, Example, Operation } from "../spec/description.ts";
import { describeError, describeOutcome } from "./checkBuilders.ts";
import type { CheckSuite } from "./checkBuilders.ts";
import type { Outcome } from "../run/findClient.ts";
import { describeAnswer, formDifference, parse } from "./assertions.ts";
import { stable } from "../run/select.ts";
import type { Answer, Session } from "../run/Session.ts";
import { faultFor, statusesOf } from "./statuses.ts";

export const errorChecks: CheckSuite = (operation) =>
  failuresOf(operation).flatMap((failure) =>
    (["raw", "method", "http"] as const).map((level) => errorCheck(failure, level)),
  );

/** A published body that is no success, with a status to play it with. */
export interface Failure {
  readonly response: DescribedResponse;
  readonly status: number;
  readonly example: Example;
  /** `error` where the body has a code, `body` where it has none. */
  readonly kind: "error" | "body";
  /** For instance `400 BAD_SYMBOL`, or `5XX text/html gateway`. */
  readonly name: string;
}

/** Every published body that is no success. */
export function failuresOf(operation: Operation): readonly Failure[] {
  const failures = operation.responses.filter(({ status }) => !status.startsWith("2"));
  return failures.flatMap((response) =>
    response.examples.flatMap((example) => {
      const kind = codeOf(example) === undefined ? "body" : "error";
      const subject = kind === "error" ? example.name : `${example.contentType} ${example.name}`;
      const name = `${response.status} ${subject}`;
      return statusesOf(operation, response).map((status) => ({
        response,
        status,
        example,
        kind,
        name,
      }));
    }),
  );
}

function errorCheck(
  { response, status, example, kind, name }: Failure,
  level: Level,
): CheckDefinition {
  const wanted = wantedError(response, status, example);
  const played = String(status) === response.status ? "" : `, as ${status}`;
  return {
    rule: `errors: ${name}${played}`,
    level,
    place: example.place,
    needs: ["faults"],
    what: level === "method" ? wantedText(wanted) : `status ${status} and the published body`,
    async probe(session) {
      // More than once: a wrong time is forgiven the first time, whatever the client is told of retries.
      session.inject({ ...faultFor(status, example), times: 3 });
      const came =
        level === "raw"
          ? notPublished(session, await session.ask(), status, example)
          : level === "method"
            ? notThisError(session, await session.call(level), wanted)
            : notThisBody(await session.call(level), status, example);
      if (came === undefined) session.facts.add(kind, name);
      return came;
    },
  };
}

function notPublished(
  { operation }: Session,
  answer: Answer,
  status: number,
  { value }: Example,
): string | undefined {
  const body = typeof value === "string" ? answer.text : parse(answer.text);
  if (answer.status !== status || stable(body) !== stable(value)) return describeAnswer(answer);
  return formDifference(operation, answer);
}

interface WantedError {
  readonly className: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What the client makes of a body: the classes and fields that it documents. */
function wantedError({ retry }: DescribedResponse, status: number, example: Example): WantedError {
  const { value, place } = example;
  if (typeof value === "string") {
    if (value.trim() === "")
      return { className: "ResponseError", fields: { status, reason: "empty" } };
    if (value.trimStart().startsWith("<"))
      return { className: "ResponseError", fields: { status, reason: "html" } };
    return { className: "ApiError", fields: { status, code: undefined, msg: value } };
  }
  const { code, msg } = value as { readonly code: number; readonly msg: string };
  const limited = retry === "wait" || place.node["x-retry"] === "wait";
  // Codes of the exchange are negative; only they have a name of their own.
  const described = code < 0 && {
    codeName: example.name,
    meaning: place.node["description"],
    remedy: place.node["x-remedy"],
  };
  return {
    className: limited ? "RateLimitError" : "ApiError",
    fields: { status, code, msg, ...described, ...(limited && { banned: status === 418 }) },
  };
}

function wantedText({ className, fields }: WantedError): string {
  const shown = ["status", "code", "codeName", "reason", "banned"].flatMap((name) =>
    fields[name] === undefined ? [] : [`${name} ${stringify(fields[name])}`],
  );
  return [className, ...shown].join(", ");
}

function notThisError(
  session: Session,
  outcome: Outcome,
  { className, fields }: WantedError,
): string | undefined {
  if (outcome.kind !== "thrown") return describeOutcome(outcome);
  const { error } = outcome;
  // RateLimitError is an ApiError too; the name tells which it was made as.
  if (!session.isError(error, className) || (error as Error).name !== className)
    return describeError(error);
  const wrong = Object.entries(fields).find(
    ([name, value]) => (error as Readonly<Record<string, unknown>>)[name] !== value,
  );
  if (!wrong) return undefined;
  const [name, value] = wrong;
  const came = stable((error as Readonly<Record<string, unknown>>)[name]);
  return `${describeError(error)}: ${name} is ${came}, not ${stable(value)}`;
}

function notThisBody(outcome: Outcome, status: number, { value }: Example): string | undefined {
  if (outcome.kind !== "refusal" || outcome.status !== status) return describeOutcome(outcome);
  // An empty body has no form: openapi-fetch gives what it makes of nothing.
  if (value === "") return undefined;
  return stable(outcome.body) === stable(value) ? undefined : describeOutcome(outcome);
}

function codeOf({ value }: Example): number | undefined {
  const code = (value as { readonly code?: unknown } | null)?.code;
  return typeof code === "number" ? code : undefined;
}
