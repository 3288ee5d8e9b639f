// The path-level client. What its calls need is loaded by the first of them.
import type { Client, Middleware } from "openapi-fetch";
import type { Api } from "./api.ts";
import { ApiError, ConfigError, ResponseError } from "./errors.ts";
import type { CallOperation, Init, PathRequest, Result } from "./pathRequest.ts";
import { encodeQuery, fillPath, textOf } from "./query.ts";

const methods = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"] as const;

/** Makes the path-level client of an API. The routes say what `GET https://host/path` calls. */
export function createPathClient(
  api: Api,
  baseUrl: string,
  routes: ReadonlyMap<string, CallOperation>,
): Client<object> {
  const middleware: Middleware[] = [];
  let loaded: PathRequest | undefined;
  const load = async (): Promise<PathRequest> => {
    const { createPathRequest } = await import("./pathRequest.ts");
    const errors = { ApiError, ConfigError, ResponseError };
    const parts = { api, baseUrl, routes, middleware, errors, encodeQuery, fillPath, textOf };
    return createPathRequest(parts);
  };
  const request = async (method: string, path: string, init?: Init): Promise<Result> =>
    (loaded ??= await load())(method, path, init);
  const client = {
    request: async (method: string, path: string, init?: Init) =>
      request(method.toUpperCase(), path, init),
    use(...added: Middleware[]) {
      middleware.push(...added);
    },
    eject(...removed: Middleware[]) {
      for (const one of removed)
        if (middleware.includes(one)) middleware.splice(middleware.indexOf(one), 1);
    },
    ...Object.fromEntries(
      methods.map((method) => [
        method,
        async (path: string, init?: Init) => request(method, path, init),
      ]),
    ),
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the types of openapi-fetch know the paths of an API, which are not known here
  return client as unknown as Client<object>;
}
