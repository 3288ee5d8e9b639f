// The bundles in specs/dist → packages/client/src/generated.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { responseSchemas } from "./responseSchema.ts";
import { bundleForm, listApis } from "./apis.ts";
import { errorCodes, mergeErrorCodes } from "./errorCodes.ts";
import type { ErrorCodeRow } from "./errorCodes.ts";
import { readJson } from "./form.ts";
import { GenerateError, messageOf } from "./GenerateError.ts";
import { sourceLanguage } from "./languages.ts";
import { apiModule, exportedNames, header } from "./module.ts";
import { clientFactoryName, readApi } from "./model.ts";
import type { Api, OpenApiDocument } from "./model.ts";
import { orderTable } from "./table.ts";
import { typesModule } from "./types.ts";
import { writeFolder } from "./writeFolder.ts";

const errorCodesSource = header("specs/common/error-codes.yaml");

function errorCodesModule(rows: ErrorCodeRow[]): string {
  const entries = rows.map(
    ({ code, name, retry }) => `  "${code}": ${JSON.stringify([name, ...(retry ? [retry] : [])])},`,
  );
  const names = new Set(rows.map(({ name }) => JSON.stringify(name)));
  return `${errorCodesSource}import type { Retry } from "../api.ts";

/** The exchange's names of its error codes. */
export type ErrorCodeName = ${[...names].join(" | ") || "never"};

/** code → name, and what may be done after it. */
export const errorCodes: Readonly<Record<string, readonly [name: ErrorCodeName, retry?: Retry]>> = {
${entries.join("\n")}
};
`;
}

function errorTextsModule(rows: ErrorCodeRow[]): string {
  const entries = rows.map(
    ({ code, meaning, remedy }) => `  "${code}": ${JSON.stringify([meaning, remedy])},`,
  );
  return `${errorCodesSource}import type { ErrorTexts } from "../api.ts";

/** code → meaning and remedy. A module of its own, which the first error response loads. */
export const errorTexts: ErrorTexts = {
${entries.join("\n")}
};
`;
}

function schemasModule(apis: readonly Api[]): string {
  const schemas = Object.fromEntries(apis.map((api) => [api.name, responseSchemas(api)]));
  return `${header("redocly.yaml")}import type { ResponseSchema } from "../responseSchema.ts";

/** What each operation may return, by API. */
export const schemas: Readonly<Record<string, Readonly<Record<string, ResponseSchema>>>> = ${JSON.stringify(schemas, null, 2)};
`;
}

function orderRolesModule(apis: readonly Api[]): string {
  const roles = Object.fromEntries(apis.map((api) => [api.name, orderTable(api)]));
  return `${header("redocly.yaml")}import type { OrderRoles } from "../api.ts";

/** The field of each role, by API and operationId of a list of open orders. */
export const orderRoles: Readonly<Record<string, Readonly<Record<string, OrderRoles>>>> = ${JSON.stringify(roles, null, 2)};
`;
}

/** The public modules, and every account by name, for programs that offer a choice. */
function indexModule(apis: readonly Api[]): string {
  const accounts = apis.filter((api) => Object.keys(orderTable(api)).length > 0);
  const imports = accounts.map(
    ({ name }) => `import { ${clientFactoryName(name)} } from "./${name}.ts";`,
  );
  const modules = apis.map(({ name }) => `export * from "./${name}.ts";`);
  const entries = accounts.map((api) => {
    // The first host of each kind is the one to use.
    const hosts = api.servers
      .toReversed()
      .map(({ environment = "production", url }) => [environment, url]);
    return `  ${JSON.stringify(api.name)}: {
    createClient: ${clientFactoryName(api.name)},
    lists: ${JSON.stringify(Object.keys(orderTable(api)))},
    hosts: ${JSON.stringify(Object.fromEntries(hosts))},
  },`;
  });
  return `${header("redocly.yaml")}${[...imports, ...modules].join("\n")}

/** Every account that has open orders: the factory of its client, the operationIds of its lists, its hosts. */
export const accounts = {
${entries.join("\n")}
} as const;
`;
}

/** Types of the language that the module of an API uses. */
const languageNames = ["Promise", "NonNullable", "Exclude"];

/**
 * Everything that is generated for the client, by file name. The same input gives the same bytes.
 *
 * @param own - What the client exports besides, and so no schema may be called.
 */
export async function clientFiles(
  documents: Record<string, OpenApiDocument>,
  sources: Record<string, string>,
  own: Iterable<string> = [],
): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  const owners = new Map([...own, ...languageNames].map((name) => [name, "itself"]));
  const apis = Object.entries(documents).map(([name, document]) => readBundle(name, document));
  for (const api of apis) {
    const { name } = api;
    const source = sources[name] ?? name;
    const module = apiModule(api, source);
    files[`${name}.ts`] = module;
    for (const imported of listedNames(module)) owners.set(imported, "itself");
    for (const exported of exportedNames(api)) {
      const owner = owners.get(exported);
      if (owner)
        throw new GenerateError(
          `${source}: the client would export ${exported} for ${name}, and has it for ${owner}; rename the operationId or schema here`,
        );
      owners.set(exported, name);
    }
    files[`${name}.types.ts`] = header(source) + (await typesModule(api.node.document));
  }
  const rows = mergeErrorCodes(Object.values(documents).map(errorCodes));
  files["error-codes.ts"] = errorCodesModule(rows);
  files["error-texts.ts"] = errorTextsModule(rows);
  files["schemas.ts"] = schemasModule(apis);
  files["order-roles.ts"] = orderRolesModule(apis);
  files["index.ts"] = indexModule(apis);
  return files;
}

function readBundle(name: string, document: OpenApiDocument): Api {
  try {
    return readApi(name, document);
  } catch (cause) {
    throw new GenerateError(`specs/${name}: ${messageOf(cause)}`, { cause });
  }
}

/** The names in a module's lists of imports and exports. */
function listedNames(module: string): string[] {
  const lists = Array.from(
    module.matchAll(/^(?:import|export) (?:type )?\{([^}]*)\}/gm),
    ([, list = ""]) => list,
  );
  return lists.flatMap((list) => list.match(/\w+/g) ?? []);
}

/** Writes packages/client/src/generated and returns the paths of what it wrote. */
export async function writeClient(root: string): Promise<string[]> {
  const apis = await listApis(root);
  const documents: Record<string, OpenApiDocument> = {};
  for (const { name } of apis) {
    const file = `specs/dist/${name}.${sourceLanguage}.json`;
    const text = await readFile(join(root, file), "utf8").catch(() => {
      throw new GenerateError(`${file} is missing; run the bundle step first (npm run generate)`);
    });
    documents[name] = readJson(bundleForm, file, text);
  }
  const files = await clientFiles(
    documents,
    Object.fromEntries(apis.map(({ name, description }) => [name, description])),
    listedNames(await readFile(join(root, "packages/client/src/index.ts"), "utf8")),
  );
  return writeFolder(root, "packages/client/src/generated", files);
}
