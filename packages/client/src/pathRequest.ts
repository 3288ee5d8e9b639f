// Calls by path: the same that the named methods make, with the results of openapi-fetch. What needs openapi-fetch itself
// loads it. Loaded by the first such call. Imports nothing of this package but types, so that bundlers need no module for
// what both share.
import type { Client, Middleware } from "openapi-fetch";
import type { Api, ParameterRule } from "./api.ts";
import type { ApiError, ConfigError, ResponseError } from "./errors.ts";
import type { CallOptions } from "./options.ts";
import type { encodeQuery, fillPath, Parameters, textOf } from "./query.ts";
import type { ParsedResponse } from "./response.ts";

/** Makes a call of one operation. Rejects where no response came. */
export type CallOperation = (
  parameters: Parameters,
  options?: CallOptions,
  headers?: Record<string, string>,
  /** When the call began, by the local clock; now, where it is left out. */
  startedAt?: number,
) => Promise<ParsedResponse>;

/** What the client lends. */
export interface PathClientParts {
  readonly api: Api;
  readonly baseUrl: string;
  /** What `GET https://host/path` calls. */
  readonly routes: ReadonlyMap<string, CallOperation>;
  readonly middleware: readonly Middleware[];
  readonly errors: Readonly<{
    ApiError: typeof ApiError;
    ConfigError: typeof ConfigError;
    ResponseError: typeof ResponseError;
  }>;
  readonly encodeQuery: typeof encodeQuery;
  readonly fillPath: typeof fillPath;
  readonly textOf: typeof textOf;
}

/** Calls a path, as `client.request` of openapi-fetch does. */
export type PathRequest = (method: string, path: string, init?: Init) => Promise<Result>;

/** Makes the calls by path of an API. */
export function createPathRequest(parts: PathClientParts): PathRequest {
  const { api, baseUrl, routes, middleware, errors } = parts;
  const { origin, pathname } = new URL(baseUrl);
  const basePath = pathname.replace(/\/$/, "");
  const find = (
    method: string,
    host: string,
    path: string,
    route = `${method} ${host}${path}`,
  ): CallOperation => {
    const call = routes.get(route);
    if (!call)
      throw new errors.ConfigError(`${api.name} describes no ${method} ${path} at ${host}.`);
    return call;
  };
  /** Throws what has no place in `{ data, error }`: a 2xx that is not one, and a redirect. */
  const expectResponse = (parsed: ParsedResponse): ParsedResponse => {
    const { error } = parsed;
    const { ApiError, ResponseError } = errors;
    if ((error instanceof ResponseError || error instanceof ApiError) && error.status < 400)
      throw error;
    return parsed;
  };
  let loaded: Client<object> | undefined;
  const load = async (): Promise<Client<object>> => {
    const { createOpenApiClient } = await import("./openApiClient.ts");
    return createOpenApiClient({
      baseUrl,
      querySerializer: (query) => serializeQuery(parts, query),
      pathSerializer: parts.fillPath,
      async call(method, url, signal, headers) {
        const [route, values] = routeOf(routes, `${method} ${url.origin}${url.pathname}`);
        const call = find(method, url.origin, url.pathname, route);
        const parameters = { ...Object.fromEntries(url.searchParams), ...values };
        return toResponse(expectResponse(await call(parameters, { signal }, headers)));
      },
    });
  };
  return async (method, path, init = {}) => {
    const { params, signal } = init;
    const { query = {}, path: values } = params ?? {};
    // A map, a list or a text holds no parameter as a property. The call rejects it.
    const isIterable = Symbol.iterator in Object(query);
    if (!isIterable && (middleware.length > 0 || !isPlain(init))) {
      // In a URL nobody could tell a number that was rounded from an id.
      JSON.stringify(params, (_, value: unknown) => {
        if (Number.isInteger(value) && !Number.isSafeInteger(value))
          throw new errors.ConfigError(
            `The parameters hold the number ${String(value)}, which was rounded. Give ids as strings of digits.`,
          );
        return typeof value === "bigint" ? undefined : value;
      });
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its paths are not known here
      const openApi = (loaded ??= await load()) as unknown as WholeClient;
      const own = [...middleware, ...(init.middleware ?? [])];
      // Without values for the path, openapi-fetch would leave the names in it.
      const whole = { ...params, path: values ?? {} };
      return openApi.request(method, path, { ...init, params: whole, middleware: own });
    }
    // What openapi-fetch would do, without a URL to encode and decode and a response to make and read.
    const call = find(method, origin, `${basePath}${path}`);
    const parameters = values && !isIterable ? { ...query, ...values } : query;
    const options = signal === undefined ? undefined : { signal };
    return new DirectResult(expectResponse(await call(parameters, options)));
  };
}

/** Of the options of openapi-fetch, those that are read here. */
export interface Init {
  readonly params?:
    | { readonly query?: Parameters | undefined; readonly path?: Parameters | undefined }
    | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly middleware?: readonly Middleware[] | undefined;
}

/** A client of openapi-fetch, without the types of its paths. */
interface WholeClient {
  request(method: string, path: string, init: Init): Promise<Result>;
}

export interface Result {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response: Response;
}

/** The route of an address, and the values in its path. A route without any comes first. */
function routeOf(
  routes: PathClientParts["routes"],
  address: string,
): readonly [route: string, values: Parameters] {
  const sent = address.split("/");
  for (const route of routes.has(address) ? [] : routes.keys()) {
    const wanted = route.split("/");
    const isFit = wanted.every((segment, index) => segment[0] === "{" || segment === sent[index]);
    if (!isFit || wanted.length !== sent.length) continue;
    const values = wanted.flatMap((segment, index) =>
      segment[0] === "{" ? [[segment.slice(1, -1), decode(sent[index] ?? "")] as const] : [],
    );
    return [route, Object.fromEntries(values)];
  }
  return [address, {}];
}

/** A text that is not percent-encoded stands for itself. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The query that the call would send, as openapi-fetch asks for it: without checks, which the call makes. */
function serializeQuery({ api, encodeQuery, textOf }: PathClientParts, query: Parameters): string {
  const rules: Readonly<Record<string, ParameterRule>> = Object.assign(
    {},
    ...Object.values(api.operations).map(({ parameters }) => parameters),
  );
  const sent = Object.entries(query).filter(([, value]) => value !== undefined);
  return encodeQuery(
    Object.fromEntries(sent.map(([name, value]) => [name, textOf(name, value, rules[name])])),
  );
}

/** Whether nothing is asked for that openapi-fetch alone knows. */
function isPlain(init: Init): boolean {
  for (const name in init) if (name !== "params" && name !== "signal") return false;
  for (const name in init.params) if (name !== "query" && name !== "path") return false;
  return true;
}

/** `{ data, response }` or `{ error, response }`, where the response is made when somebody looks at it. */
class DirectResult implements Result {
  /** One for all results: a getter of its own would make each of them slow. */
  static readonly #responseProperty = {
    get(this: DirectResult): Response {
      return (this.#response ??= toResponse(this.#parsed));
    },
    enumerable: true,
  };

  declare readonly data?: unknown;
  declare readonly error?: unknown;
  declare readonly response: Response;
  readonly #parsed: ParsedResponse;
  #response: Response | undefined;

  constructor(parsed: ParsedResponse) {
    if (parsed.error) this.error = parseError(parsed.text);
    else this.data = parsed.data;
    this.#parsed = parsed;
    Object.defineProperty(this, "response", DirectResult.#responseProperty);
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
  // A Response takes no status above 599, and a server may send one.
  const response = new Response(body, { status: Math.min(status, 599), headers: [...headers] });
  if (status > 599) Object.defineProperty(response, "status", { value: status });
  // openapi-fetch parses the text itself when it sees no length, and would round the ids again.
  response.headers.set("content-length", String(text.length));
  response.headers.delete("transfer-encoding");
  if (error) return response;
  return Object.defineProperties(response, {
    json: { value: () => Promise.resolve(data) },
    clone: { value: () => toResponse(parsed) },
  });
}
