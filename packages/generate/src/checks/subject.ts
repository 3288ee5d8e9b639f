// One operation as a bundle describes it, laid out for comparison with its source page.
import { isObject, operationNodes, readOperation } from "../model.ts";
import type {
  Members,
  OpenApiDocument,
  Operation,
  Parameter,
  Schema,
  WeightRule,
} from "../model.ts";

export interface Subject {
  operation: Operation;
  parameters: Map<string, Parameter>;
  /** The fields of the result, or those of its items. */
  fields: Map<string, Schema>;
  required: Set<string>;
  /** Every object in the published examples of the result. */
  published: Members[];
}

/** The operation of that id, or undefined where the document has none. */
export function subjectOf(document: OpenApiDocument, operationId: string): Subject | undefined {
  const at = operationNodes(document).find(({ node }) => node.value.operationId === operationId);
  if (!at) return undefined;
  const operation = readOperation("", at);
  const { item, result } = operation;
  return {
    operation,
    parameters: new Map(operation.parameters.map((each) => [each.name, each])),
    fields: new Map(Object.entries(item.properties ?? {})),
    required: new Set(item.required),
    published: result.examples.flatMap(({ value }) =>
      [value].flat().flatMap((one) => (isObject(one) ? [one] : [])),
    ),
  };
}

/** The rule of `x-weight` that applies when exactly these parameters are sent. */
function ruleFor(weights: readonly WeightRule[], sent: Set<string>): WeightRule | undefined {
  return weights.find((rule) => rule.whenSent.every((name) => sent.has(name)));
}

/**
 * Every rule that can apply, `undefined` standing for none; with a parameter, those that can apply
 * while it is sent, or while it is not.
 */
export function rulesThatApply(
  weights: readonly WeightRule[],
  parameter?: string,
  isSent = true,
): (WeightRule | undefined)[] {
  const names = [...new Set(weights.flatMap((rule) => rule.whenSent))];
  if (parameter !== undefined && !names.includes(parameter)) names.push(parameter);
  const chosen = new Set<WeightRule | undefined>();
  for (let bits = 0; bits < 2 ** names.length; bits += 1) {
    const sent = new Set(names.filter((_, index) => Math.floor(bits / 2 ** index) % 2 === 1));
    if (parameter === undefined || sent.has(parameter) === isSent)
      chosen.add(ruleFor(weights, sent));
  }
  return [...chosen];
}
