// Rules about operations: what each must say so that code never has to know it by name.

import { objectsOf } from "./read.js";

/** @import { Context, Node, Rule } from "./redocly.d.ts" */

const verbs = new Set(["list", "get", "query"]);

/** Whether a name is a verb and a noun in camelCase.
 * @param {unknown} operationId */
export const isVerbAndNoun = (operationId) =>
  typeof operationId === "string" &&
  verbs.has(/^([a-z]+)[A-Z][a-zA-Z0-9]*$/.exec(operationId)?.[1] ?? "");

/** Methods that every client has. */
const taken = new Set(["listAllOpenOrders"]);

/** Credentials that go with each security type of the exchange. */
const credentials = new Map([
  ["NONE", []],
  ["MARKET_DATA", ["ApiKey"]],
  ["USER_STREAM", ["ApiKey"]],
  ["USER_DATA", ["ApiKey", "Signature"]],
  ["TRADE", ["ApiKey", "Signature"]],
  ["MARGIN", ["ApiKey", "Signature"]],
]);

/**
 * The operation's parameters, references followed.
 * @param {Node} operation
 * @param {Context} context
 * @returns {Node[]}
 */
const parametersOf = (operation, { resolve }) =>
  objectsOf(operation["parameters"]).flatMap((reference) => resolve(reference).node ?? []);

/** @param {string[]} names */
const asSecurity = (names) =>
  names.length === 0 ? "[]" : `[{ ${names.map((name) => `${name}: []`).join(", ")} }]`;

/** @param {Node | undefined} rule */
const whenSentOf = (rule) => [rule?.["whenSent"] ?? []].flat();

/**
 * What is wrong with one rule of x-weight beside the others, and where in it.
 * @param {Node[]} weights
 * @param {number} index
 * @param {string[]} names - Parameters that a caller can send.
 * @param {Node[]} limits
 * @returns {{ message: string, at: string[] }[]}
 */
function weightMistakes(weights, index, names, limits) {
  const whenSent = whenSentOf(weights[index]);
  const weight = weights[index]?.["weight"];
  const isLast = index === weights.length - 1;
  const hiding = weights.slice(0, index).map(whenSentOf);
  const isHidden = hiding.some(
    (earlier) => earlier.length > 0 && earlier.every((name) => whenSent.includes(name)),
  );
  const mistakes = whenSent
    .filter((name) => !names.includes(name))
    .map((name) => ({
      message: `\`whenSent\` names \`${name}\`, which is no parameter that a caller of this operation sends. Name one of ${names.join(", ")}.`,
      at: ["whenSent"],
    }));
  if (isLast && whenSent.length > 0)
    mistakes.push({
      message:
        "The last rule of x-weight must fit every call. Add one without `whenSent`, such as `- weight: 40`.",
      at: [],
    });
  if (!isLast && whenSent.length === 0)
    mistakes.push({
      message:
        "This rule fits every call, so those after it are never read. Name parameters in `whenSent`, or make it the last.",
      at: [],
    });
  if (isHidden)
    mistakes.push({
      message:
        "A rule before this one fits every call that this one fits, so it is never read. Put the rule with more parameters first, or remove it.",
      at: ["whenSent"],
    });
  for (const { limit } of limits)
    if (weight > limit)
      mistakes.push({
        message: `No call can weigh ${weight}: the limit of this API is ${limit}. Correct one of them.`,
        at: ["weight"],
      });
  return mistakes;
}

/** @satisfies {Record<string, Rule>} */
export const operationRules = {
  "operation-id": () => ({
    Operation({ operationId }, { location, report }) {
      if (typeof operationId !== "string") return;
      if (!isVerbAndNoun(operationId))
        report({
          message: `operationId \`${operationId}\` is not a verb and a noun. Begin with one of ${[...verbs].join(", ")} and go on in camelCase, as in listOpenOrders.`,
          location: location.child("operationId"),
        });
      if (taken.has(operationId))
        report({
          message: `Every client has a method \`${operationId}\` already. Give the operation another name.`,
          location: location.child("operationId"),
        });
    },
  }),

  "operation-weight": () => {
    /** @type {Node[]} */
    let limits = [];
    return {
      Root(root) {
        limits = objectsOf(root["x-rate-limits"]);
      },
      Operation(operation, context) {
        const { location, report } = context;
        const weights = objectsOf(operation["x-weight"]);
        if (weights.length === 0) {
          report({
            message: "Say what a call weighs: `x-weight: [{ weight: 1 }]`.",
            location: location.key(),
          });
          return;
        }
        const parameters = parametersOf(operation, context);
        const names = parameters
          .filter((parameter) => parameter["x-filled-by-client"] === undefined)
          .map((parameter) => parameter["name"]);
        for (const index of weights.keys())
          for (const { message, at } of weightMistakes(weights, index, names, limits))
            report({ message, location: location.child(["x-weight", index, ...at]) });
      },
    };
  },

  "operation-security": () => {
    /** @type {unknown} */
    let everywhere;
    return {
      Root(root) {
        everywhere = root["security"];
      },
      Operation(operation, context) {
        const { location, report } = context;
        const type = operation["x-security-type"];
        if (type === undefined)
          report({
            message: `Say who may call it, in the exchange's term: \`x-security-type\` with one of ${[...credentials.keys()].join(", ")}.`,
            location: location.key(),
          });
        const expected = credentials.get(type);
        if (!expected) return;
        const security = operation["security"] ?? everywhere;
        const actual = objectsOf(security).flatMap(Object.keys).toSorted();
        if (objectsOf(security).length > 1)
          report({
            message: `Alternatives are not supported. Write one entry that names all it takes: \`security: ${asSecurity(expected)}\`.`,
            location: location.child("security"),
          });
        // Redocly's own `security-defined` asks for security where there is none at all.
        if (security && actual.join() !== expected.join())
          report({
            message: `x-security-type ${type} goes with \`security: ${asSecurity(expected)}\`, but it is \`${asSecurity(actual)}\` here. Change one of them.`,
            location: location.child("x-security-type"),
          });
        const isSigned = expected.includes("Signature");
        const parameters = parametersOf(operation, context);
        if (parameters.some((one) => one["x-filled-by-client"] === "timestamp") !== isSigned)
          report({
            message: isSigned
              ? "A signed operation sends a timestamp. Add `- $ref: ../../common/parameters.yaml#/timestamp` to its parameters."
              : `An operation of type ${type} sends no timestamp. Remove it from its parameters.`,
            location: location.child("parameters").key(),
          });
        if (parameters.some((one) => one["name"] === "signature"))
          report({
            message:
              "The security scheme Signature asks for the signature. Remove it from the parameters, so that tools ask for it once.",
            location: location.child("parameters").key(),
          });
      },
    };
  },

  "operation-sources": () => ({
    Operation(operation, { location, report }) {
      const sources = objectsOf(operation["x-sources"]);
      for (const language of ["en", "zh-CN"])
        if (!sources.some((source) => source["language"] === language))
          report({
            message: `Name the ${language} page this was written from: \`x-sources: [{ url: …, language: ${language}, snapshot: "2026-01-15" }]\`.`,
            location: location.key(),
          });
      for (const [index, { snapshot }] of sources.entries())
        if (!isDate(snapshot))
          report({
            message: `Write the day the page was saved as a date in quotes, such as "2026-01-15".`,
            location: location.child(["x-sources", index, "snapshot"]),
          });
      const urls = sources.map((source) => source["url"]);
      if (!urls.includes(operation["externalDocs"]?.url))
        report({
          message:
            "Point `externalDocs.url` to one of the pages in x-sources, so that readers see what this was written from.",
          location: location.key(),
        });
    },
  }),

  "operation-default-response": () => ({
    Operation(operation, { location, report, resolve }) {
      const reference = operation["responses"]?.default;
      const response = reference && resolve(reference).node;
      const schema = response?.["content"]?.["application/json"]?.schema?.$ref;
      if (!String(schema).endsWith("/ErrorResponse"))
        report({
          message:
            "Describe every other response, with the ErrorResponse schema: `default: { $ref: ../../common/responses.yaml#/Unexpected }`.",
          location: location.child("responses").key(),
        });
    },
  }),
};

/** @param {unknown} value */
function isDate(value) {
  if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const time = Date.parse(value);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}
