// Which sections of a found page are shown, and in what order. Pagefind's box shows the three with the most
// matches, which are long lists more often than the section that a reader means.

/** A section of a page as Pagefind reports it. */
export interface FoundSection {
  url: string;
  /** Words around a match, as HTML. */
  excerpt: string;
  /** Every word that matched: its place in the page and how much it counts there. */
  weighted_locations: { location: number; weight: number; balanced_score: number }[];
}

/**
 * The sections worth showing, best first: those that hold the words next to each other as they were asked
 * for, then those with the best single match, such as one in their heading, then as the page has them. Excerpts
 * neither begin with the end of a sentence nor end with an open bracket.
 *
 * @param limit - How many to show; what Pagefind's box would choose from.
 */
export function rankSections<T extends FoundSection>(sections: T[], limit = 3): T[] {
  const shown = sections
    .filter(({ url }) => !url.endsWith("#_top"))
    .map((section) => ({ section, phrase: holdsPhrase(section), best: bestMatch(section) }))
    .toSorted((a, b) => Number(b.phrase) - Number(a.phrase) || b.best - a.best)
    .slice(0, limit)
    .map(({ section }) => section);
  for (const section of shown)
    section.excerpt = section.excerpt
      .replace(/^[\s,.;:!?)\]，。；：、！？）”]+/, "")
      .replace(/[\s([（“-]+$/, "");
  return shown;
}

/** Words of compounds such as `stopPrice` weigh less than one: a phrase is made of whole words. */
function holdsPhrase({ weighted_locations: matches }: FoundSection): boolean {
  const places = new Set(matches.filter(({ weight }) => weight >= 1).map((one) => one.location));
  return [...places].some((place) => places.has(place + 1));
}

function bestMatch({ weighted_locations: matches }: FoundSection): number {
  return Math.max(0, ...matches.map(({ balanced_score: score }) => score));
}
