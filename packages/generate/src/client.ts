// The bundles in specs/dist → packages/client/src/generated.
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { answerSchemas } from "./answerSchema.ts";
import { listApis } from "./apis.ts";
import { errorCodes, mergeErrorCodes } from "./errorCodes.ts";
import type { ErrorCodeRow } from "./errorCodes.ts";
import { GenerateError } from "./GenerateError.ts";
import { sourceLanguage } from "./languages.ts";
import { apiModule, exportedNames, header } from "./module.ts";
import type { OpenApiDocument } from "./openapi.ts";
import { typesModule } from "./types.ts";

const folder = "packages/client/src/generated";

function errorCodesModule(rows: ErrorCodeRow[]): string {
  const entries = rows.map(
    ({ code, name, meaning, remedy, retry }) =>
      `  "${code}": ${JSON.stringify([name, meaning, remedy, ...(retry ? [retry] : [])])},`,
  );
  return `${header("specs/common/error-codes.yaml")}import type { ErrorCodes } from "../api.ts";

/** code → name, meaning, remedy, and what may be done after it. */
export const errorCodes: ErrorCodes = {
${entries.join("\n")}
};
`;
}

function schemasModule(documents: Record<string, OpenApiDocument>): string {
  const schemas = Object.fromEntries(
    Object.entries(documents).map(([name, document]) => [name, answerSchemas(name, document)]),
  );
  return `${header("redocly.yaml")}import type { AnswerSchema } from "../answerSchema.ts";

/** What each operation may answer, by API. */
export const schemas: Readonly<Record<string, Readonly<Record<string, AnswerSchema>>>> = ${JSON.stringify(schemas, null, 2)};
`;
}

/** Everything that is generated for the client, by file name. The same input gives the same bytes. */
export async function clientFiles(
  documents: Record<string, OpenApiDocument>,
  sources: Record<string, string>,
): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  const owners = new Map<string, string>();
  for (const [name, document] of Object.entries(documents)) {
    files[`${name}.ts`] = apiModule(name, sources[name] ?? name, document);
    for (const exported of exportedNames(name, document)) {
      const owner = owners.get(exported);
      if (owner)
        throw new GenerateError(
          `${sources[name]}: the client would export ${exported} for ${name}, and has it for ${owner}; rename the operationId or schema here`,
        );
      owners.set(exported, name);
    }
    files[`${name}.types.ts`] = header(sources[name] ?? name) + (await typesModule(document));
  }
  files["error-codes.ts"] = errorCodesModule(
    mergeErrorCodes(Object.values(documents).map(errorCodes)),
  );
  files["schemas.ts"] = schemasModule(documents);
  files["index.ts"] =
    header("redocly.yaml") +
    Object.keys(documents)
      .map((name) => `export * from "./${name}.ts";\n`)
      .join("");
  return files;
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
    documents[name] = JSON.parse(text) as OpenApiDocument;
  }
  const files = await clientFiles(
    documents,
    Object.fromEntries(apis.map(({ name, description }) => [name, description])),
  );
  await rm(join(root, folder), { recursive: true, force: true });
  await mkdir(join(root, folder), { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(root, folder, name), text);
  return Object.keys(files).map((name) => `${folder}/${name}`);
}
