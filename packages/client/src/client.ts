// Joins the parts: options → transport → named methods and the path-level client over it.
import type { Client } from "openapi-fetch";
import type { Api } from "./api.ts";
import { createClock } from "./clock.ts";
import { createHttp } from "./http.ts";
import type { CallOperation } from "./http.ts";
import { planIds } from "./json.ts";
import { readLimits, readSettings } from "./options.ts";
import type { CallOptions, ClientOptions } from "./options.ts";
import { checkParameters, encodeQuery, weightOf } from "./query.ts";
import type { Parameters } from "./query.ts";
import { send } from "./transport.ts";
import type { WeightUsage } from "./weight.ts";

export type { CallOptions, ClientOptions } from "./options.ts";

/** What every client has besides its named methods. */
export interface ApiClient<Paths extends object> {
  /**
   * The same calls by path, as openapi-fetch offers them: `{ data, error, response }`. A refusal of
   * the exchange comes back as `error`; test `response.ok`, for a refusal may have no body. What is
   * no answer of the exchange at all is thrown, as by the named methods.
   */
  readonly http: Client<Paths>;
  /** Weight used, and whether calls are paused, as far as the last answers told. */
  readonly weightUsage: WeightUsage;
}

/** Makes the client of one API. The generated factories call it with their operation table. */
export function createClient(api: Api, options: ClientOptions): object {
  const settings = readSettings(api, options);
  const context = { api, settings, clock: createClock(settings.now) };
  const client: Record<string, unknown> = {};
  const routes = new Map<string, CallOperation>();

  for (const [id, operation] of Object.entries(api.operations)) {
    const plan = planIds(operation.int64Paths);
    const window = "recvWindow" in operation.parameters ? settings.recvWindowMs : undefined;
    const call: CallOperation = (given, own, headers) => {
      const parameters = window === undefined ? given : { recvWindow: window, ...given };
      checkParameters(id, operation, parameters);
      return send(context, {
        id,
        operation,
        plan,
        query: encodeQuery(parameters),
        weight: weightOf(operation, parameters),
        headers,
        signal: own?.signal,
        limits: readLimits(own, settings),
        startedAt: context.clock.local(),
        attempts: 0,
        secrets: [],
      });
    };
    routes.set(`${operation.method} ${settings.baseUrl}${operation.path}`, call);
    client[id] = async (parameters: Parameters = {}, callOptions?: CallOptions) => {
      const { data, error } = await call(parameters, callOptions);
      if (error) throw error;
      return data;
    };
  }
  client["http"] = createHttp(api.name, settings.baseUrl, routes);
  return Object.defineProperty(client, "weightUsage", {
    get: () => settings.weightBudget.weightUsage,
    enumerable: true,
  });
}
