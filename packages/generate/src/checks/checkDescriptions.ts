// All checks of the descriptions against the data beside them, in the order in which they make sense.
import { checkDiscrepancies } from "./checkDiscrepancies.ts";
import { checkProbes, checkProbeShape, probesFile } from "./checkProbes.ts";
import { checkReferences, checkReferenceShape } from "./checkReferences.ts";
import { checkSources } from "./checkSources.ts";
import { checkTranslation } from "./checkTranslation.ts";
import type { OverlayFile } from "./checkTranslation.ts";
import { joinDiscrepancies } from "./discrepancy.ts";
import type { DiscrepancyEntry, TranslatedEntry } from "./discrepancy.ts";
import { checkDiscrepancyShape } from "./discrepancyShape.ts";
import type { Bundles } from "../apis.ts";
import type { Probe } from "../model.ts";
import type { Problem } from "./problem.ts";
import type { OperationSource, SourceReference } from "./sourceData.ts";
import { checkSourceShape } from "./sourceShape.ts";

/** What stands beside the descriptions in specs, parsed and otherwise as written. */
export interface DescriptionData {
  sources: OperationSource[];
  references: SourceReference[];
  entries: DiscrepancyEntry[];
  /** Texts of the entries by language and id. */
  translated: Record<string, Record<string, TranslatedEntry>>;
  /** How each entry can be settled, by id. */
  probes: Record<string, Probe>;
  overlays: OverlayFile[];
}

/** Every problem there is; those of malformed data alone where some is, since the rest rests on it. */
export function checkDescriptions(bundles: Bundles, data: DescriptionData): Problem[] {
  const { sources, references, entries, translated, probes, overlays } = data;
  const malformed = [
    ...sources.flatMap(checkSourceShape),
    ...checkReferenceShape(references),
    ...checkDiscrepancyShape(entries, translated),
    ...checkProbeShape(probesFile, probes),
  ];
  if (malformed.length > 0) return malformed;
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
