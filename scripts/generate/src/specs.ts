// The descriptions, checked, → specs/dist: what @open-orders/specs publishes.
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { listApis } from "./apis.ts";
import { bundleAll, lintAll } from "./bundle.ts";
import { checkDescriptions } from "./checks/checkDescriptions.ts";
import { joinDiscrepancies } from "./checks/discrepancy.ts";
import type { Discrepancy } from "./checks/discrepancy.ts";
import { readData } from "./checks/readData.ts";
import { GenerateError } from "./GenerateError.ts";
import { sourceLanguage, translations } from "./languages.ts";
import type { Bundles } from "./openapi.ts";

const folder = "specs/dist";

/** Every file of the package, by name. The same input gives the same bytes. */
export function specsFiles(bundles: Bundles, discrepancies: Discrepancy[]): Record<string, string> {
  const text = (value: unknown): string => JSON.stringify(value, null, 2);
  const documents = Object.entries(bundles).flatMap(([api, byLanguage]) =>
    Object.entries(byLanguage).map(([language, document]) => [
      `${api}.${language}.json`,
      `${text(document)}\n`,
    ]),
  );
  return {
    "index.js": `export const apis = ${text(bundles)};\nexport const discrepancies = ${text(discrepancies)};\n`,
    "index.d.ts": declarations(Object.keys(bundles)),
    ...(Object.fromEntries(documents) as Record<string, string>),
  };
}

/** Lints, bundles and checks the descriptions, then writes specs/dist. Returns what it wrote. */
export async function writeSpecs(root: string): Promise<string[]> {
  await lintAll(root);
  const bundles = await bundleAll(root, await listApis(root));
  const data = await readData(root);
  const problems = checkDescriptions(bundles, data);
  if (problems.length > 0)
    throw new GenerateError(
      problems.map(({ file, place, message }) => `${file}: ${place}: ${message}`).join("\n"),
    );
  const { discrepancies } = joinDiscrepancies(data.entries, data.translated);
  await rm(join(root, folder), { recursive: true, force: true });
  await mkdir(join(root, folder), { recursive: true });
  const files = Object.entries(specsFiles(bundles, discrepancies));
  for (const [name, content] of files) await writeFile(join(root, folder, name), content);
  return files.map(([name]) => `${folder}/${name}`);
}

function declarations(apis: string[]): string {
  const union = (values: string[]): string =>
    values.map((value) => JSON.stringify(value)).join(" | ");
  return `/** Languages of the descriptions. */
export type Language = ${union([sourceLanguage, ...translations])};
/** Names of the described APIs. */
export type ApiName = ${union(apis)};
/** An OpenAPI 3.1 document whose references all point inside it. */
export type OpenApiDocument = Record<string, any>;
/** A text in every language. */
export type Texts = Record<Language, string>;
/** A place where the sources disagree, and the reading the description takes. */
export interface Discrepancy {
  /** What \`x-discrepancy\` refers to. */
  id: string;
  apis: ApiName[];
  title: Texts;
  /** What each source says. */
  says: { source: string; says: Texts }[];
  /** The reading taken, and why. */
  reading: Texts;
  /** What would settle it. */
  settledBy: Texts;
  /** Stated facts that the description contradicts on purpose. */
  overrides: { source: string; language: Language; fact: string }[];
}
/** The bundled description of each API, in each language. */
export declare const apis: Record<ApiName, Record<Language, OpenApiDocument>>;
/** Every known disagreement between the sources. */
export declare const discrepancies: Discrepancy[];
`;
}
