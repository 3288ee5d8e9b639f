// Rules about parameters: readable for people, and filters that the mock exchange can apply.

import { fieldSchema, isBlank, itemSchema, objectsOf } from "./read.js";

/** @import { Context, Node, Rule } from "./redocly.d.ts" */

/**
 * The fields of a successful response, or of its items where it is a list.
 * @param {Node} operation
 * @param {Context} context
 * @returns {Node | undefined}
 */
function itemFields(operation, context) {
  const properties = itemSchema(operation, context)?.["properties"];
  return properties && typeof properties === "object" ? properties : undefined;
}

/** Whether the values of a field are numbers, however they are written.
 * @param {Node} schema */
const isNumeric = ({ type, format }) =>
  format === "decimal" || [type].flat().some((one) => one === "integer" || one === "number");

/** @satisfies {Record<string, Rule>} */
export const parameterRules = {
  "parameter-texts": () => ({
    Parameter(parameter, { location, report }) {
      // Programs have it as the name of a member.
      if (!/^[A-Za-z]\w*$/.test(parameter["name"]))
        report({
          message: `\`${parameter["name"]}\` is no name of a parameter: letters, digits and \`_\`, a letter first. Write it as the exchange does.`,
          location: location.child("name"),
        });
      if (isBlank(parameter["description"]))
        report({
          message: `Say in \`description\` what sending \`${parameter["name"]}\` does.`,
          location: location.key(),
        });
      if (parameter["example"] === undefined)
        report({
          message: `Show a value of \`${parameter["name"]}\` that works, in \`example\`.`,
          location: location.key(),
        });
    },
  }),

  "parameter-filter": () => ({
    Operation(operation, context) {
      const properties = itemFields(operation, context);
      const fields = properties && Object.keys(properties);
      for (const [index, reference] of objectsOf(operation["parameters"]).entries()) {
        const { node: parameter, location } = context.resolve(reference);
        const place =
          "$ref" in reference ? location : context.location.child(["parameters", index]);
        const filter = parameter?.["x-filter"];
        const field = filter?.field;
        const name = parameter?.["name"];
        if (!place) continue;
        if (!filter && fields?.includes(name))
          context.report({
            message: `\`${name}\` is a field of the 200 response's items as well. Say which of them it keeps: \`x-filter: { field: ${name}, keep: equal }\`.`,
            location: place,
          });
        if (fields?.includes(field) && fields.includes(name) && field !== name)
          context.report({
            message: `x-filter of \`${name}\` compares with \`${field}\`, though the 200 response's items have a field \`${name}\`. Write \`field: ${name}\`.`,
            location: place.child(["x-filter", "field"]),
          });
        const compared = fieldSchema(operation, field, context);
        if (filter?.keep === "equal" && ["array", "object"].includes(compared?.["type"]))
          context.report({
            message: `x-filter of \`${name}\` compares with \`${field}\`, which is no single value. Name another field.`,
            location: place.child(["x-filter", "field"]),
          });
        const isOrdered = ["from", "until"].includes(filter?.keep) && !parameter?.["content"];
        if (isOrdered && compared && !isNumeric(compared))
          context.report({
            message: `\`keep: ${filter.keep}\` compares numbers, and the field \`${field}\` of the 200 response's items is no integer, number or \`format: decimal\`. Name another field in x-filter of \`${name}\`, or write \`keep: equal\`.`,
            location: place.child(["x-filter", "keep"]),
          });
        const own = parameter?.["schema"] && context.resolve(parameter["schema"]).node;
        if (filter?.keep === "first" && own?.["type"] !== "integer")
          context.report({
            message: `\`keep: first\` takes how many items to keep. Give \`${name}\` the type integer, or write \`keep: equal\`.`,
            location: place.child(["x-filter", "keep"]),
          });
        if (parameter?.["content"] && filter && filter.keep !== "equal")
          context.report({
            message: `A list selects the items that have one of its values. Write \`keep: equal\` in x-filter of \`${name}\`.`,
            location: place.child(["x-filter", "keep"]),
          });
        if (field !== undefined && !fields?.includes(field))
          context.report({
            message: fields
              ? `x-filter of \`${parameter?.["name"]}\` compares with \`${field}\`, which the 200 response's items lack. Name one of ${fields.join(", ")}.`
              : `x-filter of \`${parameter?.["name"]}\` needs a 200 response that is a list of objects. Remove it.`,
            location: place.child(["x-filter", "field"]),
          });
      }
    },
  }),
};
