// Texts that changed in a translation alone, and the lines of the overlays that hold them.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isScalar, LineCounter, parseDocument, visit } from "yaml";
import { overlaysOf } from "../apis.ts";
import { leavesOf } from "../checks/tree.ts";
import { sourceLanguage } from "../languages.ts";
import type { OpenApiDocument } from "../model.ts";
import { differenceAt } from "./difference.ts";
import type { Difference } from "./difference.ts";

type Documents = Record<string, OpenApiDocument>;

/** Texts of the translation that changed while what they translate did not. */
export function translationDifferences(
  old: Documents,
  now: Documents,
  language: string,
): Difference[] {
  const [before, after] = [old[language], now[language]];
  const [source, target] = [old[sourceLanguage], now[sourceLanguage]];
  if (!before || !after || !source || !target) return [];
  const [texts, originals, changed] = [before, source, target].map(textsOf);
  return [...textsOf(after)].flatMap(([key, { text, path }]) => {
    const was = texts?.get(key)?.text;
    const isOwn = was !== undefined && was !== text;
    if (!isOwn || originals?.get(key)?.text !== changed?.get(key)?.text) return [];
    return differenceAt(path, { at: "Translation", before: was, after: text });
  });
}

function textsOf(document: OpenApiDocument): Map<string, { text: string; path: string[] }> {
  const leaves = [...leavesOf(document)].flatMap(({ path, text }) => {
    const steps = path.map(String);
    return text === undefined ? [] : [[steps.join("\n"), { text, path: steps }] as const];
  });
  return new Map(leaves);
}

/** Finds the line of a translated text in the overlays of an API; where it is nowhere, the last overlay's name. */
export function overlayLines(
  root: string,
  description: string,
  language: string,
): (text: string) => string {
  const files = overlaysOf({ name: "", description }, language);
  const lines = new Map<string, string>();
  for (const file of files) {
    const counter = new LineCounter();
    const document = parseDocument(readFileSync(join(root, file), "utf8"), {
      lineCounter: counter,
    });
    visit(document, {
      Scalar: (_, node) => {
        if (isScalar(node) && typeof node.value === "string" && node.range)
          lines.set(node.value, `${file}:${counter.linePos(node.range[0]).line}`);
      },
    });
  }
  return (text) => lines.get(text) ?? files.at(-1) ?? language;
}
