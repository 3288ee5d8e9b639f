// Every text on the pages that does not come from the descriptions. A translator edits i18n/<language>.json:
// `code` stands in backticks, values in {braces}.
import type { Language } from "@open-orders/specs";
import { isObject } from "@open-orders/specs/model";
import en from "../i18n/en.json" with { type: "json" };
import zhCN from "../i18n/zh-CN.json" with { type: "json" };
import { DocsError } from "./DocsError.ts";
import { isLanguage, sourceLanguage } from "./languages.ts";

/** The texts of one language, grouped by the part of the site. */
export type Messages = typeof en;

export const messages: Record<Language, Messages> = { en, "zh-CN": zhCN };

/** Throws a DocsError that names each text that a language lacks, or whose values differ. */
export function checkMessages(tables: Record<string, object> = messages): void {
  const source = tables[sourceLanguage] ?? {};
  const problems = Object.entries(tables).flatMap(([language, table]) =>
    differences(source, table).map((problem) => `packages/docs/i18n/${language}.json: ${problem}`),
  );
  if (problems.length > 0) throw new DocsError(problems);
}

function differences(source: object, table: object, path = ""): string[] {
  return Object.entries(source).flatMap(([key, value]: [string, unknown]) => {
    const other: unknown = Reflect.get(table, key);
    const at = path ? `${path}.${key}` : key;
    if (typeof other !== typeof value || other === "") return [`${at} is missing`];
    if (isObject(value) && isObject(other)) return differences(value, other, at);
    return valuesIn(value) === valuesIn(other) ? [] : [`${at}: needs ${valuesIn(value)}`];
  });
}

function valuesIn(text: unknown): string {
  return [...new Set(String(text).match(/\{\w+\}/g))].toSorted().join(" ");
}

/** The text under a name that comes from a description; the name itself where there is none. */
export function named(texts: Readonly<Record<string, string>>, name: string): string {
  return texts[name] ?? name;
}

/** The language of the page that a component is on, and the texts in it. */
export function localized({ currentLocale }: { currentLocale: string | undefined }) {
  if (!isLanguage(currentLocale)) throw new DocsError([`${currentLocale} is no language`]);
  const language = currentLocale;
  return { language, texts: messages[language] };
}
