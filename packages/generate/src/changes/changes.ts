// What changed between two sets of bundles, judged from the caller's side: how severe it is, which packages it
// concerns, in one sentence, and the line of the YAML.
import { isDeepStrictEqual } from "node:util";
import { listApis } from "../apis.ts";
import type { Api, Bundles } from "../apis.ts";
import { sourceLanguage, translations } from "../languages.ts";
import { encodePointer, sourceLocation } from "../model.ts";
import type { OpenApiDocument, SourceLocations } from "../model.ts";
import { locateAll } from "../specs.ts";
import { changeOf } from "./change.ts";
import type { Change } from "./change.ts";
import { differenceAt, differencesOf } from "./difference.ts";
import type { Difference } from "./difference.ts";
import { bumps } from "./bumps.ts";
import { shown } from "./conditions.ts";
import { redoclyDiff } from "./redoclyDiff.ts";
import { applyOpinions } from "./secondOpinion.ts";
import { overlayLines, translationDifferences } from "./translation.ts";

/**
 * Compares two sets of bundles.
 *
 * @param root - The repository whose YAML the newer ones were made from.
 * @param secondOpinion - What others find between two documents.
 * @returns the most severe changes first
 * @throws GenerateError when `redocly diff` fails
 */
export async function changesBetween(
  before: Bundles,
  after: Bundles,
  root: string,
  secondOpinion: typeof redoclyDiff = redoclyDiff,
): Promise<Change[]> {
  const apis = await listApis(root);
  const locations = locateAll(root, apis, after);
  const found = apis.map(async (api) => {
    const [old, now] = [before[api.name], after[api.name]];
    if (!now) return [];
    if (!old) return [wholeApi(api.name, "added")];
    return changesOf(api, old, now, locations[api.name], root, secondOpinion);
  });
  const gone = Object.keys(before).filter((name) => !(name in after));
  const changes = [
    ...(await Promise.all(found)).flat(),
    ...gone.map((name) => wholeApi(name, "removed")),
  ];
  return merged(changes).toSorted((a, b) => bumps.indexOf(a.severity) - bumps.indexOf(b.severity));
}

type Documents = Record<string, OpenApiDocument>;

async function changesOf(
  { name, description }: Api,
  old: Documents,
  now: Documents,
  locations: SourceLocations | undefined,
  root: string,
  secondOpinion: typeof redoclyDiff,
): Promise<Change[]> {
  const [before, after] = [old[sourceLanguage], now[sourceLanguage]];
  if (!before || !after) return [];
  const differences = joinValues(differencesOf(name, before, after));
  const opinions = isDeepStrictEqual(before, after) ? [] : await secondOpinion(before, after);
  const changes = applyOpinions(differences, opinions, { before, after }).map(
    ({ difference, floor }) =>
      changeOf(
        name,
        difference,
        sourceLocation(locations, encodePointer(difference.nearest)) ?? "specs",
        floor,
      ),
  );
  for (const language of translations) {
    const lines = overlayLines(root, description, language);
    for (const difference of translationDifferences(old, now, language))
      changes.push(changeOf(name, difference, lines(shown(difference.after)), undefined));
  }
  return changes;
}

/** Values that come or go together are one sentence. */
function joinValues(differences: Difference[]): Difference[] {
  const joined = new Map<string, Difference>();
  for (const [index, difference] of differences.entries()) {
    const { at, is, subject } = difference;
    const key = at === "KnownValues.*" ? `${is} ${subject}` : String(index);
    const first = joined.get(key);
    const join = (end: "before" | "after"): unknown =>
      difference[end] === undefined ? undefined : [first?.[end] ?? [], difference[end]].flat();
    joined.set(
      key,
      first ? { ...first, before: join("before"), after: join("after") } : difference,
    );
  }
  return [...joined.values()];
}

/** What APIs share is one change. */
function merged(changes: Change[]): Change[] {
  const byLine = new Map<string, Change>();
  for (const change of changes) {
    const key = `${change.place} ${change.text.en}`;
    const known = byLine.get(key);
    byLine.set(key, known ? { ...known, apis: [...known.apis, ...change.apis] } : change);
  }
  return [...byLine.values()];
}

function wholeApi(api: string, is: "added" | "removed"): Change {
  const difference = differenceAt([], { at: "Api", is, subject: api });
  return changeOf(api, difference, "redocly.yaml:1", undefined);
}
