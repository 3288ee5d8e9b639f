// Breakages of parameters and responses.
import { apiFile, examples, fieldsOfOrder, get, operationFile, remove, set } from "./case.ts";
import type { Case } from "./case.ts";

const odd = (more: object) => ({
  name: "odd",
  in: "query",
  description: "Odd.",
  schema: { type: "string" },
  example: "a",
  ...more,
});

export const parameterAndResponseCases: Case[] = [
  ...["", "order id", "ids[]", "__proto__"].map((name): Case => ({
    rule: "open-orders/parameter-texts",
    finds: `the name "${name}"`,
    file: operationFile,
    change: set([...get, "parameters", 4], odd({ name })),
    at: "#/path/get/parameters/4/name",
    message: `\`${name}\` is no name of a parameter: letters, digits and \`_\`, a letter first. Write it as the exchange does.`,
  })),
  {
    rule: "open-orders/parameter-texts",
    finds: "no description",
    file: operationFile,
    change: remove(...get, "parameters", 1, "description"),
    at: "#/path/get/parameters/1",
    message: "Say in `description` what sending `pair` does.",
  },
  {
    rule: "open-orders/parameter-texts",
    finds: "no example",
    file: "common/parameters.yaml",
    change: remove("recvWindow", "example"),
    at: "#/recvWindow",
    message: "Show a value of `recvWindow` that works, in `example`.",
  },
  {
    rule: "open-orders/parameter-filter",
    finds: "an unknown field",
    file: operationFile,
    change: set([...get, "parameters", 1, "x-filter", "field"], "market"),
    at: "#/path/get/parameters/1/x-filter/field",
    message: `x-filter of \`pair\` compares with \`market\`, which the 200 response's items lack. Name one of ${fieldsOfOrder}.`,
  },
  {
    rule: "open-orders/parameter-filter",
    finds: "a filter by a field that is a list",
    file: operationFile,
    change: (document) => {
      set(["schemas", "CoinMOpenOrder", "properties", "legs"], {
        type: "array",
        description: "Legs.",
        items: { type: "string" },
      })(document);
      set(
        [...get, "parameters", 4],
        odd({ "x-filter": { field: "legs", keep: "equal" } }),
      )(document);
    },
    at: "#/path/get/parameters/4/x-filter/field",
    message:
      "x-filter of `odd` compares with `legs`, which is no single value. Name another field.",
  },
  ...["from", "until"].map((keep): Case => ({
    rule: "open-orders/parameter-filter",
    finds: `\`keep: ${keep}\` of a field that is a text`,
    file: operationFile,
    change: set([...get, "parameters", 4], odd({ "x-filter": { field: "clientOrderId", keep } })),
    at: "#/path/get/parameters/4/x-filter/keep",
    message: `\`keep: ${keep}\` compares numbers, and the field \`clientOrderId\` of the 200 response's items is no integer, number or \`format: decimal\`. Name another field in x-filter of \`odd\`, or write \`keep: equal\`.`,
  })),
  {
    rule: "open-orders/parameter-filter",
    finds: "`keep: from` of a field that is true or false",
    file: operationFile,
    change: set(
      [...get, "parameters", 4],
      odd({ "x-filter": { field: "reduceOnly", keep: "from" } }),
    ),
    at: "#/path/get/parameters/4/x-filter/keep",
    message:
      "`keep: from` compares numbers, and the field `reduceOnly` of the 200 response's items is no integer, number or `format: decimal`. Name another field in x-filter of `odd`, or write `keep: equal`.",
  },
  {
    rule: "open-orders/parameter-filter",
    finds: "a number of items that is a text",
    file: operationFile,
    change: set([...get, "parameters", 4], odd({ "x-filter": { keep: "first" } })),
    at: "#/path/get/parameters/4/x-filter/keep",
    message:
      "`keep: first` takes how many items to keep. Give `odd` the type integer, or write `keep: equal`.",
  },
  {
    rule: "open-orders/parameter-filter",
    finds: "a parameter that is named like a field and filters nothing",
    file: operationFile,
    change: remove(...get, "parameters", 1, "x-filter"),
    at: "#/path/get/parameters/1",
    message:
      "`pair` is a field of the 200 response's items as well. Say which of them it keeps: `x-filter: { field: pair, keep: equal }`.",
  },
  {
    rule: "open-orders/parameter-filter",
    finds: "a parameter that filters by another field than that of its name",
    file: operationFile,
    change: set([...get, "parameters", 1, "x-filter", "field"], "symbol"),
    at: "#/path/get/parameters/1/x-filter/field",
    message:
      "x-filter of `pair` compares with `symbol`, though the 200 response's items have a field `pair`. Write `field: pair`.",
  },
  {
    rule: "open-orders/response-examples",
    finds: "a body without an example",
    file: "common/responses.yaml",
    change: remove("Forbidden", "content", "text/plain", "examples"),
    at: "#/Forbidden/content/text~1plain",
    message:
      "Show a text/plain body, under a name that says what it shows: `examples: { noOrders: { summary: …, value: … } }`.",
  },
  {
    rule: "open-orders/response-examples",
    finds: "an example without a body",
    file: operationFile,
    change: remove(...examples, "noOrders", "value"),
    at: "#/path/get/responses/200/content/application~1json/examples/noOrders",
    message: "Show the body itself under `value`.",
  },
  {
    rule: "open-orders/response-retry",
    finds: "an error response without x-retry",
    file: "common/responses.yaml",
    change: remove("Banned", "x-retry"),
    at: "#/Banned",
    message:
      "Say whether a client may try again after 418: `x-retry: never` (or retry, wait, resync, abort).",
  },
  {
    rule: "open-orders/response-retry",
    finds: "a success with x-retry",
    file: operationFile,
    change: set([...get, "responses", "200", "x-retry"], "retry"),
    at: "#/path/get/responses/200/x-retry",
    message: "Nobody tries again after 200. Remove `x-retry`.",
  },
  {
    rule: "open-orders/request-errors",
    finds: "one object that parameters select, and no error where they select none",
    file: "coin-m-futures/paths/listOpenAlgoOrders.yaml",
    change(document) {
      const body = [...get, "responses", "200", "content", "application/json"];
      const order: unknown = document.getIn([...examples, "oneOrder", "value", 0]);
      set([...get, "operationId"], "getAlgoOrder")(document);
      set([...body, "schema"], { $ref: "#/schemas/CoinMOpenAlgoOrder" })(document);
      document.setIn([...body, "examples"], { one: { summary: "One order", value: order } });
      for (const word of ["x-order", "x-simulation"])
        document.deleteIn(["schemas", "CoinMOpenAlgoOrder", word]);
    },
    at: "#/path/get/responses",
    message:
      "A call that selects no object returns NO_SUCH_ORDER. Describe it: write it in specs/common/error-codes.yaml, and refer to it in the examples of a 400 response with `NO_SUCH_ORDER: { $ref: ../../common/error-codes.yaml#/NO_SUCH_ORDER }`.",
  },
  {
    rule: "open-orders/request-errors",
    finds: "an API without errors that the mock exchange returns",
    file: apiFile,
    change: remove("paths", "/dapi/v1/openAlgoOrders"),
    and: [{ file: operationFile, change: remove(...get, "responses", "401") }],
    at: "#/paths",
    message:
      "No operation of this API has these error examples, which the mock exchange returns: BAD_API_KEY_FMT, REJECTED_MBX_KEY. Refer to each in a response of an operation, such as `BAD_API_KEY_FMT: { $ref: ../../common/error-codes.yaml#/BAD_API_KEY_FMT }`, or to a response of specs/common/responses.yaml that has it.",
  },
  {
    rule: "open-orders/error-example",
    finds: "no remedy",
    file: "common/error-codes.yaml",
    change: remove("BAD_SYMBOL", "x-remedy"),
    at: "#/BAD_SYMBOL",
    message:
      "Complete the error BAD_SYMBOL with `x-remedy`. An error example has a summary (the code's name), a description (what it means) and x-remedy (what to do).",
  },
  {
    rule: "open-orders/error-example",
    finds: "a code that lost its minus",
    file: "common/error-codes.yaml",
    change: set(["BAD_SYMBOL", "value", "code"], 1121),
    at: "#/BAD_SYMBOL/value/code",
    message: "The exchange's codes are negative, or 0. Write `code: -1121`.",
  },
  {
    rule: "open-orders/error-example",
    finds: "no name",
    file: "common/responses.yaml",
    change: set(["Unexpected", "content", "application/json", "examples"], {
      unknown: { $ref: "error-codes.yaml#/UNKNOWN" },
    }),
    at: "common/error-codes.yaml#/UNKNOWN",
    message:
      "Name the error example `unknown` as the exchange names code -1000, such as INVALID_TIMESTAMP.",
  },
  {
    rule: "open-orders/error-example",
    finds: "an error of one response alone",
    file: "common/responses.yaml",
    change: set(["Unexpected", "content", "application/json", "examples"], {
      CANCEL_REJECTED: {
        summary: "CANCEL_REJECTED",
        description: "No such order.",
        "x-remedy": "None.",
        value: { code: -2011, msg: "Unknown order." },
      },
    }),
    at: "#/Unexpected/content/application~1json/examples/CANCEL_REJECTED",
    message:
      "Keep the error CANCEL_REJECTED in one place: write it in specs/common/error-codes.yaml and refer to it here.",
  },
];
