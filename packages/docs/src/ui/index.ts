// The words of the pages in each language, and the check that none lacks one.
import type { Language } from "@open-orders/specs";
import { DocsError } from "../DocsError.ts";
import { sourceLanguage } from "../languages.ts";
import { en } from "./en.ts";
import type { Ui } from "./Ui.ts";
import { zhCN } from "./zh-cn.ts";

export type { Ui };

export const ui: Record<Language, Ui> = { en, "zh-CN": zhCN };

/** The builder strips types without reading them, so what the compiler knows is checked here again. */
export function checkUi(tables: Record<string, object> = ui): void {
  const source = tables[sourceLanguage] ?? {};
  const problems = Object.entries(tables).flatMap(([language, table]) =>
    missingIn(source, table).map(
      (key) => `packages/docs/src/ui/${language.toLowerCase()}.ts: ${key} is missing`,
    ),
  );
  if (problems.length > 0) throw new DocsError(problems);
}

function missingIn(source: object, table: object, path = ""): string[] {
  return Object.entries(source).flatMap(([key, value]: [string, unknown]) => {
    const other: unknown = (table as Record<string, unknown>)[key];
    const at = path ? `${path}.${key}` : key;
    if (typeof other !== typeof value || other === "") return [at];
    return typeof value === "object" && value !== null ? missingIn(value, other as object, at) : [];
  });
}
