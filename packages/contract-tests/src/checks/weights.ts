// What a call costs: the header that counts weight, for every combination of parameters.
import type { Operation, Parameter, RateLimit, WeightRule } from "@open-orders/specs/model";
import { weightRuleFor } from "@open-orders/specs/model";
import { CannotDecide } from "../run/check.ts";
import type { CheckDefinition } from "../run/check.ts";
import { clientLevels } from "../run/client.ts";
import type { RawResponse, Sent, Session } from "../run/Session.ts";
import { ownParameters } from "../run/values.ts";
import { expectData, expectSuccess } from "./assertions.ts";
import { combinationName, combinations } from "./combinations.ts";

/** So many calls after the first one. */
const callsCompared = 2;

export function weightChecks(
  operation: Operation,
  limits: readonly RateLimit[],
): readonly CheckDefinition[] {
  const own = ownParameters(operation);
  const required = own.filter((parameter) => parameter.required);
  return combinations(own.filter((parameter) => !parameter.required)).flatMap((members) => {
    const sent = [...required, ...members];
    const rule = weightRuleFor(operation.weights, new Set(sent.map(({ name }) => name)));
    const name = `weights: ${combinationName(members)} sent`;
    return rule ? checksOf(name, sent, rule, limits) : [];
  });
}

function checksOf(
  rule: string,
  sent: readonly Parameter[],
  { weight, estimate, node }: WeightRule,
  limits: readonly RateLimit[],
): readonly CheckDefinition[] {
  const what = `a weight of ${estimate ? "at least " : ""}${weight} for each call`;
  const cause = "weight";
  const wrong = (counted: number, calls: number): boolean =>
    estimate ? !(counted >= weight * calls) : counted !== weight * calls;
  const valuesIn = ({ account }: Session): Sent =>
    Object.fromEntries(sent.map((parameter) => [parameter.name, account.valueOf(parameter)]));
  const raw = limits.map((limit): CheckDefinition => ({
    rule: limits.length > 1 ? `${rule}, by ${limit.header}` : rule,
    node,
    what,
    cause,
    async probe(session) {
      const parameters = valuesIn(session);
      if (!session.target.clock?.set) {
        const { growth, response } = await leastGrowth(session, limit, parameters);
        const failed = expectSuccess(session, response) ?? missingCount(response, limit);
        if (failed) return failed;
        if (growth === undefined) throw new CannotDecide("the counts of weight are not comparable");
        return wrong(growth, 1) ? { actual: `${growth} for a call` } : undefined;
      }
      for (const calls of [1, 2]) {
        const response = await session.send({ parameters });
        const failed = expectSuccess(session, response) ?? missingCount(response, limit);
        if (failed) return failed;
        const counted = countIn(response.headers, limit);
        if (wrong(counted, calls)) return { actual: `${counted} after call ${calls}` };
      }
      return undefined;
    },
  }));
  const throughClient = clientLevels.map((level): CheckDefinition => ({
    rule,
    level,
    node,
    needs: ["clock"],
    what: `${what}, by the client's weightUsage`,
    cause,
    async probe(session) {
      const client = session.client.create();
      if (!client) return { actual: "no client" };
      const outcome = await session.client.callWith(client, level, valuesIn(session));
      const failed = expectData(session, outcome);
      if (failed) return failed;
      const { usedWeight } = client.weightUsage;
      return wrong(usedWeight, 1) ? { actual: `${usedWeight} after call 1` } : undefined;
    },
  }));
  return [...raw, ...throughClient];
}

/** A response without a count that can be read: the check of the header names it. */
function missingCount({ headers, status }: RawResponse, limit: RateLimit) {
  const { header } = limit;
  return Number.isNaN(countIn(headers, limit))
    ? { actual: `status ${status} without a count in ${header}`, causes: [`header ${header}`] }
    : undefined;
}

/**
 * How much one call adds to the exchange's count, where the clock cannot be set: the least of several, as others may
 * spend weight in between. Undefined where no two counts are of one interval; the last response.
 */
export async function leastGrowth(
  session: Session,
  limit: RateLimit,
  parameters: Sent,
): Promise<{ readonly growth: number | undefined; readonly response: RawResponse }> {
  let response = await session.send({ parameters });
  const grown: number[] = [];
  for (let calls = 0; calls < callsCompared && response.status < 400; calls += 1) {
    const before = countIn(response.headers, limit);
    response = await session.send({ parameters });
    grown.push(countIn(response.headers, limit) - before);
  }
  // A count that is not above the last one: another interval has begun, or nothing is counted at all.
  const above = grown.filter((growth) => growth > 0);
  const still = grown.length > 0 && grown.every((growth) => growth === 0);
  return { growth: above.length > 0 ? Math.min(...above) : still ? 0 : undefined, response };
}

/** The weight used by a response's header; NaN where there is none. */
export function countIn(headers: Headers, { header }: RateLimit): number {
  return Number(headers.get(header) ?? Number.NaN);
}
