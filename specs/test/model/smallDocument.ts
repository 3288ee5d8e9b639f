// A bundled document of one operation, with the constructs that readers used to disagree about.
import type { OpenApiDocument } from "../../model/index.ts";

export const smallDocument: OpenApiDocument = {
  openapi: "3.1.1",
  info: { title: "Small", version: "v1" },
  servers: [{ url: "http://127.0.0.1:1", "x-environment": "testnet" }],
  security: [{ Key: [], Sign: [] }],
  "x-rate-limits": [{ limit: 100, intervalMinutes: 2, per: "ip", header: "X-Used" }],
  "x-clock": { path: "/v1/time", field: "now" },
  paths: {
    "/v1/orders": {
      get: {
        operationId: "listOrders",
        summary: "Orders",
        description: "Lists orders.",
        "x-security-type": "USER_DATA",
        "x-sources": [],
        "x-weight": [{ whenSent: ["symbol"], weight: 1 }, { weight: 40 }],
        parameters: [
          {
            name: "symbol",
            in: "query",
            schema: { type: "string" },
            example: "A/B",
            "x-filter": { field: "symbol", keep: "equal" },
          },
          { $ref: "#/components/parameters/timestamp" },
          {
            name: "ids",
            in: "query",
            content: {
              "application/json": { schema: { type: "array", items: { type: "string" } } },
            },
          },
        ],
        responses: {
          "200": {
            description: "Orders.",
            headers: { "X-Used": { $ref: "#/components/headers/Used" } },
            content: {
              "application/json": {
                schema: { type: "array", items: { $ref: "#/components/schemas/Order" } },
                examples: { one: { $ref: "#/components/examples/one" } },
              },
            },
          },
          "4XX": { description: "Wrong.", "x-retry": "never" },
          "429": { description: "Too many.", "x-retry": "wait" },
          default: { description: "Else.", "x-retry": "never" },
        },
      },
    },
  },
  components: {
    parameters: {
      timestamp: {
        name: "timestamp",
        in: "query",
        required: true,
        schema: { $ref: "#/components/schemas/Time", maximum: 9 },
        "x-filled-by-client": "timestamp",
      },
    },
    headers: { Used: { required: true, schema: { type: "integer", format: "int32" } } },
    examples: { one: { value: [{ id: 1, price: "2" }] } },
    schemas: {
      Time: { type: "integer", format: "double-int" },
      Price: { type: "string", format: "decimal", description: "A price.", "x-unit": "USD" },
      Order: {
        type: "object",
        required: ["id"],
        properties: {
          id: { type: "integer", format: "int64" },
          price: { $ref: "#/components/schemas/Price" },
          stop: {
            $ref: "#/components/schemas/Price",
            description: "The trigger.",
            "x-present-when": { type: "STOP" },
          },
        },
      },
    },
    securitySchemes: {
      Key: { type: "apiKey", in: "header", name: "X-KEY" },
      Sign: { type: "apiKey", in: "query", name: "sig" },
    },
  },
};
