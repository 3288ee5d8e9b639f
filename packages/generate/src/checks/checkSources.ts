// Holds what the source pages state against the descriptions, both ways: each stated fact must be
// described unless a discrepancy overrides it, and nothing may be described that no half states.
import { discrepanciesFile } from "./discrepancy.ts";
import type { Discrepancy } from "./discrepancy.ts";
import { factsOf } from "./facts.ts";
import type { Bundles } from "../apis.ts";
import { sourceLanguage } from "../languages.ts";
import type { Problem } from "./problem.ts";
import type { SourceReferences } from "./checkReferences.ts";
import { sourceFile } from "./sources.ts";
import type { OperationSource } from "./sources.ts";
import { subjectOf } from "./subject.ts";

/** Every stated fact that the bundles lack or contradict, and everything they add to the pages. */
export function checkSources(
  sources: OperationSource[],
  bundles: Bundles,
  discrepancies: Discrepancy[],
  references: SourceReferences,
): Problem[] {
  const overridden = new Set(
    discrepancies.flatMap(({ overrides }) =>
      overrides.map(({ source, language, fact }) => `${source} ${language} ${fact}`),
    ),
  );
  return sources.flatMap((source) => [
    ...missingOperations(source, bundles),
    ...Object.keys(source.halves).flatMap((language) =>
      contradictions(source, language, bundles, overridden),
    ),
    ...unstated(source, bundles, references),
  ]);
}

const descriptionFile = ({ api, operationId }: OperationSource) =>
  `specs/${api}/paths/${operationId}.yaml`;

function missingOperations(source: OperationSource, bundles: Bundles): Problem[] {
  return Object.keys(source.halves).flatMap((language) => {
    if (subjectOf(bundles[source.api]?.[language], source.operationId)) return [];
    return {
      file: descriptionFile(source),
      place: `operation ${source.operationId}`,
      message: `is missing from the ${language} bundle of ${source.api}, but ${sourceFile(source.operationId)} states it; describe it there`,
    };
  });
}

function contradictions(
  source: OperationSource,
  language: string,
  bundles: Bundles,
  overridden: Set<string>,
): Problem[] {
  const { operationId, api } = source;
  return factsOf(source, language, bundles).flatMap(({ key, place, contradiction, text }) => {
    if (contradiction === undefined || overridden.has(`${operationId} ${language} ${key}`))
      return [];
    const inOverlay = text && language !== sourceLanguage;
    return {
      file: inOverlay ? `specs/${api}/${language}.overlay.yaml` : descriptionFile(source),
      place,
      message: `${contradiction} (stated in ${sourceFile(operationId)}, ${language}: ${key}; where sources disagree, override that fact in ${discrepanciesFile(sourceLanguage)})`,
    };
  });
}

/** What the description has, and neither half of the page nor another source states. */
function unstated(
  source: OperationSource,
  bundles: Bundles,
  references: SourceReferences,
): Problem[] {
  const subject = subjectOf(bundles[source.api]?.[sourceLanguage], source.operationId);
  if (!subject) return [];
  const halves = Object.values(source.halves);
  const report = (place: string): Problem => ({
    file: descriptionFile(source),
    place,
    message: `is described, but no half of ${sourceFile(source.operationId)} states it; remove it, or state it there if the page has it (a field that another source has: under \`fields\` of that source in specs/sources/references.yaml)`,
  });
  const parameters = new Set(halves.flatMap((half) => half.parameters.map(({ name }) => name)));
  const fields = new Set([
    ...halves.flatMap((half) => half.fields.map(({ name }) => name)),
    ...references
      .flatMap(({ states = [] }) => states)
      .filter(({ api }) => api === source.api)
      .flatMap(({ fields: further = {} }) => Object.keys(further[source.operationId] ?? {})),
  ]);
  const weights = new Set(halves.flatMap((half) => half.weights.map(({ weight }) => weight)));
  return [
    ...[...subject.parameters.values()]
      .filter(({ name }) => !parameters.has(name))
      .map(({ name }) => report(`parameter ${name}`)),
    ...[...subject.fields.keys()]
      .filter((name) => !fields.has(name))
      .map((name) => report(`response field ${name}`)),
    ...subject.operation.weights
      .filter(({ weight }) => !weights.has(weight))
      .map(({ weight }) => report(`x-weight, rule of weight ${weight}`)),
  ];
}
