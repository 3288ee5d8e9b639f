// What happens when the weight is spent: 429 until the window is over, 418 for those who go on, and
// service again after both. The client stops by itself.
import type { CheckDefinition } from "../run/check.ts";
import type { RateLimit } from "../spec/description.ts";
import { describeError, describeOutcome } from "./checkBuilders.ts";
import type { CheckSuite } from "./checkBuilders.ts";
import { describeAnswer, expectAccepted, expectRejected } from "./assertions.ts";
import { findErrorResponse, errorText } from "../spec/rejections.ts";
import type { Refusal } from "../spec/rejections.ts";
import type { Answer, Session } from "../run/Session.ts";
import { countIn } from "./weights.ts";

// "Two minutes at first, up to three days": the words of the description, in seconds.
const shortestBanS = 120;
const longestBanS = 3 * 24 * 60 * 60;
/** Calls above the limit within which a ban must come. */
const mostIgnored = 100;
/** Calls under way together while the weight is spent. */
const atATime = 16;
const levels = ["method", "http"] as const;

export const limitChecks: CheckSuite = (operation) => {
  const [limit] = operation.limits;
  const spent = findErrorResponse(operation, "tooMany", 429);
  const banned = findErrorResponse(operation, "tooMany", 418);
  return [
    ...(limit && spent ? [spentCheck(limit, spent), ...spentThroughClient(limit, spent)] : []),
    ...(limit && banned ? [banCheck(limit, banned)] : []),
    ...(limit ? budgetChecks(limit) : []),
  ];
};

function spentCheck(limit: RateLimit, refusal: Refusal): CheckDefinition {
  return {
    rule: "limits: the weight is spent",
    place: limit.place.at("limit") ?? limit.place,
    needs: ["limits", "clock"],
    what: `${errorText(refusal)} above ${limit.limit}, until the window is over`,
    async probe(session) {
      const answer = await spend(session, limit);
      const mistake = expectRejected(session, answer, refusal) ?? wrongWait(session, answer, limit);
      if (mistake) return mistake;
      const counted = countIn(answer.headers, limit);
      if (!(counted > limit.limit)) return `${errorText(refusal)} at a count of ${counted}`;
      const end = windowEnd(session, limit);
      session.setClock(end - 1);
      const late = expectRejected(session, await session.ask(), refusal);
      if (late) return `${late}, 1 ms before the window was over`;
      session.setClock(end);
      return expectAccepted(session, await session.ask());
    },
  };
}

function spentThroughClient(limit: RateLimit, refusal: Refusal): readonly CheckDefinition[] {
  return levels.map((level) => ({
    rule: "limits: the weight is spent",
    level,
    place: refusal.place,
    needs: ["limits", "clock"],
    what: `${errorText(refusal)}, as a RateLimitError that says how long to wait`,
    async probe(session) {
      await spend(session, limit);
      const waitMs = windowEnd(session, limit) - session.now();
      const outcome = await session.call(level);
      if (outcome.kind === "data") return describeOutcome(outcome);
      if (outcome.kind === "refusal")
        return outcome.status === refusal.status ? undefined : describeOutcome(outcome);
      const { retryAfterMs } = outcome.error as { readonly retryAfterMs?: unknown };
      const right = session.isError(outcome.error, "RateLimitError") && retryAfterMs === waitMs;
      return right ? undefined : describeError(outcome.error);
    },
  }));
}

function banCheck(limit: RateLimit, refusal: Refusal): CheckDefinition {
  return {
    rule: "limits: the limit is ignored",
    place: refusal.response.place.at("description") ?? refusal.response.place,
    needs: ["limits", "clock"],
    what: `${errorText(refusal)} within ${mostIgnored} calls, until the ban is over`,
    async probe(session) {
      let answer = await spend(session, limit);
      for (let calls = 0; calls < mostIgnored && answer.status !== refusal.status; calls += 1)
        answer = await session.ask();
      const mistake = expectRejected(session, answer, refusal);
      if (mistake) return mistake;
      const seconds = Number(answer.headers.get("retry-after") ?? shortestBanS);
      if (!(seconds >= shortestBanS && seconds <= longestBanS)) return `a ban of ${seconds} s`;
      const end = session.now() + seconds * 1000;
      session.setClock(end - 1000);
      const early = expectRejected(session, await session.ask(), refusal);
      session.setClock(end);
      return early
        ? `${early}, 1 s before the ban was over`
        : expectAccepted(session, await session.ask());
    },
  };
}

/** A client that is told of a full count sends nothing more. */
function budgetChecks(limit: RateLimit): readonly CheckDefinition[] {
  return levels.map((level) => ({
    rule: "limits: the client stops by itself",
    level,
    place: limit.place,
    needs: ["faults", "clock"],
    what: `a RateLimitError and nothing sent once ${limit.limit} are counted`,
    async probe(session) {
      const client = session.client({ waitForWeight: false });
      if (!client) return "no client";
      session.inject({ headers: { [limit.header]: String(limit.limit) } });
      const first = await session.callWith(client, level);
      const outcome = await session.callWith(client, level);
      if (first.kind !== "data") return describeOutcome(first);
      if (session.requested.length > 1) return `${session.requested.length} requests`;
      const stopped = outcome.kind === "thrown" && session.isError(outcome.error, "RateLimitError");
      return stopped ? undefined : describeOutcome(outcome);
    },
  }));
}

/** Spends the weight of a window; the first answer above the limit. */
async function spend(session: Session, limit: RateLimit): Promise<Answer> {
  const first = await session.ask();
  const weight = countIn(first.headers, limit);
  if (first.status >= 400 || !(weight > 0)) return first;
  const left = Math.floor(limit.limit / weight) - 1;
  for (let calls = 0; calls < left; calls += atATime) {
    const size = Math.min(atATime, left - calls);
    const answers = await Promise.all(Array.from({ length: size }, () => session.ask()));
    const early = answers.find(({ status }) => status >= 400);
    if (early) return early;
  }
  return session.ask();
}

function wrongWait(session: Session, answer: Answer, limit: RateLimit): string | undefined {
  const wait = answer.headers.get("retry-after");
  const right = Math.ceil((windowEnd(session, limit) - session.now()) / 1000);
  if (wait === null || Number(wait) === right) return undefined;
  return `${describeAnswer(answer)}, Retry-After ${wait} with ${right} s left`;
}

function windowEnd(session: Session, { intervalMs }: RateLimit): number {
  return (Math.floor(session.now() / intervalMs) + 1) * intervalMs;
}
