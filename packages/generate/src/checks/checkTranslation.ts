// Holds each translated bundle against the English one: every text translated, nothing else changed,
// and no overlay action that hits nothing.
import { query } from "jsonpath-rfc9535";
import type { Bundles } from "../apis.ts";
import type { Json, OpenApiDocument } from "../model.ts";
import { sourceLanguage, translations, untranslated } from "../languages.ts";
import type { Problem } from "./problem.ts";
import { jsonPath, leavesOf } from "./tree.ts";
import type { Leaf } from "./tree.ts";

/** A file of overlay actions, and the APIs whose bundles it is applied to. */
export interface OverlayFile {
  file: string;
  apis: string[];
  overlay: { actions: { target: string }[] };
}

/** Everything that keeps the translated bundles from being the English ones in other words. */
export function checkTranslation(bundles: Bundles, overlays: OverlayFile[]): Problem[] {
  return [
    // A target that hits nothing is why texts are missing.
    ...overlays.flatMap((overlay) => checkTargets(overlay, bundles)),
    ...Object.entries(bundles).flatMap(([api, documents]) =>
      translations.flatMap((language) => checkBundle(api, language, documents)),
    ),
  ];
}

const overlayFile = (api: string, language: string) => `specs/${api}/${language}.overlay.yaml`;

function checkBundle(
  api: string,
  language: string,
  documents: Record<string, OpenApiDocument>,
): Problem[] {
  const original = documents[sourceLanguage];
  const translated = documents[language];
  const file = overlayFile(api, language);
  if (!original || !translated)
    return [
      {
        file,
        place: "$",
        message: `${api} has no bundle in ${original ? language : sourceLanguage}; run the bundle step`,
      },
    ];
  const from = leavesByPlace(original);
  const to = leavesByPlace(translated);
  const places = [...new Set([...from.keys(), ...to.keys()])];
  return places.flatMap((place) => {
    const message = difference(from.get(place), to.get(place), language);
    return message === undefined ? [] : { file, place, message };
  });
}

function leavesByPlace(document: OpenApiDocument): Map<string, Leaf> {
  return new Map([...leavesOf(document)].map((leaf) => [jsonPath(leaf.path), leaf]));
}

function difference(
  from: Leaf | undefined,
  to: Leaf | undefined,
  language: string,
): string | undefined {
  if (from?.text !== undefined) {
    const reason = untranslated(from.text, to?.text, language);
    const shared = `specs/common/${language}.overlay.yaml`;
    return reason && `${reason}; add one here, or in ${shared} if the part is shared`;
  }
  if (!from)
    return `is in the ${language} bundle only; an overlay may change texts and add nothing`;
  if (!to)
    return `is missing from the ${language} bundle; an overlay may change texts and remove nothing`;
  return JSON.stringify(from.value) === JSON.stringify(to.value)
    ? undefined
    : `is ${JSON.stringify(to.value)} in the ${language} bundle, but ${JSON.stringify(from.value)} in the ${sourceLanguage} one; an overlay may change texts only`;
}

function checkTargets({ file, apis, overlay }: OverlayFile, bundles: Bundles): Problem[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a document is JSON, which no interface says
  const documents = apis.flatMap(
    (api) => bundles[api]?.[sourceLanguage] ?? [],
  ) as unknown as Json[];
  return overlay.actions.flatMap(({ target }, index) => {
    const place = `actions[${index}]`;
    try {
      if (documents.some((document) => query(document, target).length > 0)) return [];
    } catch (error) {
      return {
        file,
        place,
        message: `${target} is not JSONPath: ${String(error)}; write it as RFC 9535 has it`,
      };
    }
    return {
      file,
      place,
      message: `${target} matches nothing in ${apis.join(" or ")}; correct the target or remove the action`,
    };
  });
}
