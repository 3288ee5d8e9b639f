// One operation as a bundle describes it, laid out for comparison with its source page.
import { isObject, operationNodes, readOperation, weightRuleFor } from "../model.ts";
import type {
  Members,
  OpenApiDocument,
  Operation,
  OperationNode,
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

/** Every operation of a document; none where there is no document. */
export function subjectsOf(document: OpenApiDocument | undefined): Subject[] {
  return document ? operationNodes(document).map(read) : [];
}

/** The operation of that id, or undefined where there is none. */
export function subjectOf(
  document: OpenApiDocument | undefined,
  operationId: string,
): Subject | undefined {
  const at =
    document && operationNodes(document).find(({ node }) => node.value.operationId === operationId);
  return at && read(at);
}

function read(at: OperationNode): Subject {
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
      chosen.add(weightRuleFor(weights, sent));
  }
  return [...chosen];
}
