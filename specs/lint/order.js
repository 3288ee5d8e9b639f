// Rules about x-order: lists of open orders say what their fields mean, and the fields fit.

import { isVerbAndNoun } from "./operations.js";
import { itemSchema } from "./read.js";

/** @import { Node, Rule } from "./redocly.d.ts" */

/** The operationId of a list of open orders, such as listOpenOrders or listUmOpenAlgoOrders. */
const listsOpenOrders = /^list\w*Open\w*Orders$/;

/** @type {(schema: Node) => boolean} */
const isString = ({ type }) => type === "string";
/** @type {(schema: Node) => boolean} */
const isDecimal = ({ type, format }) => type === "string" && format === "decimal";
// That an integer says how large it gets is a rule of its own.
/** @type {(schema: Node) => boolean} */
const isTime = ({ type, format = "double-int" }) => type === "integer" && format === "double-int";
/** @type {(schema: Node) => boolean} */
const isId = ({ type, format = "int64" }) =>
  type === "string" || (type === "integer" && format === "int64");

const string = { fits: isString, words: "`type: string`" };
const decimal = { fits: isDecimal, words: "`type: string` with `format: decimal`" };
const time = { fits: isTime, words: "`type: integer` with `format: double-int`" };
const id = { fits: isId, words: "`type: integer` with `format: int64`, or `type: string`" };

/**
 * What the schema of a role's field must be.
 * @type {Record<string, { fits: (schema: Node) => boolean, words: string }>}
 */
export const roles = {
  id,
  uniqueWithin: string,
  clientId: string,
  symbol: string,
  side: string,
  type: string,
  status: string,
  price: decimal,
  triggerPrice: decimal,
  quantity: decimal,
  filledQuantity: decimal,
  placedAt: time,
  updatedAt: time,
  becomes: id,
};

/** Roles that every list of open orders has. */
export const mandatoryRoles = [
  "id",
  "uniqueWithin",
  "symbol",
  "side",
  "type",
  "status",
  "price",
  "quantity",
  "placedAt",
  "updatedAt",
];

/** @satisfies {Record<string, Rule>} */
export const orderRules = {
  "order-roles": () => ({
    Schema(schema, { location, report, resolve }) {
      const order = schema["x-order"];
      if (!order || typeof order !== "object") return;
      /** @type {Node} */
      const fields = schema["properties"] ?? {};
      for (const [role, name] of Object.entries(order)) {
        const expected = roles[role];
        // The shape of x-order itself is checked with the other extensions.
        if (!expected || typeof name !== "string") continue;
        const place = location.child(["x-order", role]);
        if (!Object.hasOwn(fields, name)) {
          report({
            message: `x-order names \`${name}\` as ${role}, which is no field here. Name one of ${Object.keys(fields).join(", ")}.`,
            location: place,
          });
          continue;
        }
        if (!expected.fits(resolve(fields[name]).node ?? {}))
          report({
            message: `x-order names \`${name}\` as ${role}, but ${role} needs ${expected.words}. Name another field, or correct the type of \`${name}\`.`,
            location: place,
          });
        if (mandatoryRoles.includes(role) && ![schema["required"]].flat().includes(name))
          report({
            message: `x-order names \`${name}\` as ${role}, which every order has. Add \`${name}\` to \`required\`, or name another field.`,
            location: place,
          });
      }
    },
  }),

  "order-list": () => ({
    Operation(operation, context) {
      const { operationId } = operation;
      const item = itemSchema(operation, context);
      if (!isVerbAndNoun(operationId) || !item) return;
      const order = item["x-order"];
      if (listsOpenOrders.test(operationId) && !order)
        context.report({
          message: `${operationId} lists open orders. Say at the schema of its items what their fields mean: \`x-order: { id: orderId, … }\`.`,
          location: context.location.child("operationId"),
        });
      if (!listsOpenOrders.test(operationId) && order)
        context.report({
          message: `The items of ${operationId} have \`x-order\`, so it counts as a list of open orders. Give it a schema of its own without \`x-order\`; if it lists open orders, name it so, as in listOpenAlgoOrders.`,
          location: context.location.child("operationId"),
        });
    },
  }),
};
