// Rules about responses: an example of each body, and for each error response whether to try again.

import { entriesOf, isBlank } from "./read.js";

/** @import { Rule } from "./redocly.d.ts" */

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
