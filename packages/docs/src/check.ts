// Refuses bundles that the pages could not show whole: an operation or text without a translation, an
// extension, keyword or rule that no page knows, an id without a discrepancy.
import type { Discrepancy, Language } from "@open-orders/specs";
import { DocsError } from "./DocsError.ts";
import { idsOf } from "./doubts.ts";
import { languages, sourceLanguage } from "./languages.ts";
import {
  type Bundle,
  type Document,
  filledByClient,
  filterKinds,
  operationsOf,
  retryRules,
} from "./openapi.ts";
import { shownKeywords } from "./schema.ts";

export type Apis = Record<string, Partial<Record<Language, Record<string, unknown>>>>;

const extensions = new Set([
  "x-clock",
  "x-discrepancy",
  "x-environment",
  "x-extensible-enum",
  "x-filled-by-client",
  "x-filter",
  "x-order",
  "x-simulation",
  "x-present-when",
  "x-rate-limits",
  "x-remedy",
  "x-retry",
  "x-security-type",
  "x-sensitive",
  "x-sources",
  "x-unit",
  "x-weight",
]);

const texts = new Set(["title", "summary", "description", "x-unit", "x-remedy"]);
/** Values of the wire, in which nothing is a keyword and nothing is translated. */
const data = new Set([
  "const",
  "default",
  "enum",
  "example",
  "value",
  "x-extensible-enum",
  "x-order",
  "x-simulation",
  "x-present-when",
]);
/** Maps whose keys are names of the wire or of the description, not keywords. */
const maps = new Set([
  "paths",
  "properties",
  "responses",
  "headers",
  "content",
  "callbacks",
  "schemas",
]);

interface Place {
  pointer: string;
  node: unknown;
  /** What this node is the value of. */
  key: string;
  /** Whether its own keys are names. */
  isMap: boolean;
}

/** Every node that may hold keywords, with its JSON pointer. */
function* placesOf(document: unknown): Generator<Place> {
  const queue: Place[] = [{ pointer: "#", node: document, key: "", isMap: false }];
  for (let place = queue.shift(); place; place = queue.shift()) {
    yield place;
    const { node, pointer, isMap } = place;
    if (typeof node !== "object" || node === null) continue;
    for (const [name, child] of Object.entries(node)) {
      if (!isMap && data.has(name)) continue;
      if (!isMap && name === "examples" && Array.isArray(child)) continue;
      const escaped = name.replaceAll("~", "~0").replaceAll("/", "~1");
      const namesInside =
        !isMap && (maps.has(name) || name === "examples" || pointer === "#/components");
      queue.push({ pointer: `${pointer}/${escaped}`, node: child, key: name, isMap: namesInside });
    }
  }
}

/** The bundles of every API and language; throws a DocsError that names all that is wrong with them. */
export function checkBundles(apis: Apis, discrepancies: Discrepancy[]): Bundle[] {
  const known = new Set(discrepancies.map(({ id }) => id));
  const bundles: Bundle[] = [];
  const problems: string[] = [];
  for (const [api, byLanguage] of Object.entries(apis)) {
    const source = byLanguage[sourceLanguage];
    for (const language of Object.keys(languages) as Language[]) {
      const file = `specs/dist/${api}.${language}.json`;
      const document = byLanguage[language] as Document | undefined;
      if (!document || !source) {
        problems.push(`${file}: missing; specs must publish every API in every language`);
        continue;
      }
      bundles.push({ api, language, document });
      problems.push(...unknownWords(document, known).map((problem) => `${file}${problem}`));
      if (language !== sourceLanguage) {
        const missing = untranslated(source as unknown as Document, document, language);
        problems.push(...missing.map((problem) => `${file}${problem}`));
      }
    }
  }
  problems.push(...untranslatedDiscrepancies(discrepancies));
  if (problems.length > 0) throw new DocsError(problems);
  return bundles;
}

function unknownWords(document: Document, known: Set<string>): string[] {
  const problems: string[] = [];
  const oneOf = (value: unknown, allowed: readonly unknown[]): boolean =>
    value === undefined || allowed.includes(value);
  for (const { pointer, node, isMap } of placesOf(document)) {
    if (typeof node !== "object" || node === null || Array.isArray(node) || isMap) continue;
    const words = node as Record<string, unknown>;
    const filter = words["x-filter"] as { keep?: unknown } | undefined;
    for (const word of Object.keys(words))
      if (word.startsWith("x-") && !extensions.has(word))
        problems.push(`${pointer}: unknown extension "${word}"; teach packages/docs to show it`);
    for (const id of idsOf(words).filter((name) => !known.has(name)))
      problems.push(
        `${pointer}: no discrepancy has the id "${id}"; add it to specs/discrepancies.yaml`,
      );
    if (!oneOf(words["x-retry"], retryRules))
      problems.push(`${pointer}: x-retry must be one of ${retryRules.join(", ")}`);
    if (!oneOf(words["x-filled-by-client"], filledByClient))
      problems.push(`${pointer}: x-filled-by-client must be one of ${filledByClient.join(", ")}`);
    if (!oneOf(filter?.keep, filterKinds))
      problems.push(`${pointer}: x-filter keep must be one of ${filterKinds.join(", ")}`);
    if (isSchema(pointer))
      for (const word of Object.keys(words))
        if (!word.startsWith("x-") && !shownKeywords.has(word))
          problems.push(`${pointer}: no page shows the schema keyword "${word}"; leave it out`);
  }
  return problems;
}

function isSchema(pointer: string): boolean {
  return (
    /\/(?:schema|items|properties\/[^/]+|allOf\/\d+)$/.test(pointer) ||
    /^#\/components\/schemas\/[^/]+$/.test(pointer)
  );
}

function untranslated(source: Document, document: Document, language: Language): string[] {
  const problems: string[] = [];
  for (const { path, method, operation } of operationsOf(source)) {
    const twin = operationsOf(document).find((at) => at.path === path && at.method === method);
    if (twin?.operation.operationId !== operation.operationId)
      problems.push(
        `: ${operation.operationId} (${method} ${path}) is missing; translate the API again`,
      );
  }
  const translated = new Map([...placesOf(document)].map(({ pointer, node }) => [pointer, node]));
  for (const { pointer, node, key, isMap } of placesOf(source)) {
    if (typeof node !== "string" || isMap || !texts.has(key)) continue;
    const text = translated.get(pointer);
    if (typeof text !== "string" || text.trim() === "")
      problems.push(
        `${pointer}: no ${language} text for "${node}"; add it to the ${language} overlay`,
      );
    else if (text === node && needsTranslation(key, node))
      problems.push(`${pointer}: "${node}" is not translated; add it to the ${language} overlay`);
  }
  return problems;
}

/** Code names (`INVALID_TIMESTAMP`), titles of products and short units are the same in every language. */
function needsTranslation(key: string, text: string): boolean {
  if (key === "x-unit" || key === "title") return false;
  return /[a-z]/.test(text) && /\s/.test(text.trim());
}

function untranslatedDiscrepancies(discrepancies: Discrepancy[]): string[] {
  const problems: string[] = [];
  for (const { id, title, reading, settledBy, says } of discrepancies) {
    const parts = {
      title,
      reading,
      settledBy,
      ...Object.fromEntries(says.map((one) => [one.source, one.says])),
    };
    for (const [part, byLanguage] of Object.entries(parts))
      for (const language of Object.keys(languages) as Language[])
        if (!languages[language].script.test(byLanguage[language] ?? ""))
          problems.push(`specs/discrepancies.yaml: ${id}: ${part} has no ${language} text`);
  }
  return problems;
}
