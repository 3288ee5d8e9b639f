// What a call costs: the header that counts weight, for every combination of parameters.
import { CannotDecide } from "../run/check.ts";
import type { CheckDefinition } from "../run/check.ts";
import { combinationName, combinations } from "./combinations.ts";
import { ownParameters, weightFor } from "../spec/description.ts";
import type { Operation, Parameter, RateLimit, WeightRule } from "../spec/description.ts";
import { describeOutcome } from "./checkBuilders.ts";
import type { CheckSuite } from "./checkBuilders.ts";
import { expectAccepted } from "./assertions.ts";
import type { Answer, Sent, Session } from "../run/Session.ts";

/** So many calls after the first one. */
const callsCompared = 2;

export const weightChecks: CheckSuite = (operation) => {
  const own = ownParameters(operation);
  const required = own.filter((parameter) => parameter.required);
  return combinations(own.filter((parameter) => !parameter.required)).flatMap((members) => {
    const sent = [...required, ...members];
    const rule = weightFor(
      operation,
      sent.map(({ name }) => name),
    );
    return rule ? weightOf(operation, `weights: ${combinationName(members)} sent`, sent, rule) : [];
  });
};

function weightOf(
  { limits }: Operation,
  rule: string,
  sent: readonly Parameter[],
  { weight, estimate, place }: WeightRule,
): readonly CheckDefinition[] {
  const what = `a weight of ${estimate ? "at least " : ""}${weight} for each call`;
  const wrong = (counted: number, calls: number): boolean =>
    estimate ? counted < weight * calls : counted !== weight * calls;
  const raw = limits.map((limit): CheckDefinition => ({
    rule: limits.length > 1 ? `${rule}, by ${limit.header}` : rule,
    place,
    what,
    async probe(session) {
      const parameters = valuesOf(session, sent);
      if (!session.target.setClock) {
        const { growth, answer } = await leastGrowth(session, limit, parameters);
        const mistake = expectAccepted(session, answer);
        if (mistake) return mistake;
        if (growth === undefined) throw new CannotDecide("the counts of weight tell nothing");
        return wrong(growth, 1) ? `${growth} for a call` : undefined;
      }
      for (const calls of [1, 2]) {
        const answer = await session.ask(parameters);
        const mistake = expectAccepted(session, answer);
        if (mistake) return mistake;
        const counted = countIn(answer.headers, limit);
        if (wrong(counted, calls)) return `${counted} after call ${calls}`;
      }
      return undefined;
    },
  }));
  const throughClient = (["method", "http"] as const).map((level): CheckDefinition => ({
    rule,
    level,
    place,
    needs: ["clock"],
    what: `${what}, as the client's limits tell`,
    async probe(session) {
      const client = session.client();
      if (!client) return "no client";
      const outcome = await session.callWith(client, level, valuesOf(session, sent));
      if (outcome.kind !== "data") return describeOutcome(outcome);
      const { usedWeight } = client.weightUsage;
      return wrong(usedWeight, 1) ? `${usedWeight} after call 1` : undefined;
    },
  }));
  return [...raw, ...throughClient];
}

/**
 * How much one call adds to the exchange's count, where no minute can be begun at will: the least of several, as
 * others may spend weight in between. Undefined where no two counts are of one minute; the last answer.
 */
export async function leastGrowth(
  session: Session,
  limit: RateLimit,
  parameters: Sent | undefined,
): Promise<{ readonly growth: number | undefined; readonly answer: Answer }> {
  let answer = await session.ask(parameters);
  let growth: number | undefined;
  for (let calls = 0; calls < callsCompared && answer.status < 400; calls += 1) {
    const before = countIn(answer.headers, limit);
    answer = await session.ask(parameters);
    const grown = countIn(answer.headers, limit) - before;
    // Not above the last one: another minute has begun.
    if (grown > 0) growth = Math.min(growth ?? Infinity, grown);
  }
  return { growth, answer };
}

/** The weight used by an answer's header; NaN where there is none. */
export function countIn(headers: Headers, { header }: RateLimit): number {
  return Number(headers.get(header) ?? Number.NaN);
}

function valuesOf(session: Session, sent: readonly Parameter[]): Readonly<Record<string, string>> {
  return Object.fromEntries(sent.map((parameter) => [parameter.name, session.valueOf(parameter)]));
}
