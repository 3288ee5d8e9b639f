// Turns the bundled descriptions into operations the mock can serve. All it knows of an endpoint,
// a field or an API comes from there; a described operation needs no code of its own.
import type { OpenApiDocument } from "@open-orders/specs";
import { describedAnswers } from "./describedAnswers.ts";
import type { DescribedAnswer, Responses } from "./describedAnswers.ts";
import type { Resolve, Schema } from "./schema.ts";

/** Which items of a list a parameter keeps: `field` =, >= or <= its value, or the first so many. */
interface Filter {
  readonly field?: string;
  readonly keep: "equal" | "from" | "until" | "first";
}

/** A query parameter as described. */
export interface Parameter {
  readonly name: string;
  readonly required: boolean;
  readonly schema: Schema;
  readonly filter: Filter | undefined;
  /** `timestamp` or `signature` where a client fills it in by itself. */
  readonly filledByClient: string | undefined;
}

/** One rule of `x-rate-limits`. */
export interface RateLimit {
  readonly limit: number;
  readonly intervalMinutes: number;
  readonly header: string;
}

/** One operation, ready to be served. */
export interface Operation {
  readonly api: string;
  readonly id: string;
  readonly method: string;
  readonly path: string;
  /** Name of the header that carries the key; undefined when the operation is public. */
  readonly keyHeader: string | undefined;
  /** Name of the parameter that carries the signature; undefined when none is asked for. */
  readonly signatureName: string | undefined;
  readonly parameters: ReadonlyMap<string, Parameter>;
  /** The parameter that says when the request was made. */
  readonly timestamp: Parameter | undefined;
  readonly weights: readonly WeightRule[];
  /** Whether the answer is an array of items, and the schema of one item. */
  readonly list: boolean;
  readonly item: Schema;
  /** The field that holds the time, when this is the API's clock. */
  readonly clockField: string | undefined;
  /** Items of the largest described example. */
  readonly examples: readonly unknown[];
  readonly answers: readonly DescribedAnswer[];
  readonly resolve: Resolve;
}

interface WeightRule {
  readonly whenSent?: readonly string[];
  readonly weight: number;
}

/** One API: its operations and the limits they share. */
export interface Api {
  readonly name: string;
  readonly operations: readonly Operation[];
  readonly rateLimits: readonly RateLimit[];
}

/** The `operationId` by which faults and requests name a clock that is not described as an operation. */
const clockId = "clock";

interface RawParameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: Schema;
  readonly "x-filter"?: Filter;
  readonly "x-filled-by-client"?: string;
}

interface RawOperation {
  readonly operationId?: string;
  readonly parameters?: readonly RawParameter[];
  readonly responses?: Responses;
  readonly security?: readonly Readonly<Record<string, unknown>>[];
  readonly "x-weight"?: readonly WeightRule[];
}

type PathItem = Readonly<Record<string, RawOperation | undefined>> & {
  readonly parameters?: readonly RawParameter[];
};

interface Document {
  readonly paths?: Readonly<Record<string, PathItem>>;
  readonly security?: RawOperation["security"];
  readonly components?: {
    readonly securitySchemes?: Readonly<Record<string, { readonly name?: string }>>;
  };
  readonly "x-rate-limits"?: readonly RateLimit[];
  readonly "x-clock"?: { readonly path: string; readonly field: string };
}

const methods = ["get", "put", "post", "delete", "patch"];

/** Reads one bundled description. */
export function readApi(name: string, bundle: OpenApiDocument): Api {
  const document = bundle as Document;
  const resolve = resolver(document);
  const described = Object.entries(document.paths ?? {}).flatMap(([path, unresolved]) => {
    const pathItem = resolve(unresolved);
    return methods.flatMap((method) => {
      const raw = pathItem[method];
      return raw ? [{ path, method, raw, pathItem }] : [];
    });
  });
  // What one operation does not describe (the clock describes nothing) is played as its siblings do.
  const shared = described.flatMap(({ raw }) => describedAnswers(raw.responses ?? {}, resolve));
  const operations = described.map((found) =>
    readOperation({ ...found, api: name, document, shared, resolve }),
  );
  const clock = document["x-clock"];
  if (clock && !operations.some(({ path }) => path === clock.path)) {
    operations.push(undescribedClock(name, clock, shared, resolve));
  }
  return { name, operations, rateLimits: document["x-rate-limits"] ?? [] };
}

/** The weight of a call: the first rule whose parameters are all sent, as `x-weight` says. */
export function weightOf(operation: Operation, sent: ReadonlyMap<string, string>): number {
  const rule = operation.weights.find(({ whenSent }) =>
    (whenSent ?? []).every((name) => sent.has(name)),
  );
  // Where nothing is described, the least a call can cost.
  return rule?.weight ?? 1;
}

function readOperation(source: {
  api: string;
  path: string;
  method: string;
  raw: RawOperation;
  pathItem: PathItem;
  document: Document;
  shared: readonly DescribedAnswer[];
  resolve: Resolve;
}): Operation {
  const { api, path, method, raw, document, resolve } = source;
  if (!raw.operationId) throw new TypeError(`${api}: ${method} ${path} has no operationId`);
  const security = raw.security ?? document.security ?? [];
  const schemes = new Set(security.flatMap((needed) => Object.keys(needed)));
  const nameOfScheme = (scheme: string): string | undefined =>
    schemes.has(scheme) ? document.components?.securitySchemes?.[scheme]?.name : undefined;
  const success = successOf(raw.responses ?? {}, resolve);
  const schema = resolve(success.schema ?? {});
  const list = schema.type === "array";
  const clock = document["x-clock"];
  const parameters = readParameters(
    [...(source.pathItem.parameters ?? []), ...(raw.parameters ?? [])],
    resolve,
  );
  return {
    api,
    id: raw.operationId,
    method: method.toUpperCase(),
    path,
    keyHeader: nameOfScheme("ApiKey"),
    signatureName: nameOfScheme("Signature"),
    parameters,
    timestamp: [...parameters.values()].find(
      ({ filledByClient }) => filledByClient === "timestamp",
    ),
    weights: raw["x-weight"] ?? [],
    list,
    item: list ? (schema.items ?? {}) : schema,
    clockField: clock?.path === path ? clock.field : undefined,
    examples: largest(success.examples, list),
    answers: [...describedAnswers(raw.responses ?? {}, resolve), ...source.shared],
    resolve,
  };
}

function undescribedClock(
  api: string,
  clock: { readonly path: string; readonly field: string },
  answers: readonly DescribedAnswer[],
  resolve: Resolve,
): Operation {
  return {
    api,
    id: clockId,
    method: "GET",
    path: clock.path,
    keyHeader: undefined,
    signatureName: undefined,
    parameters: new Map(),
    timestamp: undefined,
    weights: [],
    list: false,
    item: {},
    clockField: clock.field,
    examples: [],
    answers,
    resolve,
  };
}

function readParameters(
  raw: readonly RawParameter[],
  resolve: Resolve,
): ReadonlyMap<string, Parameter> {
  const query = raw.map(resolve).filter((parameter) => parameter.in === "query");
  return new Map(
    query.map((parameter) => [
      parameter.name,
      {
        name: parameter.name,
        required: parameter.required ?? false,
        schema: resolve(parameter.schema ?? {}),
        filter: parameter["x-filter"],
        filledByClient: parameter["x-filled-by-client"],
      },
    ]),
  );
}

function successOf(
  responses: Responses,
  resolve: Resolve,
): { schema?: Schema | undefined; examples: readonly unknown[] } {
  const found = Object.entries(responses).find(([status]) => status.startsWith("2"));
  const media = found && resolve(found[1]).content?.["application/json"];
  const examples = Object.values(media?.examples ?? {}).map((example) => resolve(example).value);
  return { schema: media?.schema, examples };
}

function largest(examples: readonly unknown[], list: boolean): readonly unknown[] {
  const lists = examples.map((example) => (list && Array.isArray(example) ? example : [example]));
  return lists.reduce<readonly unknown[]>((a, b) => (b.length > a.length ? b : a), []);
}

/** `$ref`s inside a bundle are JSON pointers into the same document (RFC 6901). */
function resolver(document: Document): Resolve {
  return function resolve<T>(node: T): T {
    const reference = (node as { $ref?: unknown } | null)?.$ref;
    if (typeof reference !== "string") return node;
    let target: unknown = document;
    for (const part of reference.split("/").slice(1)) {
      const name = decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~");
      target = (target as Record<string, unknown> | undefined)?.[name];
    }
    if (target === undefined) throw new TypeError(`description: nothing stands at ${reference}`);
    return resolve(target as T);
  };
}
