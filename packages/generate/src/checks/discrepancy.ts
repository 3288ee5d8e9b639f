// Entries of specs/discrepancies.yaml, and the joining of their texts with those of the translations.
import { closed, list, mapOf, nonEmptyList, text } from "../form.ts";
import type { Valid } from "../form.ts";
import { sourceLanguage } from "../languages.ts";
import type { Discrepancy as Published, Probe } from "../model.ts";
import type { Problem } from "./problem.ts";

/** One text per language. */
export type Texts = Published["title"];

/** An entry with its texts in all languages, and its probe where there is one. */
export type Discrepancy = Omit<Published, "probe"> & { probe: Probe | undefined };

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
    },
    { overrides: list(closed({ source: text, language: text, fact: text })) },
  ),
);
export type DiscrepancyEntries = Valid<typeof entriesForm>;

/** The form of their texts in another language, `says` by source. A missing text is checkDiscrepancies' to report. */
export const translatedForm = mapOf(
  closed({}, { title: text, says: mapOf(text), reading: text, settledBy: text }),
);
export type TranslatedEntries = Valid<typeof translatedForm>;
/** File of the entries in a language. */
export const discrepanciesFile = (language: string) =>
  language === sourceLanguage ? "specs/discrepancies.yaml" : `specs/discrepancies.${language}.yaml`;

/**
 * Joins the entries with their probes and translations, by id. What is missing is left out, for
 * checkDiscrepancies and checkProbes to report; a translated text that belongs to nothing is a problem here.
 */
export function joinDiscrepancies(
  entries: DiscrepancyEntries,
  translated: Record<string, TranslatedEntries>,
  probes: Record<string, Probe>,
): { discrepancies: Discrepancy[]; problems: Problem[] } {
  const byLanguage = Object.entries(translated);
  const texts = (original: string, pick: (language: TranslatedEntries) => string | undefined) => {
    const all: Texts = { [sourceLanguage]: original };
    for (const [language, byId] of byLanguage) {
      const own = pick(byId);
      if (own !== undefined) all[language] = own;
    }
    return all;
  };
  const discrepancies = entries.map(({ id, apis, title, says, reading, settledBy, overrides }) => ({
    id,
    apis,
    title: texts(title, (byId) => byId[id]?.title),
    says: says.map((statement) => ({
      source: statement.source,
      says: texts(statement.says, (byId) => byId[id]?.says?.[statement.source]),
    })),
    reading: texts(reading, (byId) => byId[id]?.reading),
    settledBy: texts(settledBy, (byId) => byId[id]?.settledBy),
    probe: probes[id],
    overrides: overrides ?? [],
  }));
  return { discrepancies, problems: strayTexts(entries, byLanguage) };
}

function strayTexts(
  entries: DiscrepancyEntries,
  byLanguage: [string, TranslatedEntries][],
): Problem[] {
  const stray = (language: string, place: string): Problem => ({
    file: discrepanciesFile(language),
    place,
    message: `belongs to nothing in ${discrepanciesFile(sourceLanguage)}; remove it, or use the name that file uses`,
  });
  return byLanguage.flatMap(([language, byId]) =>
    Object.entries(byId).flatMap(([id, translation]) => {
      const entry = entries.find((candidate) => candidate.id === id);
      if (!entry) return [stray(language, id)];
      const sources = new Set(entry.says.map(({ source }) => source));
      return Object.keys(translation.says ?? {})
        .filter((source) => !sources.has(source))
        .map((source) => stray(language, `${id}.says.${source}`));
    }),
  );
}
