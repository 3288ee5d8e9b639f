// The part of OpenAPI 3.1 that the descriptions use, as it stands in a bundled document: `$ref`s not followed.
// ../lint refuses what is missing here. Object names are those of the OpenAPI Specification.
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

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** A Reference Object. Words beside `$ref` count, and come before those it points to. */
export interface Reference {
  readonly $ref: string;
  readonly summary?: string;
  readonly description?: string;
}

/** Members of a named map, each written in place or as a reference. */
export type Named<T> = Readonly<Record<string, T | Reference>>;

export interface OpenApiDocument extends Disputed {
  readonly openapi: string;
  readonly info: Info;
  readonly servers: readonly ServerObject[];
  readonly security?: readonly SecurityRequirement[];
  readonly tags?: readonly { readonly name: string; readonly description?: string }[];
  readonly externalDocs?: ExternalDocs;
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly components?: Components;
  readonly "x-rate-limits": readonly RateLimitObject[];
  readonly "x-clock"?: ClockObject;
}

export interface Info {
  readonly title: string;
  readonly version: string;
  readonly summary?: string;
  readonly description?: string;
}

export interface ExternalDocs {
  readonly url: string;
  readonly description?: string;
}

export interface ServerObject extends Disputed {
  readonly url: string;
  readonly description?: string;
  readonly "x-environment"?: "production" | "testnet";
}

/** Names of security schemes that are needed together. */
export type SecurityRequirement = Readonly<Record<string, readonly string[]>>;

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
export type PathItem = Readonly<Partial<Record<Method, OperationObject>>>;

export interface Components {
  readonly schemas?: Readonly<Record<string, Schema>>;
  readonly parameters?: Named<ParameterObject>;
  readonly headers?: Named<HeaderObject>;
  readonly responses?: Named<ResponseObject>;
  readonly examples?: Named<ExampleObject>;
  readonly securitySchemes?: Named<SecuritySchemeObject>;
}

export interface OperationObject extends Disputed {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly deprecated?: boolean;
  readonly tags?: readonly string[];
  readonly externalDocs?: ExternalDocs;
  readonly servers?: readonly ServerObject[];
  readonly security?: readonly SecurityRequirement[];
  readonly parameters?: readonly (ParameterObject | Reference)[];
  readonly responses: Named<ResponseObject>;
  readonly "x-security-type": SecurityType;
  readonly "x-weight": readonly WeightRuleObject[];
  readonly "x-sources": readonly SourcePage[];
}

export interface ParameterObject extends Disputed {
  readonly name: string;
  readonly in: "query" | "path" | "header" | "cookie";
  readonly required?: boolean;
  readonly deprecated?: boolean;
  readonly description?: string;
  /** Absent where `content` says how the value is written. */
  readonly schema?: Schema;
  readonly content?: Readonly<Record<string, MediaTypeObject>>;
  readonly example?: Json;
  readonly examples?: Named<ExampleObject>;
  readonly "x-filled-by-client"?: FilledByClient;
  readonly "x-filter"?: Filter;
}

export interface HeaderObject extends Disputed {
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: Schema;
  readonly example?: Json;
}

export interface ResponseObject extends Disputed {
  readonly description: string;
  readonly headers?: Named<HeaderObject>;
  readonly content?: Readonly<Record<string, MediaTypeObject>>;
  readonly "x-retry"?: Retry;
}

export interface MediaTypeObject extends Disputed {
  readonly schema?: Schema;
  readonly example?: Json;
  readonly examples?: Named<ExampleObject>;
}

export interface ExampleObject extends Disputed {
  readonly summary?: string;
  readonly description?: string;
  readonly value: Json;
  /** What a caller can do about the error. */
  readonly "x-remedy"?: string;
  readonly "x-retry"?: Retry;
}

export interface SecuritySchemeObject extends Disputed {
  readonly type: string;
  readonly in?: string;
  readonly name?: string;
  readonly description?: string;
}

/** A schema of JSON Schema 2020-12. In it `$ref` is a keyword like any other. */
export interface Schema extends Disputed {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly title?: string;
  readonly description?: string;
  readonly deprecated?: boolean;
  readonly default?: Json;
  readonly const?: Json;
  readonly enum?: readonly Json[];
  readonly example?: Json;
  readonly examples?: readonly Json[];
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly required?: readonly string[];
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  /** The values known today; any other string is valid too. */
  readonly "x-extensible-enum"?: readonly string[];
  /** The field is there exactly when other fields of the same object have these values. */
  readonly "x-present-when"?: FieldValues;
  /** The string tells one account from another. */
  readonly "x-sensitive"?: boolean;
  /** What a number counts, for people. */
  readonly "x-unit"?: string;
  readonly "x-order"?: OrderRoles;
  readonly "x-simulation"?: Simulation;
}
