// openapi-fetch over the calls of a client, for middleware and for options that it alone knows. Loaded by the first call
// that needs it. Imports nothing of this package but types, so that bundlers need no module for what both share.
import createClient from "openapi-fetch";
import type { Client } from "openapi-fetch";
import type { Parameters } from "./query.ts";

/** What the path-level client lends. */
export interface OpenApiClientParts {
  readonly baseUrl: string;
  readonly querySerializer: (query: Parameters) => string;
  readonly pathSerializer: (path: string, values: Parameters) => string;
  /** Makes the call that a request is for. */
  readonly call: (
    method: string,
    url: URL,
    signal: AbortSignal,
    headers: Record<string, string>,
  ) => Promise<Response>;
}

export function createOpenApiClient(parts: OpenApiClientParts): Client<object> {
  const { call, ...options } = parts;
  // A middleware may have changed the URL and the headers of the request, so the call is made from them.
  const fetch = async ({ method, url, signal, headers }: Request): Promise<Response> =>
    call(method, new URL(url), signal, Object.fromEntries(headers));
  return createClient<object>({ ...options, fetch });
}
