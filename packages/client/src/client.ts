// Joins the parts: options → transport → named methods and the path-level client over it.
import createOpenApiClient from "openapi-fetch";
import type { Client } from "openapi-fetch";
import type { Answer } from "./answer.ts";
import type { Api, Operation } from "./api.ts";
import { createClock } from "./clock.ts";
import { ApiError, ConfigError, ResponseError } from "./errors.ts";
import { planIds } from "./json.ts";
import type { IdPlan } from "./json.ts";
import { readLimits, readSettings } from "./options.ts";
import type { CallOptions, ClientOptions } from "./options.ts";
import { checkParameters, encodeQuery, weightOf } from "./query.ts";
import type { Parameters } from "./query.ts";
import { send } from "./transport.ts";
import type { Limits } from "./weight.ts";

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
  readonly limits: Limits;
}

/** Makes the client of one API. The generated factories call it with their operation table. */
export function createClient(api: Api, options: ClientOptions): object {
  const settings = readSettings(api, options);
  const context = { api, settings, clock: createClock(settings.now) };
  const plans = mapValues(api.operations, ({ exact }) => planIds(exact));

  const call = (
    id: string,
    given: Parameters,
    { signal, ...own }: CallOptions,
    headers?: Record<string, string>,
  ): Promise<Answer> => {
    const operation = api.operations[id] as Operation;
    const window = settings.recvWindowMs;
    const parameters =
      window !== undefined && "recvWindow" in operation.parameters
        ? { recvWindow: window, ...given }
        : given;
    checkParameters(id, operation, parameters);
    return send(context, {
      id,
      operation,
      plan: plans[id] as IdPlan,
      query: encodeQuery(parameters),
      weight: weightOf(operation, parameters),
      headers,
      signal,
      limits: readLimits(own, settings),
      startedAt: context.clock.local(),
      attempts: 0,
      secrets: [],
    });
  };

  /** The `fetch` under openapi-fetch: finds the operation, then goes the way of the named methods. */
  const fetch = async (request: Request): Promise<Response> => {
    const url = new URL(request.url);
    const base = new URL(settings.baseUrl).pathname.replace(/\/$/, "");
    const entry = Object.entries(api.operations).find(
      ([, { method, path }]) => method === request.method && base + path === url.pathname,
    );
    if (!entry)
      throw new ConfigError(`${api.name} describes no ${request.method} ${url.pathname}.`);
    const answer = await call(
      entry[0],
      Object.fromEntries(url.searchParams),
      { signal: request.signal },
      Object.fromEntries(request.headers),
    );
    const { error } = answer;
    // An answer of 2xx that is none, and a redirect, have no place in { data, error }.
    if (error instanceof ResponseError && error.status < 400) throw error;
    if (error instanceof ApiError && error.status < 400) throw error;
    return toResponse(answer);
  };

  const method =
    (id: string) =>
    async (parameters: Parameters = {}, callOptions: CallOptions = {}) => {
      const { data, error } = await call(id, parameters, callOptions);
      if (error) throw error;
      return data;
    };
  const client = {
    ...mapValues(api.operations, (_, id) => method(id)),
    http: createOpenApiClient({ baseUrl: settings.baseUrl, fetch, querySerializer: encodeQuery }),
  };
  return Object.defineProperty(client, "limits", {
    get: () => settings.weightBudget.limits,
    enumerable: true,
  });
}

function mapValues<T, U>(
  record: Readonly<Record<string, T>>,
  map: (value: T, key: string) => U,
): Record<string, U> {
  const entries = Object.entries(record).map(([key, value]) => [key, map(value, key)]);
  return Object.fromEntries(entries) as Record<string, U>;
}

/** A response whose body has been read: `json()` gives the parsed value, the rest the text of the wire. */
function toResponse({ status, headers, text, data, error }: Answer): Response {
  const length = new Headers(headers);
  // openapi-fetch parses the text itself when it sees no length, and would round the ids again.
  length.set("content-length", String(text.length));
  length.delete("transfer-encoding");
  const response = new Response(text, { status, headers: length });
  if (!error) Object.defineProperty(response, "json", { value: () => Promise.resolve(data) });
  return response;
}
