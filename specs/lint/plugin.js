// The extensions and rules of this repository as a Redocly plugin. redocly.yaml turns on all of them
// by extending `open-orders/all`. specs/README.md explains what they ask for.
import { extendTypes, extensionRules } from "./extensions.js";
import { exampleRules } from "./examples.js";
import { simulationRules } from "./simulation.js";
import { operationRules } from "./operations.js";
import { orderRules } from "./order.js";
import { parameterRules } from "./parameters.js";
import { pathRules } from "./paths.js";
import { responseRules } from "./responses.js";
import { schemaRules } from "./schemas.js";
import { subsetRules } from "./subset.js";
import { valueRules } from "./values.js";

const id = "open-orders";

/** Every rule by its name. */
export const rules = {
  ...exampleRules,
  ...extensionRules,
  ...simulationRules,
  ...operationRules,
  ...orderRules,
  ...parameterRules,
  ...pathRules,
  ...responseRules,
  ...schemaRules,
  ...subsetRules,
  ...valueRules,
};

export default function plugin() {
  const all = Object.fromEntries(Object.keys(rules).map((name) => [`${id}/${name}`, "error"]));
  return {
    id,
    typeExtension: { oas3: extendTypes },
    rules: { oas3: rules },
    configs: { all: { rules: all } },
  };
}
