// Joins the parts: options → transport → named methods and the path-level client over it.
import createOpenApiClient from "openapi-fetch";
import type { Client } from "openapi-fetch";
import type { Answer } from "./answer.ts";
import type { Api } from "./api.ts";
import { ApiError, ConfigError, ResponseError } from "./errors.ts";
import { readSettings } from "./options.ts";
import type { CallOptions, ClientOptions } from "./options.ts";
import { checkParameters, encodeQuery } from "./query.ts";
import type { Parameters } from "./query.ts";
import { createTransport } from "./transport.ts";
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
  const send = createTransport(api, settings);

  const call = (
    id: string,
    given: Parameters,
    headers: Record<string, string>,
    callOptions: CallOptions,
  ): Promise<Answer> => {
    const operation = api.operations[id];
    if (!operation) throw new ConfigError(`${api.name} describes no operation ${id}.`);
    const window = settings.recvWindowMs;
    const parameters =
      window !== undefined && "recvWindow" in operation.parameters
        ? { recvWindow: window, ...given }
        : given;
    checkParameters(id, operation, parameters);
    return send({
      id,
      operation,
      parameters,
      query: encodeQuery(parameters),
      headers,
      options: callOptions,
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
      Object.fromEntries(request.headers),
      { signal: request.signal },
    );
    const { error } = answer;
    // An answer of 2xx that is none, and a redirect, have no place in { data, error }.
    if (error instanceof ResponseError && error.status < 400) throw error;
    if (error instanceof ApiError && error.status < 400) throw error;
    return toResponse(answer);
  };

  const methods = Object.keys(api.operations).map((id) => [
    id,
    async (parameters: Parameters = {}, callOptions: CallOptions = {}): Promise<unknown> => {
      const { data, error } = await call(id, parameters, {}, callOptions);
      if (error) throw error;
      return data;
    },
  ]);
  const client = {
    ...Object.fromEntries(methods),
    http: createOpenApiClient({ baseUrl: settings.baseUrl, fetch, querySerializer: encodeQuery }),
  };
  return Object.defineProperty(client, "limits", {
    get: () => settings.weightBudget.limits,
    enumerable: true,
  });
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
