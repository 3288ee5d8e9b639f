// One call on its way: what every step of the loop needs to know of it.
import type { Api, Operation } from "./api.ts";
import type { Clock } from "./clock.ts";
import type { ErrorContext } from "./errors.ts";
import type { IdPlan } from "./json.ts";
import type { CallDefaults, Settings } from "./options.ts";

/** What all calls of a client share. */
export interface Context {
  readonly api: Api;
  readonly settings: Settings;
  readonly clock: Clock;
}

/** A call, checked and encoded. */
export interface Call {
  /** Its operationId. */
  readonly id: string;
  readonly operation: Operation;
  /** Where ids stand in its answer. */
  readonly plan: IdPlan;
  /** The encoded parameters, before timestamp and signature. */
  readonly query: string;
  /** What it costs by its description. */
  readonly weight: number;
  /** Headers of the caller's own. */
  readonly headers: Readonly<Record<string, string>> | undefined;
  readonly signal: AbortSignal | undefined;
  readonly limits: CallDefaults;
  /** By the local clock, in milliseconds. */
  readonly startedAt: number;
  /** How many requests were sent. */
  attempts: number;
  /** What must not show in any message; known once a request is signed. */
  secrets: readonly string[];
}

/** Method and path, never the query: what messages call it. */
export function nameOf({ operation }: Call): string {
  return `${operation.method} ${operation.path}`;
}

/** What an error says of the call it ended. */
export function errorContext({ clock }: Context, call: Call, cause?: unknown): ErrorContext {
  return {
    operation: call.id,
    attempts: call.attempts,
    elapsedMs: clock.local() - call.startedAt,
    cause,
  };
}

/** What is left of the call's total limit, in milliseconds. */
export function leftMs({ clock }: Context, call: Call): number {
  return Math.max(0, call.limits.totalTimeoutMs - (clock.local() - call.startedAt));
}
