// Bundled document → Api. Nothing is looked up by an endpoint's or a field's name.
import type { Api, Body, Credential, Example, Operation, Parameter, Response } from "./api.ts";
import { methods } from "./openapi.ts";
import type {
  ExampleObject,
  MediaTypeObject,
  Method,
  Named,
  OpenApiDocument,
  OperationObject,
  ParameterObject,
  ResponseObject,
  Schema,
} from "./openapi.ts";
import { resolveSchema, typesOf } from "./schema.ts";
import { SpecNode } from "./SpecNode.ts";
import type { ChildOf, ParsedDocument } from "./SpecNode.ts";

const json = "application/json";

/**
 * Reads a bundled document.
 *
 * @param name - Name of the API, such as `coin-m-futures`.
 * @throws TypeError where a reference leads nowhere, a schema contains itself, or an operation describes no
 *   successful JSON response
 */
export function readApi(name: string, document: ParsedDocument): Api {
  const node = SpecNode.root(document);
  const clock = node.child("x-clock");
  return {
    name,
    node,
    servers: childrenOf(node.child("servers")).map((server) => ({
      url: server.value.url,
      environment: server.value["x-environment"],
      node: server,
    })),
    rateLimits: childrenOf(node.child("x-rate-limits")).map((limit) => ({
      limit: limit.value.limit,
      intervalMs: limit.value.intervalMinutes * 60_000,
      per: limit.value.per,
      header: limit.value.header,
      node: limit,
    })),
    clock: clock && { path: clock.value.path, field: clock.value.field, node: clock },
    operations: operationNodes(document).map((at) => readOperation(name, at)),
  };
}

/** An operation and where it is called. */
export interface OperationNode {
  readonly path: string;
  readonly method: Method;
  readonly node: SpecNode<OperationObject>;
}

/** Every operation of a document, in its order. */
export function operationNodes(document: ParsedDocument): readonly OperationNode[] {
  const paths = SpecNode.root(document).child("paths")?.children ?? [];
  return paths.flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const node = item.child(method);
      return node ? [{ path, method, node }] : [];
    }),
  );
}

/** Reads one operation. Throws as `readApi` does. */
export function readOperation(api: string, { path, method, node }: OperationNode): Operation {
  const { operationId: id, "x-security-type": securityType } = node.value;
  const responses = (node.child("responses")?.children ?? []).map(readResponse);
  const success = responses.find(({ status }) => status.startsWith("2"));
  const result = success?.bodies.find(({ contentType }) => contentType === json);
  const resultNode = result?.schemaNode;
  if (!success || !result || !resultNode)
    throw new TypeError(`${id}: describe a 200 response with ${json} and a schema`);
  const list = typesOf(result.schema).includes("array");
  const itemNode = (list ? resultNode.child("items") : undefined) ?? resultNode;
  const parameters = childrenOf(node.child("parameters")).map(readParameter);
  return {
    api,
    id,
    method: method.toUpperCase(),
    path,
    securityType,
    ...securityOf(node.document, node.value.security),
    parameters,
    timestamp: parameters.find(({ filledByClient }) => filledByClient === "timestamp"),
    weights: childrenOf(node.child("x-weight")).map((rule) => ({
      weight: rule.value.weight,
      whenSent: rule.value.whenSent ?? [],
      estimate: rule.value.estimate ?? false,
      node: rule,
    })),
    responses,
    success,
    result,
    list,
    item: (list ? result.schema.items : undefined) ?? result.schema,
    itemNode,
    node,
  };
}

/** What a request must carry by a list of security requirements; undefined stands for that of the document. */
export function securityOf(
  document: OpenApiDocument,
  security: readonly object[] = document.security ?? [],
): Pick<Operation, "security" | "key" | "signature"> {
  const schemes = SpecNode.root(document).child("components")?.child("securitySchemes")?.children;
  const credentialIn = (place: "header" | "query"): Credential | undefined => {
    const found = schemes?.find(
      ([scheme, { value }]) =>
        value.in === place && security.some((needed) => Object.hasOwn(needed, scheme)),
    );
    return found && { name: found[1].value.name ?? found[0], node: found[1] };
  };
  const key = credentialIn("header");
  const signature = credentialIn("query");
  return { security: signature ? "signed" : key ? "key" : "none", key, signature };
}

function readParameter(node: SpecNode<ParameterObject>): Parameter {
  const { value } = node;
  const content = node.child("content")?.child(json);
  const schemaNode = node.child("schema") ?? content?.child("schema");
  const [named] = readExamples(node.child("examples"));
  return {
    name: value.name,
    in: value.in,
    required: value.required ?? false,
    schema: schemaNode ? resolveSchema(schemaNode) : {},
    json: content !== undefined,
    filter: value["x-filter"],
    filledByClient: value["x-filled-by-client"],
    example: value.example ?? named?.value,
    schemaNode,
    node,
  };
}

function readResponse([status, node]: readonly [string, SpecNode<ResponseObject>]): Response {
  const headers = node.child("headers")?.children ?? [];
  const contents = node.child("content")?.children ?? [];
  return {
    status,
    retry: node.value["x-retry"],
    headers: headers.map(([name, header]) => ({
      name,
      required: header.value.required ?? false,
      schema: schemaAt(header.child("schema")),
      node: header,
    })),
    bodies: contents.map(readBody),
    node,
  };
}

function readBody([contentType, node]: readonly [string, SpecNode<MediaTypeObject>]): Body {
  const schemaNode = node.child("schema");
  const schema = schemaAt(schemaNode);
  return { contentType, schema, schemaNode, examples: readExamples(node.child("examples")), node };
}

function readExamples(node: SpecNode<Named<ExampleObject>> | undefined): readonly Example[] {
  const examples = node?.children ?? [];
  return examples.map(([name, example]) => ({ name, value: example.value.value, node: example }));
}

function schemaAt(node: SpecNode<Schema> | undefined): Schema {
  return node ? resolveSchema(node) : {};
}

function childrenOf<T>(node: SpecNode<T> | undefined): readonly SpecNode<ChildOf<T>>[] {
  return (node?.children ?? []).map(([, child]) => child);
}
