// The path-level client: openapi-fetch, and under it the same calls that the named methods make.
import createOpenApiClient from "openapi-fetch";
import type { Client } from "openapi-fetch";
import type { ParsedResponse } from "./response.ts";
import { ApiError, ConfigError, ResponseError } from "./errors.ts";
import type { CallOptions } from "./options.ts";
import { encodeQuery } from "./query.ts";
import type { Parameters } from "./query.ts";

/** Makes a call of one operation. Its total limit counts from `startedAt`, else from now. Rejects where no response came. */
export type CallOperation = (
  parameters: Parameters,
  options?: CallOptions,
  headers?: Record<string, string>,
  startedAt?: number,
) => Promise<ParsedResponse>;

/** Makes the path-level client of an API. The routes say what `GET https://host/path` calls. */
export function createHttp(
  name: string,
  baseUrl: string,
  routes: ReadonlyMap<string, CallOperation>,
): Client<object> {
  /** The `fetch` under openapi-fetch: finds the operation, then goes the way of the named methods. */
  const fetch = async (request: Request): Promise<Response> => {
    const { method, url, headers, signal } = request;
    const { origin, pathname, searchParams } = new URL(url);
    const call = routes.get(`${method} ${origin}${pathname}`);
    if (!call) throw new ConfigError(`${name} describes no ${method} ${pathname} at ${origin}.`);
    const parameters = Object.fromEntries(searchParams);
    const options = signal ? { signal } : undefined;
    const answer = await call(parameters, options, Object.fromEntries(headers));
    const { error } = answer;
    // An answer of 2xx that is none, and a redirect, have no place in { data, error }.
    if ((error instanceof ResponseError || error instanceof ApiError) && error.status < 400)
      throw error;
    return request instanceof LightRequest ? lightResponse(answer) : toResponse(answer);
  };
  const http = createOpenApiClient<object>({ baseUrl, fetch, querySerializer: encodeQuery });

  let hasMiddleware = false;
  const use = http.use.bind(http);
  http.use = (...middleware) => {
    hasMiddleware = true;
    use(...middleware);
  };
  for (const verb of new Set(Array.from(routes.keys(), (route) => route.split(" ")[0] as "GET"))) {
    const send = http[verb] as Send;
    http[verb] = (async (path, init) => {
      // Whoever else may meet the request or read the body gets whole ones.
      if (hasMiddleware || init?.middleware || init?.fetch || (init?.parseAs ?? "json") !== "json")
        return send(path, init);
      const result = await send(path, { Request: LightRequest, ...init });
      const { answer } = result.response as { answer?: ParsedResponse };
      let response: Response | undefined;
      return answer
        ? Object.defineProperty(result, "response", {
            get: () => (response ??= toResponse(answer)),
          })
        : result;
    }) as Send as (typeof http)[typeof verb];
  }
  return http;
}

/** A method of openapi-fetch, with the options that matter here. */
type Send = (
  path: string,
  init?: { middleware?: unknown; fetch?: unknown; parseAs?: unknown; Request?: unknown },
) => Promise<{ response: unknown }>;

/** What of a Request is read here. A whole one costs more than all the rest of openapi-fetch. */
class LightRequest {
  readonly url: string;

  constructor(url: string, init: RequestInit) {
    this.url = url;
    Object.assign(this, init);
  }
}

/** What of a Response openapi-fetch reads. The caller gets a whole one, made when it is looked at. */
function lightResponse(answer: ParsedResponse): Response {
  const { status, text, data, error } = answer;
  const light = {
    status,
    ok: !error,
    // It asks for the length alone.
    headers: { get: () => String(text.length) },
    json: () => Promise.resolve(data),
    text: () => Promise.resolve(text),
    answer,
  };
  return light as unknown as Response;
}

/** A response whose body has been read: `json()` gives the parsed value, the rest the text of the wire. */
function toResponse(answer: ParsedResponse): Response {
  const { status, headers, text, data, error } = answer;
  // Encoded when somebody reads it: as a rule nobody does, and an answer may be long.
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        controller.enqueue(new TextEncoder().encode(text));
        controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  const response = new Response(body, { status, headers });
  // openapi-fetch parses the text itself when it sees no length, and would round the ids again.
  response.headers.set("content-length", String(text.length));
  response.headers.delete("transfer-encoding");
  if (error) return response;
  return Object.defineProperties(response, {
    json: { value: () => Promise.resolve(data) },
    clone: { value: () => toResponse(answer) },
  });
}
