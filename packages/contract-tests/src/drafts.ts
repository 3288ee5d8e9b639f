// The forms that most checks take: a raw request that must be refused or answered with certain items,
// and a call through the client that must give certain items or end in a certain error.
import { asText } from "./asText.ts";
import { CannotDecide } from "./check.ts";
import type { Draft, Level } from "./check.ts";
import type { Operation } from "./description.ts";
import type { Outcome } from "./findClient.ts";
import { notAccepted, notItems, notRefused } from "./judge.ts";
import type { Place } from "./Place.ts";
import { findRefusal, refusalNames, refusalText } from "./protocol.ts";
import type { Refusal } from "./protocol.ts";
import { difference, kindOf, select } from "./select.ts";
import type { Answer, Sent, Session } from "./Session.ts";
import type { Need } from "./Target.ts";

/** Makes the drafts of one family for one operation. */
export type Family = (operation: Operation) => readonly Draft[];

interface RawDraft {
  readonly rule: string;
  /** The place that says so. */
  readonly place: Place;
  readonly needs?: readonly Need[];
  readonly ask: (session: Session) => Promise<Answer>;
}

/** A raw request that must be refused for this mistake. */
export function refused(
  operation: Operation,
  mistake: keyof typeof refusalNames,
  { rule, place, needs = [], ask }: RawDraft,
): Draft {
  const refusal = findRefusal(operation, mistake);
  return {
    rule,
    place,
    needs: ["refusals", ...needs],
    what: refusal ? refusalText(refusal) : `a refusal named ${refusalNames[mistake]}`,
    async probe(session) {
      if (!refusal)
        throw new CannotDecide(`the description has no error example ${refusalNames[mistake]}`);
      return notRefused(session, await ask(session), refusal);
    },
  };
}

/** The same call at both levels of the client, which must end in this refusal. */
export function clientRefused(
  operation: Operation,
  mistake: keyof typeof refusalNames,
  {
    rule,
    place,
    needs = [],
    call,
  }: {
    readonly rule: string;
    readonly place: Place;
    readonly needs?: readonly Need[];
    readonly call: (session: Session, level: "method" | "http") => Promise<Outcome>;
  },
): readonly Draft[] {
  const refusal = findRefusal(operation, mistake);
  if (!refusal) return [];
  return (["method", "http"] as const).map((level) => ({
    rule,
    level,
    place,
    needs: ["refusals", ...needs],
    what: refusalText(refusal),
    probe: async (session) => notThisRefusal(await call(session, level), refusal),
  }));
}

/** Nothing when a call ended in this refusal; what came otherwise. */
function notThisRefusal(
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
export function accepted({ rule, place, needs = [], ask }: RawDraft): Draft {
  return {
    rule,
    place,
    needs,
    what: "to be accepted",
    probe: async (session) => notAccepted(session, await ask(session)),
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
    readonly place: Place;
    /** What is sent besides what is mandatory, once the account's items are known. */
    readonly sent: (session: Session) => Sent;
    readonly levels?: readonly Level[];
  },
): readonly Draft[] {
  return levels.map((level) => ({
    rule,
    level,
    place,
    needs: ["data"],
    what: "exactly the items that the parameters let through",
    async probe(session) {
      const parameters = { ...session.mandatory, ...sent(session) };
      const expected = select(operation, session.data, parameters);
      if (level === "raw") return notItems(session, await session.ask(parameters), expected);
      return notData(operation, await session.call(level, parameters), expected);
    },
  }));
}

/** Nothing when a call gave exactly these items; what came otherwise. */
export function notData(
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
    return `status ${outcome.status}, ${code === undefined ? `body "${text}"` : `code ${asText(code)}`}`;
  }
  return describeError(outcome.error);
}

/** Class and discriminating fields of an error. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return `thrown: ${kindOf(error)}`;
  const fields = ["status", "code", "codeName", "reason", "limit", "retryAfterMs", "banned"];
  const shown = fields.flatMap((name) => {
    const value = (error as unknown as Readonly<Record<string, unknown>>)[name];
    return value === undefined ? [] : [`${name} ${asText(value)}`];
  });
  return [error.name, ...(shown.length > 0 ? shown : [error.message])].join(", ");
}
