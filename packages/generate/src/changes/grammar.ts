// What the objects of an OpenAPI document are called, and how the members of each are distinguished.
import { methods } from "../model.ts";
import type { SpecNode } from "../model.ts";
import { shown } from "./conditions.ts";

/** A member of an object, and its step in a JSON pointer. */
export interface Member {
  step: string;
  node: SpecNode;
  value: unknown;
}

const operations = Object.fromEntries(methods.map((method) => [method, "Operation" as const]));

/**
 * The kinds of an object's members; `*` is any other. A member of no kind is compared as a whole. The names are
 * Redocly's, so that the words declared in specs/lint/extensions.js fit.
 */
export const grammar = {
  Root: { info: "Info", servers: "Servers", paths: "Paths" },
  Info: {},
  Servers: { "*": "Server" },
  Server: {},
  Paths: { "*": "PathItem" },
  PathItem: operations,
  Operation: { parameters: "Parameters", responses: "Responses" },
  Parameters: { "*": "Parameter" },
  Parameter: { schema: "Schema", content: "MediaTypes" },
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
} as const;

/** An object of a document. */
export type Kind = keyof typeof grammar;

/** The kind of a member. */
export function kindOf(kind: Kind, key: string): Kind | undefined {
  const members: Partial<Record<string, Kind>> = grammar[kind];
  return members[key] ?? members["*"];
}

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
  securitySchemes: "SecurityScheme",
};

/**
 * The members of an object by what distinguishes them: parameters by their name, hosts by their address, mandatory
 * fields and known values by themselves.
 */
export function membersIn(kind: Kind, node: SpecNode | undefined): Map<string, Member> {
  const members =
    node?.children.map(([step, child]) => ({ step, node: child, value: child.value })) ?? [];
  const byKey = new Map(members.map((one) => [keyOf(kind, one), one]));
  // The client calls the first host, so which one that is says more than its place in a list.
  const host = kind === "Root" ? node?.at("servers", 0, "url") : undefined;
  if (host) byKey.set("host", { step: "servers", node: host, value: host.value });
  return byKey;
}

function keyOf(kind: Kind, { step, value, node: { members } }: Member): string {
  if (kind === "Required" || kind === "KnownValues") return shown(value);
  if (kind === "Servers") return shown(members["url"]);
  if (kind !== "Parameters") return step;
  const { name, in: place } = members;
  // Query and path share no name.
  return place === "query" || place === "path" ? shown(name) : `${shown(place)} ${shown(name)}`;
}
