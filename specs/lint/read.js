// Reading what an author may have got wrong: a rule that throws would hide every other finding.

/** @import { Context, Node } from "./redocly.d.ts" */

/** Whether no text stands there.
 * @param {unknown} value */
export const isBlank = (value) => typeof value !== "string" || value.trim() === "";

/** Whether a value is a decimal as a string, such as "0.10".
 * @param {unknown} value */
export const isDecimal = (value) => typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value);

/** The objects of a list; of anything else, none.
 * @param {unknown} value
 * @returns {Node[]} */
export const objectsOf = (value) =>
  Array.isArray(value) ? value.filter((item) => item && typeof item === "object") : [];

/** The entries of a map whose values are objects; of anything else, none.
 * @param {unknown} value
 * @returns {[string, Node][]} */
export const entriesOf = (value) =>
  value && typeof value === "object"
    ? Object.entries(value).filter(([, item]) => item && typeof item === "object")
    : [];

/**
 * The node at the end of a path, references followed, and the file it stands in where a reference led there.
 * @param {Node} node
 * @param {string} path - Names with spaces between them.
 * @param {Context} context
 * @returns {{ node: Node | undefined, from: string | undefined }}
 */
export function follow(node, path, { resolve }) {
  /** @type {{ node: Node | undefined, from: string | undefined }} */
  let at = { node, from: undefined };
  for (const key of path.split(" ")) {
    const child = at.node?.[key];
    if (!child || typeof child !== "object") return { node: undefined, from: undefined };
    const found = resolve(child, at.from);
    at = { node: found.node, from: "$ref" in child ? found.location?.source.absoluteRef : at.from };
  }
  return at;
}

/** Where the schema of a successful response stands in an operation. */
export const resultPath = "responses 200 content application/json schema";

/**
 * The schema of a successful response, or of one of its items where it is a list; references followed.
 * @param {Node} operation
 * @param {Context} context
 * @returns {Node | undefined}
 */
export function itemSchema(operation, context) {
  const { node: item } = follow(operation, `${resultPath} items`, context);
  return item ?? follow(operation, resultPath, context).node;
}

/**
 * The schema of a field of the successful response, or of its items where it is a list; references followed.
 * @param {Node} operation
 * @param {string} field
 * @param {Context} context
 * @returns {Node | undefined}
 */
export function fieldSchema(operation, field, context) {
  const { node } = follow(operation, `${resultPath} items properties ${field}`, context);
  return node ?? follow(operation, `${resultPath} properties ${field}`, context).node;
}
