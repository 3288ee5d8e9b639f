// Constructs of OpenAPI 3.1 outside the supported subset: one line each, with what to write instead.
import { apiFile, get, operationFile, pointer, set } from "./case.ts";
import type { Case, Path } from "./case.ts";

const item = ["schemas", "CoinMOpenOrder"];
const success = [...get, "responses", "200"];
const json = [...success, "content", "application/json"];
const text = { type: "string", description: "Text." };
const object = { type: "object", properties: { a: text } };
const list = { type: "array", items: text };
const pair = [...get, "parameters", 1];

/** A word that is not supported at a place. */
const word = (
  path: Path,
  name: string,
  value: unknown,
  advice: string,
  file = operationFile,
): Case => ({
  rule: "open-orders/supported-words",
  finds: name,
  file,
  change: set([...path, name], value),
  at: pointer([...path, name]),
  message: `\`${name}\` is not supported here. ${advice}`,
});

const value = (finds: string, parameter: object, message: string): Case => ({
  rule: "open-orders/parameter-value",
  finds,
  file: operationFile,
  change: set([...get, "parameters", 4], {
    name: "extra",
    description: "Extra.",
    in: "query",
    required: true,
    example: "a",
    ...parameter,
  }),
  at: "#/path/get/parameters/4",
  message,
});

const inQuery = (place: string) =>
  `A parameter in ${place} is not supported: calls of this exchange have values in the query, which is what they sign, or in the path. Write \`in: query\`.`;
const sentAsJson =
  "`content` is for a list that is sent as JSON. Write `content: { application/json: { schema: { type: array, items: { type: string } } } }` and no `schema`; items are single values of type string, integer, number, boolean.";
const content = (schema: object) => ({ content: { "application/json": { schema } } });

const parameters: Case[] = [
  value("a header", { in: "header", schema: { type: "string" } }, inQuery("header")),
  value("a cookie", { in: "cookie", schema: { type: "string" } }, inQuery("cookie")),
  value(
    "a list that is not sent as JSON",
    { schema: { type: "array", items: { type: "string" } }, example: ["a"] },
    "A list is sent as JSON. Write `content: { application/json: { schema: … } }` in place of `schema`.",
  ),
  value(
    "an object",
    { schema: object, example: { a: "b" } },
    "Only a single value or a list can be sent. Write one type: string, integer, number, boolean.",
  ),
  value(
    "a value that can be null",
    { schema: { type: ["string", "null"] } },
    "Only a single value or a list can be sent. Write one type: string, integer, number, boolean.",
  ),
  value("JSON that is no list", content({ type: "string" }), sentAsJson),
  value("a list of objects", content({ type: "array", items: object }), sentAsJson),
];

const result = (finds: string, change: Case["change"], message: string): Case => ({
  rule: "open-orders/operation-result",
  finds,
  file: operationFile,
  change,
  at: "#/path/get/responses",
  message,
});
const oneSuccess = 'A read has one success. Describe `"200"` with `application/json` alone.';
const objectOrList =
  "A response is one object or a list of objects. Describe it so, with `type: object` or `type: array`.";

/** A response that has no fields to filter by. */
const plain =
  (schema: object, example: unknown): Case["change"] =>
  (document) => {
    for (const index of [0, 1]) document.deleteIn([...get, "parameters", index, "x-filter"]);
    set([...get, "operationId"], "listTexts")(document);
    set(json, { schema, examples: { one: { summary: "One", value: example } } })(document);
  };

const results: Case[] = [
  result(
    "a second success",
    set([...get, "responses", "202"], { description: "Later." }),
    oneSuccess,
  ),
  result(
    "a success in another content type",
    set([...success, "content", "text/plain"], {
      schema: { type: "string" },
      examples: { none: { summary: "None", value: "" } },
    }),
    oneSuccess,
  ),
  result("a single value", plain({ type: "string" }, ""), objectOrList),
  result("a list of single values", plain(list, []), objectOrList),
];

export const subsetCases: Case[] = [
  ...parameters,
  ...results,
  word(
    [],
    "webhooks",
    {},
    "This repository describes reads: describe a `get`, or leave it out.",
    apiFile,
  ),
  word(
    ["servers", 0],
    "variables",
    {},
    "Write the whole address in `url`, one server for each.",
    apiFile,
  ),
  word(
    ["path"],
    "parameters",
    [],
    "A path holds nothing but its operation. Write it at the operation.",
  ),
  word(
    get,
    "requestBody",
    { content: { "application/json": { schema: text } } },
    "A read has no body. Write its values as query parameters.",
  ),
  word(
    get,
    "servers",
    [{ url: "https://dapi.binance.com" }],
    "All calls of an API go to the same hosts. Write them in its openapi.yaml.",
  ),
  word(pair, "style", "form", "A value is sent as it is, a list as JSON. Remove it."),
  word(pair, "explode", true, "A value is sent as it is, a list as JSON. Remove it."),
  word(success, "links", {}, "Say it in `description`."),
  word(json, "example", [], "Write it under `examples`, with a name."),
  {
    rule: "open-orders/supported-words",
    finds: "a write",
    file: operationFile,
    change: (document) => {
      document.setIn(["path", "post"], document.getIn(get));
      document.deleteIn(get);
    },
    at: "#/path/post",
    message:
      "`post` is not supported here. This repository describes reads: describe a `get`, or leave it out.",
  },
  {
    rule: "open-orders/parameter-filter",
    finds: "a list that sets a bound",
    file: operationFile,
    change: set([...get, "parameters", 4], {
      name: "symbols",
      in: "query",
      required: false,
      description: "Symbols.",
      "x-filter": { field: "symbol", keep: "from" },
      example: ["BTCUSD_PERP"],
      ...content({ type: "array", items: { type: "string" } }),
    }),
    at: "#/path/get/parameters/4/x-filter/keep",
    message:
      "A list selects the items that have one of its values. Write `keep: equal` in x-filter of `symbols`.",
  },
  {
    rule: "open-orders/reference-siblings",
    finds: "a limit beside a schema's `$ref`",
    file: operationFile,
    change: (document) => {
      set(["schemas", "Price"], { type: "number", description: "A price." })(document);
      set([...item, "properties", "extra"], { $ref: "#/schemas/Price", minimum: 5 })(document);
    },
    at: "#/schemas/CoinMOpenOrder/properties/extra/minimum",
    message:
      "`minimum` is not supported beside `$ref`. Write it at the schema it refers to, or only words of this place here: description, deprecated, x-discrepancy, x-present-when, x-sensitive, x-unit.",
  },
  {
    rule: "open-orders/reference-siblings",
    finds: "a description beside a parameter's `$ref`",
    file: operationFile,
    change: set([...get, "parameters", 2, "description"], "Another."),
    at: "#/path/get/parameters/2/description",
    message: "Nothing may stand beside this `$ref`. Write `description` where the reference leads.",
  },
  {
    rule: "open-orders/schema-names",
    finds: "two schemas of one name",
    file: operationFile,
    change: (document) => {
      set(["schemas", "ErrorResponse"], { ...object, description: "Another." })(document);
      set([...item, "properties", "extra"], { $ref: "#/schemas/ErrorResponse" })(document);
    },
    at: "#/schemas/CoinMOpenOrder/properties/extra",
    message:
      "Another schema of this API is called `ErrorResponse`. Rename one: schemas are known by their names.",
  },
  {
    rule: "open-orders/schema-names",
    finds: "a name of a schema that is none of a type",
    file: operationFile,
    change: (document) => {
      set(["schemas", "open-order"], { ...object, description: "Another." })(document);
      set([...item, "properties", "extra"], { $ref: "#/schemas/open-order" })(document);
    },
    at: "#/schemas/CoinMOpenOrder/properties/extra",
    message:
      "`open-order` becomes the name of a type. Write it in PascalCase, as in MarginOpenOrder.",
  },
  {
    rule: "open-orders/finite-schema",
    finds: "a schema that contains itself",
    file: operationFile,
    change: set([...item, "properties", "extra"], {
      type: "array",
      description: "Orders below it.",
      items: { $ref: "#/schemas/CoinMOpenOrder" },
    }),
    at: "#/schemas/CoinMOpenOrder/properties/extra/items",
    message:
      "The schema contains itself, so that a value could be of any depth. Describe the inner part as a schema of its own.",
  },
  {
    rule: "open-orders/finite-schema",
    finds: "schemas that contain one another",
    file: operationFile,
    change: (document) => {
      const field = { description: "Below.", $ref: "#/schemas/CoinMOpenOrder" };
      set(["schemas", "Below"], { ...object, properties: { field } })(document);
      set([...item, "properties", "extra"], {
        ...list,
        description: "Extra.",
        items: { $ref: "#/schemas/Below" },
      })(document);
    },
    at: "#/schemas/CoinMOpenOrder/properties/extra/items",
    message:
      "The schema contains itself, so that a value could be of any depth. Describe the inner part as a schema of its own.",
  },
  {
    rule: "open-orders/operation-security",
    finds: "alternatives",
    file: operationFile,
    change: set([...get, "security"], [{ ApiKey: [] }, { Signature: [] }]),
    at: "#/path/get/security",
    message:
      "Alternatives are not supported. Write one entry that names all it takes: `security: [{ ApiKey: [], Signature: [] }]`.",
  },
];
