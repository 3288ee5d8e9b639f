// Calls every described list that needs no parameter, through the built client.
import * as clients from "@open-orders/client";
import type { AttemptEvent, CallOptions, ClientOptions, WeightUsage } from "@open-orders/client";
import { apis } from "@open-orders/specs";
import { clientFactoryName, isInt64, readApi } from "@open-orders/specs/model";
import type { Operation } from "@open-orders/specs/model";

/** An order as the client returns it. */
export type Order = Readonly<Record<string, string | number | boolean | null>>;

/** A described list of orders. */
export interface OrderList {
  /** Name of its API in redocly.yaml. */
  readonly api: string;
  readonly operationId: string;
  /** The title of the exchange's page, for people. */
  readonly summary: string;
  /** For people: `GET /dapi/v1/openOrders`. */
  readonly call: string;
  /** Orders of the largest described example. */
  readonly examples: readonly Order[];
  /** Fields of an order that are 64-bit ids. */
  readonly idFields: readonly string[];
}

/** The lists that can be read without a parameter, in the order of the descriptions. */
export function orderLists(): OrderList[] {
  return Object.entries(apis).flatMap(([api, { en }]) =>
    readApi(api, en).operations.filter(isPlainList).map(toOrderList),
  );
}

/** Whether an operation is a list and needs no parameter of the caller. Only reads: with --live they reach the exchange. */
export function isPlainList({ method, list, parameters }: Operation): boolean {
  const isFilled = parameters.every(({ required, filledByClient }) => !required || filledByClient);
  return method === "GET" && list && isFilled;
}

function toOrderList({ api, id, method, path, node, result, item }: Operation): OrderList {
  const examples = result.examples.map(({ value }) => value as unknown as Order[]);
  const fields = Object.entries(item.properties ?? {});
  return {
    api,
    operationId: id,
    summary: node.value.summary ?? id,
    call: `${method} ${path}`,
    examples: examples.toSorted((a, b) => b.length - a.length)[0] ?? [],
    idFields: fields.filter(([, schema]) => isInt64(schema)).map(([name]) => name),
  };
}

/** The open orders of one list, and what they cost. */
export interface OpenOrders {
  readonly orders: readonly Order[];
  /** Weight of this call by the description. */
  readonly weight: number;
  /** Weight of the minute by the exchange's count, where it states one. */
  readonly usedWeight: number | undefined;
  readonly weightUsage: WeightUsage;
}

/** Makes one call with a client of its own. Throws what the client throws. */
export async function readOrders(
  { api, operationId }: OrderList,
  options: ClientOptions,
  signal?: AbortSignal,
): Promise<OpenOrders> {
  const events: AttemptEvent[] = [];
  const name = clientFactoryName(api);
  // The factories are named after the APIs, so no type can list them here.
  const create = (clients as unknown as Record<string, Factory>)[name];
  if (!create) throw new Error(`The built client has no ${name}: run npm run build.`);
  const client = create({ ...options, onAttempt: (event) => events.push(event) });
  const orders = await (client[operationId] as Call)({}, { signal });
  const last = events.at(-1);
  return {
    orders,
    weight: last?.weight ?? 0,
    usedWeight: last?.usedWeight,
    weightUsage: client.weightUsage,
  };
}

type Call = (parameters: object, options: CallOptions) => Promise<Order[]>;
type Factory = (options: ClientOptions) => Record<string, unknown> & { weightUsage: WeightUsage };
