// Weight before a request: asking the budget, and waiting, within the limits and the signal of the call.
import { errorContext, nameOf, timeoutError } from "./call.ts";
import type { Call, Context } from "./call.ts";
import { withDeadline } from "./deadline.ts";
import { BinanceError, ConfigError, ConnectionError, RateLimitError } from "./errors.ts";
import { isObject } from "./json.ts";
import { isoTime } from "./pauses.ts";
import type { WeightDenial, WeightGrant } from "./weight.ts";

type Reservation = WeightGrant | WeightDenial;

/** How far a call has come. */
export interface Progress {
  /** How many requests were sent. */
  readonly attempts: number;
  /** How long it has slept, in milliseconds. */
  readonly waitedMs: number;
}

/**
 * What is left of the call's total limit, in milliseconds. Where the clock stands still, what the call has slept is
 * counted in its place, so that it cannot go on indefinitely.
 *
 * @param now - The monotonic clock's time, where it was just read.
 */
export function leftMs(
  { clock }: Context,
  call: Call,
  { waitedMs }: Progress,
  now = clock.monotonic(),
): number {
  const passedMs = Math.max(now - call.startedAt, waitedMs);
  return Math.max(0, call.limits.totalTimeoutMs - passedMs);
}

/** Reserves weight once. A budget in memory responds at once, and waiting for what is there would cost time. */
export function reserve(
  context: Context,
  call: Call,
  progress: Progress,
  weight: number,
): Reservation | Promise<Reservation> {
  const { weightBudget: budget } = context.settings;
  const exchangeTime = context.clock.exchange();
  try {
    const reserved = budget.reserve(weight, exchangeTime);
    return isObject(reserved) && "granted" in reserved
      ? reserved
      : awaitReservation(context, call, progress, Promise.resolve(reserved));
  } catch (thrown) {
    throw budgetError(context, call, progress, thrown);
  }
}

/** Waits for a budget's response, no longer than the call may take. */
async function awaitReservation(
  context: Context,
  call: Call,
  progress: Progress,
  reserving: Promise<Reservation>,
): Promise<Reservation> {
  const left = leftMs(context, call, progress);
  const { timeoutMs } = call.limits;
  // What is granted too late is given back.
  const giveBack = (): void =>
    void reserving
      .then((late) => late.granted && context.settings.weightBudget.settle(late, 0))
      .catch(() => {});
  try {
    const responded = await withDeadline(
      async () => ({ reserved: await reserving }),
      Math.min(left, timeoutMs),
      call.signal,
    );
    if (responded) {
      const { reserved } = responded;
      if (typeof reserved?.granted === "boolean") return reserved;
      throw new TypeError("reserve() returned neither a grant nor a denial");
    }
  } catch (thrown) {
    giveBack();
    call.signal?.throwIfAborted();
    throw budgetError(context, call, progress, thrown);
  }
  giveBack();
  const limit = left < timeoutMs ? "totalTimeoutMs" : "timeoutMs";
  const what = "was not sent: the weight budget did not respond within";
  throw timeoutError(context, call, progress.attempts, limit, what);
}

function budgetError(
  context: Context,
  call: Call,
  { attempts }: Progress,
  thrown: unknown,
): BinanceError {
  if (thrown instanceof BinanceError) return thrown;
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  const message = `${nameOf(call)} was not sent: the weight budget failed: ${reason}`;
  return new ConnectionError(message, errorContext(context, call, attempts, thrown));
}

/** Throws where a call weighs more than the budget ever grants. */
export function checkWeight(context: Context, call: Call): void {
  const { weight } = call.weightRule;
  const { weightLimit } = context;
  if (!(weight > weightLimit)) return;
  const message = `${nameOf(call)} weighs ${weight}, more than the weight budget's limit of ${weightLimit}. Raise the limit, or send a parameter that makes the call weigh less.`;
  throw new ConfigError(message, errorContext(context, call, 0));
}

/** Sleeps until weight may be granted, as long as the caller allows. */
export async function waitForWeight(
  context: Context,
  call: Call,
  progress: Progress,
  denial: WeightDenial,
): Promise<Progress> {
  const { attempts, waitedMs } = progress;
  const { waitMs, banned } = denial;
  if (banned || !call.limits.waitForWeight || waitMs >= leftMs(context, call, progress))
    throw denialError(context, call, attempts, denial);
  await sleep(context, call, progress, waitMs);
  return { attempts, waitedMs: waitedMs + waitMs };
}

function denialError(
  context: Context,
  call: Call,
  attempts: number,
  { waitMs, banned }: WeightDenial,
): RateLimitError {
  const until = isoTime(context.clock.exchange() + waitMs);
  const reason = banned ? "this address is banned" : "the weight budget is spent";
  return new RateLimitError(
    `${nameOf(call)} was not sent: ${reason} until ${until}.`,
    { status: banned ? 418 : 429, headers: new Headers() },
    { retryAfterMs: waitMs, banned },
    errorContext(context, call, attempts),
  );
}

/** Sleeps within the total limit and the signal of the call, whether or not the caller's own sleep obeys them. */
export async function sleep(
  context: Context,
  call: Call,
  progress: Progress,
  ms: number,
): Promise<void> {
  const slept = async (): Promise<true> => {
    await context.settings.sleep(ms, call.signal);
    return true;
  };
  if (await withDeadline(slept, leftMs(context, call, progress), call.signal)) return;
  throw timeoutError(context, call, progress.attempts, "totalTimeoutMs", "took longer than");
}

/** Notifies the budget. Its failure must not cost the caller the response: what was reserved ends with its interval. */
export function notifyBudget(notify: () => void | Promise<void>): Promise<void> | void {
  try {
    return notify()?.catch(() => {});
  } catch {
    return undefined;
  }
}
