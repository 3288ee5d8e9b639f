// Whether a call may be tried again, and after how long. The descriptions decide (x-retry).
import type { Api, Operation, Retry } from "./api.ts";
import type { Outcome } from "./attempt.ts";
import {
  ApiError,
  ConnectionError,
  RateLimitError,
  ResponseError,
  TimeoutError,
  retryOfCode,
} from "./errors.ts";

/** What comes after a request. */
export type Action = Exclude<Retry, "abort">;

/** What may be done after a request, tries left or not. */
export function actionAfter(api: Api, operation: Operation, outcome: Outcome): Action {
  const retry = readRetry(api, outcome);
  // After a rejection for weight or time the exchange has done nothing; else only a read is harmless.
  if (retry === "retry" && !operation.idempotent) return "never";
  return retry === "abort" ? "never" : retry;
}

function readRetry(api: Api, { response, error }: Outcome): Retry {
  if (!error) return "never";
  if (!response) {
    const isOver = error instanceof TimeoutError && error.limit === "totalTimeoutMs";
    const isFinal = error instanceof ConnectionError && error.isFinal;
    return isOver || isFinal ? "never" : "retry";
  }
  const { status } = response;
  if (status >= 200 && status < 300)
    return error instanceof ResponseError && /^(truncated|empty)$/.test(error.reason)
      ? "retry"
      : "never";
  const byStatus =
    api.retry[status] ??
    api.retry[`${String(status)[0]}XX`] ??
    // RFC 9110 lets a 408 be repeated, wherever it comes from; a description need not list it.
    (status === 408 ? "retry" : (api.retry["default"] ?? "never"));
  if (byStatus === "abort") return "abort";
  return (error instanceof ApiError && retryOfCode(error.code)) || byStatus;
}

const firstBackoffMs = 250;
const longestBackoffMs = 8000;

/**
 * How long to wait before trying again, in milliseconds; `Infinity` where it must not be tried.
 * Full jitter: anything from nothing to a ceiling that doubles with each attempt.
 */
export function delayBefore(
  action: Action,
  attempts: number,
  { error }: Outcome,
  random: () => number,
): number {
  if (action === "never") return Number.POSITIVE_INFINITY;
  if (action === "resync") return 0;
  const backoffMs = Math.floor(
    random() * Math.min(longestBackoffMs, firstBackoffMs * 2 ** (attempts - 1)),
  );
  // A Retry-After that is over already is no licence to hammer.
  return action === "wait" && error instanceof RateLimitError
    ? Math.max(error.retryAfterMs, backoffMs)
    : backoffMs;
}
