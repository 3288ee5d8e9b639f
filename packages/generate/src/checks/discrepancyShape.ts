// Rejects a discrepancies.yaml, or its Chinese texts, that are not well-formed.
import { discrepanciesFile } from "./discrepancy.ts";
import type { DiscrepancyEntry, TranslatedEntry } from "./discrepancy.ts";
import { sourceLanguage } from "../languages.ts";
import type { Problem } from "./problem.ts";
import { closed, list, mapOf, nonEmptyList, shapeCheck, text } from "./shape.ts";

/** The form of the entries. */
export const entriesForm = list(
  closed(
    {
      id: text,
      apis: nonEmptyList(text),
      title: text,
      says: nonEmptyList(closed({ source: text, says: text })),
      reading: text,
      settledBy: text,
      overrides: list(closed({ source: text, language: text, fact: text })),
    },
    ["overrides"],
  ),
);
const checkEntries = shapeCheck(entriesForm);

// A missing text is checkDiscrepancies' to report: it knows the entry.
const translatedEntry = { title: text, says: mapOf(text), reading: text, settledBy: text };
/** The form of their texts in another language. */
export const translatedForm = mapOf(closed(translatedEntry, Object.keys(translatedEntry)));
const checkTranslated = shapeCheck(translatedForm);

/** What is wrong with these files in themselves. */
export function checkDiscrepancyShape(
  entries: DiscrepancyEntry[],
  translated: Record<string, Record<string, TranslatedEntry>>,
): Problem[] {
  return [
    ...checkEntries(discrepanciesFile(sourceLanguage), entries),
    ...Object.entries(translated).flatMap(([language, texts]) =>
      checkTranslated(discrepanciesFile(language), texts),
    ),
  ];
}
