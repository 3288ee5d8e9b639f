// A fact that a source page states, held against the description.

export interface Fact {
  /** Its name, by which discrepancies.yaml can override it: `parameters.symbol.mandatory`. */
  key: string;
  /** Where in the description it belongs. */
  place: string;
  /** How the description contradicts it, and what to write instead; undefined where it agrees. */
  contradiction: string | undefined;
  /** Whether it is about a text, so that an overlay has to change. */
  text: boolean;
}

/** A fact of the structure, contradicted unless `agrees`. */
export function fact(key: string, place: string, agrees: boolean, contradiction: string): Fact {
  return { key, place, contradiction: agrees ? undefined : contradiction, text: false };
}

/** A fact that the texts of a language must state: each word must be in one of them. */
export function textFact(
  key: string,
  place: string,
  words: string[],
  texts: (string | undefined)[],
): Fact {
  const written = texts.join("\n").toLowerCase();
  const missing = words.filter((word) => !written.includes(word.toLowerCase()));
  const list = missing.map((word) => `"${word}"`).join(" and ");
  return {
    ...fact(
      key,
      place,
      missing.length === 0,
      `its description does not say ${list}; use these words`,
    ),
    text: true,
  };
}
