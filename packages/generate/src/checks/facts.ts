// All facts of an operation's source page, each held against the bundle of its own language.
import type { Fact } from "./fact.ts";
import { fieldFacts } from "./fieldFacts.ts";
import { sourceLanguage } from "../languages.ts";
import type { Bundles } from "../apis.ts";
import { operationFacts } from "./operationFacts.ts";
import { parameterFacts } from "./parameterFacts.ts";
import type { OperationSource } from "./sources.ts";
import { subjectOf } from "./subject.ts";

/** The facts that one half states. Empty where the API or the operation is not described. */
export function factsOf(source: OperationSource, language: string, bundles: Bundles): Fact[] {
  const half = source.halves[language];
  const documents = bundles[source.api];
  const own = subjectOf(documents?.[language], source.operationId);
  const english = subjectOf(documents?.[sourceLanguage], source.operationId);
  if (!half || !own || !english) return [];
  return [
    ...operationFacts(own, half, language),
    ...half.parameters.flatMap((row) => parameterFacts(own, row)),
    ...fieldFacts(own, english, half),
  ];
}
