// Bundle → what the page of an operation shows, in order. Pure: no files, no addresses, no words of
// its own; the words around it stand in ui/.
import type { Discrepancy } from "@open-orders/specs";
import { DocsError } from "./DocsError.ts";
import { type Doubt, type DoubtsOf, doubtLookup, idsOfPage } from "./doubts.ts";
import {
  type Bundle,
  type Document,
  type Filter,
  type FilledByClient,
  type OperationAt,
  operationsOf,
  type Parameter,
  type RateLimit,
  resolve,
  type Example,
  type SecurityScheme,
  type Source,
} from "./openapi.ts";
import { type BodyView, type HeaderView, ResponseReader, type ResponseView } from "./responses.ts";
import { describeValue, flatten, type ValueView, wire } from "./schema.ts";

export interface WeightView {
  weight: number;
  whenSent: string[];
  /** The least it can cost; only the response header tells the truth. */
  estimate: boolean;
  description: string;
  doubts: Doubt[];
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
  doubts: Doubt[];
}

export interface SchemeView {
  id: string;
  in: string;
  name: string;
  description: string;
  doubts: Doubt[];
}

export interface ServerView {
  url: string;
  /** `production` or `testnet`; empty where the description does not say. */
  environment: string;
  description: string;
  doubts: Doubt[];
}

export type RateLimitView = Omit<RateLimit, "x-discrepancy"> & { doubts: Doubt[] };

export interface OperationView {
  api: string;
  apiTitle: string;
  operationId: string;
  title: string;
  description: string;
  method: string;
  path: string;
  deprecated: boolean;
  externalDocs?: { url: string; description?: string };
  securityType: string;
  schemes: SchemeView[];
  weights: WeightView[];
  servers: ServerView[];
  rateLimits: RateLimitView[];
  /** The API's unsigned time endpoint, where one is documented. */
  clock?: { path: string; field: string; doubts: Doubt[] };
  parameters: ParameterView[];
  responses: ResponseView[];
  headers: HeaderView[];
  bodies: BodyView[];
  sources: Source[];
  /** Doubts about the operation as a whole, then those about its API. */
  doubts: Doubt[];
  apiDoubts: Doubt[];
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
  const { api, document, language } = bundle;
  const doubtsOf = doubtLookup(discrepancies, language);
  return {
    api,
    title: document.info.title,
    summary: document.info.summary ?? "",
    description: document.info.description ?? "",
    operations: operationsOf(document).map((at) => describeOperation(bundle, at, doubtsOf)),
  };
}

function describeOperation(bundle: Bundle, at: OperationAt, doubtsOf: DoubtsOf): OperationView {
  const { api, document } = bundle;
  const { operation, method, path } = at;
  const reader = new ResponseReader(document, doubtsOf);
  const responses = reader.read(operation);
  const clock = document["x-clock"];
  const view: OperationView = {
    api,
    apiTitle: document.info.title,
    operationId: operation.operationId,
    title: operation.summary,
    description: operation.description,
    method: method.toUpperCase(),
    path,
    deprecated: operation.deprecated ?? false,
    ...(operation.externalDocs && { externalDocs: operation.externalDocs }),
    securityType: operation["x-security-type"],
    schemes: schemesOf(document, at, doubtsOf),
    weights: operation["x-weight"].map((rule) => ({
      weight: rule.weight,
      whenSent: rule.whenSent ?? [],
      estimate: rule.estimate ?? false,
      description: rule.description ?? "",
      doubts: doubtsOf(rule),
    })),
    servers: (operation.servers ?? document.servers).map((server) => ({
      url: server.url,
      environment: server["x-environment"] ?? "",
      description: server.description ?? "",
      doubts: doubtsOf(server),
    })),
    rateLimits: (document["x-rate-limits"] ?? []).map((limit) => ({
      limit: limit.limit,
      intervalMinutes: limit.intervalMinutes,
      per: limit.per,
      header: limit.header,
      doubts: doubtsOf(limit),
    })),
    ...(clock && { clock: { ...clock, doubts: doubtsOf(clock) } }),
    parameters: (operation.parameters ?? []).map((node) =>
      describeParameter(document, resolve<Parameter>(document, node), doubtsOf),
    ),
    responses,
    headers: reader.headers,
    bodies: reader.bodies,
    sources: operation["x-sources"],
    doubts: [...doubtsOf(document.paths[path] ?? {}), ...doubtsOf(operation)],
    apiDoubts: doubtsOf(document),
  };
  expectEveryDoubt(bundle, at, view);
  return view;
}

function schemesOf(document: Document, at: OperationAt, doubtsOf: DoubtsOf): SchemeView[] {
  const rules = at.operation.security ?? document.security ?? [];
  const ids = new Set(rules.flatMap((rule) => Object.keys(rule)));
  return [...ids].map((id) => {
    const pointer = { $ref: `#/components/securitySchemes/${id}` };
    const scheme = resolve<SecurityScheme>(document, pointer);
    return {
      id,
      in: scheme.in ?? "",
      name: scheme.name ?? id,
      description: scheme.description ?? "",
      doubts: doubtsOf(scheme),
    };
  });
}

function describeParameter(
  document: Document,
  parameter: Parameter,
  doubtsOf: DoubtsOf,
): ParameterView {
  const filled = parameter["x-filled-by-client"];
  const filter = parameter["x-filter"];
  const schema = flatten(document, parameter.schema ?? {});
  const named = Object.values(parameter.examples ?? {})[0];
  const example = parameter.example ?? (named && resolve<Example>(document, named).value);
  return {
    ...describeValue(document, parameter.schema),
    name: parameter.name,
    anchor: `parameter-${parameter.name}`,
    in: parameter.in,
    mandatory: parameter.required ?? false,
    deprecated: (parameter.deprecated ?? false) || (schema.deprecated ?? false),
    ...(filled && { filledByClient: filled }),
    ...(filter && { filter }),
    description: parameter.description ?? schema.description ?? "",
    ...(example !== undefined && { example: wire(example) }),
    doubts: [...doubtsOf(parameter), ...doubtsOf(schema)],
  };
}

/** A discrepancy at a place that no page shows would be lost without a word. */
function expectEveryDoubt(bundle: Bundle, at: OperationAt, view: OperationView): void {
  const shown = new Set<string>();
  const collect = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    if ("doubts" in value || "apiDoubts" in value) {
      const { doubts = [], apiDoubts = [] } = value as { doubts?: Doubt[]; apiDoubts?: Doubt[] };
      for (const doubt of [...doubts, ...apiDoubts]) shown.add(doubt.id);
    }
    for (const child of Object.values(value)) collect(child);
  };
  collect(view);
  const lost = [...idsOfPage(bundle.document, at)].filter((id) => !shown.has(id));
  if (lost.length > 0)
    throw new DocsError(
      lost.map(
        (id) =>
          `specs/dist/${bundle.api}.${bundle.language}.json: ${at.operation.operationId}: ` +
          `x-discrepancy "${id}" stands where no page shows it; move it to the operation, a parameter, ` +
          "a field, a response, a header, a weight rule, a server, or the document",
      ),
    );
}
