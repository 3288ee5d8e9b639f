// The languages of the descriptions, and what counts as a translated text.

/** The language the descriptions are written in; overlays turn it into the others. */
export const sourceLanguage = "en";

/** What a text holds when it is really written in a language. */
const scripts: Record<string, { script: RegExp; name: string }> = {
  "zh-CN": { script: /\p{Script=Han}/u, name: "Chinese" },
};

/** The languages that overlays write. */
export const translations = Object.keys(scripts);

/** A name of the exchange's own, such as INVALID_TIMESTAMP, or a currency: the same in every language. */
const isName = (text: string) => /^[A-Z][A-Z0-9_]*$/.test(text);

/** Why a text is not a translation of another, or undefined when it is one. */
export function untranslated(
  original: string,
  text: string | undefined,
  language: string,
): string | undefined {
  const { script, name } = scripts[language] ?? { script: /./u, name: language };
  if (text === undefined || text.trim() === "") return `has no ${name} text`;
  if (isName(original)) return undefined;
  if (text === original) return `has its ${sourceLanguage} text in place of a ${name} one`;
  if (!script.test(text)) return `has a text without one ${name} character`;
  // YAML turns a new line into a space.
  return /\p{Script=Han}\s\p{Script=Han}/u.test(text)
    ? `has white space between two ${name} characters; keep the text on one line`
    : undefined;
}
