// What the generator writes: the same bytes for the same descriptions, and all that a client must know of a
// call at run time or tell about it on hover.
import { describe, expect, test } from "vitest";
import { clientFiles } from "../src/client.ts";
import { readApi } from "../src/model.ts";
import type { OpenApiDocument, ParameterObject, Schema } from "../src/model.ts";
import { specsFiles } from "../src/specs.ts";
import { apiTable } from "../src/table.ts";
import { bundles, copy, discrepancies, locations } from "./described.ts";
import { listTickets, orderPaths, parameters, smallDocument } from "./smallDocument.ts";

const english = Object.fromEntries(
  Object.entries(bundles).flatMap(([api, { en }]) => (en ? [[api, en]] : [])),
);
const sources = Object.fromEntries(
  Object.keys(bundles).map((api) => [api, `specs/${api}/openapi.yaml`]),
);
const generate = (document = smallDocument()) =>
  clientFiles({ "ticket-shop": document }, { "ticket-shop": "specs/ticket-shop/openapi.yaml" });

describe("two runs write the same bytes:", () => {
  test("for the client", async () => {
    const files = await clientFiles(copy(english), sources);
    for (const api of Object.keys(bundles)) expect(files).toHaveProperty([`${api}.types.ts`]);
    expect(await clientFiles(copy(english), sources)).toEqual(files);
  });

  test("for specs", () => {
    const files = specsFiles(copy(bundles), discrepancies, locations);
    expect(specsFiles(copy(bundles), copy(discrepancies), copy(locations))).toEqual(files);
    expect(Object.keys(files)).toContain("coin-m-futures.zh-CN.json");
  });

  test("and the descriptions are left as they were", async () => {
    const document = smallDocument();
    await generate(document);
    expect(document).toEqual(smallDocument());
  });
});

test("published documents repeat known values for other generators, and keep the set open", () => {
  const side = { type: ["string", "null"], "x-extensible-enum": ["BUY", "SELL"] };
  const document = { ...smallDocument(), components: { schemas: { Side: side } } };
  const files = specsFiles({ shop: { en: document } }, [], {});
  const published = JSON.parse(files["shop.en.json"] ?? "") as typeof document;
  const anyOf = [{ enum: ["BUY", "SELL"] }, { type: ["string", "null"] }];
  expect(published.components.schemas.Side).toEqual({ ...side, anyOf });
});

test("every file says what it was made from", async () => {
  const files = await generate();
  for (const text of Object.values(files))
    expect(text).toMatch(/^\/\/ Made from \S+ by `npm run generate`\. Edits here are lost\.\n/);
});

const tableOf = (document: OpenApiDocument) => apiTable(readApi("ticket-shop", document));

describe("the operation table", () => {
  test("holds what the client must know of a call", () => {
    expect(tableOf(smallDocument())).toEqual({
      name: "ticket-shop",
      baseUrl: "https://tickets.test",
      limit: { weight: 60, intervalMs: 60_000, header: "x-used" },
      credentials: { keyHeader: "X-KEY", signature: "signature", timestamp: "timestamp" },
      retry: { "400": "never" },
      operations: {
        listTickets: {
          method: "GET",
          path: "/v1/tickets",
          security: "signed",
          weights: [
            { weight: 2, whenSent: ["shop", "limit"] },
            { weight: 9, estimate: true },
          ],
          int64Paths: ["*.id", "*.parentId"],
          result: "array",
          idempotent: true,
          parameters: {
            shop: { type: "string", required: true, minLength: 1 },
            ticketId: { type: "id" },
            limit: { type: "integer", minimum: 1, maximum: 100 },
            classes: { type: "list", items: "string" },
          },
        },
      },
    });
  });

  test("finds exact ids at any depth", () => {
    const schema = {
      type: "object",
      properties: {
        id: { type: "integer", format: "int64" },
        legs: {
          type: "array",
          items: { type: "object", properties: { seat: { type: "integer", format: "int64" } } },
        },
        seats: { type: "array", items: { type: "integer", format: "int64" } },
      },
    };
    const responses = { "200": { description: "", content: { "application/json": { schema } } } };
    const paths = { "/v1/ticket": { get: listTickets({ responses }) } };
    const { operations } = tableOf(smallDocument({ paths }));
    expect(operations["listTickets"]).toMatchObject({
      int64Paths: ["id", "legs.*.seat", "seats.*"],
      result: "object",
    });
  });

  test("knows a list of 64-bit integers as a list of ids", () => {
    const schema = { type: "array", items: { type: "integer", format: "int64" } };
    const ids: ParameterObject = {
      name: "ids",
      in: "query",
      content: { "application/json": { schema } },
    };
    const paths = { "/v1/ticket": { get: listTickets({ parameters: [ids] }) } };
    expect(tableOf(smallDocument({ paths })).operations["listTickets"]?.parameters).toEqual({
      ids: { type: "list", items: "id" },
    });
  });

  test("lets nothing be repeated that changes something", () => {
    const paths = { "/v1/tickets": { post: listTickets() } };
    const { operations } = tableOf(smallDocument({ paths }));
    expect(operations["listTickets"]).toMatchObject({ method: "POST", idempotent: false });
  });

  test.each([
    [[{ ApiKey: [], Signature: [] }], "signed"],
    [[{ ApiKey: [] }], "key"],
    [[], "none"],
  ])("reads security %j as %s", (security, expected) => {
    const paths = { "/v1/tickets": { get: listTickets({ security }) } };
    const { operations } = tableOf(smallDocument({ paths }));
    expect(operations["listTickets"]?.security).toBe(expected);
  });

  test("has the API's time endpoint", () => {
    const clock = { path: "/v1/time", field: "at" };
    expect(tableOf(smallDocument({ "x-clock": clock })).timeEndpoint).toEqual(clock);
  });
});

describe("lists of open orders", () => {
  test("have a table of the fields that play each role", async () => {
    const paths = { ...smallDocument().paths, ...orderPaths() };
    const { "order-roles.ts": module = "" } = await generate(smallDocument({ paths }));
    const [, table = ""] = /= (\{[^]*\});/.exec(module) ?? [];
    const roles = {
      id: "no",
      symbol: "shop",
      side: "word",
      type: "word",
      status: "word",
      price: "word",
      quantity: "word",
      placedAt: "at",
      updatedAt: "at",
      becomes: "no",
    };
    expect(JSON.parse(table)).toEqual({
      "ticket-shop": { listOpenOrders: roles, listOpenLaterOrders: roles },
    });
  });

  test("can be read without parameters", async () => {
    const document = smallDocument({ paths: orderPaths({ parameters }) });
    await expect(generate(document)).rejects.toThrow(
      "specs/ticket-shop/paths/listOpenOrders.yaml: parameter shop: a list of open orders is read without parameters, so it cannot be required",
    );
  });

  test("give no methods to a client that has none", async () => {
    const { "ticket-shop.ts": module = "" } = await generate();
    expect(module).toContain("export interface TicketShopClient extends ApiClient<paths> {");
    expect(module).not.toContain("OpenOrder");
  });
});

describe("hover text", () => {
  test("of a method has its call, weight, security and page", async () => {
    const page = { url: "https://tickets.test/docs" };
    const paths = { "/v1/tickets": { get: listTickets({ externalDocs: page }) } };
    const { "ticket-shop.ts": module } = await generate(smallDocument({ paths }));
    const hover = /\/\*\*(?:(?!\*\/)[^])*\*\/\s+listTickets\(/.exec(module ?? "")?.[0];
    expect(hover).toContain("* Tickets: `GET /v1/tickets`\n");
    expect(hover).toContain("* Lists tickets.\n");
    expect(hover).toContain(
      "* Weight: 2 with `shop` and `limit`, at least 9 otherwise. Security: USER_DATA.\n",
    );
    expect(hover).toContain("* @see https://tickets.test/docs\n");
  });

  test("of a field has its unit, exactness and condition", async () => {
    const { "ticket-shop.types.ts": types = "" } = await generate();
    const hover = (field: string) =>
      new RegExp(`@description (.*)\\n(?:.*\\n)?? *\\*?/?\\n? *${field}\\??:`).exec(types)?.[1];
    expect(hover("id")).toBe("Its number. Exact: a string of digits.");
    expect(hover("price")).toBe("Price. Unit: EUR. Decimal string, as the exchange wrote it.");
    expect(types).toContain('@description Gate. Present only when kind is "TRAIN". */');
  });

  test("of a field that refers to a schema has the words beside the reference (case D8)", async () => {
    const document = smallDocument();
    Object.assign(document.components?.schemas ?? {}, {
      Price: { type: "string", format: "decimal", description: "A price.", "x-unit": "EUR" },
    });
    Object.assign(document.components?.schemas?.["Ticket"]?.properties ?? {}, {
      upgrade: {
        $ref: "#/components/schemas/Price",
        description: "To first class.",
        "x-unit": "CHF",
        "x-present-when": { kind: "TRAIN" },
      },
    });
    const { "ticket-shop.types.ts": types, "schemas.ts": schemas } = await generate(document);
    expect(types).toContain(
      'To first class. Unit: CHF. Present only when kind is "TRAIN". Decimal string, as the exchange wrote it.',
    );
    expect(types).toMatch(/upgrade\?: string;/);
    const [, table = "{}"] = /= (\{[^]*\});/.exec(schemas ?? "") ?? [];
    expect(JSON.parse(table)).toHaveProperty("ticket-shop.listTickets.items.fields.upgrade", {
      types: ["decimal"],
      presentWhen: { kind: "TRAIN" },
    });
  });

  test.each<[string, Schema]>([
    ["a list", { type: "array", items: { type: "string" } }],
    ["an object", { type: "object", properties: { row: { type: "string" } } }],
  ])("of %s has its condition in the response schema, too", async (_, schema) => {
    const document = smallDocument();
    Object.assign(document.components?.schemas?.["Ticket"]?.properties ?? {}, {
      seats: { ...schema, "x-present-when": { kind: "TRAIN" } },
    });
    const { "schemas.ts": schemas } = await generate(document);
    const [, table = "{}"] = /= (\{[^]*\});/.exec(schemas ?? "") ?? [];
    expect(JSON.parse(table)).toHaveProperty(
      "ticket-shop.listTickets.items.fields.seats.presentWhen",
      { kind: "TRAIN" },
    );
  });

  test("cannot be ended by what a description says", async () => {
    const paths = { "/v1/tickets": { get: listTickets({ description: "Any path/*/of it." }) } };
    const { "ticket-shop.ts": module } = await generate(smallDocument({ paths }));
    expect(module).toContain(String.raw`Any path/*\/of it.`);
  });
});

test("the error codes of all APIs are one table, and each says what to do", async () => {
  const files = await clientFiles(english, sources);
  const tableIn = (file: string): Record<string, string[]> => {
    const [, table = "{}"] = /= (\{[^]*\});/.exec(files[file] ?? "") ?? [];
    return JSON.parse(table.replace(/,\n\}$/, "\n}")) as Record<string, string[]>;
  };
  const codes = tableIn("error-codes.ts");
  const texts = tableIn("error-texts.ts");
  expect(codes["-1021"]).toEqual(["INVALID_TIMESTAMP", "resync"]);
  expect(Object.keys(texts)).toEqual(Object.keys(codes));
  for (const [code, row] of Object.entries(codes)) {
    expect(code).toMatch(/^(-\d{4}|0)$/);
    expect(row.length).toBeGreaterThanOrEqual(1);
    expect(texts[code]).toHaveLength(2);
    for (const text of [...row, ...(texts[code] ?? [])]) expect(text).toMatch(/\w/);
  }
});
