// Breakages of x-order.
import { fieldsOfOrder, get, operationFile, remove, set } from "./case.ts";
import type { Case } from "./case.ts";

const order = ["schemas", "CoinMOpenOrder", "x-order"];
const place = (role: string) => `#/schemas/CoinMOpenOrder/x-order/${role}`;

export const orderCases: Case[] = [
  {
    rule: "open-orders/order-roles",
    finds: "a role of a field that is not there",
    file: operationFile,
    change: set([...order, "becomes"], "actualOrderId"),
    at: place("becomes"),
    message: `x-order names \`actualOrderId\` as becomes, which is no field here. Name one of ${fieldsOfOrder}.`,
  },
  {
    rule: "open-orders/order-roles",
    finds: "an id that is a number",
    file: operationFile,
    change: set([...order, "id"], "time"),
    at: place("id"),
    message:
      "x-order names `time` as id, but id needs `type: integer` with `format: int64`, or `type: string`. Name another field, or correct the type of `time`.",
  },
  {
    rule: "open-orders/order-roles",
    finds: "a time that is no number of milliseconds",
    file: operationFile,
    change: set([...order, "placedAt"], "orderId"),
    at: place("placedAt"),
    message:
      "x-order names `orderId` as placedAt, but placedAt needs `type: integer` with `format: double-int`. Name another field, or correct the type of `orderId`.",
  },
  {
    rule: "open-orders/order-roles",
    finds: "a quantity that is no decimal",
    file: operationFile,
    change: set([...order, "filledQuantity"], "clientOrderId"),
    at: place("filledQuantity"),
    message:
      "x-order names `clientOrderId` as filledQuantity, but filledQuantity needs `type: string` with `format: decimal`. Name another field, or correct the type of `clientOrderId`.",
  },
  {
    rule: "open-orders/order-roles",
    finds: "a side that is no string",
    file: operationFile,
    change: set([...order, "side"], "reduceOnly"),
    at: place("side"),
    message:
      "x-order names `reduceOnly` as side, but side needs `type: string`. Name another field, or correct the type of `reduceOnly`.",
  },
  {
    rule: "open-orders/order-roles",
    finds: "a price that may be absent",
    file: operationFile,
    change: set([...order, "price"], "activatePrice"),
    at: place("price"),
    message:
      "x-order names `activatePrice` as price, which every order has. Add `activatePrice` to `required`, or name another field.",
  },
  {
    rule: "open-orders/order-list",
    finds: "a list of open orders that does not say what its fields mean",
    file: operationFile,
    change(document) {
      for (const word of ["x-order", "x-simulation"])
        document.deleteIn(["schemas", "CoinMOpenOrder", word]);
    },
    at: "#/path/get/operationId",
    message:
      "listOpenOrders lists open orders. Say at the schema of its items what their fields mean: `x-order: { id: orderId, … }`.",
  },
  {
    rule: "open-orders/order-list",
    finds: "a list of other orders that counts as one of open orders",
    file: operationFile,
    change: set([...get, "operationId"], "listAllOrders"),
    at: "#/path/get/operationId",
    message:
      "The items of listAllOrders have `x-order`, so it counts as a list of open orders. Give it a schema of its own without `x-order`; if it lists open orders, name it so, as in listOpenAlgoOrders.",
  },
  {
    rule: "struct",
    finds: "an order without a status",
    file: operationFile,
    change: remove(...order, "status"),
    at: "#/schemas/CoinMOpenOrder/x-order",
    message: "The field `status` must be present on this level.",
  },
];
