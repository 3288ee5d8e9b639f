// OpenAPI → one TypeScript module per API: its table, its method signatures with hover text, its factory.
import { GenerateError } from "./GenerateError.ts";
import { operationsOf, parametersOf } from "./openapi.ts";
import type { OpenApiDocument, Operation, OperationAt, WeightRule } from "./openapi.ts";
import { apiTable, successSchema } from "./table.ts";

export const header = (source: string) =>
  `// Made from ${source} by \`npm run generate\`. Edits here are lost.\n`;

/** "coin-m-futures" → "CoinMFutures", "listOpenOrders" → "ListOpenOrders". */
function pascalCase(name: string): string {
  return name
    .split("-")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

function comment(lines: string[], indent = ""): string {
  const body = lines.flatMap((line) =>
    line === "" || line.startsWith("@see") ? [line] : wrap(line, 100),
  );
  return [
    `${indent}/**`,
    ...body.map((line) => `${indent} * ${line.replaceAll("*/", "*\\/")}`.trimEnd()),
    `${indent} */`,
  ].join("\n");
}

function wrap(text: string, width: number): string[] {
  const lines = [""];
  for (const word of text.split(/\s+/)) {
    const last = lines.length - 1;
    if (lines[last] !== "" && `${lines[last]} ${word}`.length > width) lines.push(word);
    else lines[last] = `${lines[last]} ${word}`.trimStart();
  }
  return lines;
}

function weightText(rules: WeightRule[]): string {
  return rules
    .map((rule, index) => {
      const amount = `${rule.estimate ? "at least " : ""}${rule.weight}`;
      if (rule.whenSent)
        return `${amount} with ${rule.whenSent.map((p) => `\`${p}\``).join(" and ")}`;
      return index === 0 ? amount : `${amount} otherwise`;
    })
    .join(", ");
}

function resultType(document: OpenApiDocument, operation: Operation): string {
  const schema = successSchema(document, operation);
  const name = (ref: string) => ref.slice(ref.lastIndexOf("/") + 1);
  if (schema && "$ref" in schema) return name(schema.$ref);
  if (schema?.items && "$ref" in schema.items) return `${name(schema.items.$ref)}[]`;
  return `operations["${operation.operationId}"]["responses"]["200"]["content"]["application/json"]`;
}

/** Names of the schemas that answers are made of, directly. */
function answerSchemas(document: OpenApiDocument): string[] {
  const names = operationsOf(document)
    .map(({ operation }) => resultType(document, operation).replace("[]", ""))
    .filter((name) => /^\w+$/.test(name));
  return [...new Set(names)];
}

function method(document: OpenApiDocument, { path, method: verb, operation }: OperationAt): string {
  const own = parametersOf(document, operation).filter((p) => !p["x-filled-by-client"]);
  const optional = own.some((parameter) => parameter.required) ? "" : "?";
  const type = `${pascalCase(operation.operationId)}Parameters`;
  const lines = [
    `${operation.summary}: \`${verb.toUpperCase()} ${path}\``,
    "",
    operation.description,
    "",
    `Weight: ${weightText(operation["x-weight"])}. Security: ${operation["x-security-type"]}.`,
    "",
    "@param parameters - What to ask for; each one is described where it is declared.",
    "@param options - A signal to abort with, and limits for this call alone.",
    "@throws BinanceError, narrowed by `kind`; the abort reason as it is, if the call was aborted.",
    ...(operation.externalDocs ? [`@see ${operation.externalDocs.url}`] : []),
  ];
  const signature = `${operation.operationId}(parameters${optional}: ${type}, options?: CallOptions): Promise<${resultType(document, operation)}>;`;
  return `${comment(lines, "  ")}\n  ${signature}`;
}

/** Names that the module of an API exports. */
export function exportedNames(name: string, document: OpenApiDocument): string[] {
  const api = pascalCase(name);
  return [
    `${api}Client`,
    `create${api}Client`,
    ...answerSchemas(document),
    ...operationsOf(document).map(
      ({ operation }) => `${pascalCase(operation.operationId)}Parameters`,
    ),
  ];
}

/** The module of one API. */
export function apiModule(name: string, source: string, document: OpenApiDocument): string {
  const api = pascalCase(name);
  const operations = operationsOf(document);
  const seen = new Set<string>();
  for (const { operation } of operations) {
    if (seen.has(operation.operationId))
      throw new GenerateError(
        `${source}: two operations are called ${operation.operationId}; rename one`,
      );
    seen.add(operation.operationId);
  }
  const aliases = [
    ...answerSchemas(document).map(
      (schema) =>
        `${comment([schemaText(document, schema)])}\nexport type ${schema} = components["schemas"]["${schema}"];`,
    ),
    ...operations.map(
      ({ operation: { operationId } }) =>
        `/** What \`${operationId}\` can be asked for. */\nexport type ${pascalCase(operationId)}Parameters = NonNullable<operations["${operationId}"]["parameters"]["query"]>;`,
    ),
  ];
  return `${header(source)}import type { Api } from "../api.ts";
import { createClient } from "../client.ts";
import type { ApiClient, CallOptions, ClientOptions } from "../client.ts";
import type { components, operations, paths } from "./${name}.types.ts";

${aliases.join("\n\n")}

const api: Api = ${JSON.stringify(apiTable(name, document), null, 2)};

${comment([`Calls to ${document.info.title}.`, "", document.info.summary ?? ""])}
export interface ${api}Client extends ApiClient<paths> {
${operations.map((operation) => method(document, operation)).join("\n")}
}

${comment([
  `Makes a client for ${document.info.title}. Nothing is sent until a method is called.`,
  "",
  "@throws ConfigError when an option cannot be used; its message says which and why.",
])}
export function create${api}Client(options: ClientOptions): ${api}Client {
  return createClient(api, options) as ${api}Client;
}
`;
}

function schemaText(document: OpenApiDocument, name: string): string {
  const schema = document.components["schemas"]?.[name] as { description?: string } | undefined;
  return schema?.description ?? name;
}
