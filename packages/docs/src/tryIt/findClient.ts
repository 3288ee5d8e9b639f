// Finds the client of an API in the client package by the API's name, so that no API is named here.
import { clientFactoryName } from "@open-orders/specs/model";
import type { AttemptEvent, Signer } from "@open-orders/client";

/** Options that every client takes and the form sets. */
export interface AnyClientOptions {
  apiKey: string;
  signer: Signer;
  baseUrl: string;
  fetch: typeof globalThis.fetch;
  now: () => number;
  maxRetries: number;
  waitForWeight: boolean;
  onAttempt: (event: AttemptEvent) => void;
}

type Method = (
  parameters: Readonly<Record<string, string>>,
  options?: { signal: AbortSignal },
) => Promise<unknown>;

/** The named method of an operation, on a client made with these options. */
export function methodOf(
  module: Readonly<Record<string, unknown>>,
  { api, operationId }: { api: string; operationId: string },
  options: AnyClientOptions,
): Method {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the client package has such a function for each API
  const create = module[clientFactoryName(api)] as
    | ((given: AnyClientOptions) => Readonly<Record<string, Method | undefined>>)
    | undefined;
  const method = create?.(options)[operationId];
  if (!method) throw new TypeError(`no client has ${api} ${operationId}`);
  return method;
}
