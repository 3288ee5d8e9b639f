// Reads a bundled description into what the checks are made from. Each part keeps the place it was
// read from, so that a broken promise can be traced to the words that made it.
import type { OpenApiDocument } from "@open-orders/specs";
import { SpecNode } from "./SpecNode.ts";
import { schemaAt } from "./schema.ts";
import type { Schema } from "./schema.ts";

/** Which items a parameter keeps: those whose `field` is =, >= or <= its value, or the first so many. */
export interface Filter {
  readonly field?: string;
  readonly keep: "equal" | "from" | "until" | "first";
}

/** A query parameter. */
export interface Parameter {
  readonly name: string;
  readonly required: boolean;
  readonly schema: Schema;
  readonly place: SpecNode;
  readonly filter: Filter | undefined;
  readonly filledByClient: string | undefined;
  readonly example: unknown;
}

/** A weight and the parameters that must all be sent for it; `estimate` means at least so much. */
export interface WeightRule {
  readonly weight: number;
  readonly whenSent: readonly string[];
  readonly estimate: boolean;
  readonly place: SpecNode;
}

/** A limit on weight, and the header that tells how much is used. */
export interface RateLimit {
  readonly limit: number;
  readonly intervalMs: number;
  readonly header: string;
  readonly place: SpecNode;
}

export interface DescribedHeader {
  readonly name: string;
  readonly required: boolean;
  readonly place: SpecNode;
}

/** A body that the description publishes. */
export interface Example {
  readonly name: string;
  readonly contentType: string;
  readonly value: unknown;
  readonly place: SpecNode;
}

/** One entry of `responses`. `status` is its key: `400`, `5XX` or `default`. */
export interface DescribedResponse {
  readonly status: string;
  readonly place: SpecNode;
  readonly retry: string | undefined;
  readonly headers: readonly DescribedHeader[];
  /** Content types and the place of each one's schema. */
  readonly bodies: ReadonlyMap<string, SpecNode | undefined>;
  readonly examples: readonly Example[];
}

/** One call. */
export interface Operation {
  readonly api: string;
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly place: SpecNode;
  /** Where key and signature go; undefined when none is asked for. */
  readonly key: { readonly name: string; readonly place: SpecNode } | undefined;
  readonly signature: { readonly name: string; readonly place: SpecNode } | undefined;
  readonly parameters: readonly Parameter[];
  readonly timestamp: Parameter | undefined;
  readonly weights: readonly WeightRule[];
  readonly limits: readonly RateLimit[];
  readonly responses: readonly DescribedResponse[];
  readonly success: DescribedResponse;
  /** Whether the answer is an array, and the schema of one item. */
  readonly list: boolean;
  readonly item: SpecNode;
}

/** One API. */
export interface Api {
  readonly name: string;
  readonly place: SpecNode;
  readonly operations: readonly Operation[];
  /** An unsigned call that tells the exchange's time in milliseconds, where there is one. */
  readonly clock:
    | { readonly path: string; readonly field: string; readonly place: SpecNode }
    | undefined;
}

const json = "application/json";

/** Reads one bundle. @throws TypeError when an operation describes no successful JSON answer */
export function readApi(name: string, document: OpenApiDocument): Api {
  const place = SpecNode.root(document);
  const clock = place.at("x-clock");
  const paths = place.at("paths")?.children ?? [];
  return {
    name,
    place,
    operations: paths.flatMap(([path, item]) =>
      item.children.map(([method, operation]) => readOperation(name, path, method, operation)),
    ),
    clock: clock && { ...(clock.node as { path: string; field: string }), place: clock },
  };
}

/** The response that is described for a status: its own, else its range's, else the default. */
export function responseFor(operation: Operation, status: number): DescribedResponse | undefined {
  const keys = [String(status), `${String(status)[0]}XX`, "default"];
  return keys
    .map((key) => operation.responses.find((response) => response.status === key))
    .find((response) => response !== undefined);
}

/** The weight of a call that sends these parameters: the first rule that fits. */
export function weightFor(operation: Operation, sent: readonly string[]): WeightRule | undefined {
  return operation.weights.find(({ whenSent }) => whenSent.every((name) => sent.includes(name)));
}

/** Parameters that are the caller's to send. */
export function ownParameters(operation: Operation): readonly Parameter[] {
  return operation.parameters.filter(({ filledByClient }) => filledByClient === undefined);
}

function readOperation(api: string, path: string, method: string, place: SpecNode): Operation {
  const root = SpecNode.root(place.document);
  const id = String(place.node["operationId"]);
  const responses = (place.at("responses")?.children ?? []).map(([status, response]) =>
    readResponse(status, response),
  );
  const success = responses.find(
    ({ status, bodies }) => status.startsWith("2") && bodies.has(json),
  );
  const answer = success?.bodies.get(json);
  if (!success || !answer) throw new TypeError(`${api}: ${id} describes no successful JSON answer`);
  const list = schemaAt(answer).type === "array";
  const parameters = (place.at("parameters")?.children ?? [])
    .map(([, parameter]) => readParameter(parameter))
    .filter(({ place: { node } }) => node["in"] === "query");
  const security = place.at("security") ?? root.at("security");
  const schemes = (security?.children ?? []).flatMap(([, needed]) => Object.keys(needed.node));
  const schemeIn = (where: string): Operation["key"] => {
    const found = schemes
      .map((scheme) => root.at("components", "securitySchemes", scheme))
      .find((scheme) => scheme?.node["in"] === where);
    return found && { name: String(found.node["name"]), place: found };
  };
  return {
    api,
    id,
    method: method.toUpperCase(),
    path,
    place,
    key: schemeIn("header"),
    signature: schemeIn("query"),
    parameters,
    timestamp: parameters.find(({ filledByClient }) => filledByClient === "timestamp"),
    weights: (place.at("x-weight")?.children ?? []).map(([, rule]) => readWeight(rule)),
    limits: (root.at("x-rate-limits")?.children ?? []).map(([, limit]) => readLimit(limit)),
    responses,
    success,
    list,
    item: (list ? answer.at("items") : answer) ?? answer,
  };
}

function readParameter(place: SpecNode): Parameter {
  const { node } = place;
  return {
    name: String(node["name"]),
    required: node["required"] === true,
    schema: schemaAt(place.at("schema")),
    place,
    filter: node["x-filter"] as Filter | undefined,
    filledByClient: node["x-filled-by-client"] as string | undefined,
    example: node["example"],
  };
}

function readWeight(place: SpecNode): WeightRule {
  const { weight, whenSent, estimate } = place.node;
  return {
    weight: Number(weight),
    whenSent: (whenSent ?? []) as readonly string[],
    estimate: estimate === true,
    place,
  };
}

function readLimit(place: SpecNode): RateLimit {
  const { limit, intervalMinutes, header } = place.node;
  return {
    limit: Number(limit),
    intervalMs: Number(intervalMinutes) * 60_000,
    header: String(header),
    place,
  };
}

function readResponse(status: string, place: SpecNode): DescribedResponse {
  const contents = place.at("content")?.children ?? [];
  return {
    status,
    place,
    retry: place.node["x-retry"] as string | undefined,
    headers: (place.at("headers")?.children ?? []).map(([name, header]) => ({
      name,
      required: header.node["required"] === true,
      place: header,
    })),
    bodies: new Map(contents.map(([type, media]) => [type, media.at("schema")])),
    examples: contents.flatMap(([contentType, media]) =>
      (media.at("examples")?.children ?? []).map(([name, example]) => ({
        name,
        contentType,
        value: example.node["value"],
        place: example,
      })),
    ),
  };
}
