// The languages of the site: where their pages live and what a text in them looks like.
import type { Language } from "@open-orders/specs";

export interface LanguageFacts {
  /** First folder of its addresses; the language without one stands at the root. */
  locale?: string;
  /** Its own name for itself. */
  label: string;
  /** Letters that a translated text must hold; text without any was forgotten. */
  script: RegExp;
}

export const languages: Record<Language, LanguageFacts> = {
  en: { label: "English", script: /\p{Script=Latin}/u },
  "zh-CN": { locale: "zh-cn", label: "简体中文", script: /\p{Script=Han}/u },
};

/** The language that the descriptions are written in and every other is compared with. */
export const sourceLanguage: Language = "en";

export function isLanguage(name: string | undefined): name is Language {
  return name !== undefined && Object.hasOwn(languages, name);
}

export const allLanguages = Object.keys(languages).filter(isLanguage);

/** A value for each name. */
export function recordOf<Name extends string, T>(
  names: readonly Name[],
  make: (name: Name) => T,
): Record<Name, T> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it has every name, which fromEntries does not say
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<Name, T>;
}

/** Where a page that stands in every language lies, in the form that Astro asks for. */
export function pathsOfLanguages() {
  return allLanguages.map((language) => ({
    params: { locale: languages[language].locale },
    props: { language },
  }));
}
