// The forms that most checks take: a raw request that must be refused or answered with certain items,
// and a call through the client that must give certain items or end in a certain error.
import { stringify } from "../run/stringify.ts";
import { CannotDecide } from "../run/check.ts";
import type { CheckDefinition, Level } from "../run/check.ts";
import type { Operation } from "../spec/description.ts";
import type { Outcome } from "../run/findClient.ts";
import { expectAccepted, expectItems, expectRejected } from "./assertions.ts";
import type { SpecNode } from "../spec/SpecNode.ts";
import { findErrorResponse, errorNames, errorText } from "../spec/rejections.ts";
import type { Refusal } from "../spec/rejections.ts";
import { difference, kindOf, select } from "../run/select.ts";
import type { Answer, Sent, Session } from "../run/Session.ts";
import type { Capability } from "../run/Target.ts";

/** Makes the drafts of one family for one operation. */
export type CheckSuite = (operation: Operation) => readonly CheckDefinition[];

interface RawCheck {
  readonly rule: string;
  /** The place that says so. */
  readonly place: SpecNode;
  readonly needs?: readonly Capability[];
  readonly ask: (session: Session) => Promise<Answer>;
}

/** A raw request that must be refused for this mistake. */
export function refused(
  operation: Operation,
  mistake: keyof typeof errorNames,
  { rule, place, needs = [], ask }: RawCheck,
): CheckDefinition {
  const refusal = findErrorResponse(operation, mistake);
  return {
    rule,
    place,
    needs: ["badRequests", ...needs],
    what: refusal ? errorText(refusal) : `a refusal named ${errorNames[mistake]}`,
    async probe(session) {
      if (!refusal)
        throw new CannotDecide(`the description has no error example ${errorNames[mistake]}`);
      return expectRejected(session, await ask(session), refusal);
    },
  };
}

/** The same call at both levels of the client, which must end in this refusal. */
export function clientRefused(
  operation: Operation,
  mistake: keyof typeof errorNames,
  {
    rule,
    place,
    needs = [],
    call,
  }: {
    readonly rule: string;
    readonly place: SpecNode;
    readonly needs?: readonly Capability[];
    readonly call: (session: Session, level: "method" | "http") => Promise<Outcome>;
  },
): readonly CheckDefinition[] {
  const refusal = findErrorResponse(operation, mistake);
  if (!refusal) return [];
  return (["method", "http"] as const).map((level) => ({
    rule,
    level,
    place,
    needs: ["badRequests", ...needs],
    what: errorText(refusal),
    probe: async (session) => expectErrorOf(await call(session, level), refusal),
  }));
}

/** Nothing when a call ended in this refusal; what came otherwise. */
function expectErrorOf(
  outcome: Outcome,
  { status, code, name }: Pick<Refusal, "status" | "code" | "name">,
): string | undefined {
  if (outcome.kind === "data") return describeOutcome(outcome);
  if (outcome.kind === "refusal") {
    const body = outcome.body as { readonly code?: unknown } | null | undefined;
    return outcome.status === status && body?.code === code ? undefined : describeOutcome(outcome);
  }
  const error = outcome.error as Readonly<Record<string, unknown>>;
  const right = error["status"] === status && error["code"] === code && error["codeName"] === name;
  return right ? undefined : describeError(outcome.error);
}

/** A raw request that must be accepted. */
export function accepted({ rule, place, needs = [], ask }: RawCheck): CheckDefinition {
  return {
    rule,
    place,
    needs,
    what: "to be accepted",
    probe: async (session) => expectAccepted(session, await ask(session)),
  };
}

/** The same call at every level, which must give exactly the items that its parameters let through. */
export function listed(
  operation: Operation,
  {
    rule,
    place,
    sent,
    levels = ["raw", "method", "http"],
  }: {
    readonly rule: string;
    readonly place: SpecNode;
    /** What is sent besides what is mandatory, once the account's items are known. */
    readonly sent: (session: Session) => Sent;
    readonly levels?: readonly Level[];
  },
): readonly CheckDefinition[] {
  return levels.map((level) => ({
    rule,
    level,
    place,
    needs: ["data"],
    what: "exactly the items that the parameters let through",
    async probe(session) {
      const parameters = { ...session.mandatory, ...sent(session) };
      const expected = select(operation, session.data, parameters);
      if (level === "raw") return expectItems(session, await session.ask(parameters), expected);
      return expectData(operation, await session.call(level, parameters), expected);
    },
  }));
}

/** Nothing when a call gave exactly these items; what came otherwise. */
export function expectData(
  { list }: Operation,
  outcome: Outcome,
  expected: readonly object[],
): string | undefined {
  if (outcome.kind !== "data") return describeOutcome(outcome);
  return difference(expected, list ? outcome.data : [outcome.data]);
}

/** What a call came to, in a few words. */
export function describeOutcome(outcome: Outcome): string {
  if (outcome.kind === "data") return kindOf(outcome.data);
  if (outcome.kind === "refusal") {
    const text = typeof outcome.body === "string" ? outcome.body.slice(0, 60) : "";
    const code = (outcome.body as { readonly code?: unknown } | null | undefined)?.code;
    return `status ${outcome.status}, ${code === undefined ? `body "${text}"` : `code ${stringify(code)}`}`;
  }
  return describeError(outcome.error);
}

/** Class and discriminating fields of an error. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return `thrown: ${kindOf(error)}`;
  const fields = ["status", "code", "codeName", "reason", "limit", "retryAfterMs", "banned"];
  const shown = fields.flatMap((name) => {
    const value = (error as unknown as Readonly<Record<string, unknown>>)[name];
    return value === undefined ? [] : [`${name} ${stringify(value)}`];
  });
  return [error.name, ...(shown.length > 0 ? shown : [error.message])].join(", ");
}
