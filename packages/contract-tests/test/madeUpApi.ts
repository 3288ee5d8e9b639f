// An API that no exchange has, with the kinds of operations, parameters and fields that the described
// ones lack: what the checks must cope with when somebody describes it.
import { englishDescriptions } from "../src/index.ts";
import type { Descriptions } from "../src/index.ts";
import type { OpenApiDocument } from "@open-orders/specs/model";

const anyApi = Object.values(englishDescriptions).find((api) => !("x-clock" in api)) as
  | OpenApiDocument
  | undefined;
const shared = (name: string) => ({ $ref: `#/components/parameters/${name}` });
const query = (name: string, schema?: object, more: object = {}) => ({
  name,
  in: "query",
  required: false,
  description: "What it does.",
  ...(schema && { schema }),
  ...more,
});

const errors = {
  400: { $ref: "#/components/responses/BadRequest" },
  401: { $ref: "#/components/responses/Unauthorized" },
  418: { $ref: "#/components/responses/Banned" },
  429: { $ref: "#/components/responses/TooManyRequests" },
};
const responding = (schema: object, value: unknown) => ({
  200: {
    description: "What there is.",
    headers: { "X-MBX-USED-WEIGHT-1M": { $ref: "#/components/headers/UsedWeight1M" } },
    content: { "application/json": { schema, examples: { whole: { value } } } },
  },
  ...errors,
});

const entry = {
  type: "object",
  required: ["entryId", "account", "time", "settled", "amount", "parts"],
  properties: {
    entryId: { type: "integer", format: "int64" },
    account: { type: "string" },
    time: { type: "integer", format: "double-int" },
    settled: { type: "boolean" },
    amount: { type: ["string", "null"], format: "decimal" },
    ratio: { type: "number" },
    kind: { type: "string", "x-extensible-enum": ["FEE", "TRADE", "TRANSFER"] },
    // What stands beside a reference counts.
    taker: { $ref: "#/components/schemas/Flag", "x-present-when": { kind: "TRADE" } },
    peerIds: { type: "array", items: { type: "integer", format: "int64" } },
    parts: {
      type: "array",
      items: {
        type: "object",
        required: ["partId"],
        properties: {
          partId: { type: "integer", format: "int64" },
          note: { type: "string", "x-extensible-enum": ["A", "B"] },
        },
      },
    },
  },
};

const ledger = {
  operationId: "listLedgerEntries",
  summary: "Ledger",
  "x-security-type": "USER_DATA",
  "x-weight": [
    { whenSent: ["fromId", "kind"], weight: 3 },
    { whenSent: ["fromId"], weight: 7 },
    { weight: 20 },
  ],
  parameters: [
    query(
      "account",
      { type: "string", minLength: 1 },
      {
        required: true,
        example: "main",
        "x-filter": { field: "account", keep: "equal" },
      },
    ),
    query(
      "fromId",
      { type: "integer", format: "int64" },
      {
        "x-filter": { field: "entryId", keep: "from" },
      },
    ),
    query(
      "startTime",
      { type: "integer", format: "double-int" },
      {
        "x-filter": { field: "time", keep: "from" },
      },
    ),
    query(
      "endTime",
      { type: "integer", format: "double-int" },
      {
        "x-filter": { field: "time", keep: "until" },
      },
    ),
    query("settled", { type: "boolean" }, { "x-filter": { field: "settled", keep: "equal" } }),
    query(
      "kind",
      { type: "string" },
      {
        "x-filter": { field: "kind", keep: "equal" },
      },
    ),
    query("accounts", undefined, {
      content: { "application/json": { schema: { type: "array", items: { type: "string" } } } },
      example: ["main"],
      "x-filter": { field: "account", keep: "equal" },
    }),
    query(
      "limit",
      { type: "integer", minimum: 1, maximum: 100, default: 50 },
      {
        "x-filter": { keep: "first" },
      },
    ),
    query("memo", { type: "string", maxLength: 9 }, { example: "rent" }),
    query("ratio", { type: "number", minimum: 0 }, { example: 0.5 }),
    shared("recvWindow"),
    shared("timestamp"),
  ],
  responses: responding({ type: "array", items: { $ref: "#/components/schemas/Entry" } }, []),
};

const status = {
  operationId: "getStatus",
  summary: "Status",
  security: [],
  "x-security-type": "NONE",
  "x-weight": [{ weight: 1 }],
  parameters: [],
  responses: responding(
    {
      type: "object",
      required: ["revision"],
      properties: { revision: entry.properties.entryId, remark: { type: "string" } },
    },
    { revision: 1 },
  ),
};

const inPath = (name: string, schema: object, more: object = {}) =>
  query(name, schema, { in: "path", required: true, ...more });

/** Entries by what stands in the path. */
const entries = {
  ...ledger,
  operationId: "listEntriesOf",
  summary: "Entries",
  parameters: [
    inPath(
      "account",
      { type: "string" },
      { example: "main", "x-filter": { field: "account", keep: "equal" } },
    ),
    inPath(
      "entryId",
      { type: "integer", format: "int64", minimum: 0 },
      { example: 7, "x-filter": { field: "entryId", keep: "from" } },
    ),
    ...ledger.parameters.filter((one) => !("name" in one) || one.name === "limit"),
  ],
};

/** Filters nothing, and needs nothing but what stands in the path. */
const statusOf = {
  ...status,
  operationId: "getStatusOf",
  parameters: [
    inPath("kind", { type: "string", maxLength: 30 }, { example: "FEE" }),
    inPath("open", { type: "boolean" }, { example: true }),
    inPath("share", { type: "number", minimum: 0, maximum: 1 }, { example: 0.5 }),
  ],
};

/** The clock of the API, described as an operation too. */
const time = {
  ...status,
  operationId: "getTime",
  summary: "Time",
  responses: responding(
    {
      type: "object",
      required: ["serverTime"],
      properties: { serverTime: { type: "integer", format: "double-int" } },
    },
    { serverTime: 1_579_276_756_075 },
  ),
};

const listing = {
  ...status,
  operationId: "listListings",
  summary: "Listings",
  security: [{ ApiKey: [] }],
  "x-security-type": "MARKET_DATA",
  responses: responding({ type: "array", items: { $ref: "#/components/schemas/Entry" } }, []),
};

/** The made-up API, with the shared parts of a real description. */
export const madeUpApi: Descriptions = {
  "made-up": {
    ...anyApi,
    "x-clock": { path: "/made/v1/time", field: "serverTime" },
    paths: {
      "/made/v1/ledger": { get: ledger },
      "/made/v1/status": { get: status },
      "/made/v1/time": { get: time },
      "/made/v1/ledger/{account}/from/{entryId}": { get: entries },
      "/made/v1/status/{kind}/{open}/{share}": { get: statusOf },
      "/made/v1/listings": { get: listing },
    },
    components: {
      ...anyApi?.components,
      schemas: { ...anyApi?.components?.schemas, Entry: entry, Flag: { type: "boolean" } },
    },
  },
};
