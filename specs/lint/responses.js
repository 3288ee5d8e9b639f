// Rules about responses: an example of each body, for each error response whether to try again, and the errors that the
// mock exchange returns.

import { noSuchItemError, requestErrors } from "../model/errors.ts";
import { entriesOf, follow, isBlank, objectsOf, resultPath } from "./read.js";

/** @import { Context, Node, Rule } from "./redocly.d.ts" */

/**
 * Names of the error examples of an operation.
 * @param {Node} operation
 * @param {Context} context
 */
function errorNames(operation, context) {
  const statuses = Object.keys(operation["responses"] ?? {});
  return statuses
    .filter((status) => !status.startsWith("2"))
    .map((status) => `responses ${status} content`)
    .flatMap((path) =>
      Object.keys(follow(operation, path, context).node ?? {}).flatMap((type) =>
        Object.keys(follow(operation, `${path} ${type} examples`, context).node ?? {}),
      ),
    );
}

/**
 * Whether the parameters of an operation select the one object that it returns.
 * @param {Node} operation
 * @param {Context} context
 */
function selectsOne(operation, context) {
  return (
    follow(operation, resultPath, context).node?.["type"] === "object" &&
    objectsOf(operation["parameters"]).some((one) => context.resolve(one).node?.["x-filter"])
  );
}

/** @satisfies {Record<string, Rule>} */
export const responseRules = {
  "response-examples": () => ({
    Example(example, { location, report }) {
      if (example["value"] === undefined)
        report({ message: "Show the body itself under `value`.", location: location.key() });
    },
    Response(response, { location, report }) {
      for (const [mediaType, body] of entriesOf(response["content"]))
        if (entriesOf(body["examples"]).length === 0)
          report({
            message: `Show a ${mediaType} body, under a name that says what it shows: \`examples: { noOrders: { summary: …, value: … } }\`.`,
            location: location.child(["content", mediaType]).key(),
          });
    },
  }),

  "response-retry": () => ({
    Responses(responses, { resolve, report, location: ours }) {
      for (const [status, reference] of entriesOf(responses)) {
        const { node: response, location } = resolve(reference);
        const place = "$ref" in reference ? location : ours.child([status]);
        if (!response || !place) continue;
        const isSuccess = status.startsWith("2");
        if (!isSuccess && response["x-retry"] === undefined)
          report({
            message: `Say whether a client may try again after ${status}: \`x-retry: never\` (or retry, wait, resync, abort).`,
            location: place.key(),
          });
        if (isSuccess && response["x-retry"] !== undefined)
          report({
            message: `Nobody tries again after ${status}. Remove \`x-retry\`.`,
            location: place.child("x-retry").key(),
          });
      }
    },
  }),

  "request-errors": () => {
    /** @type {string[][]} The names at each operation. */
    const described = [];
    return {
      Operation(operation, context) {
        const names = errorNames(operation, context);
        described.push(names);
        if (selectsOne(operation, context) && !names.includes(noSuchItemError))
          context.report({
            message: `A call that selects no object returns ${noSuchItemError}. Describe it: write it in specs/common/error-codes.yaml, and refer to it in the examples of a 400 response with \`${noSuchItemError}: { $ref: ../../common/error-codes.yaml#/${noSuchItemError} }\`.`,
            location: context.location.child("responses").key(),
          });
      },
      Root: {
        leave(_root, { location, report }) {
          const all = new Set(described.flat());
          const missing = requestErrors.filter((name) => !all.has(name));
          if (described.length > 0 && missing.length > 0)
            report({
              message: `No operation of this API has these error examples, which the mock exchange returns: ${missing.join(", ")}. Refer to each in a response of an operation, such as \`${missing[0]}: { $ref: ../../common/error-codes.yaml#/${missing[0]} }\`, or to a response of specs/common/responses.yaml that has it.`,
              location: location.child("paths").key(),
            });
        },
      },
    };
  },

  "error-example": () => ({
    Example(example, { key, location, rawNode, report }) {
      const isNamed = /^[A-Z][A-Z0-9_]+$/.test(String(key));
      const code = example["value"]?.code;
      if (isNamed && code > 0)
        report({
          message: `The exchange's codes are negative, or 0. Write \`code: -${code}\`.`,
          location: location.child(["value", "code"]),
        });
      // Positive ones come from a gateway in front of the exchange.
      if (!(code <= 0)) return;
      for (const field of ["summary", "description", "x-remedy"])
        if (isBlank(example[field]))
          report({
            message: `Complete the error ${key} with \`${field}\`. An error example has a summary (the code's name), a description (what it means) and x-remedy (what to do).`,
            location: location.key(),
          });
      if (!isNamed)
        report({
          message: `Name the error example \`${key}\` as the exchange names code ${code}, such as INVALID_TIMESTAMP.`,
          location: location.key(),
        });
      if (typeof rawNode["$ref"] !== "string")
        report({
          message: `Keep the error ${key} in one place: write it in specs/common/error-codes.yaml and refer to it here.`,
          location: location.key(),
        });
    },
  }),
};
