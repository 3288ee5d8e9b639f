// Exchanges that count weight wrongly, or do not stop those who spent it.
import type { MockExchangeOptions } from "@open-orders/mock-exchange";
import type { OpenApiDocument } from "@open-orders/specs";
import { englishDescriptions } from "../../src/run/descriptions.ts";
import { createMockTarget } from "../../src/run/mockTarget.ts";
import { described, remade, responding } from "./mutant.ts";
import type { Mutant, Mutants } from "./mutant.ts";

export const weightMutants: Mutants = (operation) => {
  const [first, ...others] = operation.weights;
  const dearer = others.find(({ weight }) => weight !== first?.weight);
  const names = first?.whenSent.join(" + ");
  const altered = operation.weights.map(({ whenSent, node, estimate }) => {
    const sent = whenSent.join(" + ") || "nothing";
    // An estimate states no more than a least weight.
    const by = estimate ? -1 : 1;
    return {
      name: `counts ${by} with ${sent} sent`,
      breaks: ["raw", "method", "http"].map((level) => `weights: ${sent} sent (${level})`),
      target: described(operation, node.at("weight"), (holder, key) => {
        holder[key] = Number(holder[key]) + by;
      }),
    };
  });
  if (!dearer) return altered;
  return [
    ...altered,
    {
      name: `counts the same with and without ${names}`,
      breaks: [`weights: ${names} sent (raw)`],
      target: described(operation, first?.node, (holder, key) => {
        holder[key] = { ...(holder[key] as object), weight: dearer.weight };
      }),
    },
  ];
};

/** The limit of these mutants' descriptions: low, so that it is quickly spent. */
const lowLimit = 120;

export const limitMutants: Mutants = (operation) => {
  const { api, weights } = operation;
  const levels = ["raw", "method", "http"];
  const spent = levels.map((level) => `limits: the weight is spent (${level})`);
  const document = structuredClone(englishDescriptions[api]) as OpenApiDocument;
  for (const limit of document["x-rate-limits"]) limit.limit = lowLimit;
  const descriptions = { ...englishDescriptions, [api]: document };
  const exchange = (mock: MockExchangeOptions): Mutant["target"] => {
    return async () => createMockTarget({ descriptions, mock });
  };
  const dearest = Math.max(...weights.map(({ weight }) => weight));
  const banned = ["limits: the limit is ignored (raw)"];
  const mutants: readonly Mutant[] = [
    {
      name: "never tires",
      breaks: spent.concat(banned),
      target: exchange({ weightLimits: { [api]: 10 ** 9 } }),
    },
    {
      name: "stops one call early",
      breaks: spent.slice(0, 1),
      target: exchange({ weightLimits: { [api]: lowLimit - dearest } }),
    },
    { name: "never bans", breaks: banned, target: exchange({ rejectionsBeforeBan: 10 ** 9 }) },
    { name: "bans for a second", breaks: banned, target: exchange({ banMs: 1000 }) },
    {
      name: "says to wait a second",
      breaks: spent.slice(0, 2).concat(banned),
      target: responding(
        operation,
        (response) => {
          if (!response.headers.has("retry-after")) return response;
          const headers = new Headers(response.headers);
          headers.set("retry-after", "1");
          return remade(response, { headers });
        },
        descriptions,
      ),
    },
  ];
  return mutants.map((mutant) => Object.assign(mutant, { descriptions }));
};
