// What a description says, named: the APIs, their operations, and the parts of each. `node` says where a part is
// written, and has its other words.
import type { Json } from "./json.ts";
import type {
  ExampleObject,
  HeaderObject,
  MediaTypeObject,
  OpenApiDocument,
  OperationObject,
  ParameterObject,
  ResponseObject,
  Schema,
  SecuritySchemeObject,
  ServerObject,
} from "./openapi.ts";
import type { SpecNode } from "./SpecNode.ts";
import type {
  ClockObject,
  FilledByClient,
  Filter,
  RateLimitObject,
  Retry,
  SecurityType,
  WeightRuleObject,
} from "./words.ts";

/** One API: its operations, and what they share. */
export interface Api {
  /** Its name in redocly.yaml, such as `coin-m-futures`. */
  readonly name: string;
  readonly node: SpecNode<OpenApiDocument>;
  readonly servers: readonly Server[];
  readonly rateLimits: readonly RateLimit[];
  readonly clock: Clock | undefined;
  /** In the order of the document. */
  readonly operations: readonly Operation[];
}

export interface Server {
  readonly url: string;
  readonly environment: "production" | "testnet" | undefined;
  readonly node: SpecNode<ServerObject>;
}

/** The API's unsigned time endpoint, and the field that holds milliseconds since the Unix epoch. */
export interface Clock {
  readonly path: string;
  readonly field: string;
  readonly node: SpecNode<ClockObject>;
}

/** How much weight fits into an interval, and the response header that counts it. */
export interface RateLimit {
  readonly limit: number;
  readonly intervalMs: number;
  readonly per: "ip" | "account";
  readonly header: string;
  readonly node: SpecNode<RateLimitObject>;
}

export interface Operation {
  /** Name of its API. */
  readonly api: string;
  /** Its operationId. */
  readonly id: string;
  /** In capitals: `GET`. */
  readonly method: string;
  readonly path: string;
  readonly securityType: SecurityType;
  /** What a request must carry: key and signature, the key alone, or nothing. */
  readonly security: "signed" | "key" | "none";
  /** The header that carries the key, where one is needed. */
  readonly key: Credential | undefined;
  /** The query parameter that carries the signature, where one is needed. */
  readonly signature: Credential | undefined;
  /** Every parameter, in the order of the document. */
  readonly parameters: readonly Parameter[];
  /** The parameter that says when the request was made. */
  readonly timestamp: Parameter | undefined;
  /** The first rule whose parameters are all sent applies. */
  readonly weights: readonly WeightRule[];
  readonly responses: readonly Response[];
  /** The response of a success. */
  readonly success: Response;
  /** Its JSON body. */
  readonly result: Body;
  /** Whether the result is a list of items. */
  readonly list: boolean;
  /** The schema of one item; of the whole result where it is no list. */
  readonly item: Schema;
  readonly itemNode: SpecNode<Schema>;
  readonly node: SpecNode<OperationObject>;
}

export interface Credential {
  /** Name of the header or of the query parameter. */
  readonly name: string;
  readonly node: SpecNode<SecuritySchemeObject>;
}

export interface Parameter {
  readonly name: string;
  readonly in: "query" | "path" | "header" | "cookie";
  readonly required: boolean;
  readonly schema: Schema;
  /** Whether the value is sent as JSON text, as a list is. */
  readonly json: boolean;
  readonly filter: Filter | undefined;
  readonly filledByClient: FilledByClient | undefined;
  readonly example: Json | undefined;
  readonly schemaNode: SpecNode<Schema> | undefined;
  readonly node: SpecNode<ParameterObject>;
}

export interface WeightRule {
  readonly weight: number;
  /** Parameters that must all be sent; empty where the rule always applies. */
  readonly whenSent: readonly string[];
  /** `weight` is the least possible cost. */
  readonly estimate: boolean;
  readonly node: SpecNode<WeightRuleObject>;
}

export interface Response {
  /** Its key: `400`, `5XX` or `default`. */
  readonly status: string;
  readonly retry: Retry | undefined;
  readonly headers: readonly Header[];
  readonly bodies: readonly Body[];
  readonly node: SpecNode<ResponseObject>;
}

export interface Header {
  readonly name: string;
  readonly required: boolean;
  readonly schema: Schema;
  readonly node: SpecNode<HeaderObject>;
}

/** What a response holds in one content type. */
export interface Body {
  readonly contentType: string;
  readonly schema: Schema;
  readonly schemaNode: SpecNode<Schema> | undefined;
  readonly examples: readonly Example[];
  readonly node: SpecNode<MediaTypeObject>;
}

export interface Example {
  readonly name: string;
  readonly value: Json;
  readonly node: SpecNode<ExampleObject>;
}
