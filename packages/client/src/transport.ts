// The one loop that every call goes through: reserve weight → sign → send → read → retry.
import { isWatched, publish } from "#diagnostics";
import type { Operation } from "./api.ts";
import { attempt } from "./attempt.ts";
import type { Outcome } from "./attempt.ts";
import { timeoutError } from "./call.ts";
import type { Call, Context } from "./call.ts";
import { withDeadline } from "./deadline.ts";
import { addErrorTexts } from "./errorTexts.ts";
import { ApiError, RateLimitError, TimeoutError, retryOfCode } from "./errors.ts";
import { isObject, planIds } from "./json.ts";
import type { AttemptEvent } from "./options.ts";
import { checkWeight, leftMs, notifyBudget, reserve, sleep, waitForWeight } from "./reservation.ts";
import type { Progress } from "./reservation.ts";
import type { ParsedResponse } from "./response.ts";
import { actionAfter, delayBefore } from "./retry.ts";
import type { WeightDenial, WeightGrant } from "./weight.ts";

const started: Progress = { attempts: 0, waitedMs: 0 };

/** Sends a call as often as it takes. Rejects where no response came; an error response is a response. */
export async function send(context: Context, call: Call): Promise<ParsedResponse> {
  const { settings, clock, api } = context;
  const { operation, limits, signal } = call;
  let progress = started;
  let resynced = false;
  let asksTime = false;
  checkWeight(context, call);
  for (;;) {
    signal?.throwIfAborted();
    const weight = context.estimates.weightOf(call.weightRule);
    const gate = settings.transport.gateOf?.(settings.baseUrl);
    const turn = gate?.enter(leftMs(context, call, progress), signal);
    if (turn && !(await turn)) {
      const what = "was not sent: others to the same host took longer than";
      throw timeoutError(context, call, progress.attempts, "totalTimeoutMs", what);
    }
    let tried: WeightDenial | Tried;
    try {
      // Over the connection that the call has got, so that nothing that is signed waits behind it.
      if (asksTime) await resync(context, call, progress);
      asksTime = false;
      const reserving = reserve(context, call, progress, weight);
      // As a rule it is granted at once, and waiting for what is there already would cost time.
      const reserved = "granted" in reserving ? reserving : await reserving;
      if (reserved.granted) {
        const sentAt = clock.monotonic();
        const left = leftMs(context, call, progress, sentAt);
        const outcome = await attempt(context, call, progress.attempts, left);
        tried = { granted: true, grant: reserved, sentAt, outcome };
      } else tried = reserved;
    } finally {
      gate?.leave();
    }
    if (!tried.granted) {
      progress = await waitForWeight(context, call, progress, tried);
      continue;
    }
    const { grant, sentAt, outcome } = tried;
    const pausing = learn(context, call, progress, grant, sentAt, outcome);
    if (pausing) await pausing;
    if (outcome.sent) progress = { attempts: progress.attempts + 1, waitedMs: progress.waitedMs };
    if (outcome.thrown) throw outcome.thrown.reason;
    if ("paused" in outcome) {
      const { pausedForMs: waitMs, banned } = settings.weightBudget.weightUsage;
      progress = await waitForWeight(context, call, progress, { granted: false, waitMs, banned });
      continue;
    }
    // The usual case: nothing to try again, and nobody to notify.
    if (outcome.response && !outcome.error && !settings.onAttempt && !isWatched())
      return outcome.response;

    let action = actionAfter(api, operation, outcome);
    // The repeat after the time was learned is none of the caller's retries.
    const counted = progress.attempts - Number(resynced);
    if (action === "resync" ? resynced : counted > limits.maxRetries) action = "never";
    if (action === "wait" && !limits.waitForWeight) action = "never";
    const waitMs = delayBefore(action, progress.attempts, outcome, settings.random);
    const willRetry = waitMs < leftMs(context, call, progress);
    if (settings.onAttempt || isWatched()) {
      const durationMs = Math.round(clock.monotonic() - sentAt);
      const { attempts } = progress;
      report(
        context,
        call,
        outcome,
        { attempts, durationMs, weight },
        willRetry ? waitMs : undefined,
      );
    }
    if (!willRetry) {
      if (!outcome.response) throw outcome.error;
      // Only now: no decision of a call depends on texts, or on whether they can be loaded.
      await addErrorTexts(outcome.error, leftMs(context, call, progress), signal);
      return outcome.response;
    }
    if (action === "resync") resynced = asksTime = true;
    await sleep(context, call, progress, waitMs);
    progress = { attempts: progress.attempts, waitedMs: progress.waitedMs + waitMs };
  }
}

/** A request that was granted, and what became of it. */
interface Tried {
  /** Tells it from a denial. */
  readonly granted: true;
  readonly grant: WeightGrant;
  /** By the monotonic clock, in milliseconds. */
  readonly sentAt: number;
  readonly outcome: Outcome;
}

/** Takes in what a response says of time and weight. Returns a promise where the budget takes time to pause. */
function learn(
  context: Context,
  call: Call,
  progress: Progress,
  grant: WeightGrant,
  sentAt: number,
  { sent, response, error }: Outcome,
): Promise<void> | void {
  const { clock, estimates, settings } = context;
  const budget = settings.weightBudget;
  // Where nothing was sent, nothing is spent.
  let used = sent ? undefined : 0;
  if (response) {
    if (isFromExchange(response)) {
      const isTimeRejected = error instanceof ApiError && retryOfCode(error.code) === "resync";
      clock.learnFromDate(response.headers.get("date"), sentAt, clock.monotonic(), isTimeRejected);
    }
    used = usedWeight(context, response);
    if (used !== undefined) estimates.observe(call.weightRule, grant.interval, used);
  }
  // Nobody waits for it: a response that has arrived is handed out.
  void notifyBudget(() => budget.settle(grant, used));
  if (!(error instanceof RateLimitError)) return undefined;
  const pausing = notifyBudget(() => budget.pause(error.retryAfterMs, error.banned));
  if (!pausing) return undefined;
  const ms = Math.min(leftMs(context, call, progress), call.limits.timeoutMs);
  return withDeadline(() => pausing, ms, call.signal);
}

/** Whether the exchange itself wrote it. A gateway in front of it has a clock of its own. */
function isFromExchange({ error }: ParsedResponse): boolean {
  return !error || (error instanceof ApiError && error.code !== undefined);
}

/** The exchange's count of this minute, where the response has it. */
function usedWeight({ api }: Context, { headers }: ParsedResponse): number | undefined {
  const count = headers.get(api.limit.header);
  return count !== null && /^\d+$/.test(count) ? Number(count) : undefined;
}

/** Asks for the time where the API has an endpoint for it. `Date` was learned already, so a failure costs little. */
async function resync(context: Context, call: Call, progress: Progress): Promise<void> {
  const { api, clock } = context;
  if (!api.timeEndpoint) return;
  const { path, field } = api.timeEndpoint;
  const operation = timeOperation(path);
  const [weightRule] = operation.weights;
  const timeCall: Call = {
    ...call,
    id: "time",
    operation,
    plan: planIds([]),
    path,
    query: "",
    weightRule,
    headers: undefined,
  };
  const grant = await reserve(context, timeCall, progress, weightRule.weight);
  if (!grant.granted) return;
  const sentAt = clock.monotonic();
  const left = leftMs(context, call, progress, sentAt);
  const outcome = await attempt(context, timeCall, progress.attempts, left);
  await learn(context, timeCall, progress, grant, sentAt, outcome);
  const { response, error, thrown } = outcome;
  if (thrown) throw thrown.reason;
  // What ended was the call's own total limit.
  if (error instanceof TimeoutError && error.limit === "totalTimeoutMs")
    throw timeoutError(context, call, progress.attempts, error.limit, "took longer than");
  const data = response?.data;
  const time = isObject(data) ? data[field] : undefined;
  if (typeof time === "number") clock.learnFromTime(time, sentAt, clock.monotonic());
}

function timeOperation(path: string) {
  return {
    method: "GET",
    path,
    security: "none",
    weights: [{ weight: 1 }],
    int64Paths: [],
    result: "object",
    idempotent: true,
    parameters: {},
  } as const satisfies Operation;
}

function report(
  context: Context,
  { id }: Call,
  { response, error }: Outcome,
  { attempts, durationMs, weight }: { attempts: number; durationMs: number; weight: number },
  retryInMs: number | undefined,
): void {
  const { api, settings } = context;
  const event: AttemptEvent = {
    api: api.name,
    operation: id,
    attempt: attempts,
    durationMs,
    weight,
  };
  const used = response && usedWeight(context, response);
  if (response) event.status = response.status;
  if (used !== undefined) event.usedWeight = used;
  if (error) event.errorKind = error.kind;
  if (error && "code" in error && typeof error.code === "number") event.code = error.code;
  if (retryInMs !== undefined) event.retryInMs = retryInMs;
  publish(event);
  try {
    const returned: unknown = settings.onAttempt?.(event);
    // One that is async fails later.
    if (returned instanceof Promise) returned.catch(() => {});
  } catch {
    // An observer that fails must not take the call down with it.
  }
}
