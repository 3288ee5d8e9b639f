// What changed between two sets of bundles, judged from the caller's side: how grave it is, which packages it
// concerns, in one sentence, and the line of the YAML.
import { isDeepStrictEqual } from "node:util";
import { listApis } from "../apis.ts";
import type { Api } from "../apis.ts";
import { sourceLanguage, translations } from "../languages.ts";
import type { Bundles, Json, OpenApiDocument } from "../openapi.ts";
import type { Places } from "../places.ts";
import { placesOfAll } from "../specs.ts";
import { answerRules } from "./answerRules.ts";
import { callRules } from "./callRules.ts";
import { differencesOf } from "./difference.ts";
import type { Difference } from "./difference.ts";
import { errorRules } from "./errorRules.ts";
import { shown } from "./json.ts";
import { redoclyDiff } from "./redoclyDiff.ts";
import { bumps, packages } from "./rule.ts";
import type { Bump, Needs, PackageName, Rule, Texts } from "./rule.ts";
import { heedOpinions } from "./secondOpinion.ts";
import { termsRules } from "./termsRules.ts";
import { textRules, unknownRule } from "./textRules.ts";
import { overlayLines, translationDifferences } from "./translation.ts";

/** One change, as callers see it. */
export interface Change {
  apis: string[];
  /** The id of the rule that judged it. */
  rule: string;
  /** The largest bump that any package needs. */
  gravity: Bump;
  /** The bump of each package whose users notice it. */
  needs: Partial<Record<PackageName, Bump>>;
  /** File and line, such as `specs/common/headers.yaml:9`; of a removed thing the nearest place that is left. */
  place: string;
  /** One sentence in each language; names stand in backticks. */
  text: Texts;
}

/** Every rule, in the order in which they are tried. */
export const rules: readonly Rule[] = [
  ...callRules,
  ...termsRules,
  ...answerRules,
  ...errorRules,
  ...textRules,
  unknownRule,
];

/** The first rule that fits, or the one for what nobody knows. */
export function ruleOf(difference: Difference): Rule {
  const fits = ({ at, is, side, when }: Rule): boolean =>
    at.includes(difference.at) &&
    (is?.includes(difference.is) ?? true) &&
    (side === undefined || side === difference.side) &&
    (when?.(difference) ?? true);
  return rules.find(fits) ?? unknownRule;
}

/**
 * Compares two sets of bundles.
 *
 * @param root - The repository whose YAML the newer ones were made from.
 * @returns the gravest changes first
 * @throws GenerateError when `redocly diff` fails
 */
export async function changesBetween(
  before: Bundles,
  after: Bundles,
  root: string,
): Promise<Change[]> {
  const apis = await listApis(root);
  const places = placesOfAll(root, apis, after);
  const found = apis.map(async (api) => {
    const [old, now] = [before[api.name], after[api.name]];
    if (!now) return [];
    if (!old) return [wholeApi(api.name, "added")];
    return changesOf(api, old, now, places[api.name] ?? {}, root);
  });
  const gone = Object.keys(before).filter((name) => !(name in after));
  const changes = [
    ...(await Promise.all(found)).flat(),
    ...gone.map((name) => wholeApi(name, "removed")),
  ];
  return merged(changes).toSorted((a, b) => bumps.indexOf(a.gravity) - bumps.indexOf(b.gravity));
}

type Documents = Record<string, OpenApiDocument>;

async function changesOf(
  { name, description }: Api,
  old: Documents,
  now: Documents,
  places: Places,
  root: string,
): Promise<Change[]> {
  const [before, after] = [old[sourceLanguage], now[sourceLanguage]];
  if (!before || !after) return [];
  const differences = joinValues(differencesOf(name, before, after));
  const opinions = isDeepStrictEqual(before, after) ? [] : await redoclyDiff(before, after);
  const changes = heedOpinions(differences, opinions, { before, after }).map(
    ({ difference, floor }) =>
      changeOf(name, difference, lineOf(places, difference.nearest), floor),
  );
  for (const language of translations) {
    const lines = overlayLines(root, description, language);
    for (const difference of translationDifferences(old, now, language))
      changes.push(changeOf(name, difference, lines(shown(difference.after)), undefined));
  }
  return changes;
}

function changeOf(
  api: string,
  difference: Difference,
  place: string,
  floor: Bump | undefined,
): Change {
  const rule = ruleOf(difference);
  const [specs, client, ...others] = rule.needs;
  const raised = floor !== undefined && graver(floor, specs) !== specs;
  const needs: Needs = raised
    ? [floor, client === "none" ? client : graver(floor, client), ...others]
    : rule.needs;
  const remark = { en: ` (redocly diff: ${floor})`, "zh-CN": `（redocly diff：${floor}）` };
  const text = (language: keyof Texts): string => {
    const [colon, stop] = language === "en" ? [": ", "."] : ["：", "。"];
    const says = filled(rule, difference, language);
    return `${says}${colon}${rule.why[language]}${raised ? remark[language] : ""}${stop}`;
  };
  return {
    apis: [api],
    rule: rule.id,
    gravity: needs.reduce(graver) as Bump,
    needs: Object.fromEntries(
      packages.flatMap((name, index) => {
        const need = needs[index];
        return need === undefined || need === "none" ? [] : [[name, need]];
      }),
    ),
    place,
    text: { en: capital(text("en")), "zh-CN": text("zh-CN") },
  };
}

/** The graver of two bumps. */
export function graver<T extends Bump | "none">(a: T, b: T): T {
  const rank = (bump: Bump | "none"): number => [...bumps, "none"].indexOf(bump);
  return rank(a) <= rank(b) ? a : b;
}

function filled({ says, show = shown }: Rule, difference: Difference, language: keyof Texts) {
  const { subject, at, before, after } = difference;
  const code = (value: Json | undefined): string =>
    value === undefined ? { en: "nothing", "zh-CN": "无" }[language] : `\`${show(value)}\``;
  return says[language]
    .replaceAll("{subject}", () => subject)
    .replaceAll("{at}", () => at)
    .replaceAll("{before}", () => code(before))
    .replaceAll("{after}", () => code(after));
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The line of a place, or of the nearest one above it. */
function lineOf(places: Places, steps: readonly string[]): string {
  const pointer = steps.map((step) => `/${step.replaceAll("~", "~0").replaceAll("/", "~1")}`);
  for (let length = pointer.length; length >= 0; length -= 1) {
    const line = places[pointer.slice(0, length).join("")];
    if (line !== undefined) return line;
  }
  return "specs";
}

/** Values that come or go together are told in one sentence. */
function joinValues(differences: Difference[]): Difference[] {
  const joined = new Map<string, Difference>();
  for (const [index, difference] of differences.entries()) {
    const { at, is, subject } = difference;
    const key = at === "KnownValues.*" ? `${is} ${subject}` : String(index);
    const first = joined.get(key);
    const join = (end: "before" | "after"): Json | undefined =>
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
  const nothing = {} as OpenApiDocument;
  const difference: Difference = {
    at: "Api",
    is,
    before: undefined,
    after: undefined,
    side: "answer",
    subject: api,
    place: [],
    nearest: [],
    documents: { before: nothing, after: nothing },
  };
  return changeOf(api, difference, "redocly.yaml:1", undefined);
}
