// Rules about the paths of calls and the parameters in them, so that an address leads to one operation, and no value
// can lead to another.

import { entriesOf, objectsOf } from "./read.js";

/** @import { Context, Location, Node, Rule } from "./redocly.d.ts" */

/** A parameter and where it is written. @typedef {{ node: Node, location: Location }} Parameter */

/**
 * The name of the parameter that a segment of a path is.
 * @param {string} segment
 */
const nameOf = (segment) => /^\{(\w+)\}$/.exec(segment)?.[1];

/**
 * What is wrong with a path by itself, or beside the parameters of its operation.
 * @param {string} path
 * @param {string[]} declared - Names of the parameters that are declared to stand in it.
 * @returns {string | undefined}
 */
function pathMistake(path, declared) {
  const segments = path.split("/");
  if (segments.some((segment) => /[{}]/.test(segment) && nameOf(segment) === undefined))
    return "A parameter is a whole segment of a path, in braces, of letters, digits and `_`. Write it as in `/orders/{orderId}/fills`.";
  // No client may read it as another address.
  if (!/^(\/(\{\w+\}|\w[\w.-]*))+$/.test(path))
    return "A path is made of segments of letters, digits, `_`, `-` and `.`. Write it as it is sent, such as `/papi/v1/um/openOrders`.";
  const names = segments.flatMap((segment) => nameOf(segment) ?? []);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    return `\`{${twice}}\` stands in the path twice. Give each parameter a name of its own.`;
  const unknown = names.find((name) => !declared.includes(name));
  return unknown === undefined
    ? undefined
    : `The operation has no parameter \`${unknown}\`. Add \`{ name: ${unknown}, in: path, required: true, … }\` to its parameters.`;
}

/**
 * The parameters of the operations of a path.
 * @param {Node} item - The path item, or a reference to it.
 * @param {Location} place - Where that stands.
 * @param {Context} context
 * @returns {Parameter[]}
 */
function parametersOf(item, place, { resolve }) {
  const found = resolve(item);
  const at = "$ref" in item ? (found.location ?? place) : place;
  return entriesOf(found.node).flatMap(([method, operation]) =>
    objectsOf(operation["parameters"]).flatMap((reference, index) => {
      const { node, location } = resolve(reference, at.source.absoluteRef);
      const own = at.child([method, "parameters", index]);
      return node ? [{ node, location: "$ref" in reference ? (location ?? own) : own }] : [];
    }),
  );
}

/** @satisfies {Record<string, Rule>} */
export const pathRules = {
  "path-parameters": () => ({
    Paths(paths, context) {
      for (const [path, item] of entriesOf(paths)) {
        const place = context.location.child([path]);
        // What a broken reference leads to is not known; that it is broken is reported by another rule.
        if (!context.resolve(item).node) continue;
        const parameters = parametersOf(item, place, context);
        const inPath = parameters.filter(({ node }) => node["in"] === "path");
        const mistake = pathMistake(
          path,
          inPath.map(({ node }) => node["name"]),
        );
        if (mistake !== undefined) context.report({ message: mistake, location: place.key() });
        for (const { node, location } of inPath) {
          const { name } = node;
          if (!path.includes(`{${name}}`))
            context.report({
              message: `\`${name}\` is not in the path \`${path}\`. Write \`{${name}}\` there, or \`in: query\` here.`,
              location: location.child("name"),
            });
          if (
            parameters.some((other) => other.node["in"] !== "path" && other.node["name"] === name)
          )
            context.report({
              message: `A parameter of the query is called \`${name}\`, too. Rename the one in the path: its name is not sent.`,
              location: location.child("name"),
            });
        }
      }
    },
  }),

  "path-unique": () => ({
    Paths(paths, { location, report }) {
      const known = Object.keys(paths).filter((path) => path.includes("{"));
      for (const [index, path] of known.entries()) {
        const other = known.slice(0, index).find((one) => isForSame(one, path));
        if (other !== undefined)
          report({
            message: `An address can be for \`${other}\` as well. Describe one of the two.`,
            location: location.child([path]).key(),
          });
      }
    },
  }),
};

/**
 * Whether there is an address that fits both paths.
 * @param {string} one
 * @param {string} other
 */
function isForSame(one, other) {
  const segments = one.split("/");
  const others = other.split("/");
  return (
    segments.length === others.length &&
    segments.every(
      (segment, index) =>
        [segment, others[index] ?? ""].some((each) => nameOf(each) !== undefined) ||
        segment === others[index],
    )
  );
}
