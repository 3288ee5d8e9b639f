// The clients of the chosen accounts, through the public API of @open-orders/client alone.
import { accounts as described, ApiError } from "@open-orders/client";
import type { ApiClient, AttemptEvent, ClientOptions, OpenOrderMethods } from "@open-orders/client";
import type { Context } from "./context.ts";
import { readCredentials } from "./credentials.ts";
import { createMock } from "./mock.ts";
import type { AccountName, GivenOptions, Selection } from "./options.ts";

/** What every client can do, whichever lists its account has. */
export type AccountClient = ApiClient<object> & OpenOrderMethods<Readonly<Record<string, unknown>>>;

/** An account that can be asked. */
export interface Source extends Selection {
  readonly client: AccountClient;
  /**
   * Since when what is known of the lists may be out of date, by the local clock: the list counts that was read longest
   * ago, of those that were read at all. Undefined before the first.
   */
  readAt(): number | undefined;
}

/**
 * Makes the clients. Throws UsageError.
 *
 * @param lives - Whether orders of the mock exchange change with time.
 * @param change - Sets further options of a client.
 */
export async function createSources(
  context: Context,
  options: GivenOptions,
  selections: readonly Selection[],
  {
    lives = false,
    change = (_, own) => own,
  }: {
    readonly lives?: boolean;
    readonly change?: (selection: Selection, options: ClientOptions) => ClientOptions;
  } = {},
): Promise<readonly Source[]> {
  const { apiKey, signer, fetch } = options.mock
    ? await createMock(lives)
    : { ...(await readCredentials(context, options.envFile)), fetch: undefined };
  return selections.map((selection) => {
    const { account, baseUrl } = selection;
    const readAt = new Map<string, number>();
    const onAttempt = (event: AttemptEvent): void => {
      if (event.errorKind === undefined && selection.lists.includes(event.operation))
        readAt.set(event.operation, Date.now());
      if (options.verbose) context.warn(attemptLine(context, event));
    };
    const own = change(selection, { apiKey, signer, baseUrl, fetch, onAttempt });
    return {
      ...selection,
      client: createClient(account, own),
      readAt: () => (readAt.size === 0 ? undefined : Math.min(...readAt.values())),
    };
  });
}

function createClient(account: AccountName, options: ClientOptions): AccountClient {
  const create = described[account].createClient as (options: ClientOptions) => object;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every account's client has these methods
  return create(options) as AccountClient;
}

function attemptLine({ say }: Context, event: AttemptEvent): string {
  const { status, errorKind, code, usedWeight, retryInMs } = event;
  const result = [status, errorKind, code].filter((part) => part !== undefined).join(" ");
  return say("attempt", {
    api: event.api,
    operation: event.operation,
    attempt: event.attempt,
    result: result || say("attempt.none"),
    duration: Math.round(event.durationMs),
    weight: event.weight,
    used: usedWeight === undefined ? "" : say("attempt.used", { used: usedWeight }),
    retry: retryInMs === undefined ? "" : say("attempt.retry", { ms: Math.round(retryInMs) }),
  });
}

/** Weight used and limit of an account, for people. */
export function weightOf(source: Source): { account: string; used: number; limit: number } {
  const { usedWeight, weightLimit } = source.client.weightUsage;
  return { account: source.account, used: usedWeight, limit: weightLimit };
}

/** Whether an account rejects the symbol that was asked for: its products do not have it. */
export function isUnknownSymbol(error: unknown, symbol: string | undefined): boolean {
  return symbol !== undefined && error instanceof ApiError && error.codeName === "BAD_SYMBOL";
}
