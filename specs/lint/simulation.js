// Rules about x-simulation: what it says of fields must be true of the object it stands at.

import { objectsOf } from "./read.js";

/** @import { Node, Rule } from "./redocly.d.ts" */
/** @typedef {(string | number)[]} Path */

/**
 * Every field that is named, with its place.
 * @param {Node} life
 * @returns {[Path, string][]}
 */
function namesIn(life) {
  /** @type {[Path, string][]} */
  const names = [];
  const add = (/** @type {Path} */ path, /** @type {unknown} */ name) => {
    if (typeof name === "string") names.push([path, name]);
  };
  for (const [word, name] of Object.entries(life)) add([word], name);
  for (const [index, name] of [life["price"]].flat().entries()) add(["price", index], name);
  add(["traded", "field"], life["traded"]?.field);
  return names;
}

/**
 * Every set of fields and values, with its place.
 * @param {Node} life
 * @returns {[Path, Node][]}
 */
function valuesIn({ traded, onFill, onTrigger }) {
  /** @type {[Path, Node][]} */
  const transitions = objectsOf(onTrigger).map((one, index) => [["onTrigger", index], one]);
  /** @type {[Path, Node][]} */
  const worth = objectsOf(traded?.contractValues).map(({ when }, index) => [
    ["traded", "contractValues", index, "when"],
    when,
  ]);
  transitions.push([["onFill"], onFill]);
  for (const [path, one] of transitions)
    for (const side of ["from", "to"]) worth.push([[...path, side], one?.[side]]);
  return worth;
}

/** @satisfies {Record<string, Rule>} */
export const lifeRules = {
  life: () => ({
    Schema(schema, { location, report }) {
      const life = schema["x-simulation"];
      if (!life || typeof life !== "object") return;
      /** @type {Node} */
      const fields = schema["properties"] ?? {};
      const place = (/** @type {Path} */ path) => location.child(["x-simulation", ...path]);
      for (const [path, name] of namesIn(life))
        if (!Object.hasOwn(fields, name))
          report({
            message: `x-simulation names \`${name}\`, which is no field here. Name one of ${Object.keys(fields).join(", ")}.`,
            location: place(path),
          });
      for (const [path, values] of valuesIn(life))
        for (const [name, value] of Object.entries(values ?? {})) {
          const { type, "x-extensible-enum": known = [value] } = fields[name] ?? {};
          if (type !== typeof value || !known.includes(value))
            report({
              message: `x-simulation speaks of \`${name}: ${value}\`, which is never so here. Write a field of the object and a value it may have.`,
              location: place([...path, name]),
            });
        }
    },
  }),
};
