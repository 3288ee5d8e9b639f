// The whole site as data: every page's content in every language, read once from specs and checked.
import * as specs from "@open-orders/specs";
import type { Language } from "@open-orders/specs";
import { errorCatalogue } from "./catalogue.ts";
import { type QuestionEntry, questionEntries } from "./openQuestions.ts";
import { faultGroups } from "./faults.ts";
import { allLanguages, recordOf } from "./languages.ts";
import { type ApiView, type Bundle, describeApi } from "./reference.ts";
import { checkMessages } from "./i18n.ts";

checkMessages();

/** Every API in every language, as specs publishes it. */
export const bundles: Bundle[] = Object.entries(specs.apis).flatMap(([api, documents]) =>
  allLanguages.map((language) => ({ api, language, document: documents[language] })),
);

export const reference: Record<Language, ApiView[]> = recordOf(allLanguages, (language) =>
  bundles
    .filter((bundle) => bundle.language === language)
    .map((bundle) => describeApi(bundle, specs.discrepancies)),
);

export const openQuestions: Record<Language, QuestionEntry[]> = recordOf(
  allLanguages,
  (language) => {
    const own = bundles.filter((bundle) => bundle.language === language);
    const documents = Object.fromEntries(own.map(({ api, document }) => [api, document]));
    return questionEntries(specs.discrepancies, documents, language);
  },
);

export const errors = recordOf(allLanguages, (language) => errorCatalogue(reference[language]));

export const faults = recordOf(allLanguages, faultGroups);
