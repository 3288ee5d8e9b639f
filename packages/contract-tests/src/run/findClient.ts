// Finds the client of an API by the API's name, and calls it at either of its levels.
import type { Operation } from "../spec/description.ts";
import type { Fetch } from "./Target.ts";

/** The module `@open-orders/client`, or one that is to be tried in its place. */
export type ClientModule = Readonly<Record<string, unknown>>;

/** Options that every client takes. */
export interface AnyClientOptions {
  readonly apiKey: string;
  readonly signer: unknown;
  readonly baseUrl: string;
  readonly fetch: Fetch;
  readonly now: () => number;
  /** What limits and pauses run on. */
  readonly monotonicNow: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly maxRetries?: number;
  readonly timeoutMs?: number;
  readonly recvWindowMs?: number;
  readonly waitForWeight?: boolean;
}

type Parameters = Readonly<Record<string, unknown>>;
interface HttpAnswer {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response: Response;
}

/** A client, whichever API it belongs to. */
export interface AnyClient {
  readonly http: Readonly<
    Record<
      string,
      (
        path: string,
        init: { readonly params: { readonly query: Parameters } },
      ) => Promise<HttpAnswer>
    >
  >;
  readonly weightUsage: { readonly usedWeight: number };
}

/** What a call came to. `body` and `status` are what the calls by path give for a refusal. */
export type Outcome =
  | { readonly kind: "data"; readonly data: unknown }
  | { readonly kind: "refusal"; readonly status: number; readonly body: unknown }
  | { readonly kind: "thrown"; readonly error: unknown };

/** The factory of an API's client: `create` + its name in PascalCase + `Client`. */
export function clientFactoryName(api: string): string {
  const words = api.split("-").map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `create${words.join("")}Client`;
}

/** The factory, where the module has one. */
export function findClientFactory(
  module: ClientModule,
  api: string,
): ((options: AnyClientOptions) => AnyClient) | undefined {
  const factory = module[clientFactoryName(api)];
  return typeof factory === "function"
    ? (factory as (options: AnyClientOptions) => AnyClient)
    : undefined;
}

/** The named method of an operation, where the client has one. */
export function findMethod(
  client: AnyClient,
  operationId: string,
): ((parameters: Parameters) => Promise<unknown>) | undefined {
  const method = (client as unknown as Readonly<Record<string, unknown>>)[operationId];
  return typeof method === "function"
    ? (method as (parameters: Parameters) => Promise<unknown>)
    : undefined;
}

/** Calls an operation. Never rejects. */
export async function callClient(
  client: AnyClient,
  level: "method" | "http",
  operation: Operation,
  parameters: Parameters,
): Promise<Outcome> {
  try {
    if (level === "method") {
      const method = findMethod(client, operation.id);
      if (!method) throw new TypeError(`the client has no method ${operation.id}`);
      return { kind: "data", data: await method(parameters) };
    }
    const call = client.http[operation.method];
    if (!call) throw new TypeError(`the client has no http.${operation.method}`);
    const answer = await call(operation.path, { params: { query: parameters } });
    if (answer.response.ok) return { kind: "data", data: answer.data };
    return { kind: "refusal", status: answer.response.status, body: answer.error };
  } catch (error) {
    return { kind: "thrown", error };
  }
}
