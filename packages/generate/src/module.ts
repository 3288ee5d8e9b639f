// OpenAPI → one TypeScript module per API: its table, its method signatures with hover text, its factory.
import { GenerateError } from "./GenerateError.ts";
import {
  clientFactoryName,
  clientName,
  componentName,
  fieldName,
  openOrderName,
  parametersName,
  pathsName,
} from "./model.ts";
import type { Api, Operation, Schema } from "./model.ts";
import { apiTable, orderTable } from "./table.ts";

export const header = (source: string) =>
  `// Made from ${source} by \`npm run generate\`. Edits here are lost.\n`;

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

function weightText({ weights }: Operation): string {
  return weights
    .map(({ weight, whenSent, estimate }, index) => {
      const amount = `${estimate ? "at least " : ""}${weight}`;
      if (whenSent.length > 0)
        return `${amount} with ${whenSent.map((name) => `\`${name}\``).join(" and ")}`;
      return index === 0 ? amount : `${amount} otherwise`;
    })
    .join(", ");
}

/** The name of the schema that a result is, or that its items are; undefined where it is written in place. */
function schemaName({ itemNode }: Operation): string | undefined {
  return componentName(itemNode);
}

function resultType(operation: Operation): string {
  const name = schemaName(operation);
  if (name !== undefined) return operation.list ? `${name}[]` : name;
  return `operations["${operation.id}"]["responses"]["200"]["content"]["application/json"]`;
}

/** The schemas that results are made of directly, by name. */
function resultSchemas({ operations }: Api): Map<string, Schema> {
  return new Map(
    operations.flatMap((operation) => {
      const name = schemaName(operation);
      return name === undefined ? [] : [[name, operation.item] as const];
    }),
  );
}

function method(operation: Operation): string {
  const { id, path, parameters, node } = operation;
  const own = parameters.filter(({ filledByClient }) => filledByClient === undefined);
  const optional = own.some(({ required }) => required) ? "" : "?";
  const type = parametersName(id);
  const { summary, description, deprecated, externalDocs } = node.value;
  const lines = [
    `${summary}: \`${operation.method} ${path}\``,
    "",
    description,
    "",
    `Weight: ${weightText(operation)}. Security: ${operation.securityType}.`,
    "",
    "@param parameters - What to ask for; each one is described where it is declared.",
    "@param options - A signal to abort with, and limits for this call alone.",
    "@throws BinanceError, narrowed by `kind`; the abort reason as it is, if the call was aborted.",
    ...(deprecated ? ["@deprecated The exchange may remove it."] : []),
    ...(externalDocs ? [`@see ${externalDocs.url}`] : []),
  ];
  const signature = `${id}(parameters${optional}: ${type}, options?: CallOptions): Promise<${resultType(operation)}>;`;
  return `${comment(lines, "  ")}\n  ${signature}`;
}

/** The type of what an operation can be asked for: values of the query and of the path, by their names. */
function parametersType({ id, parameters }: Operation): string {
  const inPath = parameters.some((parameter) => parameter.in === "path");
  const asked = parameters.filter(({ filledByClient }) => filledByClient === undefined);
  const isPathAlone = inPath && asked.every((parameter) => parameter.in === "path");
  const of = (place: string) => `operations["${id}"]["parameters"]["${place}"]`;
  return [
    ...(inPath ? [of("path")] : []),
    ...(isPathAlone ? [] : [`NonNullable<${of("query")}>`]),
  ].join(" & ");
}

const openOrderListsName = ({ name }: Api) => `${openOrderName(name)}Lists`;

/** Each list of open orders, with the type of its items on the wire. */
function openOrderLists(api: Api): string[] {
  const orders = orderTable(api);
  return api.operations
    .filter(({ id }) => id in orders)
    .map((operation) => {
      const item = schemaName(operation) ?? `${resultType(operation)}[number]`;
      return `  readonly ${operation.id}: ${item};`;
    });
}

/** Fields with a set of known values, which their editor offers. */
function openFields(properties: Readonly<Record<string, Schema>>): string[] {
  return Object.keys(properties).filter((field) => properties[field]?.["x-extensible-enum"]);
}

/** Names that the module of an API exports. */
export function exportedNames(api: Api): string[] {
  return [
    clientName(api.name),
    clientFactoryName(api.name),
    ...(openOrderLists(api).length > 0 ? [openOrderName(api.name), openOrderListsName(api)] : []),
    pathsName(api.name),
    ...resultSchemas(api).keys(),
    ...[...resultSchemas(api)].flatMap(([schema, { properties = {} }]) =>
      openFields(properties).map((field) => fieldName(schema, field)),
    ),
    ...api.operations.map(({ id }) => parametersName(id)),
  ];
}

/** The module of one API, described in the file `source`. */
export function apiModule(api: Api, source: string): string {
  const { operations } = api;
  const client = clientName(api.name);
  const { info } = api.node.value;
  const seen = new Set<string>();
  for (const { id } of operations) {
    if (seen.has(id))
      throw new GenerateError(`${source}: two operations are called ${id}; rename one`);
    seen.add(id);
  }
  const aliases = [
    ...[...resultSchemas(api)].map(
      ([schema, { description }]) =>
        `${comment([description ?? schema])}\nexport type ${schema} = components["schemas"]["${schema}"];`,
    ),
    ...[...resultSchemas(api)].flatMap(([schema, { properties = {} }]) =>
      openFields(properties).map(
        (field) =>
          `/** The values of \`${field}\` that are known, and any other string. */\nexport type ${fieldName(schema, field)} = Exclude<${schema}["${field}"], null | undefined>;`,
      ),
    ),
    ...operations.map(
      (operation) =>
        `/** What \`${operation.id}\` can be asked for. */\nexport type ${parametersName(operation.id)} = ${parametersType(operation)};`,
    ),
  ];
  const lists = openOrderLists(api);
  const bases = [`ApiClient<paths>`];
  const imports = [
    `import type { Api } from "../api.ts";`,
    `import { createClient } from "../client.ts";`,
    `import type { ApiClient, CallOptions, ClientOptions } from "../client.ts";`,
  ];
  if (lists.length > 0) {
    bases.push(`OpenOrderMethods<${openOrderListsName(api)}>`);
    imports.push(
      `import type { OpenOrderMethods } from "../client.ts";`,
      `import type { OpenOrderOf } from "../openOrders.ts";`,
    );
    aliases.push(
      `/** The lists of open orders, by operationId, with the type of their items on the wire. */
export interface ${openOrderListsName(api)} {
${lists.join("\n")}
}`,
      `/** An open order of any list of the account. \`list\` narrows the type of \`raw\`. */
export type ${openOrderName(api.name)} = OpenOrderOf<${openOrderListsName(api)}>;`,
    );
  }
  return `${header(source)}${imports.join("\n")}
import type { components, operations, paths } from "./${api.name}.types.ts";

/** What \`createClient\` of openapi-fetch takes for this API. */
export type ${pathsName(api.name)} = paths;

${aliases.join("\n\n")}

const api: Api = ${JSON.stringify(apiTable(api), null, 2)};

${comment([`Calls to ${info.title}.`, "", info.summary ?? ""])}
export interface ${client} extends ${bases.join(", ")} {
${operations.map(method).join("\n")}
}

${comment([
  `Makes a client for ${info.title}. Nothing is sent until a method is called.`,
  "",
  "@throws ConfigError when an option cannot be used; its message says which and why.",
])}
export function ${clientFactoryName(api.name)}(options: ClientOptions): ${client} {
  return createClient(api, options) as ${client};
}
`;
}
