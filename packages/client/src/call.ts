// A call, what all calls of a client share, and what errors say of either.
import type { Api, Operation, WeightRule } from "./api.ts";
import type { Clock } from "./clock.ts";
import { TimeoutError } from "./errors.ts";
import type { ErrorContext } from "./errors.ts";
import type { IdPlan } from "./json.ts";
import type { CallDefaults, Settings } from "./options.ts";
import type { WeightEstimates } from "./weightEstimates.ts";

/** What all calls of a client share. */
export interface Context {
  readonly api: Api;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly estimates: WeightEstimates;
  /** No call that weighs more is ever granted. */
  readonly weightLimit: number;
}

/** A call, checked and encoded. Nothing in it changes while the call runs. */
export interface Call {
  /** Its operationId. */
  readonly id: string;
  readonly operation: Operation;
  /** Where ids stand in its response. */
  readonly plan: IdPlan;
  /** With its parameters, encoded. */
  readonly path: string;
  /** The encoded parameters of the query, before timestamp and signature. */
  readonly query: string;
  /** What it costs by its description. */
  readonly weightRule: WeightRule;
  /** Headers of the caller's own. */
  readonly headers: Readonly<Record<string, string>> | undefined;
  readonly signal: AbortSignal | undefined;
  readonly limits: CallDefaults;
  /** By the monotonic clock, in milliseconds. */
  readonly startedAt: number;
}

/** Method and path without any values, never the query: what messages call it. */
export function nameOf({ operation }: Call): string {
  return `${operation.method} ${operation.path}`;
}

/** What an error says of the call it ended. */
export function errorContext(
  { clock }: Context,
  call: Call,
  attempts: number,
  cause?: unknown,
): ErrorContext {
  const elapsedMs = Math.round(clock.monotonic() - call.startedAt);
  return { operation: call.id, attempts, elapsedMs, cause };
}

/** Says which limit ended which step: `GET /x took longer than 1000 ms (option timeoutMs).` */
export function timeoutError(
  context: Context,
  call: Call,
  attempts: number,
  limit: "timeoutMs" | "totalTimeoutMs",
  what: string,
): TimeoutError {
  const limitMs = call.limits[limit];
  const message = `${nameOf(call)} ${what} ${limitMs} ms (option ${limit}).`;
  return new TimeoutError(message, limit, limitMs, errorContext(context, call, attempts));
}
