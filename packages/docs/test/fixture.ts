// A small API with a call and a body that no published description has.
import type { Discrepancy } from "@open-orders/specs";
import type { OpenApiDocument, Retry } from "@open-orders/specs/model";

const error = (code: number, name: string, retry: Retry) => ({
  summary: name,
  description: `Meaning of ${name}.`,
  "x-remedy": `Remedy of ${name}.`,
  "x-retry": retry,
  value: { code, msg: `${name} happened` },
});

export function fixture(): OpenApiDocument {
  return {
    openapi: "3.1.1",
    info: { title: "Fixture", version: "v1" },
    servers: [{ url: "https://api.example", description: "Only one." }],
    security: [{ ApiKey: [] }],
    "x-rate-limits": [{ limit: 10, intervalMinutes: 5, per: "ip", header: "X-USED" }],
    paths: {
      "/v1/trades": {
        get: {
          operationId: "listTrades",
          summary: "List the trades",
          description: "Lists trades. They are many.",
          "x-security-type": "USER_DATA",
          "x-weight": [
            { whenSent: ["symbol"], weight: 2 },
            { weight: 9, estimate: true },
          ],
          "x-sources": [{ url: "https://docs.example", language: "en", snapshot: "2026-01-15" }],
          parameters: [
            {
              name: "symbol",
              in: "query",
              required: true,
              description: "The market.",
              "x-filter": { field: "symbol", keep: "equal" },
              "x-discrepancy": "symbol-question",
              schema: { type: "string", minLength: 1, maxLength: 20 },
            },
            { $ref: "#/components/parameters/limit" },
          ],
          responses: {
            "200": {
              description: "The trades.",
              content: {
                "application/json": {
                  schema: { type: "array", items: { $ref: "#/components/schemas/Trade" } },
                  examples: { none: { summary: "No trade at all", value: [] } },
                },
              },
            },
            "400": { $ref: "#/components/responses/Bad" },
            "418": { $ref: "#/components/responses/Banned" },
          },
        },
      },
    },
    components: {
      securitySchemes: { ApiKey: { type: "apiKey", in: "header", name: "X-KEY" } },
      parameters: {
        limit: {
          name: "limit",
          in: "query",
          description: "How many at most.",
          "x-filter": { keep: "first" },
          schema: { type: "integer", minimum: 1, maximum: 1000, default: 500 },
        },
      },
      responses: {
        Bad: {
          description: "Something is wrong.",
          "x-retry": "never",
          content: {
            "application/json": {
              schema: { $ref: "#/components/schemas/Error" },
              examples: { LATE: error(-1021, "LATE", "resync"), BAD: error(-1, "BAD", "never") },
            },
          },
        },
        Banned: {
          description: "Stop calling.",
          "x-retry": "abort",
          content: {
            "application/json": {
              schema: { $ref: "#/components/schemas/Error" },
              examples: { LATE: error(-1021, "LATE", "resync") },
            },
          },
        },
      },
      schemas: {
        Error: {
          type: "object",
          required: ["code"],
          properties: { code: { type: "integer", description: "Why it failed." } },
        },
        Id: { type: "integer", format: "int64", description: "Its id." },
        Price: { type: ["string", "null"], format: "decimal", "x-unit": "USD" },
        Trade: {
          type: "object",
          required: ["id", "fees"],
          properties: {
            id: { $ref: "#/components/schemas/Id" },
            stop: {
              $ref: "#/components/schemas/Price",
              description: "Where it stopped.",
              "x-present-when": { kind: "STOP" },
            },
            fees: {
              type: "array",
              description: "What it cost.",
              items: {
                type: "object",
                required: ["amount"],
                properties: {
                  amount: { type: "string", description: "How much it was." },
                  asset: {
                    type: "string",
                    "x-extensible-enum": ["BNB"],
                    description: "In which coin.",
                  },
                },
              },
            },
          },
        },
      },
    },
  };
}

export const discrepancies: Discrepancy[] = [
  {
    id: "symbol-question",
    apis: ["portfolio-margin"],
    title: { en: "Which symbol?", "zh-CN": "哪个交易对？" },
    says: [{ source: "somewhere", says: { en: "This one.", "zh-CN": "这个。" } }],
    reading: { en: "Any.", "zh-CN": "任意。" },
    probe: { none: "Nobody can." },
    settledBy: { en: "A call.", "zh-CN": "一次调用。" },
    overrides: [],
  },
];
