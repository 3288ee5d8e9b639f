// Every published body that is no success, served with its status: as described on the wire, and from the client as the
// right class of error with status, code, name, meaning and remedy; tried again exactly where `x-retry` says so.
import { matchPath, membersOf } from "@open-orders/specs/model";
import type { Api, Example, Operation, Response, SpecNode } from "@open-orders/specs/model";
import { levels } from "../run/check.ts";
import type { CheckDefinition, CheckSuite, Difference, Level } from "../run/check.ts";
import type { Outcome } from "../run/client.ts";
import { publishedErrorsOf, statusesOf } from "../run/publishedErrors.ts";
import type { PublishedError } from "../run/publishedErrors.ts";
import { codeOf, parseJson } from "../run/readJson.ts";
import type { RawResponse, Session } from "../run/Session.ts";
import { stableJson, stringify } from "../run/stringify.ts";
import { describeOutcome, describeResponse, expectData, formMistake } from "./assertions.ts";

export const errorChecks: CheckSuite = (operation) =>
  publishedErrorsOf(operation).flatMap((published) =>
    levels.map((level) => errorCheck(published, level)),
  );

function ruleOf(suite: string, name: string, status: number, key: string): string {
  return `${suite}: ${name}${String(status) === key ? "" : `, as ${status}`}`;
}

function errorCheck(published: PublishedError, level: Level): CheckDefinition {
  const { response, status, example, name, fault } = published;
  const wanted = wantedError(published);
  return {
    rule: ruleOf("errors", name, status, response.status),
    level,
    node: example.node,
    needs: ["faults"],
    what: level === "method" ? describeWanted(wanted) : `status ${status} and the published body`,
    async probe(session) {
      const { client, facts, send } = session;
      // More than once: a wrong time is corrected the first time, whatever the number of retries.
      session.inject({ ...fault, times: 3 });
      const actual =
        level === "raw"
          ? notPublished(session, await send(), status, example)
          : level === "method"
            ? notThisError(session, await client.call(level), wanted)
            : notThisBody(await client.call(level), status, example);
      if (actual !== undefined) return { actual };
      facts.add(example.node, response.status);
      return undefined;
    },
  };
}

function notPublished(
  session: Session,
  response: RawResponse,
  status: number,
  { value }: Example,
): string | undefined {
  const body = typeof value === "string" ? response.text : parseJson(response.text);
  if (response.status !== status || stableJson(body) !== stableJson(value))
    return describeResponse(response);
  return formMistake(session, response);
}

interface WantedError {
  readonly className: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What the client makes of a body: the classes and fields that it documents. */
function wantedError({ response, status, example }: PublishedError): WantedError {
  const { value, name, node } = example;
  if (typeof value === "string") {
    const reason = value.trim() === "" ? "empty" : value.trimStart().startsWith("<") ? "html" : "";
    return reason === ""
      ? { className: "ApiError", fields: { status, code: undefined, msg: value } }
      : { className: "ResponseError", fields: { status, reason } };
  }
  const code = codeOf(value) ?? 0;
  const msg = membersOf(value)["msg"];
  const { description: meaning, "x-remedy": remedy, "x-retry": retry } = node.value;
  const limited = response.retry === "wait" || retry === "wait";
  return {
    className: limited ? "RateLimitError" : "ApiError",
    fields: {
      status,
      code,
      msg,
      // Codes of the exchange are negative; only they have a name of their own.
      ...(code < 0 && { codeName: name, meaning, remedy }),
      ...(limited && { banned: status === 418 }),
    },
  };
}

function describeWanted({ className, fields }: WantedError): string {
  const shown = ["status", "code", "codeName", "reason", "banned"].flatMap((name) =>
    fields[name] === undefined ? [] : [`${name} ${stringify(fields[name])}`],
  );
  return [className, ...shown].join(", ");
}

function notThisError(
  { client }: Session,
  outcome: Outcome,
  { className, fields }: WantedError,
): string | undefined {
  const error = outcome.kind === "thrown" ? outcome.error : undefined;
  // RateLimitError is an ApiError too; the name tells which it was made as.
  if (!client.isError(error, className) || membersOf(error)["name"] !== className)
    return describeOutcome(outcome);
  const wrong = Object.entries(fields).find(([name, value]) => membersOf(error)[name] !== value);
  if (!wrong) return undefined;
  const [name, value] = wrong;
  const actual = stableJson(membersOf(error)[name]);
  return `${describeOutcome(outcome)}: ${name} is ${actual}, not ${stableJson(value)}`;
}

function notThisBody(outcome: Outcome, status: number, { value }: Example): string | undefined {
  if (outcome.kind !== "error" || outcome.status !== status) return describeOutcome(outcome);
  // An empty body has no form: openapi-fetch returns what it makes of nothing.
  if (value === "") return undefined;
  return stableJson(outcome.body) === stableJson(value) ? undefined : describeOutcome(outcome);
}

const json = "application/json";
const retryAfterS = 7;
/** No code of the exchange's: what a response says of retries holds for it. */
const unlistedCode = -999_999;

/** @param clock - Where the API's time is asked for. */
export const retryChecks = (
  operation: Operation,
  clock: Api["clock"],
): readonly CheckDefinition[] => [
  ...publishedErrorsOf(operation).map(({ response, status, example, name, fault }) => {
    const own = response.retry === "abort" ? undefined : example.node.child("x-retry");
    const retry = own ? example.node.value["x-retry"] : response.retry;
    const node = own ?? response.node.child("x-retry") ?? response.node;
    return retryCheck(operation, ruleOf("retries", name, status, response.status), {
      retry,
      node,
      fault,
      // Where the operation itself returns the time, learning it is one request to it.
      learned: retry === "resync" && operation.path === clock?.path ? 1 : 0,
    });
  }),
  ...operation.responses.flatMap((response) => unlistedChecks(operation, response)),
];

/** Of a response with codes, another code, for which the response's own `x-retry` holds. */
function unlistedChecks(operation: Operation, response: Response): readonly CheckDefinition[] {
  const { retry, bodies, node } = response;
  const [status] = statusesOf(operation, response);
  const coded = bodies.some(({ contentType }) => contentType === json);
  if (retry === undefined || status === undefined || !coded) return [];
  const body = JSON.stringify({ code: unlistedCode, msg: "An unlisted code." });
  const rule = ruleOf(
    "retries",
    `${response.status} with an unlisted code`,
    status,
    response.status,
  );
  return [
    retryCheck(operation, rule, {
      retry,
      node: node.child("x-retry") ?? node,
      fault: { status, body },
    }),
  ];
}

function retryCheck(
  operation: Operation,
  rule: string,
  {
    retry,
    node,
    fault,
    learned = 0,
  }: {
    readonly retry: Response["retry"];
    readonly node: SpecNode;
    readonly fault: PublishedError["fault"];
    readonly learned?: number;
  },
): CheckDefinition {
  const repeats = retry === "wait" || retry === "resync" || retry === "retry";
  const pause = retry === "wait" ? ` after ${retryAfterS} s` : "";
  return {
    rule,
    level: "method",
    node,
    needs: ["faults", "clock"],
    what: repeats ? `a second request${pause}, which succeeds` : "no second request",
    async probe(session): Promise<Difference | undefined> {
      const { inject, client, account, sent } = session;
      const headers = { "Retry-After": String(retryAfterS) };
      inject({ ...fault, ...(retry === "wait" && { headers }) });
      const outcome = await client.call("method", account.mandatory, { maxRetries: 1 });
      const succeeded = repeats ? !expectData(session, outcome) : outcome.kind === "data";
      const expected = repeats ? 2 + learned : 1;
      const right = sent.length === expected && succeeded === repeats;
      if (!right) return { actual: `${sent.length} requests; ${describeOutcome(outcome)}` };
      if (retry === "wait" && !client.slept.includes(retryAfterS * 1000))
        return { actual: `pauses of ${client.slept.join(", ") || "0"} ms` };
      return repeats ? oldTimestamp(operation, client.requested) : undefined;
    },
  };
}

/** A second request that was not signed anew. */
function oldTimestamp(
  { timestamp, path }: Operation,
  requested: readonly string[],
): Difference | undefined {
  const times = requested
    .map((url) => new URL(url))
    .filter(({ pathname }) => matchPath(path, pathname))
    .map(({ searchParams }) => Number(searchParams.get(timestamp?.name ?? "")));
  const [first = 0, second = 0] = times;
  return !timestamp || second > first
    ? undefined
    : { actual: "a second request with the old timestamp" };
}
