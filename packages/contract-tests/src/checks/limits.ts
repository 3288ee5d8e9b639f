// What happens when the weight is spent: 429 until the interval is over, 418 for those who go on, and service again
// after both. The client stops by itself.
import { membersOf } from "@open-orders/specs/model";
import type { Operation, RateLimit } from "@open-orders/specs/model";
import type { CheckDefinition, Difference } from "../run/check.ts";
import { clientLevels } from "../run/client.ts";
import { rejectionFor, rejectionText } from "../run/publishedErrors.ts";
import type { Rejection } from "../run/publishedErrors.ts";
import type { RawResponse, Session } from "../run/Session.ts";
import {
  describeOutcome,
  describeResponse,
  expectData,
  expectRejected,
  expectSuccess,
} from "./assertions.ts";
import { countIn } from "./weights.ts";

// "Two minutes at first, up to three days": the words of the description, in seconds.
const shortestBanS = 120;
const longestBanS = 3 * 24 * 60 * 60;
/** Calls above the limit within which a ban must come. */
const mostIgnored = 100;
/** Calls under way together while the weight is spent. */
const atATime = 16;

export function limitChecks(
  operation: Operation,
  [limit]: readonly RateLimit[],
): readonly CheckDefinition[] {
  const spent = rejectionFor(operation, "tooMany", 429);
  const banned = rejectionFor(operation, "tooMany", 418);
  if (!limit) return [];
  return [
    ...(spent ? [spentCheck(limit, spent), ...spentThroughClient(limit, spent)] : []),
    ...(banned ? [banCheck(limit, banned)] : []),
    ...budgetChecks(limit),
  ];
}

function spentCheck(limit: RateLimit, rejection: Rejection): CheckDefinition {
  return {
    rule: "limits: the weight is spent",
    node: limit.node.child("limit") ?? limit.node,
    needs: ["limits", "clock"],
    what: `${rejectionText(rejection)} above ${limit.limit}, until the interval is over`,
    async probe(session) {
      const { clock, send } = session;
      const response = await spend(session, limit);
      const difference =
        expectRejected(session, response, rejection) ?? wrongWait(session, response, limit);
      if (difference) return difference;
      const counted = countIn(response.headers, limit);
      if (!(counted > limit.limit))
        return { actual: `${describeResponse(response)} at a count of ${counted}` };
      const end = intervalEnd(session, limit);
      clock.set(end - 1);
      const late = expectRejected(session, await send(), rejection);
      if (late) return after(late, "1 ms before the interval was over");
      clock.set(end);
      return expectSuccess(session, await send());
    },
  };
}

function after({ actual, ...difference }: Difference, when: string): Difference {
  return { ...difference, actual: `${actual}, ${when}` };
}

function spentThroughClient(limit: RateLimit, rejection: Rejection): readonly CheckDefinition[] {
  return clientLevels.map((level) => ({
    rule: "limits: the weight is spent",
    level,
    node: rejection.example.node,
    needs: ["limits", "clock"],
    what: `${rejectionText(rejection)}, as a RateLimitError that says how long to wait`,
    async probe(session) {
      await spend(session, limit);
      const waitMs = intervalEnd(session, limit) - session.clock.now();
      const outcome = await session.client.call(level);
      if (outcome.kind === "error" && outcome.status === rejection.status) return undefined;
      const thrown = outcome.kind === "thrown" ? outcome.error : undefined;
      const right =
        session.client.isError(thrown, "RateLimitError") &&
        membersOf(thrown)["retryAfterMs"] === waitMs;
      return right ? undefined : { actual: describeOutcome(outcome) };
    },
  }));
}

function banCheck(limit: RateLimit, rejection: Rejection): CheckDefinition {
  const { response: described } = rejection;
  return {
    rule: "limits: the limit is ignored",
    node: described.node.child("description") ?? described.node,
    needs: ["limits", "clock"],
    what: `${rejectionText(rejection)} within ${mostIgnored} calls, until the ban is over`,
    async probe(session) {
      const { clock, send } = session;
      let response = await spend(session, limit);
      for (let calls = 0; calls < mostIgnored && response.status !== rejection.status; calls += 1)
        response = await send();
      const difference = expectRejected(session, response, rejection);
      if (difference) return difference;
      const seconds = Number(response.headers.get("retry-after") ?? shortestBanS);
      if (!(seconds >= shortestBanS && seconds <= longestBanS))
        return { actual: `a ban of ${seconds} s` };
      const end = clock.now() + seconds * 1000;
      clock.set(end - 1000);
      const early = expectRejected(session, await send(), rejection);
      clock.set(end);
      return early
        ? after(early, "1 s before the ban was over")
        : expectSuccess(session, await send());
    },
  };
}

/** A client that has read a full count sends nothing more. */
function budgetChecks(limit: RateLimit): readonly CheckDefinition[] {
  return clientLevels.map((level) => ({
    rule: "limits: the client stops by itself",
    level,
    node: limit.node,
    needs: ["faults", "clock"],
    what: `a RateLimitError and nothing sent once ${limit.limit} are counted`,
    async probe(session) {
      const { client: under, inject } = session;
      const client = under.create({ waitForWeight: false });
      if (!client) return { actual: "no client" };
      inject({ headers: { [limit.header]: String(limit.limit) } });
      const first = await under.callWith(client, level);
      const outcome = await under.callWith(client, level);
      const failed = expectData(session, first);
      if (failed) return failed;
      if (under.requested.length > 1) return { actual: `${under.requested.length} requests` };
      const stopped = outcome.kind === "thrown" && under.isError(outcome.error, "RateLimitError");
      return stopped ? undefined : { actual: describeOutcome(outcome) };
    },
  }));
}

/** Spends the weight of an interval; the first response above the limit. */
async function spend(session: Session, limit: RateLimit): Promise<RawResponse> {
  const { send } = session;
  const first = await send();
  const weight = countIn(first.headers, limit);
  if (expectSuccess(session, first) || !(weight > 0)) return first;
  const left = Math.floor(limit.limit / weight) - 1;
  for (let calls = 0; calls < left; calls += atATime) {
    const size = Math.min(atATime, left - calls);
    const responses = await Promise.all(Array.from({ length: size }, async () => send()));
    const early = responses.find(({ status }) => status >= 400);
    if (early) return early;
  }
  return send();
}

function wrongWait(
  session: Session,
  response: RawResponse,
  limit: RateLimit,
): Difference | undefined {
  const wait = response.headers.get("retry-after");
  const right = Math.ceil((intervalEnd(session, limit) - session.clock.now()) / 1000);
  if (wait === null || Number(wait) === right) return undefined;
  return { actual: `${describeResponse(response)}, Retry-After ${wait} with ${right} s left` };
}

function intervalEnd({ clock }: Session, { intervalMs }: RateLimit): number {
  return (Math.floor(clock.now() / intervalMs) + 1) * intervalMs;
}
