// Reading what an author may have got wrong: a rule that throws would hide every other finding.

/** @import { Context, Node } from "./redocly.d.ts" */

/** Whether no text stands there.
 * @param {unknown} value */
export const isBlank = (value) => typeof value !== "string" || value.trim() === "";

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
 * The schema of one item of a successful response, references followed; nothing where it is not a list.
 * @param {Node} operation
 * @param {Context} context
 * @returns {Node | undefined}
 */
export function itemSchema(operation, { resolve }) {
  /** @type {{ node: Node | undefined, from: string | undefined }} */
  let at = { node: operation, from: undefined };
  for (const key of "responses 200 content application/json schema items".split(" ")) {
    const child = at.node?.[key];
    if (!child || typeof child !== "object") return undefined;
    const { node, location } = resolve(child, at.from);
    at = { node, from: "$ref" in child ? location?.source.absoluteRef : at.from };
  }
  return at.node;
}
