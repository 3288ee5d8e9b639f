// The path-level client: openapi-fetch, and under it the same calls that the named methods make.
import createOpenApiClient from "openapi-fetch";
import type { Client } from "openapi-fetch";
import type { Api, ParameterRule } from "./api.ts";
import { ApiError, ConfigError, ResponseError } from "./errors.ts";
import type { CallOptions } from "./options.ts";
import { encodeQuery, textOf } from "./query.ts";
import type { Parameters } from "./query.ts";
import type { ParsedResponse } from "./response.ts";

/** Makes a call of one operation. Rejects where no response came. */
export type CallOperation = (
  parameters: Parameters,
  options?: CallOptions,
  headers?: Record<string, string>,
  /** When the call began, by the local clock; now, where it is left out. */
  startedAt?: number,
) => Promise<ParsedResponse>;

/** Makes the path-level client of an API. The routes say what `GET https://host/path` calls. */
export function createPathClient(
  { name, operations }: Api,
  baseUrl: string,
  routes: ReadonlyMap<string, CallOperation>,
): Client<object> {
  const { origin: host, pathname: basePath } = new URL(baseUrl);
  const find = (method: string, origin: string, pathname: string): CallOperation => {
    const call = routes.get(`${method} ${origin}${pathname}`);
    if (!call) throw new ConfigError(`${name} describes no ${method} ${pathname} at ${origin}.`);
    return call;
  };

  /** The `fetch` under openapi-fetch, for whoever changes the request or the response on its way. */
  const fetch = async (request: Request): Promise<Response> => {
    const { method, url, signal } = request;
    const { origin, pathname, searchParams } = new URL(url);
    const parameters = Object.fromEntries(searchParams);
    const own = Object.fromEntries(request.headers);
    return toResponse(
      expectResponse(await find(method, origin, pathname)(parameters, { signal }, own)),
    );
  };
  const rules = Object.assign(
    {},
    ...Object.values(operations).map((one) => one.parameters),
  ) as Readonly<Record<string, ParameterRule>>;
  const querySerializer = (query: Parameters): string =>
    encodeQuery(
      Object.fromEntries(
        Object.entries(query).flatMap(([parameter, value]) =>
          value === undefined ? [] : [[parameter, textOf(parameter, value, rules[parameter])]],
        ),
      ),
    );
  const http = createOpenApiClient<object>({ baseUrl, fetch, querySerializer });

  let hasMiddleware = false;
  const use = http.use.bind(http);
  http.use = (...middleware) => {
    hasMiddleware = true;
    use(...middleware);
  };
  for (const verb of new Set(Array.from(routes.keys(), (route) => route.split(" ")[0] as "GET"))) {
    const send = http[verb] as Send;
    /** What openapi-fetch would do, without a URL to encode and decode and a response to make and read. */
    const sendDirectly = async (path: string, { params, signal }: Init): Promise<Result> => {
      const call = find(verb, host, `${basePath.replace(/\/$/, "")}${path}`);
      return new DirectResult(expectResponse(await call(params?.query ?? {}, { signal })));
    };
    http[verb] = (async (path, init = {}) =>
      hasMiddleware || !isPlain(init)
        ? send(path, init)
        : sendDirectly(path, init)) satisfies Send as (typeof http)[typeof verb];
  }
  return http;
}

/** Of the options of openapi-fetch, those that need nothing of it. */
interface Init {
  readonly params?: { readonly query?: Parameters | undefined } | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A method of openapi-fetch. */
type Send = (path: string, init?: Init) => Promise<Result>;

interface Result {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response: Response;
}

function isPlain(init: Init): boolean {
  for (const name in init) if (name !== "params" && name !== "signal") return false;
  for (const name in init.params) if (name !== "query") return false;
  return true;
}

/** Throws what has no place in `{ data, error }`: a 2xx that is not one, and a redirect. */
function expectResponse(parsed: ParsedResponse): ParsedResponse {
  const { error } = parsed;
  if ((error instanceof ResponseError || error instanceof ApiError) && error.status < 400)
    throw error;
  return parsed;
}

/** `{ data, response }` or `{ error, response }`, where the response is made when somebody looks at it. */
class DirectResult implements Result {
  declare readonly data?: unknown;
  declare readonly error?: unknown;
  declare readonly response: Response;

  constructor(parsed: ParsedResponse) {
    if (parsed.error) this.error = parseError(parsed.text);
    else this.data = parsed.data;
    let response: Response | undefined;
    Object.defineProperty(this, "response", {
      get: () => (response ??= toResponse(parsed)),
      enumerable: true,
    });
  }
}

/** As openapi-fetch reads it: JSON, or the text where it is not JSON, or nothing where there is none. */
function parseError(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** A response whose body has been read: `json()` gives the parsed value, the rest the text of the wire. */
function toResponse(parsed: ParsedResponse): Response {
  const { status, headers, text, data, error } = parsed;
  // Encoded when somebody reads it: as a rule nobody does, and a response may be long.
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        controller.enqueue(new TextEncoder().encode(text));
        controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  const response = new Response(body, { status, headers: [...headers] });
  // openapi-fetch parses the text itself when it sees no length, and would round the ids again.
  response.headers.set("content-length", String(text.length));
  response.headers.delete("transfer-encoding");
  if (error) return response;
  return Object.defineProperties(response, {
    json: { value: () => Promise.resolve(data) },
    clone: { value: () => toResponse(parsed) },
  });
}
