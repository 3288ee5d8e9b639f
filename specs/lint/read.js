// Reading what an author may have got wrong: a rule that throws would hide every other finding.

/** @import { Node } from "./redocly.d.ts" */

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
