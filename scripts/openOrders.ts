// Asks every described API for what can be asked without a parameter, through the built client.
import * as clients from "@open-orders/client";
import type { AttemptEvent, CallOptions, ClientOptions, WeightUsage } from "@open-orders/client";
import { apis } from "@open-orders/specs";
import type { OpenApiDocument } from "@open-orders/specs";

export type Order = Readonly<Record<string, string | number | boolean | null>>;

/** An operation that reads a list and can be called with no parameter of the caller's. */
export interface PlainOperation {
  api: string;
  operationId: string;
  /** The title of the exchange's page, for people. */
  summary: string;
  /** For people: `GET /dapi/v1/openOrders`. */
  call: string;
  /** Orders of the largest described example. */
  examples: Order[];
  /** Fields of an order that are 64-bit ids. */
  idFields: string[];
}

interface Reference {
  $ref?: string;
}
interface Schema extends Reference {
  type?: string;
  items?: Schema;
  properties?: Record<string, { format?: string }>;
}
interface Parameter extends Reference {
  required?: boolean;
  "x-filled-by-client"?: string;
}
interface Operation {
  operationId: string;
  summary: string;
  parameters?: Parameter[];
  responses: Record<
    string,
    { content?: Record<string, { schema: Schema; examples: Record<string, { value: Order[] }> }> }
  >;
}

/**
 * The operations that can be called as they are, in the order of the descriptions. Only those that read,
 * for with --live they are called at the exchange.
 */
export function plainOperations(
  documents: Record<string, OpenApiDocument> = english(),
): PlainOperation[] {
  return Object.entries(documents).flatMap(([api, document]) =>
    Object.entries(document["paths"] as Record<string, { get?: Operation }>).flatMap(
      ([path, { get: operation }]) =>
        operation && isPlain(document, operation) ? read(api, document, path, operation) : [],
    ),
  );
}

function english(): Record<string, OpenApiDocument> {
  return Object.fromEntries(Object.entries(apis).map(([api, { en }]) => [api, en]));
}

function read(
  api: string,
  document: OpenApiDocument,
  path: string,
  { operationId, summary, responses }: Operation,
): PlainOperation[] {
  const success = responses["200"]?.content?.["application/json"];
  const schema = success && resolve(document, success.schema);
  if (schema?.type !== "array") return [];
  const values = Object.values(success?.examples ?? {}).map(({ value }) => value);
  const { properties = {} } = resolve(document, schema.items ?? {});
  return [
    {
      api,
      operationId,
      summary,
      call: `GET ${path}`,
      examples: values.toSorted((a, b) => b.length - a.length)[0] ?? [],
      idFields: Object.keys(properties).filter((name) => properties[name]?.format === "int64"),
    },
  ];
}

function isPlain(document: OpenApiDocument, { parameters = [] }: Operation): boolean {
  return parameters
    .map((parameter) => resolve(document, parameter))
    .every((parameter) => !parameter.required || parameter["x-filled-by-client"]);
}

/** The node itself, or what its `$ref` points to: `#/components/schemas/CoinMOpenOrder`. */
function resolve<T extends Reference>(document: OpenApiDocument, node: T): T {
  if (node.$ref === undefined) return node;
  const [, , kind = "", name = ""] = node.$ref.split("/");
  return document["components"][kind][name] as T;
}

export interface Answer {
  orders: Order[];
  /** Weight of this call by the description. */
  weight: number;
  /** Weight of the minute by the exchange's count, where it says so. */
  usedWeight: number | undefined;
  limits: WeightUsage;
}

/** Makes one call with a client of its own. Throws what the client throws. */
export async function ask(
  { api, operationId }: PlainOperation,
  options: ClientOptions,
  signal?: AbortSignal,
): Promise<Answer> {
  const events: AttemptEvent[] = [];
  const name = api.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
  const create = (clients as unknown as Record<string, Factory>)[`create${name}Client`];
  if (!create) throw new Error(`The built client has no create${name}Client: run npm run build.`);
  const client = create({ ...options, onAttempt: (event) => events.push(event) });
  const orders = await (client[operationId] as Call)({}, { signal });
  const last = events.at(-1);
  return {
    orders,
    weight: last?.weight ?? 0,
    usedWeight: last?.usedWeight,
    limits: client.weightUsage,
  };
}

type Call = (parameters: object, options: CallOptions) => Promise<Order[]>;
type Factory = (options: ClientOptions) => Record<string, unknown> & { weightUsage: WeightUsage };
