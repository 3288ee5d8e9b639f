// Bundle → what the page of an operation shows, in order. Pure: no files, no addresses, no words of
// its own; the words around it stand in ui/.
import type { Discrepancy, Language } from "@open-orders/specs";
import { readApi, SpecNode } from "@open-orders/specs/model";
import type {
  Api,
  FilledByClient,
  Filter,
  ParsedDocument,
  Operation,
  Parameter,
  SourcePage,
} from "@open-orders/specs/model";
import { DocsError } from "./DocsError.ts";
import { type OpenQuestion, type QuestionsOf, questionLookup, idsOfPage } from "./openQuestions.ts";
import { type BodyView, type HeaderView, ResponseReader, type ResponseView } from "./responses.ts";
import { describeValue, type ValueView, wire } from "./schema.ts";

/** One API in one language, as specs publishes it. */
export interface Bundle {
  api: string;
  language: Language;
  document: ParsedDocument;
}

export interface WeightView {
  weight: number;
  whenSent: string[];
  /** The least it can cost; the response header has the actual weight. */
  estimate: boolean;
  description: string;
  questions: OpenQuestion[];
}

export interface ParameterView extends ValueView {
  name: string;
  anchor: string;
  in: string;
  mandatory: boolean;
  filledByClient?: FilledByClient;
  filter?: Filter;
  description: string;
  example?: string;
  questions: OpenQuestion[];
}

export interface SchemeView {
  id: string;
  in: string;
  name: string;
  description: string;
  questions: OpenQuestion[];
}

export interface ServerView {
  url: string;
  /** `production` or `testnet`; empty where the description does not say. */
  environment: string;
  description: string;
  questions: OpenQuestion[];
}

export interface RateLimitView {
  limit: number;
  intervalMinutes: number;
  per: "ip" | "account";
  header: string;
  questions: OpenQuestion[];
}

export interface OperationView {
  api: string;
  apiTitle: string;
  operationId: string;
  title: string;
  description: string;
  method: string;
  path: string;
  deprecated: boolean;
  /** Whether it is one of the account's lists of open orders. */
  listsOrders: boolean;
  securityType: string;
  schemes: SchemeView[];
  weights: WeightView[];
  servers: ServerView[];
  rateLimits: RateLimitView[];
  /** The API's unsigned time endpoint, where one is documented. */
  clock?: { path: string; field: string; questions: OpenQuestion[] };
  parameters: ParameterView[];
  responses: ResponseView[];
  headers: HeaderView[];
  bodies: BodyView[];
  sources: SourcePage[];
  /** Open questions about the operation as a whole, then those about its API. */
  questions: OpenQuestion[];
  apiQuestions: OpenQuestion[];
}

export interface ApiView {
  api: string;
  title: string;
  summary: string;
  description: string;
  operations: OperationView[];
}

/** Everything that the pages of one API show, in the bundle's language. */
export function describeApi(bundle: Bundle, discrepancies: Discrepancy[]): ApiView {
  const { language } = bundle;
  const questionsOf = questionLookup(discrepancies, language);
  const api = readApi(bundle.api, bundle.document);
  const { info } = api.node.value;
  return {
    api: api.name,
    title: info.title,
    summary: info.summary ?? "",
    description: info.description ?? "",
    operations: api.operations.map((operation) => {
      const shown = new Set<string>();
      const view = describeOperation(api, operation, (place) => {
        const questions = questionsOf(place);
        for (const { id } of questions) shown.add(id);
        return questions;
      });
      expectEveryQuestion(bundle, operation, shown);
      return view;
    }),
  };
}

function describeOperation(
  api: Api,
  operation: Operation,
  questionsOf: QuestionsOf,
): OperationView {
  const { clock, node: root } = api;
  const { node } = operation;
  const reader = new ResponseReader(questionsOf);
  const responses = reader.read(operation);
  const { summary, description, deprecated = false } = node.value;
  return {
    api: api.name,
    apiTitle: root.value.info.title,
    operationId: operation.id,
    title: summary,
    description,
    method: operation.method,
    path: operation.path,
    deprecated,
    listsOrders: operation.itemNode.value["x-order"] !== undefined,
    securityType: operation.securityType,
    schemes: schemesOf(operation, questionsOf),
    weights: operation.weights.map(({ weight, whenSent, estimate, node: rule }) => ({
      weight,
      whenSent: [...whenSent],
      estimate,
      description: rule.value.description ?? "",
      questions: questionsOf(rule.value),
    })),
    servers: api.servers.map(({ url, environment = "", node: server }) => ({
      url,
      environment,
      description: server.value.description ?? "",
      questions: questionsOf(server.value),
    })),
    rateLimits: api.rateLimits.map(({ limit, per, header, node: rule }) => ({
      limit,
      intervalMinutes: rule.value.intervalMinutes,
      per,
      header,
      questions: questionsOf(rule.value),
    })),
    ...(clock && {
      clock: { path: clock.path, field: clock.field, questions: questionsOf(clock.node.value) },
    }),
    parameters: operation.parameters.map((parameter) => describeParameter(parameter, questionsOf)),
    responses,
    headers: reader.headers,
    bodies: reader.bodies,
    sources: node.value["x-sources"],
    questions: questionsOf(node.value),
    apiQuestions: questionsOf(root.value),
  };
}

function schemesOf({ node }: Operation, questionsOf: QuestionsOf): SchemeView[] {
  const rules = node.value.security ?? node.document.security ?? [];
  const needed = new Set(rules.flatMap((rule) => Object.keys(rule)));
  const schemes = SpecNode.root(node.document).child("components")?.child("securitySchemes");
  return (schemes?.children ?? [])
    .filter(([id]) => needed.has(id))
    .map(([id, { value }]) => ({
      id,
      in: value.in ?? "",
      name: value.name ?? id,
      description: value.description ?? "",
      questions: questionsOf(value),
    }));
}

function describeParameter(parameter: Parameter, questionsOf: QuestionsOf): ParameterView {
  const { name, required, schema, filter, filledByClient, example, node } = parameter;
  return {
    ...describeValue(schema),
    name,
    anchor: `parameter-${name}`,
    in: parameter.in,
    mandatory: required,
    deprecated: node.value.deprecated ?? schema.deprecated ?? false,
    ...(filledByClient && { filledByClient }),
    ...(filter && { filter }),
    description: node.value.description ?? schema.description ?? "",
    ...(example !== undefined && { example: wire(example) }),
    questions: [...questionsOf(node.value), ...questionsOf(schema)],
  };
}

/** A discrepancy at a place that no page shows would be lost without a word. */
function expectEveryQuestion(bundle: Bundle, operation: Operation, shown: Set<string>): void {
  const lost = [...idsOfPage(operation)].filter((id) => !shown.has(id));
  if (lost.length > 0)
    throw new DocsError(
      lost.map(
        (id) =>
          `specs/dist/${bundle.api}.${bundle.language}.json: ${operation.id}: ` +
          `x-discrepancy "${id}" stands where no page shows it; move it to the operation, a parameter, ` +
          "a field, a response, a header, a weight rule, a server, or the document",
      ),
    );
}
