// Edits of what a program reads.
import { adds, breaks, edit, order, words, type Edit } from "./edit.ts";

const headers = "common/headers.yaml";

const reduceOnly =
  "      reduceOnly: { type: boolean, description: Whether the order can only make a position smaller. }\n";

export const responseEdits: Edit[] = [
  edit(
    "a field is removed",
    order,
    breaks,
    "properties:",
    ["      - reduceOnly\n", ""],
    [reduceOnly, ""],
  ),
  edit("a field is added", order, adds, "iceberg:", [
    reduceOnly,
    `${reduceOnly}      iceberg: { type: boolean, description: Whether only a part is shown. }\n`,
  ]),
  edit("a field may be null", order, breaks, "reduceOnly:", [
    "reduceOnly: { type: boolean",
    'reduceOnly: { type: [boolean, "null"]',
  ]),
  edit("a field is never null", "portfolio-margin/paths/listMarginOpenOrders.yaml", adds, "type:", [
    '        type: [string, "null"]\n',
    "        type: string\n",
  ]),
  edit("a field becomes optional", order, breaks, "required:", ["      - reduceOnly\n", ""]),
  edit("an optional field is always there", order, adds, "- priceMatch", [
    "      - priceProtect\n",
    "      - priceProtect\n      - priceMatch\n",
  ]),
  edit("a type changes", order, breaks, "reduceOnly:", [
    "reduceOnly: { type: boolean",
    "reduceOnly: { type: string",
  ]),
  edit("a list becomes one object", order, breaks, "schema:", [
    '              type: array\n              items: { $ref: "#/schemas/CoinMOpenOrder" }\n',
    '              $ref: "#/schemas/CoinMOpenOrder"\n',
  ]),
  edit("an exact id becomes a number", order, breaks, "format: int32", [
    "format: int64",
    "format: int32",
  ]),
  edit("an id loses its size", order, breaks, "orderId:", ["        format: int64\n", ""]),
  edit("a time becomes an exact id", order, breaks, "format: int64", [
    "        format: double-int\n        description: Time the order was placed",
    "        format: int64\n        description: Time the order was placed",
  ]),
  edit("a price loses its format", order, breaks, "price:", [
    "price: { type: string, format: decimal,",
    "price: { type: string,",
  ]),
  edit("a known value is added", order, "minor minor - minor", "x-extensible-enum:", [
    "x-extensible-enum: [GTC, IOC, FOK, GTX, GTD, GTE_GTC]",
    "x-extensible-enum: [GTC, IOC, FOK, GTX, GTD, GTE_GTC, RPI]",
  ]),
  edit("a known value is removed", order, "minor minor - minor", "x-extensible-enum:", [
    "x-extensible-enum: [GTC, IOC, FOK, GTX, GTD, GTE_GTC]",
    "x-extensible-enum: [GTC, IOC, FOK, GTX, GTD]",
  ]),
  edit("a field is there at other times", order, breaks, "x-present-when:", [
    "        x-unit: USD\n        x-present-when: { origType: TRAILING_STOP_MARKET }",
    "        x-unit: USD\n        x-present-when: { type: TRAILING_STOP_MARKET }",
  ]),
  edit("when a field is there is no longer known", order, breaks, "activatePrice:", [
    "        x-unit: USD\n        x-present-when: { origType: TRAILING_STOP_MARKET }\n",
    "        x-unit: USD\n",
  ]),
  edit("a unit changes", order, "major major - -", "x-unit: percent", [
    "x-unit: USD",
    "x-unit: percent",
  ]),
  edit(
    "a schema is renamed",
    order,
    "major major - -",
    "items:",
    ['items: { $ref: "#/schemas/CoinMOpenOrder" }', 'items: { $ref: "#/schemas/CoinMOrder" }'],
    ["  CoinMOpenOrder:\n", "  CoinMOrder:\n"],
  ),
  edit("another field is the time of an order", order, breaks, "placedAt:", [
    "placedAt: time",
    "placedAt: updateTime",
  ]),
  edit("a role of an order's fields is removed", order, breaks, "x-order:", [
    "      filledQuantity: executedQty\n",
    "",
  ]),
  edit("a role of an order's fields is added", order, adds, "x-order:", [
    "      updatedAt: updateTime\n",
    "      updatedAt: updateTime\n      becomes: orderId\n",
  ]),
  edit("an order is simulated differently", order, "patch - minor -", "price:", [
    "price: [price, activatePrice, stopPrice]",
    "price: [price, stopPrice]",
  ]),
  edit("a name is no longer replaced in recordings", order, "patch - - minor", "clientOrderId:", [
    "        x-sensitive: true\n",
    "",
  ]),
  edit("a status is removed", order, breaks, "responses:", [
    '      "451": { $ref: ../../common/responses.yaml#/RestrictedLocation }\n',
    "",
  ]),
  edit("a status is added", order, adds, '"404":', [
    '      "408":',
    '      "404": { $ref: ../../common/responses.yaml#/RequestTimeout }\n      "408":',
  ]),
  edit("a header is no longer promised", headers, "major - - minor", "required: false", [
    "required: true",
    "required: false",
  ]),
  edit("a header keeps another limit", headers, "minor - - minor", "minimum: 1", [
    "minimum: 0",
    "minimum: 1",
  ]),
  edit("a unit is no longer given", order, words, "priceRate:", ["        x-unit: percent\n", ""]),
  edit(
    "a shared header is renamed",
    headers,
    words,
    "X-MBX-USED-WEIGHT-1M:",
    ["UsedWeight1M:", "UsedWeight:"],
    ...[
      order,
      "portfolio-margin/paths/listMarginOpenOrders.yaml",
      "common/responses.yaml",
      "common/responses.yaml",
    ].map((file): [string, string, string] => [
      "headers.yaml#/UsedWeight1M",
      "headers.yaml#/UsedWeight",
      file,
    ]),
  ),
];
