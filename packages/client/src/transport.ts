// The one loop that every call goes through: budget → sign → fetch → observe → retry.
import { isWatched, publish } from "#diagnostics";
import type { Answer } from "./answer.ts";
import type { Operation } from "./api.ts";
import { sendOnce } from "./attempt.ts";
import type { Outcome } from "./attempt.ts";
import { errorContext, leftMs, nameOf } from "./call.ts";
import type { Call, Context } from "./call.ts";
import { RateLimitError } from "./errors.ts";
import { planIds } from "./json.ts";
import type { AttemptEvent } from "./options.ts";
import { actionAfter, delayBefore } from "./retry.ts";
import type { Reservation, WeightBudget } from "./weight.ts";

/** Sends a call as often as it takes. Rejects where no answer came; a refusal is an answer. */
export async function send(context: Context, call: Call): Promise<Answer> {
  const { settings, clock, api } = context;
  const { operation, limits, signal } = call;
  let resynced = false;
  for (;;) {
    signal?.throwIfAborted();
    const asked = settings.weightBudget.reserve(call.weight, clock.now());
    // As a rule it is granted at once, and waiting for what is there already would cost time.
    const reservation = "interval" in asked ? asked : await reserve(context, call, asked);
    const sentAt = clock.local();
    const outcome = await observed(context, call, reservation);
    // The usual case: nothing to try again, and nobody to tell.
    if (outcome.answer && !outcome.error && !settings.onAttempt && !isWatched())
      return outcome.answer;

    let action = actionAfter(api, operation, outcome);
    if (action === "resync" ? resynced : call.attempts > limits.maxRetries) action = "never";
    const waitMs = delayBefore(action, call.attempts, outcome, settings.random);
    const willRetry = waitMs < leftMs(context, call);
    if (settings.onAttempt || isWatched())
      report(context, call, outcome, clock.local() - sentAt, willRetry ? waitMs : undefined);
    if (!willRetry) {
      if (outcome.answer) return outcome.answer;
      throw outcome.error;
    }
    if (action === "resync") {
      resynced = true;
      await resync(context, call);
    }
    await settings.sleep(waitMs, signal);
  }
}

/** Waits for weight, as long as the caller lets it. */
async function reserve(
  context: Context,
  call: Call,
  asked: ReturnType<WeightBudget["reserve"]>,
): Promise<Reservation> {
  const { settings, clock } = context;
  let answer = await asked;
  // Counted here as well, so that a clock that stands still cannot make a call wait for ever.
  let waitedMs = 0;
  while (!("interval" in answer)) {
    const { waitMs, banned } = answer;
    if (banned || !call.limits.waitForWeight || waitedMs + waitMs >= leftMs(context, call)) {
      const until = new Date(clock.local() + waitMs).toISOString();
      const reason = banned ? "this address is banned" : "the weight budget is spent";
      const message = `${nameOf(call)} was not sent: ${reason} until ${until}.`;
      const refusal = { status: banned ? 418 : 429, headers: new Headers() };
      const limit = { retryAfterMs: waitMs, banned };
      throw new RateLimitError(message, refusal, limit, errorContext(context, call));
    }
    await settings.sleep(waitMs, call.signal);
    waitedMs += waitMs;
    answer = await settings.weightBudget.reserve(call.weight, clock.now());
  }
  return answer;
}

/** Sends one request and takes in what its answer tells of clock and weight. */
async function observed(context: Context, call: Call, reservation: Reservation): Promise<Outcome> {
  const { clock } = context;
  const { weightBudget: budget } = context.settings;
  const sentAt = clock.local();
  const { attempts } = call;
  let used: number | undefined;
  try {
    const outcome = await sendOnce(context, call);
    if (outcome.answer) {
      clock.learnFromDate(outcome.answer.headers.get("date"), sentAt, clock.local());
      used = usedWeight(context, outcome.answer);
    }
    if (outcome.error instanceof RateLimitError) {
      const { retryAfterMs, banned } = outcome.error;
      await told(() => budget.pause(retryAfterMs, banned, clock.now()));
    }
    return outcome;
  } finally {
    // Where nothing could be signed, or the caller left meanwhile, nothing was sent and nothing is spent.
    if (call.attempts === attempts) used = 0;
    const settled = told(() => budget.settle(reservation, used, clock.now()));
    if (settled) await settled;
  }
}

/** Tells the budget. A shared one may be out of reach, which must not cost the caller the answer. */
function told(tell: () => void | Promise<void>): Promise<void> | void {
  try {
    // What was reserved ends with its interval.
    return tell()?.catch(() => {});
  } catch {
    return undefined;
  }
}

/** The exchange's count of this minute, where it tells it. */
function usedWeight({ api }: Context, { headers }: Answer): number | undefined {
  const count = headers.get(api.limit.header);
  return count !== null && /^\d+$/.test(count) ? Number(count) : undefined;
}

/** Asks for the time where the API tells it. `Date` was learnt already, so a failure costs little. */
async function resync(context: Context, { limits, signal }: Call): Promise<void> {
  const { api, clock, settings } = context;
  if (!api.timeEndpoint) return;
  const reservation = await settings.weightBudget.reserve(1, clock.now());
  if (!("interval" in reservation)) return;
  const sentAt = clock.local();
  const { answer } = await observed(
    context,
    {
      id: "time",
      operation: timeOperation(api.timeEndpoint.path),
      plan: planIds([]),
      query: "",
      weight: 1,
      headers: undefined,
      signal,
      limits,
      startedAt: sentAt,
      attempts: 0,
      secrets: [],
    },
    reservation,
  );
  const time = (answer?.data as Record<string, unknown> | undefined)?.[api.timeEndpoint.field];
  if (typeof time === "number") clock.learnFromTime(time, sentAt, clock.local());
}

function timeOperation(path: string): Operation {
  return {
    method: "GET",
    path,
    security: "none",
    weight: [[1]],
    int64Paths: [],
    result: "object",
    idempotent: true,
    parameters: {},
  };
}

function report(
  context: Context,
  { id, attempts, weight }: Call,
  { answer, error }: Outcome,
  durationMs: number,
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
  const used = answer && usedWeight(context, answer);
  if (answer) event.status = answer.status;
  if (used !== undefined) event.usedWeight = used;
  if (error) event.errorKind = error.kind;
  if (error && "code" in error && typeof error.code === "number") event.code = error.code;
  if (retryInMs !== undefined) event.retryInMs = retryInMs;
  publish(event);
  try {
    settings.onAttempt?.(event);
  } catch {
    // A watcher that fails must not take the call down with it.
  }
}
