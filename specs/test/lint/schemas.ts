// Breakages of schemas.
import { examples, fieldsOfOrder, get, operationFile, remove, set } from "./case.ts";
import type { Case } from "./case.ts";

const order = ["schemas", "CoinMOpenOrder"];
const field = (name: string) => [...order, "properties", name];

export const schemaCases: Case[] = [
  {
    rule: "open-orders/property-description",
    finds: "a field without words",
    file: operationFile,
    change: set([...field("side"), "description"], " "),
    at: "#/schemas/CoinMOpenOrder/properties/side",
    message: "Say in `description` what the field `side` means.",
  },
  {
    rule: "open-orders/integer-format",
    finds: "an integer of unknown size",
    file: operationFile,
    change: remove(...field("orderId"), "format"),
    at: "#/schemas/CoinMOpenOrder/properties/orderId",
    message:
      "Say how large the integer gets: `format: int64` (an id, kept as digits), `double-int` (a time or count, at most 2^53) or `int32`.",
  },
  {
    rule: "open-orders/value-of-schema",
    finds: "a default of another type",
    file: operationFile,
    change: set([...field("reduceOnly"), "default"], "false"),
    at: "#/schemas/CoinMOpenOrder/properties/reduceOnly/default",
    message: "The default is not of type boolean. Correct it, or the schema.",
  },
  {
    rule: "open-orders/value-of-schema",
    finds: "a default that is no decimal",
    file: operationFile,
    change: set([...field("stopPrice"), "default"], "none"),
    at: "#/schemas/CoinMOpenOrder/properties/stopPrice/default",
    message: 'The default is not a decimal in quotes, such as `"0.10"`. Correct it, or the schema.',
  },
  {
    rule: "open-orders/value-of-schema",
    finds: "a default out of its limits",
    file: "common/parameters.yaml",
    change: set(["recvWindow", "schema", "default"], 70_000),
    at: "#/recvWindow/schema/default",
    message: "The default is not between 0 and 60000. Correct it, or the schema.",
  },
  {
    rule: "open-orders/value-of-schema",
    finds: "an example that is no decimal",
    file: operationFile,
    change: set([...get, "parameters", 4], {
      name: "least",
      in: "query",
      description: "The least price.",
      schema: { type: "string", format: "decimal" },
      example: "cheap",
    }),
    at: "#/path/get/parameters/4/example",
    message: 'The example is not a decimal in quotes, such as `"0.10"`. Correct it, or the schema.',
  },
  {
    rule: "open-orders/value-of-schema",
    finds: "limits the wrong way round",
    file: operationFile,
    change: set(field("extra"), {
      type: "string",
      description: "Extra.",
      minLength: 9,
      maxLength: 4,
    }),
    at: "#/schemas/CoinMOpenOrder/properties/extra/minLength",
    message: "No value is between 9 and 4. Exchange `minLength` and `maxLength`.",
  },
  {
    rule: "open-orders/exact-examples",
    finds: "an id that tools round",
    file: "portfolio-margin/paths/listMarginOpenOrders.yaml",
    // As it is read: YAML has rounded it by then.
    change: set(
      [...examples, "severalOrders", "value", 1, "orderId"],
      Number("8389765489680951453"),
    ),
    at: "#/path/get/responses/200/content/application~1json/examples/severalOrders/value/1/orderId",
    message:
      "An integer beyond 2^53 is rounded by the tools that read this. Show a shorter one; long ids stand in the tests.",
  },
  {
    rule: "open-orders/present-when",
    finds: "a conditional field that is required",
    file: operationFile,
    change: set([...field("stopPrice"), "x-present-when"], { type: "STOP" }),
    at: "#/schemas/CoinMOpenOrder/properties/stopPrice/x-present-when",
    message:
      "`stopPrice` is present only sometimes. Remove it from `required`, or its x-present-when.",
  },
  {
    rule: "open-orders/present-when",
    finds: "a condition on an unknown field",
    file: operationFile,
    change: set([...field("priceRate"), "x-present-when"], { kind: "LIMIT" }),
    at: "#/schemas/CoinMOpenOrder/properties/priceRate/x-present-when/kind",
    message: `x-present-when of \`priceRate\` asks for \`kind\`, which does not stand beside it. Name one of ${fieldsOfOrder}.`,
  },
  {
    rule: "open-orders/present-when",
    finds: "a condition that never holds",
    file: operationFile,
    change: set([...field("priceRate"), "x-present-when"], { side: "SIDEWAYS" }),
    at: "#/schemas/CoinMOpenOrder/properties/priceRate/x-present-when/side",
    message:
      "x-present-when of `priceRate` asks for `side` to be SIDEWAYS, which it never is. Write one of BUY, SELL.",
  },
  {
    rule: "open-orders/simulation",
    finds: "an average price that is not there",
    file: operationFile,
    change: set([...order, "x-simulation", "averagePrice"], "cumQty"),
    at: "#/schemas/CoinMOpenOrder/x-simulation/averagePrice",
    message: `x-simulation names \`cumQty\`, which is no field here. Name one of ${fieldsOfOrder}.`,
  },
  {
    rule: "open-orders/simulation",
    finds: "a price that is not there",
    file: operationFile,
    change: set([...order, "x-simulation", "price", 1], "triggerPrice"),
    at: "#/schemas/CoinMOpenOrder/x-simulation/price/1",
    message: `x-simulation names \`triggerPrice\`, which is no field here. Name one of ${fieldsOfOrder}.`,
  },
  {
    rule: "open-orders/simulation",
    finds: "a change to an unknown value",
    file: operationFile,
    change: set([...order, "x-simulation", "onTrigger", 0, "to", "type"], "STOPPED"),
    at: "#/schemas/CoinMOpenOrder/x-simulation/onTrigger/0/to/type",
    message:
      "x-simulation speaks of `type: STOPPED`, a value that field never has. Write a field of the object and a value it may have.",
  },
  {
    rule: "open-orders/simulation",
    finds: "a condition of the wrong type",
    file: operationFile,
    change: set([...order, "x-simulation", "traded", "contractValues", 0, "when", "pair"], true),
    at: "#/schemas/CoinMOpenOrder/x-simulation/traded/contractValues/0/when/pair",
    message:
      "x-simulation speaks of `pair: true`, a value that field never has. Write a field of the object and a value it may have.",
  },
  {
    rule: "open-orders/simulation",
    finds: "a simulation without roles",
    file: operationFile,
    change(document) {
      document.setIn([...get, "operationId"], "listAllOrders");
      document.deleteIn([...order, "x-order"]);
    },
    at: "#/schemas/CoinMOpenOrder/x-simulation",
    message:
      "x-simulation needs to know which field is the id, the quantity or the time. Write `x-order` beside it.",
  },
  {
    rule: "struct",
    finds: "a simulation without prices",
    file: operationFile,
    change: remove(...order, "x-simulation", "price"),
    at: "#/schemas/CoinMOpenOrder/x-simulation",
    message: "The field `price` must be present on this level.",
  },
];
