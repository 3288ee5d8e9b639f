// The part of a bundled OpenAPI 3.1 document that this project reads, extensions included.
// specs/EXTENSIONS.md says what each extension means.

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export interface Reference {
  $ref: string;
}

export interface Schema {
  type?: string | string[];
  format?: string;
  title?: string;
  description?: string;
  items?: Schema | Reference;
  properties?: Record<string, Schema | Reference>;
  required?: string[];
  default?: Json;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  "x-extensible-enum"?: string[];
  "x-present-when"?: Record<string, Json>;
  "x-unit"?: string;
}

export interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema: Schema;
  example?: Json;
  "x-filled-by-client"?: "timestamp" | "signature";
}

export interface Example {
  summary?: string;
  description?: string;
  value: Json;
  "x-remedy"?: string;
  "x-retry"?: Retry;
}

/** What a client may do after a refusal. `abort` is final, whatever code comes with it. */
export type Retry = "never" | "retry" | "wait" | "resync" | "abort";

export interface MediaType {
  schema: Schema | Reference;
  examples?: Record<string, Example | Reference>;
}

export interface Response {
  description: string;
  content?: Record<string, MediaType>;
  "x-retry"?: Retry;
}

export interface WeightRule {
  weight: number;
  whenSent?: string[];
  estimate?: boolean;
  description?: string;
}

export interface Operation {
  operationId: string;
  summary: string;
  description: string;
  parameters?: (Parameter | Reference)[];
  responses: Record<string, Response | Reference>;
  security?: Record<string, string[]>[];
  externalDocs?: { url: string; description?: string };
  "x-weight": WeightRule[];
  "x-security-type": string;
}

export interface OpenApiDocument {
  openapi: string;
  info: { title: string; version: string; summary?: string; description?: string };
  servers: { url: string; description?: string; "x-environment"?: string }[];
  security?: Record<string, string[]>[];
  paths: Record<string, Record<string, Operation>>;
  components: Record<string, Record<string, Json>>;
  "x-rate-limits": { limit: number; intervalMinutes: number; per: string; header: string }[];
  "x-clock"?: { path: string; field: string };
}

/** Documents by API, then by language. */
export type Bundles = Record<string, Record<string, OpenApiDocument>>;

export interface OperationAt {
  path: string;
  method: string;
  operation: Operation;
}

/** Every operation of a document, in the order of the description. */
export function operationsOf(document: OpenApiDocument): OperationAt[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  );
}

/** The steps of a JSON pointer in a URL fragment (RFC 6901). */
export function stepsOf(pointer: string): string[] {
  const steps = pointer.split("/").slice(1);
  return steps.map((step) => decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** The node itself, or what its `$ref` points to inside the same document. */
export function resolve<T extends object>(document: OpenApiDocument, node: T | Reference): T {
  if (!("$ref" in node)) return node;
  const { $ref, ...siblings } = node;
  let target: unknown = document;
  for (const step of stepsOf($ref))
    target = (target as Record<string, unknown> | undefined)?.[step];
  if (target === undefined) throw new Error(`${$ref} points to nothing in the bundle`);
  return { ...resolve(document, target as T | Reference), ...siblings };
}

/** The parameters of an operation, each resolved. */
export function parametersOf(document: OpenApiDocument, operation: Operation): Parameter[] {
  return (operation.parameters ?? []).map((parameter) => resolve(document, parameter));
}

/** What a request must carry: key and signature, the key alone, or nothing. */
export function securityOf(
  document: OpenApiDocument,
  operation: Operation,
): "signed" | "key" | "none" {
  const schemes = new Set((operation.security ?? document.security ?? []).flatMap(Object.keys));
  if (schemes.has("Signature")) return "signed";
  return schemes.has("ApiKey") ? "key" : "none";
}
