// Whether the client tries again after each published refusal, as `x-retry` says: how often, after
// what pause, and with a signature of its own each time.
import type { Fault } from "@open-orders/mock-exchange";
import { stringify } from "../run/stringify.ts";
import type { CheckDefinition } from "../run/check.ts";
import type { DescribedResponse, Operation } from "../spec/description.ts";
import { describeOutcome } from "./checkBuilders.ts";
import type { CheckSuite } from "./checkBuilders.ts";
import type { SpecNode } from "../spec/SpecNode.ts";
import type { Session } from "../run/Session.ts";
import { faultFor, statusesOf } from "./statuses.ts";
import { failuresOf } from "./errors.ts";

const json = "application/json";
const retryAfterS = 7;

/** No code of the exchange's: what a response says of retries holds for it. */
const unlistedCode = -999_999;

export const retryChecks: CheckSuite = (operation) => [
  ...failuresOf(operation).map((failure) => {
    const { response, example, status, name } = failure;
    const own = response.retry === "abort" ? undefined : example.place.at("x-retry");
    const place = own ? example.place : response.place;
    return retryCheck(operation, {
      name,
      response,
      status,
      place,
      fault: faultFor(status, example),
    });
  }),
  ...operation.responses.flatMap((response) => unlisted(operation, response)),
];

interface Played {
  readonly name: string;
  readonly response: DescribedResponse;
  readonly status: number;
  /** Whose `x-retry` holds. */
  readonly place: SpecNode;
  readonly fault: Omit<Fault, "operationId">;
}

/** Of a response with codes, another code, for which the response's own `x-retry` holds. */
function unlisted(operation: Operation, response: DescribedResponse): readonly CheckDefinition[] {
  if (response.retry === undefined || !response.bodies.has(json)) return [];
  const body = JSON.stringify({ code: unlistedCode, msg: "Nobody knows this code." });
  return statusesOf(operation, response)
    .slice(0, 1)
    .map((status) =>
      retryCheck(operation, {
        name: `${response.status} with a code that is not listed`,
        response,
        status,
        place: response.place,
        fault: { status, body },
      }),
    );
}

function retryCheck(
  operation: Operation,
  { name, response, status, place, fault }: Played,
): CheckDefinition {
  const retry = stringify(place.node["x-retry"]);
  // After these the exchange may have done something; only a read may then be sent again.
  const repeatable = retry !== "retry" || ["GET", "HEAD"].includes(operation.method);
  const again = ["retry", "wait", "resync"].includes(retry) && repeatable;
  const pause = retry === "wait" ? ` after ${retryAfterS} s` : "";
  const played = String(status) === response.status ? "" : `, as ${status}`;
  return {
    rule: `retries: ${name}${played}`,
    level: "method",
    place: place.at("x-retry") ?? place,
    needs: ["faults", "clock"],
    what: again ? `a second request${pause}, which succeeds` : "no second request",
    async probe(session) {
      const headers = { "Retry-After": String(retryAfterS) };
      session.inject({ ...fault, ...(retry === "wait" && { headers }) });
      const outcome = await session.call("method", session.mandatory, { maxRetries: 1 });
      const requests = session.requested.filter((url) =>
        new URL(url).pathname.endsWith(operation.path),
      );
      const count = `${requests.length} requests; ${describeOutcome(outcome)}`;
      if (requests.length !== (again ? 2 : 1) || (outcome.kind === "data") !== again) return count;
      if (retry === "wait" && !session.slept.includes(retryAfterS * 1000))
        return `pauses of ${session.slept.join(", ") || "0"} ms`;
      return again ? notSignedAnew(session, requests) : undefined;
    },
  };
}

function notSignedAnew(
  { operation: { timestamp } }: Session,
  [first, second]: readonly string[],
): string | undefined {
  if (!timestamp || first === undefined || second === undefined) return undefined;
  const stampOf = (url: string): number => Number(new URL(url).searchParams.get(timestamp.name));
  return stampOf(second) > stampOf(first) ? undefined : "a second request with the old timestamp";
}
