// Breakages of paths and of the parameters in them.
import type { Document, Scalar, YAMLMap } from "yaml";
import { apiFile, get, operationFile, pointer } from "./case.ts";
import type { Case } from "./case.ts";
import type { Edit } from "./lintEdited.ts";

/** The path of the operation file, or of another one, in the API. */
const rename =
  (to: string, file = operationFile) =>
  (document: Document) => {
    const paths = document.get("paths") as YAMLMap<Scalar, YAMLMap>;
    for (const { key, value } of paths.items)
      if (file.endsWith(String(value?.get("$ref")).split("#")[0] ?? "")) key.value = to;
  };

const orders = "/dapi/v1/orders/{extra}";
const extra = {
  name: "extra",
  in: "path",
  required: true,
  description: "Extra.",
  schema: { type: "string" },
  example: "a",
};
const declared = (more: object = {}, file = operationFile): Edit => ({
  file,
  change: (document) => {
    document.addIn([...get, "parameters"], document.createNode({ ...extra, ...more }));
  },
});
const place = "#/path/get/parameters/4";

/** A parameter that stands in the path, and is not supported there. */
const value = (finds: string, parameter: object, message: string): Case => ({
  rule: "open-orders/parameter-value",
  finds,
  ...declared(parameter),
  and: [{ file: apiFile, change: rename(orders) }],
  at: place,
  message,
});

const parameter = (finds: string, edit: Edit, path: string, message: string): Case => ({
  rule: "open-orders/path-parameters",
  finds,
  ...edit,
  and: [{ file: apiFile, change: rename(path) }],
  at: `${place}/name`,
  message,
});

/** A path with a parameter `extra` of the operation. */
const path = (finds: string, to: string, message: string): Case => ({
  rule: "open-orders/path-parameters",
  finds,
  file: apiFile,
  change: rename(to),
  and: [declared()],
  at: pointer(["paths", to]),
  message,
});

const single =
  "Only a single value can stand in a path. Write `schema` with one type: string, integer, number, boolean.";
const wholeSegment =
  "A parameter is a whole segment of a path, in braces, of letters, digits and `_`. Write it as in `/orders/{orderId}/fills`.";

export const pathCases: Case[] = [
  value(
    "a list in the path",
    { schema: { type: "array", items: { type: "string" } }, example: ["a"] },
    single,
  ),
  value(
    "JSON in the path",
    { schema: undefined, content: { "application/json": { schema: { type: "string" } } } },
    single,
  ),
  value(
    "an object in the path",
    {
      schema: { type: "object", properties: { a: { type: "string", description: "A." } } },
      example: { a: "b" },
    },
    single,
  ),
  value("a value in the path that can be null", { schema: { type: ["string", "null"] } }, single),
  value(
    "an optional value in the path",
    { required: false },
    "A value in the path is always sent. Write `required: true`.",
  ),
  value(
    "a value in the path that the client fills in",
    { "x-filled-by-client": "timestamp" },
    "What the client fills in is signed, and only the query is. Write `in: query`, or remove `x-filled-by-client`.",
  ),
  {
    rule: "open-orders/supported-words",
    finds: "a style of a value in the path",
    ...declared({ style: "label" }),
    and: [{ file: apiFile, change: rename(orders) }],
    at: `${place}/style`,
    message: "`style` is not supported here. A value is sent as it is, a list as JSON. Remove it.",
  },
  parameter(
    "a parameter that is not in the path",
    declared(),
    "/dapi/v1/orders",
    "`extra` is not in the path `/dapi/v1/orders`. Write `{extra}` there, or `in: query` here.",
  ),
  parameter(
    "one name in path and query",
    {
      file: operationFile,
      change: (document) => {
        declared().change(document);
        declared({ in: "query", required: false }).change(document);
      },
    },
    orders,
    "A parameter of the query is called `extra`, too. Rename the one in the path: its name is not sent.",
  ),
  path(
    "a path with a parameter that the operation lacks",
    "/dapi/v1/orders/{extra}/{other}",
    "The operation has no parameter `other`. Add `{ name: other, in: path, required: true, … }` to its parameters.",
  ),
  path(
    "a parameter that is in the path twice",
    "/dapi/v1/orders/{extra}/{extra}",
    "`{extra}` stands in the path twice. Give each parameter a name of its own.",
  ),
  path("a parameter that is a part of a segment", "/dapi/v1/orders/{extra}.json", wholeSegment),
  ...[
    "/dapi/v1//{extra}",
    "/dapi/v1/../{extra}",
    "/dapi/v1/all orders/{extra}",
    "/dapi/v1/{extra}/%2e",
  ].map((odd) =>
    path(
      `the path "${odd}"`,
      odd,
      "A path is made of segments of letters, digits, `_`, `-` and `.`. Write it as it is sent, such as `/papi/v1/um/openOrders`.",
    ),
  ),
  path("a parameter without a name", "/dapi/v1/orders/{extra}/{}", wholeSegment),
  {
    rule: "open-orders/path-unique",
    finds: "two paths for one address",
    file: apiFile,
    change: (document) => {
      rename("/dapi/v1/{extra}/fills")(document);
      rename("/dapi/v1/orders/{extra}", "coin-m-futures/paths/listOpenAlgoOrders.yaml")(document);
    },
    and: [declared(), declared({}, "coin-m-futures/paths/listOpenAlgoOrders.yaml")],
    at: "#/paths/~1dapi~1v1~1orders~1{extra}",
    message: "An address can be for `/dapi/v1/{extra}/fills` as well. Describe one of the two.",
  },
];
