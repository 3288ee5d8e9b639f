// The part of OpenAPI 3.1 that the descriptions use, as it stands in a bundled document: `$ref`s not followed.
// ../lint rejects what is missing here. Object names are those of the OpenAPI Specification.
import type { Json } from "./json.ts";
import type {
  ClockObject,
  Disputed,
  FieldValues,
  FilledByClient,
  Filter,
  OrderRoles,
  RateLimitObject,
  Retry,
  SecurityType,
  Simulation,
  SourcePage,
  WeightRuleObject,
} from "./words.ts";

/** A Reference Object. Words beside `$ref` count, and come before those it points to. */
export interface Reference {
  readonly $ref: string;
  summary?: string;
  description?: string;
}

/** Members of a named map, each written in place or as a reference. */
export type Named<T> = Record<string, T | Reference>;

export interface OpenApiDocument extends Disputed {
  openapi: string;
  info: Info;
  servers: ServerObject[];
  security?: SecurityRequirement[];
  tags?: { name: string; description?: string }[];
  externalDocs?: ExternalDocs;
  paths: Record<string, PathItem>;
  components?: Components;
  "x-rate-limits": RateLimitObject[];
  "x-clock"?: ClockObject;
}

export interface Info {
  title: string;
  version: string;
  summary?: string;
  description?: string;
  contact?: { name?: string; url?: string; email?: string };
  license?: { name: string; url?: string; identifier?: string };
}

export interface ExternalDocs {
  url: string;
  description?: string;
}

export interface ServerObject extends Disputed {
  url: string;
  description?: string;
  "x-environment"?: "production" | "testnet";
}

/** Names of security schemes that are needed together. */
export type SecurityRequirement = Record<string, readonly string[]>;

export const methods = [
  "get",
  "put",
  "post",
  "delete",
  "options",
  "head",
  "patch",
  "trace",
] as const;
export type Method = (typeof methods)[number];
export type PathItem = Partial<Record<Method, OperationObject>>;

export interface Components {
  schemas?: Record<string, Schema>;
  parameters?: Named<ParameterObject>;
  headers?: Named<HeaderObject>;
  responses?: Named<ResponseObject>;
  examples?: Named<ExampleObject>;
  securitySchemes?: Named<SecuritySchemeObject>;
}

export interface OperationObject extends Disputed {
  operationId: string;
  summary: string;
  description: string;
  deprecated?: boolean;
  tags?: string[];
  externalDocs?: ExternalDocs;
  servers?: ServerObject[];
  security?: SecurityRequirement[];
  parameters?: (ParameterObject | Reference)[];
  responses: Named<ResponseObject>;
  "x-security-type": SecurityType;
  "x-weight": WeightRuleObject[];
  "x-sources": SourcePage[];
}

export interface ParameterObject extends Disputed {
  name: string;
  in: "query" | "path" | "header" | "cookie";
  required?: boolean;
  deprecated?: boolean;
  description?: string;
  /** Absent where `content` says how the value is written. */
  schema?: Schema;
  content?: Record<string, MediaTypeObject>;
  example?: Json;
  examples?: Named<ExampleObject>;
  "x-filled-by-client"?: FilledByClient;
  "x-filter"?: Filter;
}

export interface HeaderObject extends Disputed {
  required?: boolean;
  description?: string;
  schema?: Schema;
  example?: Json;
}

export interface ResponseObject extends Disputed {
  description: string;
  headers?: Named<HeaderObject>;
  content?: Record<string, MediaTypeObject>;
  "x-retry"?: Retry;
}

export interface MediaTypeObject extends Disputed {
  schema?: Schema;
  example?: Json;
  examples?: Named<ExampleObject>;
}

export interface ExampleObject extends Disputed {
  summary?: string;
  description?: string;
  value: Json;
  /** What a caller can do about the error. */
  "x-remedy"?: string;
  "x-retry"?: Retry;
}

export interface SecuritySchemeObject extends Disputed {
  type: string;
  in?: string;
  name?: string;
  description?: string;
}

/** A schema of JSON Schema 2020-12. In it `$ref` is a keyword like any other. */
export interface Schema extends Disputed {
  readonly $ref?: string;
  type?: string | string[];
  format?: string;
  title?: string;
  description?: string;
  deprecated?: boolean;
  default?: Json;
  enum?: Json[];
  example?: Json;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  /** Repeats the known values for tools that do not know `x-extensible-enum`. */
  anyOf?: Schema[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  /** The values known today; any other string is valid too. */
  "x-extensible-enum"?: string[];
  /** The field is there exactly when other fields of the same object have these values. */
  "x-present-when"?: FieldValues;
  /** The string tells one account from another. */
  "x-sensitive"?: boolean;
  /** What a number counts, for people. */
  "x-unit"?: string;
  "x-order"?: OrderRoles;
  "x-simulation"?: Simulation;
}
