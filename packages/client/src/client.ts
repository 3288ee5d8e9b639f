// Joins the parts: options → transport → named methods and the path-level client over it.
import type { Client } from "openapi-fetch";
import type { Api, Operation, OrderRoles } from "./api.ts";
import type { Context } from "./call.ts";
import { createClock } from "./clock.ts";
import { withDeadline } from "./deadline.ts";
import { ApiError, BinanceError, ConfigError, ResponseError, retryOfCode } from "./errors.ts";
import { createPathClient } from "./pathClient.ts";
import type { CallOperation } from "./pathRequest.ts";
import { isObject, planIds } from "./json.ts";
import type { Account, OpenOrderOf, OpenOrdersParameters } from "./openOrders.ts";
import type { CallOptions, ClientOptions } from "./options.ts";
import { encodeQuery, fillPath, readParameters, weightRuleOf } from "./query.ts";
import type { Parameters } from "./query.ts";
import { checkOptions } from "./checkOptions.ts";
import { readLimits, readSettings } from "./settings.ts";
import { send } from "./transport.ts";
import type { OpenOrderWatch, WatchOptions, WatchReader } from "./watch.ts";
import type { WeightUsage } from "./weight.ts";
import { createWeightEstimates } from "./weightEstimates.ts";

export type { CallOptions, ClientOptions } from "./options.ts";

/**
 * The same types, with `string` for a string that has known values and any other. openapi-fetch maps responses as objects
 * wherever it finds one, and takes the `string & {}` of such a string for an object.
 */
export type PlainStrings<T> = T extends string
  ? string extends T
    ? string
    : T
  : T extends object
    ? { [Key in keyof T]: PlainStrings<T[Key]> }
    : T;

/** What every client has besides its named methods. */
export interface ApiClient<Paths extends object> {
  /**
   * The same calls by path, as openapi-fetch offers them: `{ data, error, response }`. An error response
   * of the exchange is `error`; test `response.ok`, because it may have no body. Every other error is
   * thrown, as by the named methods.
   */
  readonly http: Client<PlainStrings<Paths>>;
  /** Weight used, and whether calls are paused, as far as the last responses say. */
  readonly weightUsage: WeightUsage;
}

/** Methods of every client whose API lists open orders. `Lists` maps each list to the type of its items. */
export interface OpenOrderMethods<Lists extends object> {
  /**
   * Every open order of the account, from all its lists, in one shape: sorted by `placedAt`, then `key`. Complete, or it
   * throws the error of the list that failed (`error.operation`). A list whose product does not have the symbol holds no
   * order of it; where no product has it, the error is thrown.
   *
   * @param parameters - `{ symbol }` for the orders of one symbol, `{ lists }` for some of the lists.
   * @param options - A signal to abort with, and limits. `totalTimeoutMs` covers all lists together.
   * @throws BinanceError, narrowed by `kind`; the abort reason as it is, if the call was aborted.
   */
  listAllOpenOrders(
    parameters?: OpenOrdersParameters<keyof Lists & string>,
    options?: CallOptions,
  ): Promise<OpenOrderOf<Lists>[]>;
  /**
   * Watches the open orders of the account: `for await (const event of client.watchOpenOrders())`. Nothing is sent before
   * the first `next()`, and nothing while the consumer is busy with an event.
   *
   * A failed reading never closes an order. What may pass (a connection lost, a time limit, status 403 or 5xx, spent weight,
   * a ban) gives `stale`, then `recovered`. Rejected credentials, wrong options and errors of your own callbacks end it with
   * that error, an abort with its reason.
   *
   * @param options - Lists, symbol, interval, and a signal to end it.
   */
  watchOpenOrders(options?: WatchOptions<keyof Lists & string>): OpenOrderWatch<OpenOrderOf<Lists>>;
}

/**
 * Makes the client of one API. The generated factories call it with their operation table.
 *
 * @param orderRoles - The fields' roles in each of its lists of open orders. @defaultValue those of the descriptions
 */
export function createClient(
  api: Api,
  options: ClientOptions,
  orderRoles?: Readonly<Record<string, OrderRoles>>,
): object {
  const settings = readSettings(api, options);
  const { weightLimit } = settings.weightBudget.weightUsage;
  const context: Context = {
    api,
    settings,
    clock: createClock(settings.now, settings.monotonicNow),
    estimates: createWeightEstimates(weightLimit),
    weightLimit,
  };
  const client: Record<string, unknown> = {};
  const calls: Record<string, CallOperation> = {};
  const routes = new Map<string, CallOperation>();

  for (const [id, operation] of Object.entries(api.operations)) {
    const plan = planIds(operation.int64Paths);
    const defaults = { recvWindow: settings.recvWindowMs };
    const call: CallOperation = (given, own, headers, startedAt = context.clock.monotonic()) => {
      const parameters = readParameters(id, operation, given, defaults);
      return send(context, {
        id,
        operation,
        plan,
        path: fillPath(operation.path, parameters),
        query: encodeQuery(parameters, operation.path),
        weightRule: weightRuleOf(operation, parameters),
        headers,
        signal: own?.signal,
        limits: readLimits(own, settings),
        startedAt,
      });
    };
    routes.set(`${operation.method} ${settings.baseUrl}${operation.path}`, call);
    calls[id] = call;
    client[id] = (parameters: Parameters = {}, callOptions?: CallOptions) =>
      dataOf(call, parameters, callOptions);
  }
  const account: Account = {
    api,
    orderRoles,
    settings,
    errors: { ApiError, BinanceError, ConfigError, ResponseError, retryOfCode },
    checkOptions,
    checkCall: (own) => void readLimits(own, settings),
    time: () => context.clock.monotonic(),
    // As long as a timer can take, in milliseconds.
    sleep: (ms, signal) => withDeadline(() => settings.sleep(ms, signal), 2_147_483_647, signal),
    weightOf: (list, parameters) =>
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- chooseLists let no other list through
      context.estimates.weightOf(weightRuleOf(api.operations[list] as Operation, parameters)),
    call: (list, parameters, own, startedAt) =>
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
      dataOf(calls[list] as CallOperation, parameters, own, startedAt),
  };
  // Loaded by the first call: programs that do not call them do not pay for them.
  client["listAllOpenOrders"] = async (parameters?: OpenOrdersParameters, own?: CallOptions) => {
    const taken = [copyOf(parameters), copyOf(own ?? {})] as const;
    return (await import("./unifiedView.ts")).listAllOpenOrders(account, ...taken);
  };
  client["watchOpenOrders"] = (own?: WatchOptions) => {
    const taken = copyOf(own);
    return watchLater(async () =>
      (await import("./unifiedView.ts")).watchOpenOrders(account, taken),
    );
  };
  client["http"] = createPathClient(api, settings.baseUrl, routes);
  return Object.defineProperty(client, "weightUsage", {
    get: () => settings.weightBudget.weightUsage,
    enumerable: true,
  });
}

/** Options as they are now, with what they inherit: the caller may go on with the same object. */
function copyOf<T extends object | undefined>(given: T): T {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it has the same fields
  return isObject(given) ? (Object.setPrototypeOf({ ...given }, given) as T) : given;
}

async function dataOf(
  call: CallOperation,
  parameters: Parameters,
  options: CallOptions | undefined,
  startedAt?: number,
): Promise<unknown> {
  const { data, error } = await call(parameters, options, undefined, startedAt);
  if (error) throw error;
  return data;
}

/** A watcher whose module is loaded by the first call. */
function watchLater(load: () => Promise<WatchReader>): OpenOrderWatch {
  let loaded: Promise<WatchReader> | undefined;
  const call = (method: "next" | "return") => async () => (await (loaded ??= load()))[method]();
  const end = call("return");
  return {
    next: call("next"),
    return: end,
    [Symbol.asyncIterator]() {
      return this;
    },
    // Not every browser knows the symbol yet.
    async [Symbol.asyncDispose ?? Symbol()]() {
      await end();
    },
  };
}
