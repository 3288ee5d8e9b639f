// Clients with one mistake each: the real module with one part of it changed.
import * as realClient from "@open-orders/client";
import { ownParameters, takesAnyString } from "../../src/run/values.ts";
import type { Operation } from "@open-orders/specs/model";
import { fieldsOf } from "../../src/run/fields.ts";
import { clientFactoryName } from "@open-orders/specs/model";
import type { AnyClient, AnyClientOptions } from "../../src/run/client.ts";
import type { ClientModule } from "../../src/index.ts";
import { limitsOf } from "./mutant.ts";
import type { Mutant, Mutants } from "./mutant.ts";

type Call = (...given: readonly unknown[]) => Promise<unknown>;

const real: ClientModule = realClient;
const levels = ["method", "http"] as const;

export const clientMutants: Mutants = (operation) => [
  ...dataMutants(operation),
  ...errorMutants(operation),
  ...requestMutants(operation),
];

function dataMutants(operation: Operation): readonly Mutant[] {
  const ids = fieldsOf(operation).filter(({ schema }) => schema.format === "int64");
  const texts = ownParameters(operation).filter((own) => own.filter && takesAnyString(own));
  return [
    {
      name: "a client that turns ids into numbers",
      breaks: ids.flatMap(({ name }) =>
        levels.map((level) => `exactness: digits of ${name} (${level})`),
      ),
      client: returning(operation, (data) =>
        JSON.parse(
          JSON.stringify(data, (_key, value: unknown) =>
            typeof value === "string" && /^\d+$/u.test(value) ? Number(value) : value,
          ),
        ),
      ),
    },
    {
      name: "a client that drops null",
      breaks: fieldsOf(operation).some(({ schema }) => schema.type?.includes("null"))
        ? levels.map((level) => `exactness: every item (${level})`)
        : [],
      client: returning(operation, (data) =>
        JSON.parse(
          JSON.stringify(data, (_key, value: unknown) => (value === null ? undefined : value)),
        ),
      ),
    },
    {
      name: "a client that signs the decoded query",
      breaks: texts.flatMap(({ name }) =>
        levels.map((level) => `parameters: ${name} beyond ASCII (${level})`),
      ),
      client: {
        ...real,
        hmac: (secret: string) => (query: string) =>
          realClient.hmac(secret)(decodeURIComponent(query)),
      },
    },
  ];
}

function errorMutants(operation: Operation): readonly Mutant[] {
  const throwing = (change: (error: Error) => unknown): ClientModule =>
    calling(operation, async (call) => {
      try {
        return await call();
      } catch (error) {
        throw change(error as Error);
      }
    });
  const lacking = (name: string): ClientModule =>
    throwing((error) => Object.defineProperty(error, name, { value: undefined }));
  return [
    {
      name: "a client that knows no names of codes",
      breaks: ["errors: 400 UNKNOWN_PARAM (method)", "security: unknown key (method)"],
      client: lacking("codeName"),
    },
    {
      name: "a client that knows no remedies",
      breaks: ["errors: 400 UNKNOWN_PARAM (method)"],
      client: lacking("remedy"),
    },
    {
      name: "a client that throws plain errors",
      breaks: ["errors: 400 UNKNOWN_PARAM (method)", "parameters: unknown (method)"],
      client: throwing(({ message }) => new Error(message)),
    },
    {
      name: "a client that knows no limits",
      breaks: ["errors: 429 TOO_MANY_REQUESTS (method)", "errors: 418 TOO_MANY_REQUESTS (method)"],
      client: throwing((error) => Object.defineProperty(error, "name", { value: "ApiError" })),
    },
  ];
}

function requestMutants(operation: Operation): readonly Mutant[] {
  const { api } = operation;
  const signed = operation.timestamp !== undefined;
  return [
    {
      name: "a client without a factory",
      breaks: ["client: factory (method)"],
      client: withoutFactory(api),
    },
    {
      name: "a client without the named method",
      breaks: ["client: named method (method)"],
      alone: true,
      client: making(api, (client) => ({ ...client, [operation.id]: undefined })),
    },
    {
      name: "a client that signs again with the old timestamp",
      breaks: signed ? ["retries: 503 THROTTLED (method)", "retries: 400 UNKNOWN (method)"] : [],
      client: configured(api, ({ fetch }) => {
        let first: Parameters<typeof fetch>[0] | undefined;
        return {
          async fetch(input, init) {
            first ??= input;
            return fetch(input.includes(operation.path) ? first : input, init);
          },
        };
      }),
    },
    {
      name: "a client whose clock cannot be corrected",
      breaks: signed ? ["timing: client's clock an hour behind (method)"] : [],
      client: configured(api, ({ fetch }) => ({
        async fetch(input, init) {
          if (!input.includes(operation.path)) return Response.json({});
          return withHeaders(await fetch(input, init), (headers) => headers.delete("date"));
        },
      })),
    },
    {
      name: "a client that never tries again",
      breaks: ["retries: 503 THROTTLED (method)", "retries: 429 TOO_MANY_REQUESTS (method)"],
      client: configured(api, () => ({ maxRetries: 0 })),
    },
    {
      name: "a client that sends everything twice",
      breaks: ["retries: 400 BAD_SYMBOL (method)", "limits: the client stops by itself (method)"],
      client: configured(api, ({ fetch }) => ({
        fetch: async (...given) => {
          await fetch(...given);
          return fetch(...given);
        },
      })),
    },
    {
      name: "a client that ignores Retry-After",
      breaks: ["retries: 429 TOO_MANY_REQUESTS (method)"],
      client: receiving(api, (headers) => headers.delete("retry-after")),
    },
    {
      name: "a client that does not count weight",
      breaks: ["limits: the client stops by itself (method)"],
      client: receiving(api, (headers) =>
        limitsOf(operation).forEach(({ header }) => headers.set(header, "1")),
      ),
    },
    {
      name: "a client that follows redirects",
      breaks: levels.map((level) => `connection: a redirect (${level})`),
      client: configured(api, ({ fetch }) => ({
        fetch: async (input, init) => fetch(input, { ...init, redirect: "follow" }),
      })),
    },
    {
      name: "a client that repeats what cannot pass, once retries are on",
      breaks: levels.flatMap((level) => [
        `connection: a page, with a retry (${level})`,
        `connection: other JSON, with a retry (${level})`,
      ]),
      client: configured(api, ({ fetch, maxRetries = 0 }) => ({
        async fetch(input, init) {
          const response = await fetch(input, init);
          return maxRetries > 0 && response.ok ? fetch(input, init) : response;
        },
      })),
    },
    {
      name: "a client that does not repeat what may pass",
      breaks: levels.map((level) => `connection: no body, with a retry (${level})`),
      client: configured(api, () => ({ maxRetries: 0 })),
    },
    {
      name: "a client that sends what it does not know",
      breaks: ["parameters: unknown (method)"],
      client: calling(operation, async (call, _parameters, options) => {
        const query = "?anUnknownParameter=x";
        await options.fetch(`${options.baseUrl}${operation.path}${query}`);
        return call();
      }),
    },
  ];
}

/** The module with one factory changed. */
function making(
  api: string,
  change: (client: AnyClient, options: AnyClientOptions) => unknown,
  before: (options: AnyClientOptions) => Partial<AnyClientOptions> = () => ({}),
): ClientModule {
  const name = clientFactoryName(api);
  const factory = real[name] as (options: AnyClientOptions) => AnyClient;
  return {
    ...real,
    [name]: (given: AnyClientOptions) => {
      const options = { ...given, ...before(given) };
      return change(factory(options), options);
    },
  };
}

function withoutFactory(api: string): ClientModule {
  return { ...real, [clientFactoryName(api)]: undefined };
}

function configured(
  api: string,
  before: (options: AnyClientOptions) => Partial<AnyClientOptions>,
): ClientModule {
  return making(api, (client) => client, before);
}

/** A client that sees other headers than were sent. */
function receiving(api: string, alter: (headers: Headers) => void): ClientModule {
  return configured(api, ({ fetch }) => ({
    fetch: async (input, init) => withHeaders(await fetch(input, init), alter),
  }));
}

function withHeaders(response: Response, alter: (headers: Headers) => void): Response {
  const headers = new Headers(response.headers);
  alter(headers);
  return new Response(response.body, { status: response.status, headers });
}

/** A client whose named method does something else as well. */
function calling(
  { api, id }: Operation,
  instead: (
    call: () => Promise<unknown>,
    parameters: unknown,
    options: AnyClientOptions,
  ) => Promise<unknown>,
): ClientModule {
  return making(api, (client, options) => {
    const call = (client as unknown as Readonly<Record<string, Call>>)[id];
    return {
      ...client,
      [id]: async (parameters: unknown) =>
        instead(async () => call?.(parameters), parameters, options),
    };
  });
}

/** A client that hands out other data than came, at both levels. */
function returning(
  { api, id, method }: Operation,
  alter: (data: unknown) => unknown,
): ClientModule {
  return making(api, (client) => {
    const named = (client as unknown as Readonly<Record<string, Call>>)[id];
    const byPath = client.http[method];
    return {
      ...client,
      [id]: async (...given: readonly unknown[]) => alter(await named?.(...given)),
      http: {
        [method]: async (...given: Parameters<NonNullable<typeof byPath>>) => {
          const response = await byPath?.(...given);
          return response && { ...response, data: alter(response.data) };
        },
      },
    };
  });
}
