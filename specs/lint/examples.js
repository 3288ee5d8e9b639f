// The rule about what examples of bodies hold, as far as Redocly's own rules do not check it: decimals, and fields that
// are present under a condition. The mock exchange serves these examples.

import { entriesOf, isDecimal } from "./read.js";

/** @import { Context, Node, Rule } from "./redocly.d.ts" */

/** A mistake and where in the example it stands.
 * @typedef {{ message: string, at: (string | number)[] }} Mistake */

/**
 * Follows a reference, and says to which file further ones are relative.
 * @param {Node} reference
 * @param {string | undefined} from
 * @param {Context} context
 */
function resolved(reference, from, { resolve }) {
  const { node, location } = resolve(reference, from);
  return { schema: node, from: "$ref" in reference ? location?.source.absoluteRef : from };
}

/**
 * What is wrong with a value.
 * @param {unknown} value
 * @param {Node} reference - Its schema, or a reference to it.
 * @param {string | undefined} from
 * @param {Context} context
 * @param {(string | number)[]} at
 * @returns {Mistake[]}
 */
function mistakesIn(value, reference, from, context, at) {
  const { schema, from: inner } = resolved(reference, from, context);
  if (!schema) return [];
  if (typeof value === "string" && schema["format"] === "decimal" && !isDecimal(value))
    return [{ message: `${JSON.stringify(value)} is no decimal. Write one, such as "0.10".`, at }];
  const { items } = schema;
  if (Array.isArray(value))
    return items && typeof items === "object"
      ? value.flatMap((item, index) => mistakesIn(item, items, inner, context, [...at, index]))
      : [];
  if (typeof value !== "object" || value === null) return [];
  /** @type {Node} */
  const fields = value;
  return entriesOf(schema["properties"]).flatMap(([name, property]) =>
    presenceMistakes(fields, name, schema, inner, context, at).concat(
      mistakesIn(fields[name], property, inner, context, [...at, name]),
    ),
  );
}

/**
 * Whether a field is missing, or present, against its condition.
 * @param {Node} fields
 * @param {string} name
 * @param {Node} schema - Of the object.
 * @param {string | undefined} from
 * @param {Context} context
 * @param {(string | number)[]} at
 * @returns {Mistake[]}
 */
function presenceMistakes(fields, name, schema, from, context, at) {
  /** @param {string} field */
  const schemaOf = (field) =>
    schema["properties"][field] && resolved(schema["properties"][field], from, context).schema;
  const condition =
    schema["properties"][name]["x-present-when"] ?? schemaOf(name)?.["x-present-when"];
  if (!condition || typeof condition !== "object") return [];
  const terms = Object.entries(condition);
  // A condition that is wrong itself is found by `present-when`.
  const isSound = terms.every(([field, wanted]) => {
    const other = schemaOf(field);
    return other && [other["x-extensible-enum"] ?? wanted].flat().includes(wanted);
  });
  const isPresent = fields[name] !== undefined;
  const holds = terms.every(([field, wanted]) => fields[field] === wanted);
  if (!isSound || [schema["required"]].flat().includes(name) || isPresent === holds) return [];
  const when = terms.map(([field, wanted]) => `${field} is ${String(wanted)}`).join(" and ");
  return isPresent
    ? [
        {
          message: `\`${name}\` is present only when ${when} (its x-present-when). Remove it from this example, or correct the condition.`,
          at: [...at, name],
        },
      ]
    : [
        {
          message: `\`${name}\` is missing, and it is present when ${when} (its x-present-when). Add it to this example, or correct the condition.`,
          at,
        },
      ];
}

/** @satisfies {Record<string, Rule>} */
export const exampleRules = {
  "example-of-schema": () => ({
    MediaType(body, context) {
      const { schema } = body;
      if (!schema || typeof schema !== "object") return;
      for (const [name, reference] of entriesOf(body["examples"])) {
        const { node: example, location } = context.resolve(reference);
        const place = "$ref" in reference ? location : context.location.child(["examples", name]);
        if (!example || !place) continue;
        for (const { message, at } of mistakesIn(example["value"], schema, undefined, context, []))
          context.report({ message, location: place.child(["value", ...at]) });
      }
    },
  }),
};
