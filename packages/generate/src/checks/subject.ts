// One operation as a bundle describes it, laid out for comparison with its source page.
import { operationsOf, parametersOf, resolve, securityOf } from "../openapi.ts";
import type {
  Json,
  OpenApiDocument,
  OperationAt,
  Parameter,
  Schema,
  WeightRule,
} from "../openapi.ts";
import { successSchema } from "../table.ts";
import { isObject } from "./tree.ts";

export interface Subject extends OperationAt {
  signed: boolean;
  sources: { url: string; language: string; snapshot: string }[];
  parameters: Map<string, Parameter>;
  weights: WeightRule[];
  /** Schema of the successful answer. */
  answer: Schema;
  /** Its fields, or those of its items. */
  fields: Map<string, Schema>;
  required: Set<string>;
  /** Every object in the published examples of the answer. */
  published: Record<string, unknown>[];
}

/** The operation of that id, or undefined where the document has none. */
export function subjectOf(document: OpenApiDocument, operationId: string): Subject | undefined {
  const at = operationsOf(document).find(({ operation }) => operation.operationId === operationId);
  if (!at) return undefined;
  const { operation } = at;
  const schema = successSchema(document, operation);
  const answer: Schema = schema ? resolve(document, schema) : {};
  const item = answer.items ? resolve(document, answer.items) : answer;
  return {
    ...at,
    signed: securityOf(document, operation) === "signed",
    sources: (operation as { "x-sources"?: Subject["sources"] })["x-sources"] ?? [],
    parameters: new Map(parametersOf(document, operation).map((each) => [each.name, each])),
    weights: operation["x-weight"] ?? [],
    answer,
    fields: new Map(
      Object.entries(item.properties ?? {}).map(([name, each]) => [name, resolve(document, each)]),
    ),
    required: new Set(item.required),
    published: publishedObjects(document, at),
  };
}

function publishedObjects(
  document: OpenApiDocument,
  { operation }: OperationAt,
): Subject["published"] {
  const response = operation.responses["200"];
  const media = response && resolve(document, response).content?.["application/json"];
  const values = Object.values(media?.examples ?? {}).map(
    (example) => resolve(document, example).value,
  );
  return values.flat().filter((value: Json) => isObject(value));
}

/** The rule of `x-weight` that applies when exactly these parameters are sent. */
function ruleFor(weights: WeightRule[], sent: Set<string>): WeightRule | undefined {
  return weights.find((rule) => (rule.whenSent ?? []).every((name) => sent.has(name)));
}

/**
 * Every rule that can apply, `undefined` standing for none; with a parameter, those that can apply
 * while it is sent, or while it is not.
 */
export function rulesThatApply(
  weights: WeightRule[],
  parameter?: string,
  isSent = true,
): (WeightRule | undefined)[] {
  const names = [...new Set(weights.flatMap((rule) => rule.whenSent ?? []))];
  if (parameter !== undefined && !names.includes(parameter)) names.push(parameter);
  const chosen = new Set<WeightRule | undefined>();
  for (let bits = 0; bits < 2 ** names.length; bits += 1) {
    const sent = new Set(names.filter((_, index) => Math.floor(bits / 2 ** index) % 2 === 1));
    if (parameter === undefined || sent.has(parameter) === isSent)
      chosen.add(ruleFor(weights, sent));
  }
  return [...chosen];
}
