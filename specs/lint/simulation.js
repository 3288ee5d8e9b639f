// Rules about x-simulation: what it says of fields must be true of the object it stands at.

import { objectsOf } from "./read.js";

/** @import { Node, Rule } from "./redocly.d.ts" */
/** @typedef {(string | number)[]} Path */

/**
 * Every field that is named, with its place.
 * @param {Node} simulation
 * @returns {[Path, string][]}
 */
function namesIn(simulation) {
  /** @type {[Path, string][]} */
  const names = [];
  const add = (/** @type {Path} */ path, /** @type {unknown} */ name) => {
    if (typeof name === "string") names.push([path, name]);
  };
  for (const [index, name] of [simulation["price"]].flat().entries()) add(["price", index], name);
  add(["averagePrice"], simulation["averagePrice"]);
  add(["traded", "field"], simulation["traded"]?.field);
  return names;
}

/**
 * Every set of fields and values, with its place.
 * @param {Node} simulation
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
export const simulationRules = {
  simulation: () => ({
    Schema(schema, { location, report }) {
      const simulation = schema["x-simulation"];
      if (!simulation || typeof simulation !== "object") return;
      /** @type {Node} */
      const fields = schema["properties"] ?? {};
      const place = (/** @type {Path} */ path) => location.child(["x-simulation", ...path]);
      if (!schema["x-order"])
        report({
          message:
            "x-simulation needs to know which field is the id, the quantity or the time. Write `x-order` beside it.",
          location: place([]),
        });
      for (const [path, name] of namesIn(simulation))
        if (!Object.hasOwn(fields, name))
          report({
            message: `x-simulation names \`${name}\`, which is no field here. Name one of ${Object.keys(fields).join(", ")}.`,
            location: place(path),
          });
      for (const [path, values] of valuesIn(simulation))
        for (const [name, value] of Object.entries(values ?? {})) {
          const { type, "x-extensible-enum": known = [value] } = fields[name] ?? {};
          if (type !== typeof value || !known.includes(value))
            report({
              message: `x-simulation speaks of \`${name}: ${value}\`, a value that field never has. Write a field of the object and a value it may have.`,
              location: place([...path, name]),
            });
        }
    },
  }),
};
