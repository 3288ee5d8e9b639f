// The whole site as data: every page's content in every language, read once from specs and checked.
import * as specs from "@open-orders/specs";
import type { Language } from "@open-orders/specs";
import { errorCatalogue } from "./catalogue.ts";
import { type QuestionEntry, questionEntries } from "./openQuestions.ts";
import { faultGroups } from "./faults.ts";
import { allLanguages } from "./languages.ts";
import { type ApiView, type Bundle, describeApi } from "./reference.ts";
import { checkMessages } from "./i18n.ts";

checkMessages();

/** Every API in every language, as specs publishes it. */
export const bundles: Bundle[] = Object.entries(specs.apis).flatMap(([api, documents]) =>
  allLanguages.map((language) => ({ api, language, document: documents[language] })),
);

function inEveryLanguage<T>(make: (language: Language) => T): Record<Language, T> {
  return Object.fromEntries(allLanguages.map((language) => [language, make(language)])) as Record<
    Language,
    T
  >;
}

export const reference: Record<Language, ApiView[]> = inEveryLanguage((language) =>
  bundles
    .filter((bundle) => bundle.language === language)
    .map((bundle) => describeApi(bundle, specs.discrepancies)),
);

export const openQuestions: Record<Language, QuestionEntry[]> = inEveryLanguage((language) => {
  const own = bundles.filter((bundle) => bundle.language === language);
  const documents = Object.fromEntries(own.map(({ api, document }) => [api, document]));
  return questionEntries(specs.discrepancies, documents, language);
});

export const errors = inEveryLanguage((language) => errorCatalogue(reference[language]));

export const faults = inEveryLanguage(faultGroups);
