// Joins what `redocly diff` says to the differences found here. Where it finds a change more severe, it is taken at its
// word; where it finds one that nothing here knows, that is reported too.
import { decodePointer, SpecNode } from "../model.ts";
import type { OpenApiDocument } from "../model.ts";
import { differenceAt } from "./difference.ts";
import type { Difference } from "./difference.ts";
import type { Opinion } from "./redoclyDiff.ts";
import { bumps } from "./bumps.ts";
import type { Bump } from "./bumps.ts";

export interface Judged {
  difference: Difference;
  /** How severe it is at the least. */
  floor: Bump | undefined;
}

interface Placed extends Opinion {
  place: string[];
}

/** Each difference with the most severe opinion on its place, and each opinion that is on no difference. */
export function applyOpinions(
  differences: Difference[],
  opinions: Opinion[],
  documents: Required<Difference["documents"]>,
): Judged[] {
  const placed = opinions.map((opinion) => ({
    ...opinion,
    place: placeOf(documents[opinion.in], opinion.trail),
  }));
  const judged = differences.map((difference) => {
    const about = placed.filter(({ place }) => isAbout(difference, place));
    return { difference, floor: bumps.find((bump) => about.some((one) => one.impact === bump)) };
  });
  return [...judged, ...placed.flatMap((one) => alone(one, differences, documents))];
}

/** The place where something is written, its trail freed of references. */
function placeOf(document: OpenApiDocument, trail: readonly string[]): string[] {
  const owner = SpecNode.root(document).at(...trail.slice(0, -1));
  return owner ? [...decodePointer(owner.pointer), ...trail.slice(-1)] : [...trail];
}

const startsWith = (long: readonly string[], short: readonly string[]): boolean =>
  short.every((step, index) => long[index] === step);

function isAbout({ is, place }: Difference, opinion: readonly string[]): boolean {
  return startsWith(place, opinion) || (is === "changed" && startsWith(opinion, place));
}

function alone(
  { impact, place }: Placed,
  differences: Difference[],
  documents: Difference["documents"],
): Judged[] {
  // Components come and go with what refers to them.
  if (place[0] === "components" && place.length <= 3) return [];
  // A field that comes or goes takes its place among the mandatory ones with it.
  const [owner, word] = [place.slice(0, -1), place.at(-1)];
  const fields = word === "required" ? [...owner, "properties"] : place;
  const isKnown = differences.some(
    (one) =>
      [place, fields].some((at) => startsWith(one.place, at)) || startsWith(place, one.place),
  );
  if (isKnown) return [];
  return [{ difference: differenceAt(place, { at: "SecondOpinion", documents }), floor: impact }];
}
