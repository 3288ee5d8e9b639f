// All checks of the descriptions against the data beside them, in the order in which they make sense.
import type { Bundles } from "../apis.ts";
import type { Probe } from "../model.ts";
import { checkDiscrepancies } from "./checkDiscrepancies.ts";
import { checkProbes } from "./checkProbes.ts";
import { checkReferences } from "./checkReferences.ts";
import type { SourceReferences } from "./checkReferences.ts";
import { checkSources } from "./checkSources.ts";
import { checkTranslation } from "./checkTranslation.ts";
import type { OverlayFile } from "./checkTranslation.ts";
import { joinDiscrepancies } from "./discrepancy.ts";
import type { DiscrepancyEntries, TranslatedEntries } from "./discrepancy.ts";
import type { Problem } from "./problem.ts";
import { checkSource } from "./sources.ts";
import type { OperationSource } from "./sources.ts";

/** What stands beside the descriptions in specs. */
export interface DescriptionData {
  sources: OperationSource[];
  references: SourceReferences;
  entries: DiscrepancyEntries;
  /** Texts of the entries by language and id. */
  translated: Record<string, TranslatedEntries>;
  /** How each entry can be settled, by id. */
  probes: Record<string, Probe>;
  overlays: OverlayFile[];
}

/** Every problem there is; those of sources that contradict themselves alone, since the rest rests on them. */
export function checkDescriptions(bundles: Bundles, data: DescriptionData): Problem[] {
  const { sources, references, entries, translated, probes, overlays } = data;
  const contradictions = sources.flatMap(checkSource);
  if (contradictions.length > 0) return contradictions;
  const { discrepancies, problems } = joinDiscrepancies(entries, translated, probes);
  return [
    ...problems,
    ...checkSources(sources, bundles, discrepancies, references),
    ...checkReferences(references, bundles),
    ...checkDiscrepancies(discrepancies, references, sources, bundles),
    ...checkProbes(probes, discrepancies, bundles),
    ...checkTranslation(bundles, overlays),
  ];
}
