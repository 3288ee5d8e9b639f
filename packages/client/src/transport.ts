// The one loop that every call goes through: budget → sign → fetch → observe → retry.
import { isWatched, publish } from "#diagnostics";
import type { Answer, Reading } from "./answer.ts";
import type { Api, Operation } from "./api.ts";
import { sendOnce } from "./attempt.ts";
import type { Attempt, Outcome } from "./attempt.ts";
import { createClock } from "./clock.ts";
import { RateLimitError } from "./errors.ts";
import type { Circumstances } from "./errors.ts";
import { planIds } from "./json.ts";
import type { IdPlan } from "./json.ts";
import { readLimits } from "./options.ts";
import type { AttemptEvent, CallOptions, Limited, Settings } from "./options.ts";
import { weightOf } from "./query.ts";
import type { Parameters } from "./query.ts";
import { actionAfter, delayBefore } from "./retry.ts";
import type { Reservation } from "./weight.ts";

/** One call, checked and encoded, ready to be signed. */
export interface Call {
  id: string;
  operation: Operation;
  parameters: Parameters;
  query: string;
  headers: Record<string, string>;
  options: CallOptions;
}

/** Sends a call as often as it takes. Rejects where no answer came; a refusal is an answer. */
export type Transport = (call: Call) => Promise<Answer>;

/** The first ban of an address lasts this long; longer ones say so in Retry-After. */
const shortestBanMs = 120_000;

export function createTransport(api: Api, settings: Settings): Transport {
  const clock = createClock(settings.now);
  const { weightBudget: budget, validate } = settings;
  const plans: Record<string, IdPlan> = {};

  return async function send(call) {
    const { id, operation, options } = call;
    const limits = readLimits(options, settings);
    const weight = weightOf(operation, call.parameters);
    const startedAt = clock.local();
    const leftMs = (): number => Math.max(0, limits.totalTimeoutMs - (clock.local() - startedAt));
    let attempts = 0;
    let resynced = false;
    const about = (): Circumstances => ({
      operation: id,
      attempts,
      elapsedMs: clock.local() - startedAt,
    });
    const plan = (plans[id] ??= planIds(operation.exact));
    const reading = {
      ...readingOf(`${operation.method} ${operation.path}`, operation, plan, about),
      validate: validate && ((data: unknown) => validate(api.name, id, data)),
    };

    for (;;) {
      options.signal?.throwIfAborted();
      const reservation = await reserve(reading, weight, limits, leftMs, options.signal);
      attempts += 1;
      const sentAt = clock.local();
      const outcome = await observed(reservation, {
        operation,
        query: call.query,
        timestamp: clock.now(),
        headers: call.headers,
        limit: firstLimit(limits, leftMs()),
        signal: options.signal,
        reading,
      });
      let action = actionAfter(api, operation, outcome);
      if (action === "resync" ? resynced : attempts > limits.maxRetries) action = "never";
      const waitMs = delayBefore(action, attempts, outcome, settings.random);
      const willRetry = waitMs < leftMs();
      report(id, attempts, weight, clock.local() - sentAt, outcome, willRetry ? waitMs : undefined);
      if (!willRetry) return settle(outcome);
      if (action === "resync") {
        resynced = true;
        await resync(limits, options.signal);
      }
      await settings.sleep(waitMs, options.signal);
    }
  };

  /** Reserves weight, waiting for it where the caller lets it. */
  async function reserve(
    { call, about }: Pick<Reading, "call" | "about">,
    weight: number,
    limits: Limited,
    leftMs: () => number,
    signal: AbortSignal | undefined,
  ): Promise<Reservation> {
    // Counted here as well, so that a clock that stands still cannot make a call wait for ever.
    let waitedMs = 0;
    for (;;) {
      const answer = await budget.reserve(weight, clock.now());
      if ("interval" in answer) return answer;
      const { waitMs, banned } = answer;
      if (banned || !limits.waitForWeight || waitedMs + waitMs >= leftMs()) {
        const until = new Date(clock.local() + waitMs).toISOString();
        const reason = banned ? "this address is banned" : "the weight budget is spent";
        const message = `${call} was not sent: ${reason} until ${until}.`;
        const refusal = { status: banned ? 418 : 429, headers: new Headers() };
        throw new RateLimitError(message, refusal, { retryAfterMs: waitMs, banned }, about());
      }
      await settings.sleep(waitMs, signal);
      waitedMs += waitMs;
    }
  }

  /** Sends one request and takes in what its answer tells of clock and weight. */
  async function observed(reservation: Reservation, attempt: Attempt): Promise<Outcome> {
    const sentAt = clock.local();
    let used: number | undefined;
    try {
      const outcome = await sendOnce(settings, attempt);
      if (outcome.answer) {
        clock.learnFromDate(outcome.answer.headers.get("date"), sentAt, clock.local());
        used = readCount(outcome.answer.headers);
      }
      if (outcome.error instanceof RateLimitError) {
        const { retryAfterMs, banned } = outcome.error;
        await told(() => budget.pause(retryAfterMs, banned, clock.now()));
      }
      return outcome;
    } finally {
      await told(() => budget.settle(reservation, used, clock.now()));
    }
  }

  function readCount(headers: Headers): number | undefined {
    const count = headers.get(api.limit.header);
    return count ? Number(count) : undefined;
  }

  /** Asks for the time where the API tells it. `Date` was learnt already, so a failure costs little. */
  async function resync(limits: Limited, signal: AbortSignal | undefined): Promise<void> {
    const reservation = api.clock && (await budget.reserve(1, clock.now()));
    if (!api.clock || !reservation || !("interval" in reservation)) return;
    const operation = timeOperation(api.clock.path);
    const sentAt = clock.local();
    const { answer } = await observed(reservation, {
      operation,
      query: "",
      timestamp: 0,
      headers: {},
      limit: firstLimit(limits, limits.timeoutMs),
      signal,
      reading: readingOf(`GET ${api.clock.path}`, operation, planIds([]), () => ({})),
    });
    const time = (answer?.data as Record<string, unknown> | undefined)?.[api.clock.field];
    if (typeof time === "number") clock.learnFromTime(time, sentAt, clock.local());
  }

  function readingOf(
    call: string,
    operation: Operation,
    plan: IdPlan,
    about: () => Circumstances,
  ): Omit<Reading, "secrets"> {
    const { intervalMs } = api.limit;
    return {
      call,
      operation,
      plan,
      about,
      validate: undefined,
      maxBodyBytes: settings.maxBodyBytes,
      now: () => clock.now(),
      defaultPauseMs: (status) =>
        status === 418 ? shortestBanMs : intervalMs - (clock.now() % intervalMs),
    };
  }

  function report(
    operation: string,
    attempt: number,
    weight: number,
    durationMs: number,
    { answer, error }: Outcome,
    retryInMs: number | undefined,
  ): void {
    if (!settings.onAttempt && !isWatched()) return;
    const usedWeight = answer && readCount(answer.headers);
    const event: AttemptEvent = { api: api.name, operation, attempt, durationMs, weight };
    if (answer) event.status = answer.status;
    if (usedWeight !== undefined) event.usedWeight = usedWeight;
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
}

/** Tells the budget. A shared one may be out of reach, which must not cost the caller the answer. */
async function told(tell: () => void | Promise<void>): Promise<void> {
  try {
    await tell();
  } catch {
    // What was reserved ends with its interval.
  }
}

function firstLimit({ timeoutMs, totalTimeoutMs }: Limited, leftMs: number): Attempt["limit"] {
  return leftMs < timeoutMs
    ? { name: "totalTimeoutMs", ms: totalTimeoutMs, endsInMs: leftMs }
    : { name: "timeoutMs", ms: timeoutMs, endsInMs: timeoutMs };
}

function settle(outcome: Outcome): Answer {
  if (outcome.answer) return outcome.answer;
  throw outcome.error;
}

function timeOperation(path: string): Operation {
  return {
    method: "GET",
    path,
    security: "none",
    weight: [[1]],
    exact: [],
    answer: "object",
    repeatable: true,
    parameters: {},
  };
}
