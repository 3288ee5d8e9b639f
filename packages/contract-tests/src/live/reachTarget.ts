// The first requests to a target: whether it is there and is an exchange, what its clock says, and whether it accepts the
// keys. What is wrong here is for the caller to fix, and would fail every check.
import { fillPath, membersOf } from "@open-orders/specs/model";
import type { Api, Operation } from "@open-orders/specs/model";
import { describeResponse } from "../checks/assertions.ts";
import { errorCode } from "../run/guards.ts";
import { rejectionFor } from "../run/publishedErrors.ts";
import { codeOf, parseJson } from "../run/readJson.ts";
import { withoutSecrets } from "../run/secrets.ts";
import { openSession } from "../run/Session.ts";
import type { RawResponse, Sent } from "../run/Session.ts";
import { baseUrlOf } from "../run/Target.ts";
import type { Target } from "../run/Target.ts";
import { UsageError } from "../run/UsageError.ts";
import { valueFor } from "../run/values.ts";

/** A `Date` has no milliseconds: the time is up to so much later. */
const dateGranularityMs = 1000;
/** A range of offsets that is no wider will do, beyond what a `Date` leaves open. */
const goodEnoughMs = 500;
const samples = 5;
/** With a longer round trip, a right timestamp may be rejected. */
const slowestMs = 2000;

/**
 * Reaches every API of a target that is served.
 *
 * @param now This machine's clock, in milliseconds since the Unix epoch.
 * @returns the target, with its own clock
 * @throws UsageError where it cannot be reached, is no exchange, has no usable clock, or rejects the keys
 */
export async function reachTarget(
  target: Target,
  apis: readonly Api[],
  now: () => number,
): Promise<Target> {
  const offsets = new Map<string, number>();
  const clock = { now: (api: string) => now() + (offsets.get(api) ?? 0) };
  for (const api of apis) {
    const base = baseUrlOf(target, api.name);
    if (base === undefined) continue;
    const reached: Reached = { api, base, target: { ...target, clock }, now };
    try {
      offsets.set(api.name, await clockOffset(reached));
      let response = await firstCall(reached);
      // The clock may have been set in between, or be another than the one of the time endpoint.
      if (isRejected(reached, response, ["timestamp"])) {
        offsets.set(api.name, await clockOffset(reached));
        response = await firstCall(reached);
      }
      judge(reached, response, clock.now(api.name) - now());
    } catch (error) {
      throw error instanceof UsageError ? error : unreachable(error, reached);
    }
  }
  return { ...target, clock };
}

interface Reached {
  readonly api: Api;
  readonly base: string;
  readonly target: Target;
  readonly now: () => number;
}

/** How far the target's clock is ahead, in whole milliseconds: the smallest offset that the round trips allow. */
async function clockOffset({ api, base, target, now }: Reached): Promise<number> {
  const path = api.clock?.path ?? anyPath({ api, base, target });
  let least = -Infinity;
  let most = Infinity;
  let fastest = Infinity;
  let enough = 0;
  for (let sample = 0; sample < samples && !(most - least <= enough); sample += 1) {
    const sentAt = now();
    const response = await target.fetch(`${base}${path}`, { redirect: "manual" });
    const text = await response.text();
    const receivedAt = now();
    const body = parseJson(text);
    if (body === undefined) throw noExchange(api, base, response);
    const own = api.clock && response.ok ? membersOf(body)[api.clock.field] : undefined;
    const time = typeof own === "number" ? own : Date.parse(response.headers.get("date") ?? "");
    if (Number.isNaN(time)) return 0;
    fastest = Math.min(fastest, receivedAt - sentAt);
    const open = typeof own === "number" ? 0 : dateGranularityMs;
    enough = open + goodEnoughMs;
    const [from, until] = [time - receivedAt, time - sentAt + open];
    // A clock that jumped in between begins anew.
    [least, most] =
      from > most || until < least ? [from, until] : [Math.max(least, from), Math.min(most, until)];
  }
  if (fastest > slowestMs)
    throw new UsageError(
      `${api.name} at ${base} takes ${(fastest / 1000).toFixed(1)} s to respond, so its clock cannot be read well enough for signed requests; try again from nearer, or later.`,
    );
  if (least <= 0 && most >= 0) return 0;
  return Math.round((least + most) / 2);
}

/** A path of some operation, with valid values in it. */
function anyPath({ api, base, target }: Omit<Reached, "now">): string {
  const [operation] = api.operations;
  if (!operation) return "";
  const { mandatory } = openSession({ target, base, operation }).account;
  return fillPath(operation.path, (name) => encodeURIComponent(mandatory[name] ?? ""));
}

/** One valid request, the one that weighs least. */
async function firstCall({ api, base, target }: Reached): Promise<RawResponse | undefined> {
  const operation = api.operations.find(({ method, key }) => key && method === "GET");
  if (!operation) return undefined;
  return openSession({ target, base, operation }).send({ parameters: lightest(operation) });
}

function lightest({ weights, parameters }: Operation): Sent {
  const [rule] = weights.toSorted((a, b) => a.weight - b.weight);
  const needed = parameters.filter(({ name }) => rule?.whenSent.includes(name));
  return Object.fromEntries(needed.map((parameter) => [parameter.name, valueFor(parameter, [])]));
}

type KeyMistake = "noKey" | "unknownKey" | "signature" | "timestamp";

/** Whether a response is the rejection of one of these mistakes, by its code. */
function isRejected(
  { api }: Reached,
  response: RawResponse | undefined,
  mistakes: readonly KeyMistake[],
): boolean {
  const code = response && codeOf(parseJson(response.text));
  if (code === undefined) return false;
  return api.operations.some((operation) =>
    mistakes.some((mistake) => rejectionFor(operation, mistake)?.code === code),
  );
}

/** @throws UsageError where every check would fail */
function judge(reached: Reached, response: RawResponse | undefined, offsetMs: number): void {
  if (!response) return;
  const { api, base } = reached;
  const what = describeResponse(response);
  if (isRejected(reached, response, ["timestamp"]))
    throw new UsageError(
      `${api.name} at ${base} rejects the timestamp (${what}) although its clock was read, ${offsetMs} ms from this machine's; set its clock right.`,
    );
  if (
    response.status === 401 ||
    isRejected(reached, response, ["noKey", "unknownKey", "signature"])
  )
    throw new UsageError(
      `${api.name} at ${base} rejects the key or its signature (${what}); check the keys in the environment, and that they are for this target.`,
    );
  if (parseJson(response.text) === undefined) throw noExchange(api, base, response);
}

function noExchange(
  { name }: Api,
  base: string,
  { status, headers }: Pick<RawResponse, "status" | "headers">,
): UsageError {
  const location = headers.get("location") ?? "";
  // Of its address only the host is shown: it can repeat a signed query.
  const to = URL.canParse(location, base) && new URL(location, base).origin;
  if (to && to !== new URL(base).origin)
    return new UsageError(
      `${name} at ${base} redirects to ${to} with status ${status}, which is not followed; give the address of the exchange itself with --target.`,
    );
  const type = headers.get("content-type") ?? "no content type";
  return new UsageError(
    `${name} at ${base} returns ${type} with status ${status}, and no JSON; check --target: it must be the address of an exchange, without a path.`,
  );
}

function unreachable(error: unknown, { api, base, target }: Reached): UsageError {
  const why = withoutSecrets(errorCode(membersOf(error)["cause"] ?? error), target);
  const line = `${api.name} cannot be reached at ${base} (${why}); start it, or correct --target.`;
  return new UsageError(line, { cause: error });
}
