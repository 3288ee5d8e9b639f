// What the objects of an OpenAPI document are called, and how the members of each are told apart.
import { stepsOfReference } from "../model.ts";
import type { Json, OpenApiDocument } from "../model.ts";
import { member, shown } from "./json.ts";

/** An object of a document. The names are Redocly's, so that the words declared in specs/lint/extensions.js fit. */
export type Kind =
  | "Root"
  | "Info"
  | "Servers"
  | "Server"
  | "Paths"
  | "PathItem"
  | "Operation"
  | "Parameters"
  | "Parameter"
  | "RequestBody"
  | "Responses"
  | "Response"
  | "Headers"
  | "Header"
  | "MediaTypes"
  | "MediaType"
  | "Examples"
  | "Example"
  | "Schema"
  | "Properties"
  | "Required"
  | "KnownValues"
  | "SecurityScheme";

export type Tree = Record<string, Json>;

/** A member of an object, and its step in a JSON pointer. */
export interface Member {
  step: string;
  value: Json;
}

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
const operations = Object.fromEntries(methods.map((method) => [method, "Operation" as const]));

/** The kinds of an object's members; `*` is any other. A member of no kind is compared as a whole. */
export const grammar: Record<Kind, Partial<Record<string, Kind>>> = {
  Root: { info: "Info", servers: "Servers", paths: "Paths" },
  Info: {},
  Servers: { "*": "Server" },
  Server: {},
  Paths: { "*": "PathItem" },
  PathItem: { ...operations, parameters: "Parameters" },
  Operation: { parameters: "Parameters", requestBody: "RequestBody", responses: "Responses" },
  Parameters: { "*": "Parameter" },
  Parameter: { schema: "Schema" },
  RequestBody: { content: "MediaTypes" },
  Responses: { "*": "Response" },
  Response: { headers: "Headers", content: "MediaTypes" },
  Headers: { "*": "Header" },
  Header: { schema: "Schema" },
  MediaTypes: { "*": "MediaType" },
  MediaType: { schema: "Schema", examples: "Examples" },
  Examples: { "*": "Example" },
  Example: {},
  Schema: {
    properties: "Properties",
    required: "Required",
    items: "Schema",
    "x-extensible-enum": "KnownValues",
  },
  Properties: { "*": "Schema" },
  Required: {},
  KnownValues: {},
  SecurityScheme: {},
};

/** Kinds whose absence says the same as having no members. */
export const collections: ReadonlySet<Kind> = new Set<Kind>([
  "Servers",
  "Paths",
  "PathItem",
  "Parameters",
  "Responses",
  "Headers",
  "MediaTypes",
  "Examples",
  "Properties",
  "Required",
  "KnownValues",
]);

/** The kinds of the components, by their section. */
export const components: Partial<Record<string, Kind>> = {
  schemas: "Schema",
  parameters: "Parameter",
  responses: "Response",
  headers: "Header",
  examples: "Example",
  requestBodies: "RequestBody",
  pathItems: "PathItem",
  securitySchemes: "SecurityScheme",
};

/**
 * The members of an object by what tells them apart: parameters by their name, hosts by their address, mandatory
 * fields and known values by themselves.
 */
export function membersOf(kind: Kind, node: Json, document: OpenApiDocument): Map<string, Member> {
  if (typeof node !== "object" || node === null) return new Map();
  const members = Object.entries(node).map(([step, value]) => ({ step, value }));
  const byKey = new Map(members.map((one) => [keyOf(kind, one, document), one]));
  // The client calls the first host, so which one that is says more than its place in a list.
  const host = kind === "Root" ? document.servers[0]?.url : undefined;
  if (host !== undefined) byKey.set("host", { step: "servers", value: host });
  return byKey;
}

function keyOf(kind: Kind, { step, value }: Member, document: OpenApiDocument): string {
  if (kind === "Required" || kind === "KnownValues") return shown(value);
  if (kind === "Servers") return shown(member(value, "url"));
  if (kind !== "Parameters") return step;
  const parameter = follow(document, value, []).value;
  const [name, where] = [shown(member(parameter, "name")), shown(member(parameter, "in"))];
  return where === "query" ? name : `${where} ${name}`;
}

/** A node, or what its `$ref` leads to. */
export interface Followed {
  value: Json;
  /** Where it is written. */
  steps: string[];
  /** The component it was found in, such as `schemas/CoinMOpenOrder`; empty where it is written in place. */
  part: string;
}

/** Follows the reference of a node that stands at `steps`. Words beside a reference stay at that place. */
export function follow(document: OpenApiDocument, node: Json, steps: string[]): Followed {
  const { $ref: reference, ...siblings } = (node ?? {}) as Tree;
  if (typeof reference !== "string") return { value: node, steps, part: "" };
  const target = stepsOfReference(reference);
  const value = target.reduce<Json | undefined>(
    (part, step) => member(part, step),
    document as unknown as Json,
  );
  if (value === undefined) throw new Error(`${reference} points to nothing in the bundle`);
  const part = target.slice(1).join("/");
  if (Object.keys(siblings).length === 0) return { value, steps: target, part };
  return { value: { ...(value as Tree), ...siblings }, steps, part };
}
