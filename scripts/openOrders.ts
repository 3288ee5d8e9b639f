// Asks every described API for what can be asked without a parameter, through the built client.
import * as clients from "@open-orders/client";
import type { AttemptEvent, ClientOptions, Limits } from "@open-orders/client";
import { apis } from "@open-orders/specs";
import type { OpenApiDocument } from "@open-orders/specs";

export type Order = Readonly<Record<string, string | number | boolean | null>>;

/** An operation that can be called with no parameter of the caller's. */
export interface PlainOperation {
  api: string;
  operationId: string;
  /** For people: `GET /dapi/v1/openOrders`. */
  call: string;
  /** Orders of the largest described example. */
  examples: Order[];
  /** Fields of an order that are 64-bit ids. */
  idFields: string[];
}

interface Schema {
  $ref?: string;
  items?: Schema;
  properties?: Record<string, { format?: string }>;
}
interface Operation {
  operationId: string;
  parameters?: { required?: boolean }[];
  responses: Record<
    string,
    { content: Record<string, { schema: Schema; examples: Record<string, { value: Order[] }> }> }
  >;
}

/** The operations that can be called as they are, in the order of the descriptions. */
export function plainOperations(): PlainOperation[] {
  return Object.entries(apis).flatMap(([api, { en: document }]) =>
    Object.entries(document["paths"] as Record<string, Record<string, Operation>>).flatMap(
      ([path, item]) =>
        Object.entries(item)
          .filter(([, { parameters = [] }]) => parameters.every(({ required }) => !required))
          .map(([method, operation]) => {
            const success = operation.responses["200"]?.content["application/json"];
            const values = Object.values(success?.examples ?? {}).map(({ value }) => value);
            return {
              api,
              operationId: operation.operationId,
              call: `${method.toUpperCase()} ${path}`,
              examples: values.toSorted((a, b) => b.length - a.length)[0] ?? [],
              idFields: idFields(document, success?.schema.items),
            };
          }),
    ),
  );
}

function idFields(document: OpenApiDocument, item: Schema | undefined): string[] {
  const name = item?.$ref?.split("/").at(-1);
  const schema = name === undefined ? item : (document["components"].schemas[name] as Schema);
  return Object.entries(schema?.properties ?? {})
    .filter(([, { format }]) => format === "int64")
    .map(([field]) => field);
}

export interface Answer {
  orders: Order[];
  /** Weight of this call by the description. */
  weight: number;
  /** Weight of the minute by the exchange's count, where it says so. */
  usedWeight: number | undefined;
  limits: Limits;
}

/** Makes one call with a client of its own. Throws what the client throws. */
export async function ask(
  { api, operationId }: PlainOperation,
  options: ClientOptions,
): Promise<Answer> {
  const events: AttemptEvent[] = [];
  const name = api.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
  const create = (clients as unknown as Record<string, Factory>)[`create${name}Client`];
  if (!create) throw new Error(`The built client has no create${name}Client: run npm run build.`);
  const client = create({ ...options, onAttempt: (event) => events.push(event) });
  const orders = await (client[operationId] as () => Promise<Order[]>)();
  const last = events.at(-1);
  return { orders, weight: last?.weight ?? 0, usedWeight: last?.usedWeight, limits: client.limits };
}

type Factory = (options: ClientOptions) => Record<string, unknown> & { limits: Limits };
