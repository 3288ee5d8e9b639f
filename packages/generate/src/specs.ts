// The descriptions, checked, → specs/dist: what @open-orders/specs publishes.
import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path/posix";
import { listApis } from "./apis.ts";
import type { Api, Bundles } from "./apis.ts";
import { bundleAll, lintAll } from "./bundle.ts";
import { checkDescriptions } from "./checks/checkDescriptions.ts";
import { joinDiscrepancies } from "./checks/discrepancy.ts";
import type { Discrepancy } from "./checks/discrepancy.ts";
import { readData } from "./checks/readData.ts";
import { GenerateError } from "./GenerateError.ts";
import { sourceLanguage, translations } from "./languages.ts";
import { isObject } from "./model.ts";
import type { SourceLocations } from "./model.ts";
import { locateSources } from "./sourceLocations.ts";
import { writeFolder } from "./writeFolder.ts";

/** Every file of the package, by name. The same input gives the same bytes. */
export function specsFiles(
  bundles: Bundles,
  discrepancies: Discrepancy[],
  locations: Record<string, SourceLocations>,
): Record<string, string> {
  const text = (value: unknown): string => JSON.stringify(value, withKnownValues, 2);
  const documents = Object.entries(bundles).flatMap(([api, byLanguage]) =>
    Object.entries(byLanguage).map(
      ([language, document]) => [`${api}.${language}.json`, `${text(document)}\n`] as const,
    ),
  );
  return {
    "index.js": `export const apis = ${text(bundles)};\nexport const discrepancies = ${text(discrepancies)};\n`,
    "index.d.ts": declarations(Object.keys(bundles)),
    "places.js": `export const places = ${text(locations)};\n`,
    "places.d.ts": placesDeclaration,
    ...Object.fromEntries(documents),
  };
}

/**
 * Repeats known values in words that every tool knows. `enum` alone would close the set, so any other string is
 * valid beside it.
 */
function withKnownValues(_key: string, value: unknown): unknown {
  if (!isObject(value) || !("x-extensible-enum" in value)) return value;
  return { ...value, anyOf: [{ enum: value["x-extensible-enum"] }, { type: value["type"] }] };
}

/** Lints, bundles and checks the descriptions, then writes specs/dist. Returns what it wrote. */
export async function writeSpecs(root: string): Promise<string[]> {
  await lintAll(root);
  const apis = await listApis(root);
  const bundles = await bundleAll(root, apis);
  const data = await readData(root);
  const problems = checkDescriptions(bundles, data);
  if (problems.length > 0)
    throw new GenerateError(
      problems.map(({ file, place, message }) => `${file}: ${place}: ${message}`).join("\n"),
    );
  const { discrepancies } = joinDiscrepancies(data.entries, data.translated, data.probes);
  const locations = locateAll(root, apis, bundles);
  const unused = apis.flatMap((api) => unusedPaths(root, api, locations[api.name]));
  if (unused.length > 0) throw new GenerateError(unused.join("\n"));
  return writeFolder(root, "specs/dist", specsFiles(bundles, discrepancies, locations));
}

/** The lines of each API's bundle. Languages differ in texts alone, so one bundle has the locations of all. */
export function locateAll(
  root: string,
  apis: Api[],
  bundles: Bundles,
): Record<string, SourceLocations> {
  const locations = apis.flatMap(({ name, description }) => {
    const bundle = bundles[name]?.[sourceLanguage];
    return bundle ? [[name, locateSources(root, description, bundle)]] : [];
  });
  return Object.fromEntries(locations);
}

/** What to do about each file in the folder `paths` of an API that its description does not refer to. */
export function unusedPaths(
  root: string,
  { description }: Pick<Api, "description">,
  locations: SourceLocations = {},
): string[] {
  const folder = join(dirname(description), "paths");
  const used = new Set(Object.values(locations).map((place) => place.replace(/:\d+$/, "")));
  const files = existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : [];
  return files
    .map((file) => `${folder}/${file}`)
    .filter((file) => file.endsWith(".yaml") && !used.has(file))
    .map(
      (file) =>
        `${file}: is used by no path; add a line to \`paths\` of ${description}, or remove the file`,
    );
}

const placesDeclaration = `import type { ApiName } from "./index.js";
import type { SourceLocations } from "./model/index.js";

/** Where the YAML says what a bundle says, by API; \`sourceLocation\` of the model looks a pointer up. */
export declare const places: Record<ApiName, SourceLocations>;
`;

function declarations(apis: string[]): string {
  const union = (values: string[]): string =>
    values.map((value) => JSON.stringify(value)).join(" | ");
  return `import type * as model from "./model/index.js";

/** Languages of the descriptions. */
export type Language = ${union([sourceLanguage, ...translations])};
/** Names of the described APIs. */
export type ApiName = ${union(apis)};
/** A text in every language. */
export type Texts = Record<Language, string>;
/** A place where the sources disagree, and the reading the description takes. */
export type Discrepancy = model.Discrepancy<ApiName, Language>;
export type { OpenApiDocument, Question } from "./model/index.js";
/** The bundled description of each API, in each language. */
export declare const apis: Record<ApiName, Record<Language, model.OpenApiDocument>>;
/** Every known disagreement between the sources. */
export declare const discrepancies: Discrepancy[];
`;
}
