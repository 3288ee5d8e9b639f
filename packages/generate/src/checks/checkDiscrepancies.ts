// Holds specs/discrepancies.yaml against the descriptions that refer to it and the sources it speaks of.
import { discrepanciesFile } from "./discrepancy.ts";
import type { Discrepancy, Texts } from "./discrepancy.ts";
import { factsOf } from "./facts.ts";
import type { Bundles } from "../apis.ts";
import type { OpenApiDocument, Override } from "../model.ts";
import { sourceLanguage, translations, untranslated } from "../languages.ts";
import type { Problem } from "./problem.ts";
import type { SourceReferences } from "./checkReferences.ts";
import { sourceFile } from "./sources.ts";
import type { OperationSource } from "./sources.ts";
import { jsonPath, leavesOf } from "./tree.ts";

const file = discrepanciesFile(sourceLanguage);

/** Entries nobody refers to, references to nothing, unknown sources, stale overrides, missing or equal texts. */
export function checkDiscrepancies(
  discrepancies: Discrepancy[],
  references: SourceReferences,
  sources: OperationSource[],
  bundles: Bundles,
): Problem[] {
  const known = new Set([
    ...references.map(({ id }) => id),
    ...sources.map((each) => each.operationId),
  ]);
  return [
    ...discrepancies.flatMap((entry, index) => [
      ...(discrepancies.findIndex(({ id }) => id === entry.id) === index
        ? []
        : [{ file, place: entry.id, message: "stands here twice; keep one entry or rename one" }]),
      ...entry.says
        .filter(({ source }) => !known.has(source))
        .map(({ source }) => ({
          file,
          place: `${entry.id}.says`,
          message: `${source} is no known source; use the name of a file in specs/sources or an id of its references.yaml`,
        })),
      ...entry.overrides.flatMap((override) => checkOverride(entry.id, override, sources, bundles)),
      ...checkTexts(entry),
    ]),
    ...checkTitles(discrepancies),
    ...checkReferences(discrepancies, bundles),
  ];
}

/** Every place of a document that names a discrepancy, with the id it names. */
function referencesIn(document: OpenApiDocument): { id: string; place: string }[] {
  return [...leavesOf(document)]
    .filter(({ path }) => path.slice(-2).includes("x-discrepancy"))
    .map(({ path, value }) => ({
      id: typeof value === "string" ? value : JSON.stringify(value),
      place: jsonPath(path),
    }));
}

function checkReferences(discrepancies: Discrepancy[], bundles: Bundles): Problem[] {
  const problems: Problem[] = [];
  const referred = new Set<string>();
  for (const [api, documents] of Object.entries(bundles)) {
    const document = documents[sourceLanguage];
    for (const { id, place } of document ? referencesIn(document) : []) {
      referred.add(`${id} ${api}`);
      const entry = discrepancies.find((each) => each.id === id);
      if (!entry)
        problems.push({
          file: `specs/${api}`,
          place,
          message: `refers to ${id}, which ${file} does not have; add the entry or correct the id`,
        });
      else if (!entry.apis.includes(api))
        problems.push({
          file,
          place: `${id}.apis`,
          message: `lacks ${api}, which refers to it at ${place}; add it`,
        });
    }
  }
  for (const { id, apis } of discrepancies)
    for (const api of apis)
      if (!referred.has(`${id} ${api}`))
        problems.push({
          file: `specs/${api}`,
          place: id,
          message: `no x-discrepancy refers to it; write \`x-discrepancy: ${id}\` where it matters, or take ${api} off the entry in ${file}`,
        });
  return problems;
}

/** An override must name a fact that is stated and that the description really contradicts. */
function checkOverride(
  id: string,
  { source: operationId, language, fact: key }: Override,
  sources: OperationSource[],
  bundles: Bundles,
): Problem[] {
  const source = sources.find((each) => each.operationId === operationId);
  const fact =
    source && factsOf(source, language, bundles).find((candidate) => candidate.key === key);
  if (fact?.contradiction !== undefined) return [];
  const message = fact
    ? "is not contradicted by the description any more; remove the override"
    : `is stated nowhere in the ${language} half of ${sourceFile(operationId)}; correct the key or remove the override`;
  return [{ file, place: `${id}.overrides`, message: `${key} ${message}` }];
}

/** In a list of open questions, only their titles tell them apart. */
function checkTitles(discrepancies: Discrepancy[]): Problem[] {
  return [sourceLanguage, ...translations].flatMap((language) =>
    discrepancies.flatMap(({ id, title }, index) => {
      const text = title[language];
      const other = discrepancies
        .slice(0, index)
        .find((each) => each.id !== id && each.title[language] === text);
      if (text === undefined || !other) return [];
      const message = `${other.id} has the same title; tell the two apart`;
      return [{ file: discrepanciesFile(language), place: `${id}.title`, message }];
    }),
  );
}

function checkTexts({ id, title, says, reading, settledBy }: Discrepancy): Problem[] {
  const texts: [string, Texts][] = [
    ["title", title],
    ["reading", reading],
    ["settledBy", settledBy],
    ...says.map((each): [string, Texts] => [`says.${each.source}`, each.says]),
  ];
  return translations.flatMap((language) =>
    texts.flatMap(([place, text]) => {
      const message = untranslated(text[sourceLanguage] ?? "", text[language], language);
      if (message === undefined) return [];
      return {
        file: discrepanciesFile(language),
        place: `${id}.${place}`,
        message: `${message}; write one`,
      };
    }),
  );
}
