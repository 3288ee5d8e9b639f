// A description as small as can be, with every word in it that the generator reads. Tests change what they
// need; each call gives a new one.
import type { OpenApiDocument, OperationObject, ParameterObject, Schema } from "../src/model.ts";

export const parameters: ParameterObject[] = [
  { name: "shop", in: "query", required: true, schema: { type: "string", minLength: 1 } },
  { name: "ticketId", in: "query", schema: { type: "integer", format: "int64" } },
  {
    name: "limit",
    in: "query",
    schema: { type: "integer", format: "int32", minimum: 1, maximum: 100, default: 50 },
  },
  {
    name: "classes",
    in: "query",
    content: { "application/json": { schema: { type: "array", items: { type: "string" } } } },
  },
  {
    name: "timestamp",
    in: "query",
    required: true,
    schema: { type: "integer", format: "double-int" },
    "x-filled-by-client": "timestamp",
  },
];

const ticket: Schema = {
  type: "object",
  description: "A ticket.",
  required: ["id", "parentId", "kind", "lastKind", "price", "time", "count", "open"],
  properties: {
    id: { type: "integer", format: "int64", description: "Its number." },
    parentId: { type: ["integer", "null"], format: "int64" },
    kind: { type: "string", "x-extensible-enum": ["BUS", "TRAIN"] },
    lastKind: { type: ["string", "null"], "x-extensible-enum": ["BUS", "TRAIN"] },
    price: { type: "string", format: "decimal", description: "Price.", "x-unit": "EUR" },
    time: { type: "integer", format: "double-int" },
    count: { type: "integer", format: "int32" },
    open: { type: "boolean" },
    class: { type: "string", default: "second" },
    gate: { type: "string", description: "Gate.", "x-present-when": { kind: "TRAIN" } },
  },
};

export function listTickets(change: Partial<OperationObject> = {}): OperationObject {
  return {
    operationId: "listTickets",
    summary: "Tickets",
    description: "Lists tickets.",
    parameters,
    responses: {
      "200": {
        description: "Tickets.",
        content: {
          "application/json": {
            schema: { type: "array", items: { $ref: "#/components/schemas/Ticket" } },
          },
        },
      },
      "400": { description: "No.", "x-retry": "never" },
    },
    security: [{ ApiKey: [], Signature: [] }],
    "x-weight": [
      { whenSent: ["shop", "limit"], weight: 2 },
      { weight: 9, estimate: true },
    ],
    "x-security-type": "USER_DATA",
    "x-sources": [],
    ...change,
  };
}

export function smallDocument(change: Partial<OpenApiDocument> = {}): OpenApiDocument {
  const document: OpenApiDocument = {
    openapi: "3.1.1",
    info: { title: "Tickets", version: "v1", summary: "Tickets of an account." },
    servers: [{ url: "https://tickets.test" }],
    paths: { "/v1/tickets": { get: listTickets() } },
    components: {
      schemas: { Ticket: ticket },
      securitySchemes: {
        ApiKey: { type: "apiKey", in: "header", name: "X-KEY" },
        Signature: { type: "apiKey", in: "query", name: "signature" },
      },
    },
    "x-rate-limits": [{ limit: 60, intervalMinutes: 1, per: "ip", header: "X-Used" }],
    ...change,
  };
  return structuredClone(document);
}

/** Descriptions of two lists of open orders: of tickets that were ordered, with a schema or in place. */
export function orderPaths(change: Partial<OperationObject> = {}): OpenApiDocument["paths"] {
  const text: Schema = { type: "string" };
  const time: Schema = { type: "integer", format: "double-int" };
  const item: Schema = {
    type: "object",
    required: ["no", "shop", "at", "word"],
    properties: { no: { type: "integer", format: "int64" }, shop: text, at: time, word: text },
    "x-order": {
      id: "no",
      uniqueWithin: "shop",
      symbol: "shop",
      side: "word",
      type: "word",
      status: "word",
      price: "word",
      quantity: "word",
      placedAt: "at",
      updatedAt: "at",
      becomes: "no",
    },
  };
  const list = (operationId: string): OperationObject =>
    listTickets({
      operationId,
      parameters: parameters.filter(({ required, name }) => !required || name !== "shop"),
      responses: {
        "200": {
          description: "Orders.",
          content: { "application/json": { schema: { type: "array", items: item } } },
        },
      },
      ...change,
    });
  return {
    "/v1/orders": { get: list("listOpenOrders") },
    "/v1/later": { get: list("listOpenLaterOrders") },
  };
}
