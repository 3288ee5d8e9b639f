// All checks of the descriptions against the data beside them, in the order in which they make sense.
import { checkDiscrepancies } from "./checkDiscrepancies.ts";
import { checkSources } from "./checkSources.ts";
import { checkTranslation } from "./checkTranslation.ts";
import type { OverlayFile } from "./checkTranslation.ts";
import { joinDiscrepancies } from "./discrepancy.ts";
import type { DiscrepancyEntry, TranslatedEntry } from "./discrepancy.ts";
import { checkDiscrepancyShape } from "./discrepancyShape.ts";
import type { Bundles } from "../openapi.ts";
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
  overlays: OverlayFile[];
}

/** Every problem there is; those of malformed data alone where some is, since the rest rests on it. */
export function checkDescriptions(bundles: Bundles, data: DescriptionData): Problem[] {
  const { sources, references, entries, translated, overlays } = data;
  const malformed = [
    ...sources.flatMap(checkSourceShape),
    ...checkDiscrepancyShape(entries, translated, references),
  ];
  if (malformed.length > 0) return malformed;
  const { discrepancies, problems } = joinDiscrepancies(entries, translated);
  return [
    ...problems,
    ...checkSources(sources, bundles, discrepancies),
    ...checkDiscrepancies(discrepancies, references, sources, bundles),
    ...checkTranslation(bundles, overlays),
  ];
}
