// Rules about the values of calls: what can be sent as a parameter, and what a response may hold, so that every
// reader of the descriptions understands it in the same way and no digit of an id is lost.

import { entriesOf, follow } from "./read.js";

/** @import { Context, Location, Node, Rule } from "./redocly.d.ts" */

const json = "application/json";
const scalars = ["string", "integer", "number", "boolean"];

/** @param {Node | undefined} schema */
const typesOf = (schema) => [schema?.["type"] ?? []].flat();

/**
 * What is wrong with the type of a schema, and what to write; nothing where it is supported.
 * @param {Node} schema
 * @returns {string | undefined}
 */
function typeMistake(schema) {
  const { format, items, properties, "x-extensible-enum": known } = schema;
  const [type, ...others] = typesOf(schema).filter((name) => name !== "null");
  if (type === undefined || others.length > 0)
    return `Give it one type: ${scalars.join(", ")}, object or array; or \`[string, "null"]\` and the like, where the value can be null.`;
  if (!scalars.includes(type) && typesOf(schema).includes("null"))
    return `An object or a list that can be null is not supported. Write \`type: ${type}\`, and leave the field out of \`required\` where it can be absent.`;
  if (type === "object" && entriesOf(properties).length === 0)
    return "Describe the fields of the object under `properties`.";
  if (type === "array" && (!items || typeof items !== "object"))
    return "Describe under `items` what the list holds.";
  if (type !== "string" && known)
    return "Only a string can have `x-extensible-enum`. Say in `description` what the values mean.";
  if (type === "string" && format !== undefined && format !== "decimal")
    return `\`format: ${format}\` is not supported for a string. Write \`format: decimal\`, or remove it.`;
  if (type !== "string" && type !== "integer" && format !== undefined)
    return `\`format: ${format}\` is not supported for type ${type}. Remove it.`;
  return undefined;
}

/**
 * What is wrong with a parameter's place and value; nothing where it can be sent.
 * @param {Node} parameter
 * @param {Context} context
 * @returns {string | undefined}
 */
function parameterMistake(parameter, context) {
  const { in: place, schema, content } = parameter;
  if (place === "path") return pathParameterMistake(parameter, context);
  if (place !== "query")
    return `A parameter in ${place} is not supported: calls of this exchange have values in the query, which is what they sign, or in the path. Write \`in: query\`.`;
  if (content) {
    const list = follow(parameter, `content ${json} schema`, context);
    const items = follow(parameter, `content ${json} schema items`, context).node;
    const [type, ...others] = typesOf(items);
    const isJsonList = typesOf(list.node).join() === "array" && !schema;
    return isJsonList && scalars.includes(type) && others.length === 0
      ? undefined
      : `\`content\` is for a list that is sent as JSON. Write \`content: { ${json}: { schema: { type: array, items: { type: string } } } }\` and no \`schema\`; items are single values of type ${scalars.join(", ")}.`;
  }
  const [type, ...others] = typesOf(schema && context.resolve(schema).node);
  if (scalars.includes(type) && others.length === 0) return undefined;
  return type === "array"
    ? `A list is sent as JSON. Write \`content: { ${json}: { schema: … } }\` in place of \`schema\`.`
    : `Only a single value or a list can be sent. Write one type: ${scalars.join(", ")}.`;
}

/**
 * What is wrong with a parameter of the path; nothing where it can be sent.
 * @param {Node} parameter
 * @param {Context} context
 * @returns {string | undefined}
 */
function pathParameterMistake(parameter, context) {
  const { schema, required, "x-filled-by-client": filled } = parameter;
  const [type, ...others] = typesOf(schema && context.resolve(schema).node);
  if (!scalars.includes(type) || others.length > 0)
    return `Only a single value can stand in a path. Write \`schema\` with one type: ${scalars.join(", ")}.`;
  if (required !== true) return "A value in the path is always sent. Write `required: true`.";
  return filled === undefined
    ? undefined
    : "What the client fills in is signed, and only the query is. Write `in: query`, or remove `x-filled-by-client`.";
}

/**
 * What is wrong with the successful response of an operation; nothing where it is supported.
 * @param {Node} operation
 * @param {Context} context
 * @returns {string | undefined}
 */
function resultMistake(operation, context) {
  const path = "responses 200 content";
  const others = Object.keys(operation["responses"] ?? {}).filter((status) =>
    status.startsWith("2"),
  );
  const content = Object.keys(follow(operation, path, context).node ?? {});
  if (others.join() !== "200" || content.join() !== json)
    return `A read has one success. Describe \`"200"\` with \`${json}\` alone.`;
  const schema = follow(operation, `${path} ${json} schema`, context).node;
  const item = follow(operation, `${path} ${json} schema items`, context).node ?? schema;
  const isList = typesOf(schema).join() === "array";
  return typesOf(item).join() === "object" && (isList || item === schema)
    ? undefined
    : "A response is one object or a list of objects. Describe it so, with `type: object` or `type: array`.";
}

/** @satisfies {Record<string, Rule>} */
export const valueRules = {
  "schema-type": () => ({
    Schema(schema, { location, report, resolve }) {
      const { items } = schema;
      const message =
        typeMistake(schema) ??
        (items && typesOf(resolve(items).node).includes("array")
          ? "A list of lists is not supported. Describe a list of objects or of single values."
          : undefined);
      if (message !== undefined) report({ message, location: location.key() });
    },
  }),

  "parameter-value": () => ({
    Parameter(parameter, context) {
      const message = parameterMistake(parameter, context);
      if (message !== undefined) context.report({ message, location: context.location.key() });
    },
  }),

  "operation-result": () => ({
    Operation(operation, context) {
      const message = resultMistake(operation, context);
      if (message !== undefined)
        context.report({ message, location: context.location.child("responses").key() });
    },
  }),

  "schema-names": () => {
    /** @type {Map<string, string>} Where each name leads. */
    const places = new Map();
    return {
      ref(_node, { type, location, report }, { location: target }) {
        if (type.name !== "Schema" || !target) return;
        const to = placeOf(target);
        const name = to.split("/").at(-1) ?? "";
        const known = places.get(name) ?? to;
        places.set(name, known);
        if (!to.includes("/$defs/") && !/^[A-Z][A-Za-z0-9]*$/.test(name))
          report({
            message: `\`${name}\` becomes the name of a type. Write it in PascalCase, as in MarginOpenOrder.`,
            location,
          });
        if (known !== to)
          report({
            message: `Another schema of this API is called \`${name}\`. Rename one: schemas are known by their names.`,
            location,
          });
      },
    };
  },

  "finite-schema": () => {
    /** @type {{ from: string, to: string, location: Location }[]} Which places refer to which schemas. */
    const references = [];
    return {
      ref(_node, { type, location }, { location: target }) {
        if (type.name === "Schema" && target)
          references.push({ from: placeOf(location), to: placeOf(target), location });
      },
      Root: {
        leave(_root, { report }) {
          const cycle = references.find(({ from, to }) =>
            reachable(to, references).some((place) => isWithin(from, place)),
          );
          if (cycle)
            report({
              message:
                "The schema contains itself, so that a value could be of any depth. Describe the inner part as a schema of its own.",
              location: cycle.location,
            });
        },
      },
    };
  },
};

/** @param {Location} location */
const placeOf = ({ source, pointer }) => source.absoluteRef + pointer;

/**
 * @param {string} place
 * @param {string} outer
 */
const isWithin = (place, outer) => place === outer || place.startsWith(`${outer}/`);

/**
 * The place of a schema, and those of all that it leads to.
 * @param {string} start
 * @param {{ from: string, to: string }[]} references
 */
function reachable(start, references) {
  const found = new Set([start]);
  for (const place of found)
    for (const { from, to } of references) if (isWithin(from, place)) found.add(to);
  return [...found];
}
