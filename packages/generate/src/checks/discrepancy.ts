// Entries of specs/discrepancies.yaml, and the joining of their texts with those of the translations.
import { sourceLanguage } from "../languages.ts";
import type { Discrepancy as Published, Override, Probe } from "../model.ts";
import type { Problem } from "./problem.ts";

/** One text per language. */
export type Texts = Published["title"];

/** An entry with its texts in all languages, and its probe where there is one. */
export type Discrepancy = Omit<Published, "probe"> & { probe: Probe | undefined };

/** An entry as specs/discrepancies.yaml holds it. */
export interface DiscrepancyEntry {
  id: string;
  apis: string[];
  title: string;
  says: { source: string; says: string }[];
  reading: string;
  settledBy: string;
  overrides?: Override[];
}

/** The texts of an entry in another language, `says` by source. */
export interface TranslatedEntry {
  title?: string;
  says?: Record<string, string>;
  reading?: string;
  settledBy?: string;
}

/** File of the entries in a language. */
export const discrepanciesFile = (language: string) =>
  language === sourceLanguage ? "specs/discrepancies.yaml" : `specs/discrepancies.${language}.yaml`;

/**
 * Joins the entries with their probes and translations, by id. What is missing is left out, for
 * checkDiscrepancies and checkProbes to report; a translated text that belongs to nothing is a problem here.
 */
export function joinDiscrepancies(
  entries: DiscrepancyEntry[],
  translated: Record<string, Record<string, TranslatedEntry>>,
  probes: Record<string, Probe>,
): { discrepancies: Discrepancy[]; problems: Problem[] } {
  const byLanguage = Object.entries(translated);
  const texts = (
    original: string,
    pick: (language: Record<string, TranslatedEntry>) => unknown,
  ) => {
    const all: Texts = { [sourceLanguage]: original };
    for (const [language, byId] of byLanguage) {
      const text = pick(byId);
      if (typeof text === "string") all[language] = text;
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
  entries: DiscrepancyEntry[],
  byLanguage: [string, Record<string, TranslatedEntry>][],
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
