// The parts of a bundled OpenAPI 3.1 document that the pages show. specs/EXTENSIONS.md explains the
// extensions; check.ts refuses a document with others, so nothing is left out unseen.
import type { Language } from "@open-orders/specs";

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export interface Reference {
  $ref: string;
}

/** Anything the sources disagree about carries the ids of discrepancies. */
export interface Doubtful {
  "x-discrepancy"?: string | string[];
}

export interface Schema extends Doubtful {
  type?: string | string[];
  format?: string;
  title?: string;
  description?: string;
  items?: Schema | Reference;
  properties?: Record<string, Schema | Reference>;
  required?: string[];
  allOf?: (Schema | Reference)[];
  enum?: Json[];
  const?: Json;
  default?: Json;
  example?: Json;
  examples?: Json[];
  deprecated?: boolean;
  additionalProperties?: boolean | Schema | Reference;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  multipleOf?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  "x-extensible-enum"?: Json[];
  "x-present-when"?: Record<string, Json>;
  "x-unit"?: string;
}

export const filledByClient = ["timestamp"] as const;
export type FilledByClient = (typeof filledByClient)[number];

export const filterKinds = ["equal", "from", "until", "first"] as const;
export type FilterKind = (typeof filterKinds)[number];

export interface Filter {
  keep: FilterKind;
  field?: string;
}

export interface Parameter extends Doubtful {
  name: string;
  in: string;
  required?: boolean;
  deprecated?: boolean;
  description?: string;
  schema?: Schema | Reference;
  example?: Json;
  examples?: Record<string, Example | Reference>;
  "x-filled-by-client"?: FilledByClient;
  "x-filter"?: Filter;
}

export const retryRules = ["never", "retry", "wait", "resync", "abort"] as const;
/** What a client may do after a refusal. `abort` is final, whatever code comes with it. */
export type Retry = (typeof retryRules)[number];

export interface Example extends Doubtful {
  summary?: string;
  description?: string;
  value: Json;
  "x-remedy"?: string;
  "x-retry"?: Retry;
}

export interface MediaType extends Doubtful {
  schema?: Schema | Reference;
  example?: Json;
  examples?: Record<string, Example | Reference>;
}

export interface Header extends Doubtful {
  description?: string;
  required?: boolean;
  schema?: Schema | Reference;
  example?: Json;
}

export interface Response extends Doubtful {
  description: string;
  headers?: Record<string, Header | Reference>;
  content?: Record<string, MediaType>;
  "x-retry"?: Retry;
}

export interface WeightRule extends Doubtful {
  weight: number;
  whenSent?: string[];
  estimate?: boolean;
  description?: string;
}

export interface Source {
  url: string;
  language: string;
  snapshot: string;
}

export interface Operation extends Doubtful {
  operationId: string;
  summary: string;
  description: string;
  deprecated?: boolean;
  parameters?: (Parameter | Reference)[];
  responses: Record<string, Response | Reference>;
  security?: Record<string, string[]>[];
  servers?: Server[];
  externalDocs?: { url: string; description?: string };
  "x-weight": WeightRule[];
  "x-security-type": string;
  "x-sources": Source[];
}

export interface Server extends Doubtful {
  url: string;
  description?: string;
  "x-environment"?: string;
}

export interface SecurityScheme extends Doubtful {
  type: string;
  in?: string;
  name?: string;
  description?: string;
}

export interface RateLimit extends Doubtful {
  limit: number;
  intervalMinutes: number;
  per: string;
  header: string;
}

export interface Document extends Doubtful {
  openapi: string;
  info: { title: string; version: string; summary?: string; description?: string };
  servers: Server[];
  security?: Record<string, string[]>[];
  externalDocs?: { url: string; description?: string };
  paths: Record<string, Record<string, Operation | Json>>;
  components?: Record<string, Record<string, unknown>>;
  "x-rate-limits"?: RateLimit[];
  "x-clock"?: { path: string; field: string } & Doubtful;
}

/** One API in one language, as specs publishes it. */
export interface Bundle {
  api: string;
  language: Language;
  document: Document;
}

export interface OperationAt {
  path: string;
  method: string;
  operation: Operation;
}

const methods = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace"]);

/** Every operation of a document, in the order of the description. */
export function operationsOf(document: Document): OperationAt[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => methods.has(method))
      .map(([method, operation]) => ({ path, method, operation: operation as Operation })),
  );
}

/** The node itself, or what its `$ref` points to inside the same document. */
export function resolve<T extends object>(document: Document, node: T | Reference): T {
  if (!("$ref" in node)) return node;
  const { $ref, ...siblings } = node;
  let target: unknown = document;
  for (const token of $ref.replace(/^#\//, "").split("/")) {
    const key = decodeURIComponent(token).replaceAll("~1", "/").replaceAll("~0", "~");
    target = (target as Record<string, unknown> | undefined)?.[key];
  }
  if (target === undefined) throw new Error(`${$ref} points to nothing in the bundle`);
  return { ...resolve(document, target as T | Reference), ...siblings };
}

/** The last part of a `$ref`, which is the name of what it points to. */
export function nameOf(node: object): string | undefined {
  return "$ref" in node ? String(node.$ref).split("/").at(-1) : undefined;
}
