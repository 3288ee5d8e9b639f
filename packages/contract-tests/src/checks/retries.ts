// Whether the client tries again after each published refusal, as `x-retry` says: how often, after
// what pause, and with a signature of its own each time.
import { asText } from "../asText.ts";
import type { Draft } from "../check.ts";
import type { Operation } from "../description.ts";
import { describeOutcome } from "../drafts.ts";
import type { Family } from "../drafts.ts";
import type { Session } from "../Session.ts";
import { faultFor } from "../statuses.ts";
import { failuresOf } from "./errors.ts";
import type { Failure } from "./errors.ts";

const retryAfterS = 7;

export const retryChecks: Family = (operation) =>
  failuresOf(operation).map((failure) => retryCheck(operation, failure));

function retryCheck(operation: Operation, failure: Failure): Draft {
  const { response, example, status, name } = failure;
  const own = example.place.node["x-retry"];
  const retry = response.retry === "stop" || own === undefined ? response.retry : asText(own);
  // After these the exchange may have done something; only a read may then be sent again.
  const repeatable = retry !== "again" || ["GET", "HEAD"].includes(operation.method);
  const again = ["again", "wait", "resync"].includes(retry ?? "") && repeatable;
  const place = own === undefined || response.retry === "stop" ? response.place : example.place;
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
      session.inject({ ...faultFor(status, example), ...(retry === "wait" && { headers }) });
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
