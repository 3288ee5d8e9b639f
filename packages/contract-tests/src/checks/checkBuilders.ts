// The forms that most checks take: a raw request that must be accepted or rejected, and a call through the client that
// must end in data, in an error of the exchange, or in nothing sent.
import type { Operation, SpecNode } from "@open-orders/specs/model";
import { CannotDecide } from "../run/check.ts";
import type { Basis, CheckDefinition, Difference } from "../run/check.ts";
import { clientLevels } from "../run/client.ts";
import type { ClientChanges, ClientLevel } from "../run/client.ts";
import { rejectionFor, rejectionText } from "../run/publishedErrors.ts";
import type { Mistake } from "../run/publishedErrors.ts";
import type { RawRequest } from "../run/SentRequest.ts";
import type { Sent, Session } from "../run/Session.ts";
import type { Capability } from "../run/Target.ts";
import {
  describeOutcome,
  expectData,
  expectError,
  expectRejected,
  expectSuccess,
} from "./assertions.ts";

interface Common {
  readonly rule: string;
  readonly node: SpecNode;
  readonly basis?: Basis;
  readonly needs?: readonly Capability[];
  readonly cause?: string;
}

type Request = RawRequest | ((session: Session) => RawRequest);

/** A raw request that must be accepted, by its status. */
export function accepted(common: Common, request: Request = {}): CheckDefinition {
  return {
    ...common,
    what: "to be accepted",
    probe: async (session) => expectSuccess(session, await session.send(made(session, request))),
  };
}

/** A raw request that must be rejected for this mistake. */
export function rejected(
  operation: Operation,
  mistake: Mistake,
  { needs = [], ...common }: Common,
  request: Request,
): CheckDefinition {
  const rejection = rejectionFor(operation, mistake);
  return {
    ...common,
    needs: ["badRequests", ...needs],
    what: rejection ? rejectionText(rejection) : `an error response (${mistake})`,
    async probe(session) {
      if (!rejection)
        throw new CannotDecide(`the description has no error example for it (${mistake})`);
      return expectRejected(session, await session.send(made(session, request)), rejection);
    },
  };
}

function made(session: Session, request: Request): RawRequest {
  return typeof request === "function" ? request(session) : request;
}

/** A call through the client that must return data, at both levels. */
export function returnsData(
  common: Common,
  changes: (session: Session) => ClientChanges = () => ({}),
  what = "to be accepted",
  parameters: (session: Session) => Sent = () => ({}),
): readonly CheckDefinition[] {
  return throughClient(common, what, async (session, level) => {
    const sent = { ...session.account.mandatory, ...parameters(session) };
    return expectData(session, await session.client.call(level, sent, changes(session)));
  });
}

/** The same check at both levels of the client. */
function throughClient(
  common: Common,
  what: string,
  probe: (session: Session, level: ClientLevel) => Promise<Difference | undefined>,
): readonly CheckDefinition[] {
  return clientLevels.map((level) =>
    Object.assign({}, common, {
      level,
      what,
      probe: async (session: Session) => probe(session, level),
    }),
  );
}

/** A call of the client's method that the exchange must reject for this mistake. */
export function rejectedCall(
  operation: Operation,
  mistake: Mistake,
  common: Common,
  changes: (session: Session) => ClientChanges,
): readonly CheckDefinition[] {
  const rejection = rejectionFor(operation, mistake);
  if (!rejection) return [];
  return [
    {
      ...common,
      level: "method",
      needs: ["badRequests"],
      what: rejectionText(rejection),
      async probe(session) {
        const { mandatory } = session.account;
        const outcome = await session.client.call("method", mandatory, changes(session));
        return expectError(outcome, rejection);
      },
    },
  ];
}

/** Parameters that the client must reject by itself, at both levels. */
export function notSent(
  common: Common,
  parameters: (session: Session) => Sent,
): readonly CheckDefinition[] {
  return throughClient(common, "a ConfigError, and nothing sent", async (session, level) => {
    const { call, requested, isError } = session.client;
    const outcome = await call(level, parameters(session));
    const right = outcome.kind === "thrown" && isError(outcome.error, "ConfigError");
    if (right && requested.length === 0) return undefined;
    return { actual: `${requested.length} requests; ${describeOutcome(outcome)}` };
  });
}
