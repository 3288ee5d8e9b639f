// Compares responses and outcomes of calls with what is expected. Each function returns the difference, or undefined.
import type { Operation } from "@open-orders/specs/model";
import { membersOf, responseFor } from "@open-orders/specs/model";
import { CannotDecide } from "../run/check.ts";
import type { Difference } from "../run/check.ts";
import type { Outcome } from "../run/client.ts";
import { itemsIn } from "../run/guards.ts";
import type { Item } from "../run/guards.ts";
import { differenceOf } from "../run/items.ts";
import { rejectionFor } from "../run/publishedErrors.ts";
import type { Rejection } from "../run/publishedErrors.ts";
import { codeOf, parseJson, readJson } from "../run/readJson.ts";
import type { RawResponse, Session } from "../run/Session.ts";
import { kindOf, stringify } from "../run/stringify.ts";
import { ownParameters } from "../run/values.ts";

/** A response in a few words. */
export function describeResponse({ status, headers, text }: RawResponse): string {
  const body = parseJson(text);
  const code = codeOf(body);
  if (code !== undefined) return `status ${status}, code ${code}`;
  if (body !== undefined) return `status ${status}, ${kindOf(body)}`;
  const type = headers.get("content-type") ?? "no content type";
  return `status ${status}, ${text.length} characters of ${type}`;
}

/**
 * A response that is no success; what it says is the cause, whatever was asked.
 *
 * @throws CannotDecide where the account lacks what the operation returns
 */
export function expectSuccess(session: Session, response: RawResponse): Difference | undefined {
  const { operation } = session;
  if (String(response.status) === operation.success.status) return undefined;
  const actual = describeResponse(response);
  const code = codeOf(parseJson(response.text));
  needItem(session, code);
  return {
    actual,
    causes: [`${operation.id} returns ${actual}`],
    ...(code !== undefined && { code }),
  };
}

/**
 * Of an operation that returns one object, the account must have one that the parameters select. Where nobody said which
 * it has, an error response that says that there is none is right.
 *
 * @throws CannotDecide saying what the account would need
 */
function needItem({ operation, account }: Session, code: number | undefined): void {
  const known = account.items !== undefined && account.items.length > 0;
  const missing = rejectionFor(operation, "noSuchItem");
  if (known || code === undefined || code !== missing?.code) return;
  const filters = ownParameters(operation).filter(({ filter }) => filter);
  const selecting = filters.map((parameter) => `${parameter.name}=${account.valueOf(parameter)}`);
  throw new CannotDecide(
    `the account has nothing that ${selecting.join(" and ")} selects; say with --data what ${operation.id} returns of it`,
  );
}

/** A response that is not a rejection of the request. Another status or code than described may be assumed only. */
export function expectRejected(
  session: Session,
  response: RawResponse,
  { code, status, assumed, example, response: described }: Rejection,
): Difference | undefined {
  const body = parseJson(response.text);
  const actual = describeResponse(response);
  const returned = codeOf(body);
  const rejected = response.status >= 400 && response.status < 500 && (returned ?? 0) < 0;
  if (!rejected) return { actual };
  const causes = [`${session.operation.id} returns ${actual}`];
  if (returned !== code) return { actual, causes, assumed };
  if (response.status !== status) return { actual, causes, assumed: true };
  const mistake = formMistake(session, response);
  if (mistake === undefined) session.facts.add(example.node, described.status);
  return mistake === undefined ? undefined : { actual: mistake };
}

/** What is wrong with the content type and the body of a response by its description. */
export function formMistake(
  { operation, schemas }: Pick<Session, "operation" | "schemas">,
  response: RawResponse,
): string | undefined {
  const { status, text } = response;
  const described = responseFor(operation.responses, status);
  if (!described) return `status ${status}, which is not described`;
  const type = contentTypeOf(response);
  const body = described.bodies.find(({ contentType }) => contentType === type);
  if (!body) return `${describeResponse(response)}: content type ${type || "missing"}`;
  if (!body.schemaNode || !type.includes("json")) return undefined;
  const value = parseJson(text);
  if (value === undefined) return `${describeResponse(response)}: not JSON`;
  const [mistake] = schemas.mistakesIn(value, body.schema);
  return mistake && `status ${status}: ${mistake.text}`;
}

/** The content type without its parameters, in lower case. */
export function contentTypeOf({ headers }: Pick<RawResponse, "headers">): string {
  return (headers.get("content-type") ?? "").toLowerCase().split(";")[0]?.trim() ?? "";
}

/** The items of a success, ids exact; what it is instead, where it has none. */
export function itemsOf(session: Session, response: RawResponse): readonly Item[] | Difference {
  const { operation, facts } = session;
  const failed = expectSuccess(session, response);
  if (failed) return failed;
  if (parseJson(response.text) === undefined)
    return notAList(operation, `${describeResponse(response)}: not JSON`);
  const { exact } = readJson(response.text, operation.result.schema);
  const items = itemsIn(operation, exact);
  if (!items) return notAList(operation, describeResponse(response));
  facts.addItems(items);
  return items;
}

/** The items of a call through the client. */
export function itemsOfCall(session: Session, outcome: Outcome): readonly Item[] | Difference {
  const { operation } = session;
  if (outcome.kind !== "data") return unexpected(session, outcome);
  return itemsIn(operation, outcome.data) ?? notAList(operation, kindOf(outcome.data));
}

function notAList({ id }: Operation, actual: string): Difference {
  return { actual, causes: [`${id} body`] };
}

/** Whether items were returned. */
export function isItems(found: readonly Item[] | Difference): found is readonly Item[] {
  return Array.isArray(found);
}

/** Items that are not exactly the expected ones. */
export function expectItems(
  operation: Operation,
  found: readonly Item[] | Difference,
  expected: readonly Item[],
): Difference | undefined {
  return isItems(found) ? differenceOf(operation, expected, found) : found;
}

/** A call that did not return data. */
export function expectData(session: Session, outcome: Outcome): Difference | undefined {
  return outcome.kind === "data" ? undefined : unexpected(session, outcome);
}

/** A call that did not end in this error. That the exchange returned another one is for the raw request to judge. */
export function expectError(
  outcome: Outcome,
  { status, code, name }: Rejection,
): Difference | undefined {
  const found = errorIn(outcome);
  if (found.status !== status || found.code !== code)
    return { actual: describeOutcome(outcome), assumed: (found.code ?? 0) < 0 };
  if (outcome.kind === "error" || found.codeName === name) return undefined;
  return { actual: describeOutcome(outcome) };
}

/** @throws CannotDecide where the account lacks what the operation returns */
function unexpected(session: Session, outcome: Outcome): Difference {
  const { id } = session.operation;
  const { status, code, reason } = errorIn(outcome);
  needItem(session, code);
  const actual = describeOutcome(outcome);
  if (code !== undefined)
    return { actual, causes: [`${id} returns status ${String(status)}, code ${code}`], code };
  return reason === undefined ? { actual } : { actual, causes: [`${id} body`] };
}

/** What a call says of the error response that ended it. */
function errorIn(outcome: Outcome): {
  readonly status?: unknown;
  readonly code?: number | undefined;
  readonly codeName?: unknown;
  /** Why the client could not use a response. */
  readonly reason?: unknown;
} {
  if (outcome.kind === "data") return {};
  if (outcome.kind === "error") return { status: outcome.status, code: codeOf(outcome.body) };
  const { error } = outcome;
  const { status, codeName, reason } = membersOf(error);
  return { status, code: codeOf(error), codeName, reason };
}

/** How a call ended, in a few words. */
export function describeOutcome(outcome: Outcome): string {
  if (outcome.kind === "data") return kindOf(outcome.data);
  if (outcome.kind === "thrown") return describeError(outcome.error);
  const text = typeof outcome.body === "string" ? outcome.body.slice(0, 60) : "";
  const code = codeOf(outcome.body);
  return `status ${outcome.status}, ${code === undefined ? `body "${text}"` : `code ${code}`}`;
}

/** Class and fields of an error. */
function describeError(error: unknown): string {
  if (!(error instanceof Error)) return `thrown: ${kindOf(error)}`;
  const fields = ["status", "code", "codeName", "reason", "limit", "retryAfterMs", "banned"];
  const shown = fields.flatMap((name) => {
    const value = membersOf(error)[name];
    return value === undefined ? [] : [`${name} ${stringify(value)}`];
  });
  return [error.name, ...(shown.length > 0 ? shown : [error.message])].join(", ");
}
