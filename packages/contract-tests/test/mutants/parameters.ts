// Exchanges that read parameters wrongly, and that filter wrongly.
import { ownParameters, takesAnyString } from "../../src/run/values.ts";
import { described, nameOf, rewriting, whereChanged } from "./mutant.ts";
import type { Mutants } from "./mutant.ts";

export const parameterMutants: Mutants = (operation) => {
  const known = new Set(operation.parameters.map(({ name }) => name));
  const texts = ownParameters(operation).filter(takesAnyString);
  const levels = ["raw", "method", "http"];
  return [
    {
      name: "takes unknown parameters",
      breaks: ["parameters: unknown (raw)"],
      target: rewriting(
        operation,
        whereChanged((parts) => parts.filter((part) => known.has(nameOf(part)))),
      ),
    },
    {
      name: "takes the last of repeated parameters",
      breaks: ownParameters(operation).map(({ name }) => `parameters: ${name} repeated (raw)`),
      target: rewriting(
        operation,
        whereChanged((parts) => [...new Map(parts.map((part) => [nameOf(part), part])).values()]),
      ),
    },
    {
      name: "takes an empty parameter for none",
      breaks: ownParameters(operation).map(({ name }) => `parameters: ${name} empty (raw)`),
      target: rewriting(
        operation,
        whereChanged((parts) => parts.filter((part) => !part.endsWith("="))),
      ),
    },
    ...texts.flatMap(({ name, filter }) => [
      {
        name: `reads ${name} as ASCII`,
        breaks: filter ? levels.map((level) => `parameters: ${name} beyond ASCII (${level})`) : [],
        target: rewriting(
          operation,
          whereChanged((parts) =>
            parts.map((part) =>
              nameOf(part) === name ? part.replaceAll(/%[89A-F][\dA-F]/gu, "") || part : part,
            ),
          ),
        ),
      },
      {
        name: `decodes ${name} twice`,
        breaks: filter
          ? levels.map((level) => `parameters: ${name} of reserved characters (${level})`)
          : [],
        target: rewriting(
          operation,
          whereChanged((parts) =>
            parts.map((part) => (nameOf(part) === name ? part.replaceAll("%25", "%") : part)),
          ),
        ),
      },
      {
        name: `takes any bytes for ${name}`,
        breaks: [`parameters: ${name} not UTF-8 (raw)`],
        target: rewriting(
          operation,
          whereChanged((parts) =>
            parts.map((part) => (part === `${name}=%FF` ? `${name}=x` : part)),
          ),
        ),
      },
      {
        name: `knows no ${name}`,
        breaks: levels.map((level) => `parameters: ${name} sent (${level})`),
        target: described(operation, operation.node.at("parameters"), (holder, key) => {
          const parameters = holder[key] as { readonly name?: string }[];
          holder[key] = parameters.filter((parameter) => parameter.name !== name);
        }),
      },
    ]),
  ];
};

/** The check of each kind of filter that always leaves something out. */
const narrowing = {
  equal: "of the first item",
  from: "of an item",
  until: "of an item",
  first: "one",
};

export const filterMutants: Mutants = (operation) =>
  ownParameters(operation).flatMap(({ name, node, filter }) => {
    if (!filter) return [];
    const rule = `filters: ${name} ${narrowing[filter.keep]}`;
    return {
      name: `ignores ${name}`,
      breaks: [`${rule} (raw)`, `${rule} (method)`],
      target: described(operation, node.at("x-filter"), (holder, key) => delete holder[key]),
    };
  });
